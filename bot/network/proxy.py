"""The proxy that the environment names for an address.

It is looked up once for each client. aiohttp's own `trust_env` looks it up for every request, in another thread, which costs
a fifth of a lookup's processor time, and sends passwords out of ~/.netrc along. slack_sdk ignores NO_PROXY."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass


def proxy_for(url: str) -> str | None:
    """What HTTPS_PROXY, NO_PROXY and their like say. Raises ValueError for a proxy that is not spoken to by HTTP."""
    address = urlsplit(url)
    proxy = getproxies().get(address.scheme)
    if not proxy or proxy_bypass(address.hostname or ""):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if not (proxy.startswith("http://") and urlsplit(proxy).hostname):
        raise ValueError("not a proxy's address")
    return proxy

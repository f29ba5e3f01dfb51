"""The proxy that requests go through, where the environment names one.

Asked here rather than by the libraries. aiohttp's `trust_env` would also send what ~/.netrc has for a host, and asks anew,
in another thread, for each request; slack_sdk leaves NO_PROXY aside."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


def proxy_for(url: str) -> str | None:
    """What HTTPS_PROXY, NO_PROXY and their like say of an address; this machine's own are never asked through one.

    Raises ValueError where what they say is no proxy's address."""
    address = urlsplit(url)
    proxy = getproxies().get(address.scheme)
    if not proxy or address.hostname in _THIS_MACHINE or proxy_bypass(address.hostname or ""):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    parts = urlsplit(proxy)
    # To ask for a port that is none raises a ValueError, and so does a name that no DNS can have.
    if parts.scheme != "http" or not parts.hostname or not parts.hostname.encode("idna") or parts.port == 0:
        raise ValueError("not a proxy's address")
    return proxy

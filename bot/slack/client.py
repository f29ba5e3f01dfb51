"""The Web API's client, which goes through the same proxy as everything else."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.proxy import proxy_for


def slack_client(api_url: str, session: aiohttp.ClientSession, token: str | None = None) -> AsyncWebClient:
    """A client at `api_url`; the session is the caller's to close. Raises ValueError where the proxy's address is none."""
    client = AsyncWebClient(token, base_url=api_url, session=session)
    # Not given none, it would look for one by itself.
    client.proxy = proxy_for(api_url)
    return client

"""The connection to Slack: one session for the Web API and for `response_url`s."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.limits import TimeLimits
from bot.network.proxy import proxy_for
from bot.network.responses import Response

_KEPT_FOR = 60
"""Seconds. A NAT on the way may forget an idle connection after some minutes, and then a post would get lost."""


def slack_session(limits: TimeLimits) -> aiohttp.ClientSession:
    """A session without cookies. The caller closes it."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEPT_FOR),
        cookie_jar=aiohttp.DummyCookieJar(),
        # The SDK's own limit does not hold where it is given a session.
        timeout=aiohttp.ClientTimeout(total=limits.slack_request),
        response_class=Response,
    )


def slack_client(api_url: str, session: aiohttp.ClientSession, token: str | None = None) -> AsyncWebClient:
    """A client of the Web API at `api_url`."""
    client = AsyncWebClient(token, base_url=api_url, session=session)
    # The SDK has looked for a proxy by itself, and ignores NO_PROXY.
    client.proxy = proxy_for(api_url)
    return client

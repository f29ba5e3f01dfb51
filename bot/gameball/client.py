"""Gameball's endpoints, one method each. The only module that imports httpx."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Self

import aiohttp
import httpx
import stamina
from httpx_aiohttp import AiohttpTransport
from pydantic import SecretStr

from bot import __version__
from bot.gameball import errors
from bot.gameball.answer import HttpAnswer, parse_answer
from bot.gameball.customer_id import path_segment
from bot.gameball.models import CustomerCoupons
from bot.proxy import proxy_for

PROBE = "coupons-for-slack-health-check"
"""A customer id that nobody has, for requests that only check the address and the keys."""


@dataclass(frozen=True)
class RequestLimits:
    """Times in seconds, sizes in bytes. `total` is for all tries of one call together."""

    connect: float = 3.0
    total: float = 10.0
    tries: int = 3
    # 10,000 coupons take about 5 MB.
    body: int = 16 * 1024 * 1024


class GameballClient:
    """Gameball's API over one pool of connections, which are closed at the end of `async with`.

    Creating one makes no network traffic."""

    def __init__(
        self,
        *,
        api_url: str,
        api_version: str,
        api_key: SecretStr,
        secret_key: SecretStr,
        limits: RequestLimits | None = None,
    ) -> None:
        self._limits = limits or RequestLimits()
        self._path = f"/api/{api_version}/integrations/customers/{{}}/coupons"
        self._http = httpx.AsyncClient(
            base_url=api_url,
            headers={
                "apikey": api_key.get_secret_value(),
                "secretkey": secret_key.get_secret_value(),
                "accept": "application/json",
                "user-agent": f"coupons-for-slack/{__version__}",
            },
            timeout=httpx.Timeout(None, connect=self._limits.connect),
            transport=AiohttpTransport(client=partial(_session, proxy_for(api_url))),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def get_customer_coupons(self, customer_id: str) -> CustomerCoupons:
        """All coupons of the customer, usable or not.

        Tries again where that may help, within `limits`. Raises a GameballError."""
        path = self._path.format(path_segment(customer_id))
        deadline = time.monotonic() + self._limits.total
        tries = 0
        try:
            async with asyncio.timeout(self._limits.total):
                async for attempt in stamina.retry_context(
                    on=partial(seconds_before_retry, deadline=deadline),
                    attempts=self._limits.tries,
                    wait_max=2.0,
                    wait_jitter=0.2,
                ):
                    with attempt:
                        tries = attempt.num
                        coupons = parse_answer(await self._get(path))
        except TimeoutError as error:
            timed_out = errors.TimedOutError()
            timed_out.tries = tries
            raise timed_out from error
        except errors.GameballError as error:
            error.tries = tries
            raise
        return coupons

    async def check_access(self) -> None:
        """Raises a GameballError unless Gameball answers, and accepts the API version and the keys."""
        # Gameball looks at the customer id only after it has accepted everything else.
        with suppress(errors.AgentError):
            await self.get_customer_coupons(PROBE)

    async def _get(self, path: str) -> HttpAnswer:
        try:
            async with self._http.stream("GET", path) as response:
                body = await self._body(response)
                return HttpAnswer(response.status_code, response.headers.get("retry-after"), body)
        except httpx.TransportError as error:
            if isinstance(error.__cause__, aiohttp.ClientSSLError):
                raise errors.WrongAddressError from error
            raise errors.UnreachableError from error
        except aiohttp.ClientError as error:
            # The transport translates only some of aiohttp's errors, not that of a malformed response.
            raise errors.UnreachableError from error
        except UnicodeError as error:
            # The transport fails on a status line that is not UTF-8.
            raise errors.UnreadableAnswerError from error

    async def _body(self, response: httpx.Response) -> bytes:
        """The body. Empty if it is too large or cannot be decompressed: the status is still known then."""
        body = bytearray()
        try:
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > self._limits.body:
                    return b""
        except httpx.DecodingError:
            return b""
        return bytes(body)


def _session(proxy: str | None) -> aiohttp.ClientSession:
    """The transport calls this with its first request, as a session must be made inside the event loop."""
    return aiohttp.ClientSession(
        # No limit: no lookup waits for another. Kept for minutes: few lookups wait for a new connection.
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=300),
        cookie_jar=aiohttp.DummyCookieJar(),
        proxy=proxy,
    )


def seconds_before_retry(error: Exception, *, deadline: float) -> bool | float:
    """The seconds to wait before the next try. True leaves them to stamina; False means that no try follows.

    `deadline` is on the monotonic clock: to wait beyond it would only turn a clear error into a time-out."""
    match error:
        case errors.RateLimitedError(retry_after=float() as wait):
            return wait if time.monotonic() + wait < deadline else False
        case errors.BusyError() | errors.RateLimitedError():
            return True
        case errors.UnavailableError() | errors.UnreachableError():
            return True
        case _:
            return False

"""Gameball's endpoints, one method each. The only module that imports httpx."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Self
from urllib.parse import quote, unquote

import aiohttp
import httpx
import stamina
from aiohttp.client_middlewares import ClientHandlerType
from httpx_aiohttp import AiohttpTransport
from pydantic import SecretStr

from bot import __version__
from bot.gameball import errors
from bot.gameball.answer import HttpAnswer, parse_answer
from bot.gameball.body import MOST_BYTES
from bot.gameball.customer_id import path_segment
from bot.gameball.models import CustomerCoupons
from bot.network.proxy import proxy_for
from bot.network.responses import Response

PROBE = "coupons-for-slack-health-check"
"""A customer id that nobody has, for requests that only check the address and the keys."""
_SHORT = 100_000
"""Bytes that take a few milliseconds to read: some 250 coupons. Errors are no longer than this."""
_LONG_ANSWERS = 2
"""Longer answers that are read at one time. More would fill the memory, and slow down everybody else."""


@dataclass(frozen=True)
class RequestLimits:
    """Times in seconds, sizes in bytes. `total` is for all tries of one call together."""

    connect: float = 3.0
    total: float = 10.0
    tries: int = 3
    body: int = MOST_BYTES


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
                "accept-encoding": "gzip",
                "user-agent": f"coupons-for-slack/{__version__}",
            },
            # None is kept: one that cannot be sent back, or a hundred of them, would make every later request fail.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(None, connect=self._limits.connect),
            transport=AiohttpTransport(client=partial(_session, proxy_for(api_url))),
        )
        self._long_answers = asyncio.Semaphore(_LONG_ANSWERS)

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
            async with asyncio.timeout(self._limits.total) as limit:
                end = limit.when()
                async for attempt in stamina.retry_context(
                    on=partial(seconds_before_retry, deadline=deadline),
                    attempts=self._limits.tries,
                    wait_max=2.0,
                    wait_jitter=0.2,
                ):
                    with attempt:
                        tries = attempt.num
                        # A long answer has taken the limit away.
                        limit.reschedule(end)
                        coupons = await self._ask(path, limit)
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

    async def _ask(self, path: str, limit: asyncio.Timeout) -> CustomerCoupons:
        try:
            async with self._http.stream("GET", path) as response:
                parsed = await self._read(response, limit)
        except httpx.InvalidURL as error:
            # httpx reads where a redirect leads to, though it does not follow.
            raise errors.WrongAddressError from error
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
        if isinstance(parsed, errors.GameballError):
            raise parsed
        return parsed

    async def _read(
        self, response: httpx.Response, limit: asyncio.Timeout
    ) -> CustomerCoupons | errors.GameballError:
        """What a response means. Long ones wait for each other, which `limit` does not count."""
        # httpx would decompress as often as the header says, and what a few kilobytes become has no limit then.
        chunks = response.aiter_raw()
        body = bytearray()
        await _extend(body, chunks, up_to=_SHORT)
        parsed = parse_answer(_answer(response, body), most=_SHORT)
        if not isinstance(parsed, errors.TooLongAnswerError):
            return parsed
        limit.reschedule(None)
        async with self._long_answers:
            async with asyncio.timeout(self._limits.total):
                await _extend(body, chunks, up_to=self._limits.body)
            # By a thread, as nobody else should wait for it.
            return await asyncio.to_thread(parse_answer, _answer(response, body), most=self._limits.body)


async def _extend(body: bytearray, chunks: AsyncIterator[bytes], *, up_to: int) -> None:
    """Add the chunks, until there are no more or the body is longer than `up_to`."""
    async for chunk in chunks:
        body += chunk
        if len(body) > up_to:
            break


def _answer(response: httpx.Response, body: bytearray) -> HttpAnswer:
    return HttpAnswer(
        response.status_code,
        response.headers.get("retry-after"),
        bytes(body),
        response.headers.get("content-encoding", ""),
    )


def _session(proxy: str | None) -> aiohttp.ClientSession:
    """The transport calls this with its first request, as a session must be made inside the event loop."""
    return aiohttp.ClientSession(
        # No limit: no lookup waits for another. Kept for minutes: few lookups wait for a new connection.
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=300),
        cookie_jar=aiohttp.DummyCookieJar(),
        proxy=proxy,
        middlewares=[_with_encoded_path],
        response_class=Response,
    )


async def _with_encoded_path(
    request: aiohttp.ClientRequest, send: ClientHandlerType
) -> aiohttp.ClientResponse:
    """Sends every segment of the path as it was encoded. On the way here some of it was decoded: a bare `;` may end a
    segment, and `..;` is `..` then."""
    segments = [quote(unquote(segment), safe="") for segment in request.url.raw_path.split("/")]
    request.url = request.url.with_path("/".join(segments), encoded=True)
    return await send(request)


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

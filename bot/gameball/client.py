"""Gameball's endpoints, one method each. The only module that imports httpx."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
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
from bot.gameball.body import TooLargeError, unzipped
from bot.gameball.customer_id import path_segment
from bot.gameball.models import CustomerCoupons
from bot.proxy import proxy_for

PROBE = "coupons-for-slack-health-check"
"""A customer id that nobody has, for requests that only check the address and the keys."""
_LONG = 100_000
"""Bytes of an answer, some 250 coupons, that take a few milliseconds to read."""


@dataclass(frozen=True)
class RequestLimits:
    """Times in seconds, sizes in bytes. `total` is for all tries of one call together."""

    connect: float = 3.0
    total: float = 10.0
    tries: int = 3
    # 20,000 coupons take about 10 MB.
    body: int = 16 * 1024 * 1024
    error_body: int = 64 * 1024


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
            timeout=httpx.Timeout(None, connect=self._limits.connect),
            transport=AiohttpTransport(client=partial(_session, proxy_for(api_url))),
        )
        self._reading_long = asyncio.Lock()

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
                        answer = await self._get(path)
                        if answer.status != 200 or len(answer.body or b"") <= _LONG:
                            return parse_answer(answer)
            # In a thread, so that nobody else waits meanwhile. One at a time: several would slow down all the others. Gameball
            # has answered in time, so this has no limit.
            async with self._reading_long:
                return await asyncio.to_thread(parse_answer, answer)
        except TimeoutError as error:
            timed_out = errors.TimedOutError()
            timed_out.tries = tries
            raise timed_out from error
        except errors.GameballError as error:
            error.tries = tries
            raise

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

    async def _body(self, response: httpx.Response) -> bytes | None:
        """The body. None where it is too large, before or after it is decompressed; empty where it cannot be decompressed."""
        most = self._limits.body if response.status_code == 200 else self._limits.error_body
        body = bytearray()
        # httpx would decompress as often as the header says, and what a few kilobytes become has no limit then.
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > most:
                return None
        match response.headers.get("content-encoding", "").strip().lower():
            case "" | "identity":
                return bytes(body)
            case "gzip" | "x-gzip":
                try:
                    return unzipped(bytes(body), most=most)
                except TooLargeError:
                    return None
                except ValueError:
                    return b""
            case _:
                return b""


def _session(proxy: str | None) -> aiohttp.ClientSession:
    """The transport calls this with its first request, as a session must be made inside the event loop."""
    return aiohttp.ClientSession(
        # No limit: no lookup waits for another. Kept for minutes: few lookups wait for a new connection.
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=300),
        cookie_jar=aiohttp.DummyCookieJar(),
        proxy=proxy,
        middlewares=[_with_encoded_path],
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

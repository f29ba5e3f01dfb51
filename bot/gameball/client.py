"""Gameball's endpoints, one method each. The only module that imports httpx."""

import asyncio
import ssl
import time
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Self

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport
from pydantic import SecretStr

from bot import __version__
from bot.connections import connector
from bot.gameball import errors
from bot.gameball.answer import Answer, parse_answer
from bot.gameball.customer_id import path_segment
from bot.gameball.models import CustomerCoupons
from bot.proxy import proxy_for
from bot.retries import with_retries


@dataclass(frozen=True)
class Limits:
    """Times in seconds, sizes in bytes."""

    connect: float = 3.0
    total: float = 10.0
    tries: int = 3
    # 10,000 coupons take about 5 MB.
    body: int = 16 * 1024 * 1024


class GameballClient:
    """One pool of connections to Gameball, from `async with` to its end.

    Creating one makes no network traffic. Times and sizes are bounded by `limits`."""

    def __init__(
        self,
        *,
        api_url: str,
        api_version: str,
        api_key: SecretStr,
        secret_key: SecretStr,
        limits: Limits | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._path = f"/api/{api_version}/integrations/customers/{{}}/coupons"
        self._api_url = api_url
        self._keys = (api_key, secret_key)

    async def __aenter__(self) -> Self:
        limits = self._limits
        session = aiohttp.ClientSession(
            connector=connector(),
            cookie_jar=aiohttp.DummyCookieJar(),
            proxy=proxy_for(self._api_url),
        )
        # aiohttp would quietly send every request that breaks a second time: tries are counted here.
        session._retry_connection = False  # noqa: SLF001 - it has no public switch
        api_key, secret_key = (key.get_secret_value() for key in self._keys)
        headers = httpx.Headers(
            {
                "apikey": api_key,
                "secretkey": secret_key,
                "accept": "application/json",
                "accept-encoding": "gzip, deflate",
                "user-agent": f"coupons-for-slack/{__version__}",
            }
        )
        timeout = httpx.Timeout(None, connect=limits.connect)
        extensions = {"timeout": timeout.as_dict()}
        nothing = httpx.ByteStream(b"")

        def request(path: str) -> httpx.Request:
            # With a body, if an empty one, httpx does not work out headers for it: a third of what a request takes to make.
            request = httpx.Request(
                "GET", f"{self._api_url}{path}", headers=headers, stream=nothing, extensions=extensions
            )
            request.read()
            return request

        # The keys stay in there: an attribute of headers would show them to whoever prints it.
        self._request = request
        # httpx's transport without its client: cookies, redirects and authentication, none of them used here, would
        # cost more than the request itself. The session does the TLS: left to itself, the transport would read all
        # certificates for nothing.
        self._transport = AiohttpTransport(client=session, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transport.aclose()

    async def get_customer_coupons(self, customer_id: str) -> CustomerCoupons:
        """All coupons of the customer, usable or not (one request, at most `limits.tries`).

        Raises a GameballError: its subclasses tell who must act."""
        path = self._path.format(path_segment(customer_id))
        deadline = time.monotonic() + self._limits.total
        tries = 0

        async def ask() -> CustomerCoupons:
            nonlocal tries
            tries += 1
            try:
                return parse_answer(await self._get(path))
            except errors.GameballError as error:
                # It may be kept for a while, and where it comes from is a whole answer of Gameball's.
                error.__cause__ = error.__context__ = None
                raise error.with_traceback(None)  # noqa: B904 - it is that very error

        try:
            async with asyncio.timeout(self._limits.total):
                return await with_retries(
                    ask,
                    on=partial(_advice, deadline=deadline),
                    attempts=self._limits.tries,
                    within=self._limits.total,
                    wait_max=2.0,
                )
        except TimeoutError as error:
            late = errors.TimedOutError()
            late.tries = tries
            raise late from error
        except errors.GameballError as error:
            error.tries = tries
            raise

    async def _get(self, path: str) -> Answer:
        try:
            response = await self._transport.handle_async_request(self._request(path))
            try:
                body = await self._body(response)
            finally:
                await response.aclose()
            return Answer(response.status_code, response.headers.get("retry-after"), body)
        except httpx.TransportError as error:
            if isinstance(error.__cause__, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
                raise errors.WrongAddressError from error
            raise errors.UnreachableError from error
        except aiohttp.ClientError as error:
            # What the transport does not translate, such as a malformed HTTP response.
            raise errors.UnreachableError from error
        except UnicodeError as error:
            # The transport stumbles over a reason phrase that is not UTF-8.
            raise errors.UnreadableAnswerError from error

    async def _body(self, response: httpx.Response) -> bytes:
        """The body, or nothing where it is too large or garbled: then the status says what there is to say."""
        body = bytearray()
        try:
            # Nothing to unpack, as a rule: that way has fewer layers.
            encoded = "content-encoding" in response.headers
            async for chunk in response.aiter_bytes() if encoded else response.aiter_raw():
                body += chunk
                if len(body) > self._limits.body:
                    return b""
        except httpx.DecodingError:
            return b""
        return bytes(body)


def _advice(error: Exception, *, deadline: float) -> bool | float:
    """Whether the same request may fare better within the second, or after how many seconds: not after a time-out,
    which took its time already. `deadline` is on the monotonic clock."""
    if not isinstance(
        error, errors.BusyError | errors.RateLimitedError | errors.UnavailableError | errors.UnreachableError
    ):
        return False
    wait = getattr(error, "retry_after", None)
    if wait is None:
        return True
    # Waiting past the deadline would only turn a clear error into a time-out.
    return wait if time.monotonic() + wait < deadline else False

"""Gameball's endpoints, one method each. The only module that imports httpx."""

import asyncio
import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import aiohttp
import httpx
import stamina
from httpx_aiohttp import AiohttpTransport
from pydantic import SecretStr
from pydantic_core import from_json

from bot.gameball import errors
from bot.gameball.customer_id import path_segment
from bot.gameball.models import CustomerCoupons, parse_coupons


@dataclass(frozen=True)
class Limits:
    """Times in seconds, sizes in bytes."""

    connect: float = 3.0
    read: float = 9.0
    total: float = 10.0
    tries: int = 3
    # Gameball's own servers close idle connections after a minute or more; the operating system tells when they do.
    keep_alive: float = 300.0
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
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=limits.keep_alive),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=True,
        )
        api_key, secret_key = (key.get_secret_value() for key in self._keys)
        self._http = httpx.AsyncClient(
            base_url=self._api_url,
            headers={"apikey": api_key, "secretkey": secret_key, "accept": "application/json"},
            timeout=httpx.Timeout(
                connect=limits.connect, read=limits.read, write=limits.read, pool=limits.total
            ),
            transport=AiohttpTransport(client=session),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def get_customer_coupons(self, customer_id: str) -> CustomerCoupons:
        """All coupons of the customer, usable or not (one request, at most `limits.tries`).

        Raises a GameballError: its subclasses tell who must act."""
        path = self._path.format(path_segment(customer_id))
        deadline = time.monotonic() + self._limits.total
        tries = 0

        def backoff(error: Exception) -> bool | float:
            if not _worth_retrying(error):
                return False
            wait = getattr(error, "retry_after", None)
            if wait is None:
                return True
            # Waiting past the deadline would only turn a clear error into a time-out.
            return wait if time.monotonic() + wait < deadline else False

        try:
            async with asyncio.timeout(self._limits.total):
                async for attempt in stamina.retry_context(
                    on=backoff,
                    attempts=self._limits.tries,
                    timeout=self._limits.total,
                    wait_initial=0.1,
                    wait_max=2.0,
                    wait_jitter=0.2,
                ):
                    with attempt:
                        tries += 1
                        return parse_answer(await self._get(path))
        except TimeoutError as error:
            late = errors.TimedOutError()
            late.tries = tries
            raise late from error
        except errors.GameballError as error:
            error.tries = tries
            raise
        raise AssertionError("a retry context ends by returning or raising")

    async def _get(self, path: str) -> "Answer":
        try:
            async with self._http.stream("GET", path) as response:
                body = bytearray()
                async for chunk in response.aiter_bytes():
                    body += chunk
                    if len(body) > self._limits.body:
                        raise errors.UnreadableAnswerError(status=response.status_code)
                return Answer(response.status_code, response.headers.get("retry-after"), bytes(body))
        except httpx.ReadTimeout as error:
            raise errors.TimedOutError from error
        except httpx.DecodingError as error:
            raise errors.UnreadableAnswerError from error
        except httpx.TransportError as error:
            if isinstance(error.__cause__, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
                raise errors.WrongAddressError from error
            raise errors.UnreachableError from error
        except aiohttp.ClientError as error:
            # What the transport does not translate, such as a malformed HTTP response.
            raise errors.UnreachableError from error


@dataclass(frozen=True)
class Answer:
    """What of an HTTP response decides."""

    status: int
    retry_after: str | None
    body: bytes


def parse_answer(answer: Answer) -> CustomerCoupons:
    """The coupons in an answer. Raises the GameballError that the answer means."""
    if answer.status != 200:
        raise _error(answer)
    try:
        return parse_coupons(answer.body)
    except ValueError as error:
        raise errors.UnreadableAnswerError(status=200) from error


_BY_CODE: dict[int, type[errors.GameballError]] = {
    2001: errors.BusyError,
    3003: errors.InvalidCustomerIdError,
    6000: errors.SwitchedOffError,
    7000: errors.CustomerNotFoundError,
    8000: errors.PlanError,
}
_BY_STATUS: dict[int, type[errors.GameballError]] = {
    401: errors.CredentialsError,
    403: errors.PermissionDeniedError,
}


def _error(answer: Answer) -> errors.GameballError:
    envelope = _envelope(answer.body)
    status, code = answer.status, envelope.get("code")
    if status == 429:
        return errors.RateLimitedError(
            retry_after=seconds(answer.retry_after), status=status, detail=envelope.get("detail")
        )
    kind = _BY_CODE.get(code or 0) or _BY_STATUS.get(status)
    if kind is None:
        if status >= 500:
            kind = errors.UnavailableError
        elif status == 404 and code is not None:
            # A 404 in Gameball's own words is about the customer; any other says that nobody knows this path.
            kind = errors.CustomerNotFoundError
        elif status == 404 or status < 400:
            kind = errors.WrongAddressError
        else:
            kind = errors.RejectedError
    return kind(status=status, **envelope)


def _envelope(body: bytes) -> dict[str, Any]:
    try:
        envelope = from_json(body)
    except ValueError:
        return {}
    if not isinstance(envelope, dict):
        return {}
    code, detail, request_id = (envelope.get(name) for name in ("code", "message", "requestId"))
    if isinstance(code, str) and code.isascii() and code.isdigit():
        code = int(code[:9])
    return {
        "code": code if isinstance(code, int) and not isinstance(code, bool) else None,
        "detail": detail if isinstance(detail, str) else None,
        "request_id": str(request_id) if isinstance(request_id, str | int) else None,
    }


def seconds(retry_after: str | None) -> float | None:
    """A `Retry-After` header in seconds from now, whichever of its two forms it has; None where it has neither."""
    if not retry_after:
        return None
    try:
        wait = float(retry_after)
    except ValueError:
        try:
            wait = (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(0.0, wait) if math.isfinite(wait) else None


def _worth_retrying(error: Exception) -> bool:
    """Whether the same request may fare better within the second: not after a time-out, which took its time already."""
    return isinstance(
        error, errors.BusyError | errors.RateLimitedError | errors.UnavailableError | errors.UnreachableError
    )

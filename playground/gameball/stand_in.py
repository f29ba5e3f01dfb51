"""A stand-in for Gameball: the coupons endpoint on 127.0.0.1, for made-up customers.

The functions that make answers are in `answers`, and can be imported from here too.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self
from urllib.parse import unquote

from aiohttp import web

from playground.gameball.answers import (
    NO_KEY,
    NO_SECRET,
    OMIT,
    UNKNOWN_CUSTOMER,
    Asked,
    Moment,
    Responder,
    after,
    coupon,
    coupons,
    error,
    hang,
    html,
    json_body,
    raw,
    redirect,
    reset_before_answer,
    reset_mid_body,
)
from playground.gameball.scenarios import ANSWERS

__all__ = [
    "OMIT",
    "Asked",
    "GameballStandIn",
    "Moment",
    "RecordedRequest",
    "Responder",
    "after",
    "coupon",
    "coupons",
    "error",
    "hang",
    "html",
    "json_body",
    "raw",
    "redirect",
    "reset_before_answer",
    "reset_mid_body",
]

_COUPONS_PATH: Final = re.compile(r"/api/v4\.[01]/integrations/customers/([^/]+)/coupons")
_NO_SUCH_PATH: Final = html(404)
_GRACE_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """One request as it arrived, answered or not.

    `raw_path` is the request target undecoded, query included; `customer_id` is decoded, and None where the
    path is not the endpoint's; the names of `headers` are in lower case; `at` is the stand-in's clock.
    """

    raw_path: str
    customer_id: str | None
    headers: dict[str, str]
    at: datetime


def _utc_now() -> datetime:
    return datetime.now(UTC)


class GameballStandIn:
    """Answers as Gameball would, for the customers of `scenarios` and of `answer()`; others are unknown.

    `clock` tells the time, aware, that dates are relative to; `latency` seconds pass before every answer.
    """

    def __init__(
        self, *, api_key: str, secret_key: str, clock: Callable[[], datetime] = _utc_now, latency: float = 0.0
    ) -> None:
        self.latency = latency
        self.requests: list[RecordedRequest] = []
        self.connections = 0
        self._api_key = api_key
        self._secret_key = secret_key
        self._clock = clock
        self._programmed: dict[str, tuple[Responder, ...]] = {}
        self._answered: Counter[str] = Counter()
        self._stopping = asyncio.Event()
        self._arrival = asyncio.Condition()
        self._listener: asyncio.Server | None = None
        self._http: web.Server | None = None

    def answer(self, customer_id: str, *responders: Responder) -> None:
        """Answer this customer's coming requests with these, one each; the last one repeats."""
        if not responders:
            raise ValueError("at least one responder is needed")
        self._programmed[customer_id] = responders
        del self._answered[customer_id]

    async def received(self, count: int) -> None:
        """Return once `count` requests have arrived in all, answered or not."""
        async with self._arrival:
            await self._arrival.wait_for(lambda: len(self.requests) >= count)

    @property
    def url(self) -> str:
        """The base URL, without a slash at its end."""
        if self._listener is None:
            raise RuntimeError("the stand-in Gameball is not running")
        port: int = self._listener.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1. May be called again after `stop()`, for another port."""
        self._stopping.clear()
        # With cancellation, an answer ends when its client goes away: a `hang` would last until `stop`.
        self._http = http = web.Server(self._handle, handler_cancellation=True, access_log=None)

        def accept() -> asyncio.BaseProtocol:
            self.connections += 1
            return http()

        self._listener = await asyncio.get_running_loop().create_server(accept, "127.0.0.1", 0)

    async def stop(self) -> None:
        """Close every connection. Answers that are slow or hang end at once."""
        if self._listener is None or self._http is None:
            return
        self._listener.close()
        self._stopping.set()
        self._http.pre_shutdown()
        await self._http.shutdown(_GRACE_SECONDS)
        await self._listener.wait_closed()
        self._listener = self._http = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        now = self._clock()
        customer_id = _customer_id(request)
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.requests.append(RecordedRequest(request.raw_path, customer_id, headers, now))
        async with self._arrival:
            self._arrival.notify_all()
        responder = self._choose(customer_id, headers)
        if self.latency > 0:
            responder = after(self.latency, responder)
        return await responder(Asked(request, now, self._stopping))

    def _choose(self, customer_id: str | None, headers: dict[str, str]) -> Responder:
        if customer_id is None:
            return _NO_SUCH_PATH
        if headers.get("apikey") != self._api_key:
            return NO_KEY
        if headers.get("secretkey") != self._secret_key:
            return NO_SECRET
        turn = self._answered[customer_id]
        self._answered[customer_id] += 1
        if programmed := self._programmed.get(customer_id):
            return programmed[min(turn, len(programmed) - 1)]
        in_turn = ANSWERS.get(customer_id, (UNKNOWN_CUSTOMER,))
        return in_turn[turn % len(in_turn)]


def _customer_id(request: web.BaseRequest) -> str | None:
    """The id is one segment of the path as it was sent: in a decoded path, `a%2Fb` would be two."""
    path = request.raw_path.partition("?")[0]
    found = _COUPONS_PATH.fullmatch(path) if request.method == "GET" else None
    customer_id = unquote(found[1]) if found else None
    # Web servers fold dot segments, so these name another path, whatever the client meant.
    return None if customer_id in {".", ".."} else customer_id

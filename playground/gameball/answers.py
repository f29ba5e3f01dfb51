"""What a stand-in Gameball can answer: coupons, refusals, outages and broken connections.

Every function here makes a `Responder`, and some take one: `after(5, coupons([coupon()]))`.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from playground.connection import reset

EXACT: Final = "%Y-%m-%dT%H:%M:%SZ"
START_OF_DAY: Final = "%Y-%m-%dT00:00:00Z"
END_OF_DAY: Final = "%Y-%m-%dT23:59:59Z"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a payload: `days` from when the request arrives, written in the `strftime` form given."""

    days: float
    form: str = EXACT


@dataclass(frozen=True, slots=True)
class Asked:
    """A request being answered. `stopping` is set when the stand-in stops: whatever waits must end then."""

    request: web.BaseRequest
    now: datetime
    stopping: asyncio.Event


Responder = Callable[[Asked], Awaitable[web.StreamResponse]]

OMIT: Final = object()
"""As the value of a field of `coupon()`: leave the field out."""


def coupon(**fields: Any) -> dict[str, Any]:
    """A coupon that works now, as Gameball documents it, with the given fields in place of the usual ones.

    Dates are strings, or `Moment`s for dates relative to the request.
    """
    usual = {
        "name": "Summer treat",
        "code": "SUMMER10",
        "value": 10,
        "type": "Percentage",
        "target": "Reward",
        "startDate": "2020-01-01T00:00:00Z",
        "expiryDate": "2099-12-31T23:59:59Z",
        "isExpired": False,
        "isActive": True,
        "usageLimit": 1000,
        "limitPerCustomer": 1,
        "usedCount": 12,
        "customerUsedCount": 0,
        "isAvailableToUse": True,
        "iconPath": "coupon-a1",
    }
    return {name: value for name, value in (usual | fields).items() if value is not OMIT}


def _error_type(status: int) -> str:
    if status in {401, 403}:
        return "AUTHENTICATION_ERROR"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "RATE_LIMIT_ERROR"
    return "API_ERROR" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "INVALID_REQUEST_ERROR"


def _dated(value: object, now: datetime) -> object:
    match value:
        case Moment(days=days, form=form):
            return (now + timedelta(days=days)).strftime(form)
        case dict():
            return {key: _dated(item, now) for key, item in value.items()}
        case list() | tuple():
            return [_dated(item, now) for item in value]
        case _:
            return value


def coupons(items: Iterable[object]) -> Responder:
    """The documented answer. An item is usually a `coupon()`, but any JSON goes."""
    return json_body({"coupons": list(items)})


def json_body(value: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Responder:
    async def respond(asked: Asked) -> web.StreamResponse:
        text = json.dumps(_dated(value, asked.now), ensure_ascii=False)
        return web.json_response(text=text, status=status, headers=headers)

    return respond


def error(
    status: int,
    code: int | None,
    message: str,
    *,
    request_id: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Responder:
    """Gameball's error envelope. As in the real one, `code` and `requestId` may be missing (None)."""
    envelope = {
        "code": code,
        "type": _error_type(status),
        "message": message,
        "documentationUrl": "https://docs.gameball.co",
        "requestId": request_id,
    }
    present = {name: value for name, value in envelope.items() if value is not None}
    return json_body(present, status=status, headers=headers)


NO_KEY: Final = error(401, 1000, "The API key is missing or not known.")
NO_SECRET: Final = error(401, 1001, "This endpoint needs the secret key that belongs to the API key.")
NO_PERMISSION: Final = error(403, 1002, "These keys may not read coupons.", request_id="req-demo-1002")
BUSY: Final = error(422, 2001, "Another request for this customer is under way.", request_id="req-demo-2001")
TOO_MANY: Final = error(429, None, "Too many requests.", headers={"Retry-After": "1"})
FAILED: Final = error(500, 5000, "Something went wrong at Gameball.", request_id="req-demo-5000")
SWITCHED_OFF: Final = error(422, 6000, "Gameball is off for this client.", request_id="req-demo-6000")
UNKNOWN_CUSTOMER: Final = error(404, 7000, "No customer has this id.", request_id="req-demo-7000")
NOT_IN_PLAN: Final = error(403, 8000, "The plan does not include this.", request_id="req-demo-8000")


def html(status: int) -> Responder:
    """The page a web server or proxy sends when Gameball's own code was not reached."""
    phrase = HTTPStatus(status).phrase
    head, body = f"<head><title>{phrase}</title></head>", f"<body><h1>{status} {phrase}</h1></body>"
    page = f"<!doctype html>\n<html>{head}{body}</html>\n"
    return raw(page, "text/html", status)


def raw(body: str | bytes, content_type: str, status: int = 200) -> Responder:
    content = body.encode() if isinstance(body, str) else body

    async def respond(_: Asked) -> web.StreamResponse:
        return web.Response(body=content, status=status, headers={"Content-Type": content_type})

    return respond


def redirect(location: str = "/sign-in", status: int = 302) -> Responder:
    async def respond(_: Asked) -> web.StreamResponse:
        return web.Response(status=status, headers={"Location": location})

    return respond


def after(seconds: float, responder: Responder) -> Responder:
    """The responder's answer, that much later, or at once when the stand-in stops."""

    async def respond(asked: Asked) -> web.StreamResponse:
        with suppress(TimeoutError):
            await asyncio.wait_for(asked.stopping.wait(), seconds)
        return await responder(asked)

    return respond


def hang() -> Responder:
    """No answer at all, over a connection that stays open until the client or the stand-in ends it."""

    async def respond(asked: Asked) -> web.StreamResponse:
        await asked.stopping.wait()
        return reset(asked.request)

    return respond


def reset_before_answer() -> Responder:
    async def respond(asked: Asked) -> web.StreamResponse:
        return reset(asked.request)

    return respond


def reset_mid_body() -> Responder:
    """A 200 whose head announces more than is sent before the connection is reset."""

    async def respond(asked: Asked) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        response.content_length = 4096
        await response.prepare(asked.request)
        await response.write(b'{"coupons": [{"name": "Welc')
        reset(asked.request)
        return response

    return respond

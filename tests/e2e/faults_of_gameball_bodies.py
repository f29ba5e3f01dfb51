"""What Gameball can say instead of a list of coupons, or in it."""

from contextlib import suppress
from typing import Any

from aiohttp import web

from playground.gameball.stand_in import Asked, Responder, coupon, coupons, html, raw
from tests.e2e.fault_scene import COUPONS, CUSTOMER, TWO
from tests.e2e.gameball_fault import UNREADABLE, answering, failing, row

_MEGABYTE = 1_000_000
_WRONG: dict[str, Any] = {
    "name": {"en": "Summer"},
    "code": ["CANARY10"],
    "value": "a lot",
    "type": 7,
    "startDate": True,
    "expiryDate": -1,
    "isExpired": "maybe",
    "usageLimit": {},
    "isAvailableToUse": [],
}


def _large(megabytes: int) -> Responder:
    async def respond(asked: Asked) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        response.content_length = megabytes * _MEGABYTE
        await response.prepare(asked.request)
        # Nobody should read it to its end.
        with suppress(ConnectionResetError):
            for _ in range(megabytes):
                await response.write(b" " * _MEGABYTE)
        return response

    return respond


def _many(number: int) -> Responder:
    return coupons(coupon(name=f"No. {each}", code=f"CANARY-{each}") for each in range(number))


ROWS = [
    failing("html", "HTML, with 200", html(200), UNREADABLE, "outcome=UnreadableAnswer gameball_status=200"),
    failing(
        "empty",
        "an empty body",
        raw("", "application/json"),
        UNREADABLE,
        "outcome=UnreadableAnswer gameball_status=200",
    ),
    failing(
        "truncated",
        "JSON that is cut off",
        raw('{"coupons": [{"code": "CANARY-', "application/json"),
        UNREADABLE,
        "outcome=UnreadableAnswer gameball_status=200",
    ),
    failing(
        "large", "a body of 50 MB", _large(50), UNREADABLE, "outcome=UnreadableAnswer gameball_status=200"
    ),
    row(
        "many",
        "10,000 coupons",
        answering(_many(10_000)),
        f"Coupons of {CUSTOMER}: 10000 can be used",
        "outcome=Answered gameball_status=200",
        asked=1,
    ),
    row(
        "wrong-types",
        "two good coupons, one with the wrong type in every field, and three that are none",
        answering(coupons([*TWO, _WRONG, 42, None, "CANARY10"])),
        COUPONS,
        "outcome=Answered gameball_status=200 unreadable=4",
        asked=1,
    ),
    row(
        "wrong-types-only",
        "the same without the good ones",
        answering(coupons([_WRONG, 42, None, "CANARY10"])),
        f"Coupons of {CUSTOMER}: None of this customer's coupons could be read.",
        "outcome=Answered gameball_status=200 unreadable=4",
        asked=1,
    ),
    failing(
        "wrong-type",
        "something else in place of the list",
        raw('{"coupons": 7}', "application/json"),
        UNREADABLE,
        "outcome=UnreadableAnswer gameball_status=200",
    ),
]

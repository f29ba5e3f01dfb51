"""A Gameball that has good and bad moments: what it answers is drawn anew for every request."""

from collections import Counter
from random import Random

from aiohttp import web

from playground.gameball.stand_in import (
    Asked,
    Responder,
    after,
    coupon,
    coupons,
    error,
    hang,
    html,
    raw,
    reset_before_answer,
    reset_mid_body,
)

_FINE = coupons(
    [
        coupon(),
        coupon(name="Weekend saver", code="WEEKEND50", value=50, type="Fixed Rate Discount", currency="EGP"),
        coupon(name="Long gone", code="GONE10", isActive=False, isAvailableToUse=False),
        coupon(name="Free delivery", code="SHIP", value=0, type="Free Shipping"),
    ]
)
# How often, in a thousand requests of faulty weather.
_FAULTS: tuple[tuple[str, Responder, int], ...] = (
    ("a second late", after(1.0, _FINE), 200),
    ("three seconds late", after(3.0, _FINE), 200),
    ("never", hang(), 30),
    ("reset", reset_before_answer(), 120),
    ("reset in the body", reset_mid_body(), 80),
    ("500", error(500, 5000, "No."), 120),
    ("an outage page", html(503), 80),
    ("429", error(429, None, "Slower.", headers={"Retry-After": "1"}), 60),
    ("busy", error(422, 2001, "Busy."), 40),
    ("garbage", raw('{"coupons": [', "application/json"), 40),
    ("an unknown customer", error(404, 7000, "Nobody."), 30),
)


class Weather:
    """A responder for every customer. `counts` tells how often each kind came."""

    def __init__(self, rng: Random, *, faults: float) -> None:
        """`faults` is the part of requests that meet one."""
        self.counts: Counter[str] = Counter()
        self._rng = rng
        self._faults = faults

    async def __call__(self, asked: Asked) -> web.StreamResponse:
        kind, responder = "fine", _FINE
        if self._rng.random() < self._faults:
            kind, responder, _ = self._rng.choices(_FAULTS, [weight for *_, weight in _FAULTS])[0]
        self.counts[kind] += 1
        return await responder(asked)

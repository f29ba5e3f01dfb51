"""What stands in for Gameball: the coupons endpoint with one canned answer, as large as asked for."""

import json
import ssl
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.http_server import HttpServer, Reply, Request, reply


def coupons_body(number: int) -> bytes:
    """An answer with so many coupons: every second one works, the others do not for one reason each."""
    now = datetime.now(UTC)
    return json.dumps({"coupons": [_coupon(index, now) for index in range(number)]}).encode()


_KINDS: tuple[dict[str, Any], ...] = (
    {"name": "Welcome back", "type": "Percentage", "value": 15},
    {"name": "Long gone", "type": "Percentage", "value": 10, "isExpired": True, "isAvailableToUse": False},
    {"name": "Thank you", "type": "Fixed Rate Discount", "value": 50, "currency": "EGP"},
    {"name": "Once only", "type": "Free Shipping", "customerUsedCount": 1, "isAvailableToUse": False},
    {"name": "Summer treat", "type": "Percentage-based Cashback", "value": 5},
    {"name": "Switched off", "type": "Free Product", "isActive": False, "isAvailableToUse": False},
)


def _coupon(index: int, now: datetime) -> dict[str, Any]:
    kind = _KINDS[index % len(_KINDS)]
    # Spread over half a year, so that the sorting has something to do.
    away = timedelta(days=1 + index * 37 % 180, minutes=index % 1440)
    expiry = now - away if kind.get("isExpired") else now + away
    return {
        "value": 0,
        "target": "Reward",
        "currency": None,
        "startDate": f"{now - timedelta(days=400):%Y-%m-%dT%H:%M:%SZ}",
        "expiryDate": f"{expiry:%Y-%m-%dT%H:%M:%SZ}",
        "isExpired": False,
        "isActive": True,
        "usageLimit": 1000,
        "limitPerCustomer": 1,
        "usedCount": 12,
        "customerUsedCount": 0,
        "isAvailableToUse": True,
        "iconPath": "https://assets.example.com/icons/coupon.webp",
        **kind,
        "code": f"CODE{index:05}",
    }


class Gameball(HttpServer):
    """Answers `takes` seconds after being asked."""

    def __init__(self, *, coupons: int = 5, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(self._answer, tls=tls)
        self.takes = 0.0
        self._reply = reply(coupons_body(coupons))

    def _answer(self, _request: Request) -> Reply:
        return Reply(self._reply.data, self.takes) if self.takes else self._reply

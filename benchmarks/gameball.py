"""What stands in for Gameball: the coupons endpoint, with one prepared answer for every customer."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

_KINDS: tuple[dict[str, Any], ...] = (
    {"name": "Welcome back", "type": "Percentage", "value": 15},
    {"name": "Long gone", "type": "Percentage", "value": 10, "isExpired": True, "isAvailableToUse": False},
    {"name": "Thank you", "type": "Fixed Rate Discount", "value": 50, "currency": "EGP"},
    {"name": "Once only", "type": "Free Shipping", "customerUsedCount": 1, "isAvailableToUse": False},
    {"name": "Summer treat", "type": "Percentage-based Cashback", "value": 5},
    {"name": "Switched off", "type": "Free Product", "isActive": False, "isAvailableToUse": False},
)
_CODES_OF_A_PAGE = [f"CODE{index:05}".encode() for index in range(5)]


def coupons_body(number: int) -> bytes:
    """An answer with so many coupons. Every second one works; the others do not, for one reason each."""
    now = datetime.now(UTC)
    return json.dumps({"coupons": [_coupon(index, now) for index in range(number)]}).encode()


def shows_cards(message: bytes) -> bool:
    """Whether a Slack message holds all coupons of the answer that the stand-in gives."""
    return all(code in message for code in _CODES_OF_A_PAGE)


def _coupon(index: int, now: datetime) -> dict[str, Any]:
    kind = _KINDS[index % len(_KINDS)]
    # Spread over half a year, so that there is something to sort.
    distance = timedelta(days=1 + index * 37 % 180, minutes=index % 1440)
    expiry = now - distance if kind.get("isExpired") else now + distance
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


class Gameball:
    """Answers `takes` seconds after each request, and counts the requests."""

    def __init__(self) -> None:
        self.takes = 0.0
        self.requests = 0
        self._body = coupons_body(len(_CODES_OF_A_PAGE))

    async def handle(self, _request: web.BaseRequest) -> web.Response:
        self.requests += 1
        if self.takes:
            await asyncio.sleep(self.takes)
        return web.Response(body=self._body, content_type="application/json")

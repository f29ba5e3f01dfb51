"""Coupons in every state, for the samples of what the app says."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.coupons.lookup import Snapshot
from bot.gameball.models import Coupon, CustomerCoupons, UnreadField
from bot.gameball.values import ASSUMED_UTC, WHOLE_DAY

NOW = datetime(2026, 11, 23, 8, 52, tzinfo=UTC)
CUSTOMER = "cust_1001"


def day(days: float) -> datetime:
    return NOW + timedelta(days=days)


def coupon(*, value: str | None = "10", **fields: Any) -> Coupon:
    usual = {"type": "Percentage", "is_active": True, "is_expired": False, "target": "Reward"}
    return Coupon(value=None if value is None else Decimal(value), **{**usual, **fields})


COUPONS = (
    coupon(
        name="Welcome back",
        code="WELCOME15",
        value="15",
        is_available_to_use=True,
        expiry_date=day(20),
        limit_per_customer=3,
        customer_used_count=1,
    ),
    coupon(
        name="Weekend saver",
        code="WEEKEND50",
        type="Fixed Rate Discount",
        value="50",
        currency="EGP",
        target="Online",
        is_available_to_use=True,
        expiry_date=day(2),
    ),
    coupon(name="Free delivery", code="SHIPFREE", type="Free Shipping", value="0", is_available_to_use=True),
    coupon(name="Eid", code="EID25", is_available_to_use=False, start_date=day(8), expiry_date=day(17)),
    coupon(
        name="Long gone",
        code="GONE10",
        is_available_to_use=False,
        is_expired=True,
        expiry_date=day(-30),
        limit_per_customer=1,
        customer_used_count=1,
        usage_limit=100,
        used_count=100,
    ),
    coupon(name="Switched off", code="OFF20", is_available_to_use=False, is_active=False),
    coupon(name="Held", code="HELD5", is_available_to_use=False),
    coupon(name="No verdict", code="MAYBE5", expiry_date=day(9).replace(tzinfo=ASSUMED_UTC)),
    coupon(
        name="Contradiction", code="ODD5", is_available_to_use=True, is_expired=False, expiry_date=day(-1)
    ),
    coupon(
        name="Too early",
        code="EARLY5",
        is_available_to_use=False,
        is_expired=True,
        expiry_date=day(5),
        type="Percentage-based Cashback",
    ),
)
_WORKS: dict[str, Any] = {"is_available_to_use": True}
ODD_COUPONS = (
    coupon(name="An end that cannot be read", code="SOON5", unread=(UnreadField("expiryDate", "soon"),), **_WORKS),
    coupon(name="A value that cannot be read", code="EITHER", value=None, unread=(UnreadField("value", "15 or 20"),), **_WORKS),
    coupon(name="Less than nothing", code="MINUS10", value="-10", **_WORKS),
    coupon(name="More than all", code="MUCH150", value="150", **_WORKS),
    coupon(name="Percent or fraction", code="FRACTION", value="0.15", **_WORKS),
    coupon(name="Without a currency", code="NOCURRENCY", type="fixed", value="5", **_WORKS),
    coupon(name="Of a type nobody knows", code="TYPE7", type="7", value="20", **_WORKS),
    coupon(
        name="With a cap and a minimum",
        code="CAPPED",
        currency="EGP",
        capping=Decimal(50),
        min_order_value=Decimal(100),
        **_WORKS,
    ),
    coupon(name="Without a code", is_promotion=True, type="Buy X Get Y", value=None, **_WORKS),
    coupon(name="A day without an hour", code="LASTDAY", expiry_date=datetime(2026, 11, 24, tzinfo=WHOLE_DAY), **_WORKS),
)  # fmt: skip
UNCLEAR_COUPONS = (
    coupon(name="Switched off", code="OFFBUTYES", is_active=False, **_WORKS),
    coupon(
        name="Used up",
        code="ALLGONE",
        usage_limit=100,
        used_count=100,
        expiry_date=day(9),
        is_available_to_use=True,
    ),
    coupon(name="Its end cannot be read", code="SOON10", unread=(UnreadField("expiryDate", "soon"),)),
    coupon(name="Of another status", code="FROZEN", status="Frozen", expiry_date=day(9)),
    coupon(name="Ends before it starts", code="NEVER", start_date=day(9), expiry_date=day(5)),
    coupon(
        name="It may be over",
        code="YESTERDAY",
        is_expired=None,
        expiry_date=datetime(2026, 11, 22, tzinfo=WHOLE_DAY),
    ),
    coupon(name="Starts later, and is frozen", code="LATER", status="Frozen", start_date=day(9)),
    coupon(name="Expired and not", code="BOTH", expiry_date=day(-3)),
    coupon(name="Marked too early", code="MARKED", is_expired=True, expiry_date=day(5)),
    coupon(name="Used and not", code="USEDORNOT", is_used=True, customer_used_count=0, limit_per_customer=1),
    coupon(name="No code"),
    coupon(name="A verdict that cannot be read", code="PERHAPS", unread=(UnreadField("isAvailableToUse", "maybe"),)),
)  # fmt: skip
SNAPSHOT = Snapshot(CUSTOMER, CustomerCoupons(COUPONS, unreadable=1), NOW)
UNKNOWN_IDS = (
    *("customer@example.com", "966500001234", "6571483726149", "4711", "two words"),
    *("#1001", "WELCOME15"),
    *(
        "cust—1001",
        "cust_١٠٠١",
        "6.54321E+12",
        "6543210987654.0",
        "cust_1001.",
        "@jane",
        "сust_1001",
        "cust_10…",
    ),
)
"""Customer ids of each kind for which Gameball's answer that it does not know them brings other hints."""

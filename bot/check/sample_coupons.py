"""Coupons in every state, for the samples of what the app says."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.coupons.lookup import Snapshot
from bot.gameball.models import Coupon, CustomerCoupons
from bot.gameball.values import ASSUMED_UTC

NOW = datetime(2026, 11, 23, 8, 52, tzinfo=UTC)
CUSTOMER = "cust_1001"


def day(days: float) -> datetime:
    return NOW + timedelta(days=days)


def coupon(**fields: Any) -> Coupon:
    usual = {"type": "Percentage", "value": 10, "is_active": True, "is_expired": False, "target": "Reward"}
    return Coupon(**{**usual, **fields})


COUPONS = (
    coupon(
        name="Welcome back",
        code="WELCOME15",
        value=15,
        is_available_to_use=True,
        expiry_date=day(20),
        limit_per_customer=3,
        customer_used_count=1,
    ),
    coupon(
        name="Weekend saver",
        code="WEEKEND50",
        type="Fixed Rate Discount",
        value=50,
        currency="EGP",
        target="Online",
        is_available_to_use=True,
        expiry_date=day(2),
    ),
    coupon(name="Free delivery", code="SHIPFREE", type="Free Shipping", value=0, is_available_to_use=True),
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

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.blocks.card import coupon_blocks
from bot.coupons.selection import judge
from tests.factories import NOW, coupon

OCT_24 = datetime(2026, 10, 24, 23, 59, tzinfo=UTC)
REFUSED = {"is_available_to_use": False}


def body(**fields: Any) -> str:
    [item] = judge([coupon(**fields)], now=NOW)
    return str(coupon_blocks(item, now=NOW, block_id="coupon:1")[0]["body"]["text"])


@pytest.mark.parametrize(
    ("fields", "uses"),
    [
        ({"limit_per_customer": 3, "customer_used_count": 1, "usage_limit": None}, "2 of 3 uses left"),
        ({"limit_per_customer": 3, "customer_used_count": None, "usage_limit": None}, "3 uses per customer"),
        ({"limit_per_customer": 1, "customer_used_count": None, "usage_limit": None}, "1 use per customer"),
        # Less than none is no count.
        ({"limit_per_customer": 3, "customer_used_count": -5, "usage_limit": None}, "3 uses per customer"),
        ({"limit_per_customer": None, "usage_limit": 9, "used_count": -1}, "9 uses for all customers"),
        (
            {"limit_per_customer": None, "usage_limit": 1000, "used_count": 12},
            "988 of 1,000 left for all customers",
        ),
        (
            {"limit_per_customer": None, "usage_limit": 1000, "used_count": None},
            "1,000 uses for all customers",
        ),
        ({"limit_per_customer": None, "usage_limit": 1, "used_count": None}, "1 use for all customers"),
        (
            {"limit_per_customer": 3, "customer_used_count": 1, "usage_limit": 9, "used_count": 8},
            "2 of 3 left for this customer  ·  only 1 of 9 left for all customers",
        ),
        # What all have left says nothing where it is enough for this customer.
        (
            {"limit_per_customer": 3, "customer_used_count": 1, "usage_limit": 9, "used_count": 4},
            "2 of 3 uses left",
        ),
        ({"limit_per_customer": 0, "customer_used_count": 4, "usage_limit": 0}, ""),
        ({"limit_per_customer": None, "usage_limit": None, "used_count": 310}, ""),
        ({"limit_per_customer": -1, "usage_limit": -1}, ""),
    ],
)
def test_uses_are_told_as_far_as_they_are_known(fields: dict[str, Any], uses: str) -> None:
    assert body(**fields) == "  ·  ".join(["`SUMMER10`", *([uses] if uses else [])])


@pytest.mark.parametrize(
    "fields",
    [
        {"customer_used_count": 1},
        {"is_expired": True},
        {"expiry_date": OCT_24},
        {"is_used": True},
        {"status": "Deleted"},
        {"start_date": NOW + timedelta(days=60)},
    ],
)
def test_uses_left_are_not_told_where_they_are_of_no_use(fields: dict[str, Any]) -> None:
    assert body(**REFUSED, **fields) == "`SUMMER10`"

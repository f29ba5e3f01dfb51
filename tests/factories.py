"""Makers of the values that tests compare: what a test does not name is a plain coupon that works at NOW."""

import dataclasses
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.gameball.models import Coupon

NOW = datetime(2026, 11, 23, 8, 52, 30, tzinfo=UTC)
"""The instant at which tests happen."""


def coupon(**fields: Any) -> Coupon:
    """A coupon that can be used at NOW, with the given fields instead of the usual ones.

    Fields have their Python names, such as `expiry_date`, and the types of the model; amounts may be numbers or text."""
    usual: dict[str, Any] = {
        "name": "Summer treat",
        "code": "SUMMER10",
        "value": 10,
        "type": "Percentage",
        "target": "Reward",
        "start_date": NOW - timedelta(days=14),
        "expiry_date": NOW + timedelta(days=30),
        "is_expired": False,
        "is_active": True,
        "usage_limit": 1000,
        "limit_per_customer": 1,
        "used_count": 12,
        "customer_used_count": 0,
        "is_available_to_use": True,
    }
    unknown = fields.keys() - {field.name for field in dataclasses.fields(Coupon)}
    if unknown:
        raise TypeError(f"a coupon has no {', '.join(sorted(unknown))}")
    given = usual | fields
    for amount in ("value", "capping", "min_order_value"):
        if given.get(amount) is not None:
            given[amount] = Decimal(str(given[amount]))
    return Coupon(**given)

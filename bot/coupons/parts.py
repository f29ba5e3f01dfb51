"""The parts of a coupon that are compared with what was shown, each as a value that changes with what is shown of it."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from bot.coupons.evidence import Doubt, OtherStatus, Unread
from bot.coupons.odd_values import may_be_fraction
from bot.coupons.selection import JudgedCoupon
from bot.gameball.values import ASSUMED_UTC, WHOLE_DAY

Part = Literal[
    "name",
    "value",
    "currency",
    "cap or minimum order",
    "type",
    "target",
    "start date",
    "end date",
    "limits",
    "number of uses",
    "uses by all customers",
    "reasons",
    "certainty",
]
"""Of a usable coupon, which has no reasons, it is the certainty that may change."""


def parts_of(item: JudgedCoupon) -> dict[Part, object]:
    """What is compared beside the standing and the customer's own uses."""
    coupon, availability = item.coupon, item.availability
    unread = dict(coupon.unread)

    def as_it_came(*fields: str) -> object:
        return [unread[field] for field in fields if field in unread]

    return {
        "name": (coupon.name, coupon.display_name, as_it_came("name", "displayName")),
        "value": (
            _amount(coupon.value),
            may_be_fraction(coupon) is None,
            as_it_came("value", "discountValue"),
        ),
        "currency": (coupon.currency, as_it_came("currency")),
        "cap or minimum order": (
            _amount(coupon.capping),
            _amount(coupon.min_order_value),
            as_it_came("capping", "minOrderValue"),
        ),
        "type": (coupon.type, coupon.is_promotion, as_it_came("type", "couponType", "isPromotion")),
        "target": (coupon.target, as_it_came("target")),
        "start date": (_instant(coupon.start_date), as_it_came("startDate")),
        "end date": (_instant(coupon.expiry_date), as_it_came("expiryDate")),
        "limits": (
            coupon.usage_limit,
            coupon.limit_per_customer,
            as_it_came("usageLimit", "limitPerCustomer"),
        ),
        # How many they are is compared by itself.
        "number of uses": as_it_came("customerUsedCount"),
        "uses by all customers": (coupon.used_count, as_it_came("usedCount")),
        "reasons": (
            availability.derived,
            # Without their numbers and what could not be read, which are compared by themselves.
            [type(reason).__name__ for reason in availability.reasons],
            [_doubt(doubt) for doubt in availability.doubts if not isinstance(doubt, Unread)],
            [contradiction.name for contradiction in availability.contradictions],
            as_it_came("code", "status", "isExpired", "isActive", "isUsed", "isAvailableToUse"),
        ),
    }


def _doubt(doubt: Doubt) -> str:
    return doubt.status if isinstance(doubt, OtherStatus) else type(doubt).__name__


def _amount(value: Decimal | None) -> str | None:
    """15 and 15.0 are the same."""
    return None if value is None else f"{value.normalize():f}"


def _instant(value: datetime | None) -> tuple[object, ...] | None:
    """The same instant in two time zones is the same, but for how it is shown."""
    if value is None:
        return None
    return value.timestamp(), value.tzinfo is WHOLE_DAY, value.tzinfo is ASSUMED_UTC

"""Values that cannot be meant, or may mean something else. Nothing is promised of them."""

from decimal import Decimal

from bot.gameball.models import Coupon
from bot.gameball.types import MONEY_TYPES, PERCENT_TYPES, CouponType

_WITHOUT_VALUE = {CouponType.FREE_SHIPPING, CouponType.FREE_PRODUCT, CouponType.BUY_X_GET_Y}
"""Types of which the value says nothing."""


def is_odd(coupon: Coupon) -> bool:
    """Whether the value cannot be meant: less than nothing, nothing, or more than all."""
    if coupon.value is None or coupon.kind in _WITHOUT_VALUE:
        return False
    if coupon.kind in PERCENT_TYPES:
        return not 0 < coupon.value <= 100
    return coupon.value <= 0 if coupon.kind in MONEY_TYPES else coupon.value < 0


def may_be_fraction(coupon: Coupon) -> Decimal | None:
    """What a percentage below 1 may mean: 15 for 0.15, but not for "0.15%"."""
    if coupon.percent_sign:
        return None
    if coupon.value is not None and coupon.kind in PERCENT_TYPES and 0 < coupon.value < 1:
        return coupon.value * 100
    return None

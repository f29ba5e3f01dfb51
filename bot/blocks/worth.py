"""What a coupon is worth, in words."""

from decimal import Decimal
from typing import assert_never

from babel.numbers import get_currency_precision

from bot.blocks.mrkdwn import clean, truncate
from bot.gameball.models import Coupon, CouponType

ICONS = {
    CouponType.PERCENTAGE: "tag",
    CouponType.FIXED_RATE_DISCOUNT: "bookmark",
    CouponType.FREE_SHIPPING: "rocket",
    CouponType.FREE_PRODUCT: "star-filled",
    CouponType.PERCENTAGE_CASHBACK: "refresh",
    CouponType.FIXED_CASHBACK: "refresh",
    CouponType.PERCENTAGE_FEES_DISCOUNT: "file",
    CouponType.CUSTOM: "sparkle",
    CouponType.OTHER: "help",
}
"""Slack's icon for each type of coupon."""


def worth(coupon: Coupon) -> str:
    """Such as "15% off" or "KWD 2.500 off". Not escaped: an unknown currency or type is repeated as it came."""
    value = coupon.value
    match coupon.kind:
        case CouponType.FREE_SHIPPING:
            return "Free shipping"
        case CouponType.FREE_PRODUCT:
            return "Free product"
        case CouponType.PERCENTAGE:
            return f"{_percent(value)} off" if value is not None else "Percentage off"
        case CouponType.PERCENTAGE_CASHBACK:
            return f"{_percent(value)} cashback" if value is not None else "Cashback"
        case CouponType.PERCENTAGE_FEES_DISCOUNT:
            return f"{_percent(value)} off fees" if value is not None else "Discount on fees"
        case CouponType.FIXED_RATE_DISCOUNT:
            return f"{_money(value, coupon.currency)} off" if value is not None else "Fixed discount"
        case CouponType.FIXED_CASHBACK:
            return f"{_money(value, coupon.currency)} cashback" if value is not None else "Cashback"
        case CouponType.CUSTOM | CouponType.OTHER:
            named = truncate(clean(coupon.type or "") or "Coupon", 40)
            return f"{named} {_money(value, coupon.currency)}" if value else named
        case _:
            assert_never(coupon.kind)


def _percent(value: Decimal) -> str:
    return f"{_number(value, decimals=2)}%"


def _money(value: Decimal, currency: str | None) -> str:
    if currency and len(currency) == 3 and currency.isascii() and currency.isalpha():
        code = currency.upper()
        # A dinar has three decimals, a yen has none.
        return f"{code} {value:,.{get_currency_precision(code)}f}"
    # It may be a dinar, so a third decimal is kept.
    amount = _number(value, decimals=3)
    return f"{truncate(clean(currency), 12)} {amount}" if currency else amount


def _number(value: Decimal, *, decimals: int) -> str:
    """A number with at most so many decimals, without zeros at its end."""
    return f"{value:,.{decimals}f}".rstrip("0").rstrip(".")

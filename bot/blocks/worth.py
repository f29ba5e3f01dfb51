"""What a coupon is worth, in words."""

from decimal import Decimal
from typing import assert_never

from babel.numbers import get_currency_precision

from bot.blocks import mrkdwn
from bot.blocks.mrkdwn import clean, truncate
from bot.gameball.models import Coupon
from bot.gameball.types import MONEY_TYPES, PERCENT_TYPES, CouponType

ICONS = {
    CouponType.PERCENTAGE: "tag",
    CouponType.FIXED_RATE_DISCOUNT: "bookmark",
    CouponType.FREE_SHIPPING: "rocket",
    CouponType.FREE_PRODUCT: "star-filled",
    CouponType.BUY_X_GET_Y: "plus",
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
    words = _named(coupon) if value is None else _valued(coupon, value)
    return f"Odd value: {words}" if is_odd(coupon) else words


def is_odd(coupon: Coupon) -> bool:
    """Whether the value cannot be meant: less than nothing, nothing, or more than all."""
    if coupon.value is None:
        return False
    if coupon.kind in PERCENT_TYPES:
        return not 0 < coupon.value <= 100
    return coupon.kind in MONEY_TYPES and coupon.value <= 0


def may_be_fraction(coupon: Coupon) -> bool:
    """Whether a percentage may have been sent as a fraction: 0.15 for 15%."""
    return coupon.value is not None and coupon.kind in PERCENT_TYPES and 0 < coupon.value < 1


def worth_notes(coupon: Coupon) -> list[str]:
    """What is to be known of the value: mrkdwn."""
    notes = []
    value, currency = coupon.value, coupon.currency
    if value is not None and may_be_fraction(coupon):
        notes.append(f"⚠️ {_percent(value)} may mean {_percent(value * 100)}")
    if coupon.capping and coupon.capping > 0:
        notes.append(f"at most {mrkdwn.unformatted(money(coupon.capping, currency), 60)} off")
    if coupon.min_order_value and coupon.min_order_value > 0:
        notes.append(f"minimum order {mrkdwn.unformatted(money(coupon.min_order_value, currency), 60)}")
    return notes


def money(value: Decimal, currency: str | None) -> str:
    """An amount with as many decimals as its currency has, and more where it would be another amount without them."""
    if not currency:
        return f"{_number(value)} (no currency given)"
    code = currency.upper()
    # A dinar has three decimals, a yen has none.
    known = len(code) == 3 and code.isascii() and code.isalpha()
    precision = get_currency_precision(code) if known else 0
    return f"{code if known else truncate(clean(currency), 12)} {_number(value, at_least=precision)}"


def _named(coupon: Coupon) -> str:
    match coupon.kind:
        case CouponType.FREE_SHIPPING:
            return "Free shipping"
        case CouponType.FREE_PRODUCT:
            return "Free product"
        case CouponType.BUY_X_GET_Y:
            return "Buy some, get some free"
        case CouponType.PERCENTAGE:
            return "Percentage off"
        case CouponType.PERCENTAGE_CASHBACK | CouponType.FIXED_CASHBACK:
            return "Cashback"
        case CouponType.PERCENTAGE_FEES_DISCOUNT:
            return "Discount on fees"
        case CouponType.FIXED_RATE_DISCOUNT:
            return "Fixed discount"
        case CouponType.CUSTOM:
            return "Custom coupon"
        case CouponType.OTHER:
            # Invisible characters alone are no type.
            named = truncate(clean(coupon.type or ""), 40)
            return f"Coupon of type {named}" if named else "Coupon"
        case _:
            assert_never(coupon.kind)


def _valued(coupon: Coupon, value: Decimal) -> str:
    match coupon.kind:
        case CouponType.PERCENTAGE:
            return f"{_percent(value)} off"
        case CouponType.PERCENTAGE_CASHBACK:
            return f"{_percent(value)} cashback"
        case CouponType.PERCENTAGE_FEES_DISCOUNT:
            return f"{_percent(value)} off fees"
        case CouponType.FIXED_RATE_DISCOUNT:
            return f"{money(value, coupon.currency)} off"
        case CouponType.FIXED_CASHBACK:
            return f"{money(value, coupon.currency)} cashback"
        case CouponType.CUSTOM | CouponType.OTHER if value:
            # Nobody knows whether it is money: a currency is told where there is one, and not missed where there is none.
            amount = money(value, coupon.currency) if coupon.currency else _number(value)
            return f"{_named(coupon)}, value {amount}"
        case _:
            return _named(coupon)


def _percent(value: Decimal) -> str:
    return f"{_number(value)}%"


def _number(value: Decimal, *, at_least: int = 0) -> str:
    """All digits, never rounded: 99.995 is not 100. `at_least` so many decimals."""
    plain = f"{value:f}"
    needed = len(plain.partition(".")[2].rstrip("0"))
    return f"{value:,.{max(needed, at_least)}f}"

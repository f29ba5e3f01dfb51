"""What a coupon is worth, in words."""

from decimal import Decimal
from typing import assert_never

from babel.numbers import get_currency_precision

from bot.blocks import mrkdwn
from bot.blocks.mrkdwn import clean, truncate
from bot.coupons.odd_values import is_odd, may_be_fraction
from bot.gameball.models import Coupon
from bot.gameball.types import MONEY_TYPES, CouponType

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


NO_CURRENCY = "no currency given"


def worth(coupon: Coupon) -> str:
    """Such as "15% off" or "KWD 2.500 off". Not escaped: an unknown currency or type is repeated as it came."""
    value = coupon.value
    words = _named(coupon) if value is None else _valued(coupon, value)
    if value is not None and coupon.kind in MONEY_TYPES and not _has_currency(coupon):
        words = f"{words} ({NO_CURRENCY})"
    return f"Odd value: {words}" if is_odd(coupon) else words


def worth_notes(coupon: Coupon) -> list[str]:
    """What is to be known of the value, and of the cart that it needs: mrkdwn."""
    notes = []
    if coupon.value is not None and (meant := may_be_fraction(coupon)):
        notes.append(f"⚠️ {_percent(coupon.value)} may mean {_percent(meant)}")
    amounts = [
        *_amount(coupon.capping, coupon.currency, "at most {}", "odd cap: {}"),
        *_amount(coupon.min_order_value, coupon.currency, "minimum order {}", "odd minimum order: {}"),
    ]
    if amounts and not _has_currency(coupon) and NO_CURRENCY not in worth(coupon):
        amounts.append(NO_CURRENCY)
    return notes + amounts


def _amount(value: Decimal | None, currency: str | None, words: str, odd: str) -> list[str]:
    # 0 seems to mean that there is none.
    if not value:
        return []
    return [(words if value > 0 else odd).format(mrkdwn.as_it_is(money(value, currency), 60))]


def money(value: Decimal, currency: str | None) -> str:
    """An amount with as many decimals as its currency has, and more where it would be another amount without them."""
    currency = clean(currency or "")
    if not currency:
        return _number(value)
    code = currency.upper()
    # A dinar has three decimals, a yen has none.
    known = len(code) == 3 and code.isascii() and code.isalpha()
    precision = get_currency_precision(code) if known else 0
    return f"{code if known else truncate(currency, 12)} {_number(value, at_least=precision)}"


def _has_currency(coupon: Coupon) -> bool:
    """Invisible characters alone are no currency."""
    return bool(clean(coupon.currency or ""))


def _named(coupon: Coupon) -> str:
    match coupon.kind:
        case CouponType.FREE_SHIPPING:
            return "Free shipping"
        case CouponType.FREE_PRODUCT:
            return "Free product"
        case CouponType.BUY_X_GET_Y:
            return "Buy X get Y"
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
            currency = truncate(clean(coupon.currency or ""), 12)
            words = f"{_named(coupon)}, value {_number(value)}"
            return f"{words}, currency {currency}" if currency else words
        case _:
            return _named(coupon)


def _percent(value: Decimal) -> str:
    return f"{_number(value)}%"


def _number(value: Decimal, *, at_least: int = 0) -> str:
    """All digits, never rounded: 99.995 is not 100. `at_least` so many decimals."""
    plain = f"{value:f}"
    needed = len(plain.partition(".")[2].rstrip("0"))
    return f"{value:,.{max(needed, at_least)}f}"

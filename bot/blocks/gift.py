"""What a coupon gives, in the customer's language: what is in doubt is not promised."""

from decimal import Decimal
from typing import assert_never

from bot.blocks.mrkdwn import clean, truncate
from bot.blocks.recipient import Recipient
from bot.coupons.odd_values import is_odd, may_be_fraction
from bot.gameball.models import Coupon
from bot.gameball.types import CouponType


def gift(coupon: Coupon, to: Recipient) -> str:
    """Nothing where the value cannot be meant: it is not promised, not even as a discount."""
    say = to.language.say
    if is_odd(coupon):
        return ""
    alone, cap = _gift_alone(coupon, to), coupon.capping
    if not cap and not is_unread(coupon, "capping"):
        return alone
    # One that could not be read or cannot be meant may be any.
    if not cap or cap < 0 or not has_currency(coupon):
        return say("{gift}, up to a certain amount", gift=alone)
    return say("{gift}, at most {amount}", gift=alone, amount=amount(cap, coupon, to))


def is_unread(coupon: Coupon, name: str) -> bool:
    return any(field.name == name for field in coupon.unread)


def _gift_alone(coupon: Coupon, to: Recipient) -> str:
    say, value = to.language.say, coupon.value
    # Without its currency, an amount could be anything; a fraction may mean percent.
    money = amount(value, coupon, to) if value is not None and has_currency(coupon) else None
    is_plain = value is not None and not may_be_fraction(coupon)
    percent = to.language.percent(value) if value is not None and is_plain else None
    match coupon.kind:
        case CouponType.FREE_SHIPPING:
            return say("free shipping")
        case CouponType.FREE_PRODUCT:
            return say("a free product")
        case CouponType.CUSTOM | CouponType.OTHER | CouponType.BUY_X_GET_Y:
            name = truncate(clean(coupon.display_name or coupon.name or ""), 80)
            return say("“{name}”", name=to.language.quoted(name)) if name else say("a special offer")
        case CouponType.PERCENTAGE:
            return say("{percent} off", percent=percent) if percent else say("a discount")
        case CouponType.PERCENTAGE_FEES_DISCOUNT:
            return say("{percent} off fees", percent=percent) if percent else say("a discount on fees")
        case CouponType.PERCENTAGE_CASHBACK:
            return say("{percent} cashback", percent=percent) if percent else say("cashback")
        case CouponType.FIXED_RATE_DISCOUNT:
            return say("{amount} off", amount=money) if money else say("a discount")
        case CouponType.FIXED_CASHBACK:
            return say("{amount} cashback", amount=money) if money else say("cashback")
        case _:
            assert_never(coupon.kind)


def has_currency(coupon: Coupon) -> bool:
    """Whether its amounts can be told: without its currency, an amount could be anything."""
    code = coupon.currency or ""
    return len(code) == 3 and code.isascii() and code.isalpha()


def amount(value: Decimal, coupon: Coupon, to: Recipient) -> str:
    return to.language.money(value, coupon.currency or "")

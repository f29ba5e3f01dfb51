"""A text that an agent can send to the customer, in English: plain words, no internal fields, no Slack markup."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeGuard, assert_never

from bot.blocks.mrkdwn import clean, in_utc, truncate
from bot.blocks.worth import has_currency, money, worth
from bot.coupons.availability import Availability, Standing, uses_left
from bot.coupons.evidence import (
    Contradiction,
    Deactivated,
    Deleted,
    EndsBeforeStart,
    Expired,
    NotStarted,
    Reason,
    Unexplained,
    Used,
    UsedByCustomer,
    UsedUp,
)
from bot.coupons.odd_values import is_odd, may_be_fraction
from bot.coupons.period import expiry_of
from bot.coupons.selection import JudgedCoupon
from bot.gameball.models import Coupon
from bot.gameball.types import CouponType
from bot.gameball.values import ASSUMED_UTC, WHOLE_DAY


def reply_text(item: JudgedCoupon, alternative: JudgedCoupon | None) -> str:
    """A text about one coupon. Where it does not surely work, it offers `alternative`, one that does, if there is any."""
    match item.availability.standing:
        case Standing.USABLE:
            paragraphs = _works(item)
        case Standing.UNCLEAR:
            paragraphs = [
                *_unclear(item),
                *_instead(alternative, "Until then, there is another one for you."),
            ]
        case _:
            paragraphs = [
                *_does_not_work(item),
                *(_instead(alternative, "The good news: there is another one for you.") or [_SORRY]),
            ]
    return "\n\n".join(["Hi,", *(part for part in paragraphs if part)])


_SORRY = "We are sorry for the trouble."


def _works(item: JudgedCoupon) -> list[str]:
    coupon = item.coupon
    closing = "If it does not work for you, please tell us what the checkout says, and we will look into it."
    offer = _offer(coupon, surely=not item.availability.derived)
    return [offer, _how(coupon), _conditions(coupon), _uses(coupon), closing]


def _unclear(item: JudgedCoupon) -> list[str]:
    """Promises nothing, and sends nobody to the checkout to try."""
    return [
        f"Thank you for asking about {_named(item.coupon)}. We are checking whether it can be used, and will "
        "come back to you. Please give us a little time."
    ]


def _does_not_work(item: JudgedCoupon) -> list[str]:
    coupon, availability = item.coupon, item.availability
    # A day on which it starts is a promise, and only true where nothing else is in the way.
    others = [reason for reason in availability.reasons if not isinstance(reason, NotStarted)]
    starts = availability.standing is Standing.STARTS_LATER and not availability.doubts
    why = _why(others or availability.reasons, availability) if others or starts else "it cannot be used yet"
    first = f"Thank you for asking about {_named(coupon)}. {why[0].upper()}{why[1:]}."
    if starts:
        expiry = expiry_of(coupon)
        end = f", until {_day(expiry)}" if expiry is not None else ""
        first += f" It gives you {gift}{end}." if (gift := _gift(coupon)) else ""
    held = (
        "If you have another checkout open, on your phone for example, please finish or close it and try again in a few "
        "minutes. It may also not count for everything in your cart."
    )
    return [first, held if Unexplained() in availability.reasons else ""]


def _instead(alternative: JudgedCoupon | None, news: str) -> list[str]:
    if alternative is None:
        return []
    coupon = alternative.coupon
    return [f"{news} {_offer(coupon)}", _how(coupon), _conditions(coupon)]


def _offer(coupon: Coupon, *, surely: bool = True) -> str:
    expiry, named = expiry_of(coupon), _named(coupon)
    when = "now"
    if coupon.expiry_date is not None:
        when = "at any time" if expiry is None else f"until {_day(expiry)}"
    gift = _gift(coupon)
    offer = (
        f"{named} gives you {gift}, and you can use it {when}." if gift else f"you can use {named} {when}."
    )
    return f"{offer[0].upper()}{offer[1:]}" if surely else f"As far as we can see, {offer}"


def _named(coupon: Coupon) -> str:
    if coupon.code:
        return f"your coupon {_code(coupon)}"
    name = truncate(clean(coupon.display_name or coupon.name or ""), 80)
    return f'our offer "{name}"' if name else "our offer"


def _how(coupon: Coupon) -> str:
    if coupon.is_promotion:
        return "You do not need to enter a code: it applies by itself."
    if not coupon.code:
        return ""
    if (coupon.target or "").casefold() == "pos":
        return f"To use it, please show the code {_code(coupon)} at the till in one of our stores."
    return f"To use it, please enter the code {_code(coupon)} at the checkout."


def _conditions(coupon: Coupon) -> str:
    if not _is_limit(coupon.min_order_value):
        return "It may need a minimum order." if _is_unread(coupon, "minOrderValue") else ""
    if not has_currency(coupon):
        return "Please note that it needs a minimum order."
    return f"It counts for orders from {money(coupon.min_order_value, coupon.currency)}."


def _is_unread(coupon: Coupon, name: str) -> bool:
    return any(field.name == name for field in coupon.unread)


def _is_limit(amount: Decimal | None) -> TypeGuard[Decimal]:
    # 0 seems to mean that there is none.
    return amount is not None and amount > 0


def _uses(coupon: Coupon) -> str:
    left = uses_left(coupon)
    if left is None or not 0 < left < 100:
        return ""
    return "You can use it once." if left == 1 else f"You can use it {left} times."


_NAMED = {CouponType.CUSTOM, CouponType.OTHER, CouponType.BUY_X_GET_Y}
"""What these give is told by their name."""


def _gift(coupon: Coupon) -> str:
    """Nothing where the value cannot be meant: it is not promised, not even as a discount. Nor where its name says all."""
    if is_odd(coupon) or (not coupon.code and coupon.kind in _NAMED):
        return ""
    gift = _plain_gift(coupon)
    if not _is_limit(coupon.capping):
        return f"{gift}, up to a certain amount" if _is_unread(coupon, "capping") else gift
    most = money(coupon.capping, coupon.currency) if has_currency(coupon) else "a certain amount"
    return f"{gift}, up to {most}"


def _plain_gift(coupon: Coupon) -> str:
    # What may mean something else, or has no currency, is not promised.
    is_plain = coupon.value is not None and not may_be_fraction(coupon)
    match coupon.kind:
        case CouponType.FREE_SHIPPING:
            return "free shipping"
        case CouponType.FREE_PRODUCT:
            return "a free product"
        case CouponType.CUSTOM | CouponType.OTHER | CouponType.BUY_X_GET_Y:
            name = truncate(clean(coupon.display_name or coupon.name or ""), 80)
            return f'"{name}"' if name else "a special offer"
        case CouponType.FIXED_CASHBACK:
            return worth(coupon) if is_plain and has_currency(coupon) else "cashback"
        case CouponType.FIXED_RATE_DISCOUNT:
            return worth(coupon) if is_plain and has_currency(coupon) else "a discount"
        case CouponType.PERCENTAGE_CASHBACK:
            return worth(coupon) if is_plain else "cashback"
        case CouponType.PERCENTAGE_FEES_DISCOUNT:
            return worth(coupon) if is_plain else "a discount on fees"
        case CouponType.PERCENTAGE:
            return worth(coupon) if is_plain else "a discount"
        case _:
            assert_never(coupon.kind)


def _why(reasons: Iterable[Reason], availability: Availability) -> str:
    # Such a date says nothing.
    impossible = Contradiction.IMPOSSIBLE_EXPIRY in availability.contradictions
    *first, last = [
        "it cannot be used" if impossible and isinstance(reason, Expired) else _reason(reason)
        for reason in reasons
    ]
    return f"{', '.join(first)} and {last}" if first else last


def _reason(reason: Reason) -> str:
    match reason:
        case Expired(expiry=expiry):
            return f"it was valid until {_day(expiry)}" if expiry is not None else "it has expired"
        case NotStarted(starts=starts):
            return f"it can be used from {_day(starts, is_end=False)}"
        case Deactivated() | Deleted():
            return "it is not active any more"
        case EndsBeforeStart():
            return "it cannot be used"
        case Used():
            return "it has already been used"
        case UsedByCustomer(limit=1):
            return "it has already been used on your account"
        case UsedByCustomer():
            return "it has already been used on your account as often as it allows"
        case UsedUp():
            return "all of its uses have been taken"
        case Unexplained():
            return "it cannot be used at the moment"
        case _:
            assert_never(reason)


def _code(coupon: Coupon) -> str:
    return clean(coupon.code or "")


def _day(instant: datetime, *, is_end: bool = True) -> str:
    if instant.tzinfo is WHOLE_DAY:
        return f"{instant.day} {instant:%B %Y}"
    if instant.tzinfo is ASSUMED_UTC:
        # The zone of the hour is not known, so the day is all that can be promised. What ends at midnight ends with the day
        # before.
        instant -= timedelta(microseconds=1) if is_end else timedelta(0)
        return f"{instant.day} {instant:%B %Y}"
    instant = in_utc(instant)
    return f"{instant.day} {instant:%B %Y at %H:%M} UTC"

"""A text that an agent can send to the customer, in English: plain words, no internal fields, no Slack markup."""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from bot.blocks.mrkdwn import clean, in_utc, truncate
from bot.blocks.worth import is_odd, may_be_fraction, money, worth
from bot.coupons.availability import Availability, Standing, expiry_of, uses_left
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
    return [_offer(coupon), _how(coupon), _conditions(coupon), _uses(coupon), closing]


def _unclear(item: JudgedCoupon) -> list[str]:
    """Promises nothing, and sends nobody to the checkout to try."""
    return [
        f"Thank you for asking about your coupon {_code(item.coupon)}. We are checking whether it can be used, and will "
        "come back to you. Please give us a little time."
    ]


def _does_not_work(item: JudgedCoupon) -> list[str]:
    coupon, availability = item.coupon, item.availability
    # A day on which it starts is a promise, and only true where nothing else is in the way.
    others = [reason for reason in availability.reasons if not isinstance(reason, NotStarted)]
    why = _why(others or availability.reasons, availability)
    first = f"Thank you for asking about your coupon {_code(coupon)}. {why[0].upper()}{why[1:]}."
    if availability.standing is Standing.STARTS_LATER:
        expiry = expiry_of(coupon)
        end = f", until {_day(expiry)}" if expiry is not None else ""
        first = f"{first} It gives you {_gift(coupon)}{end}."
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


def _offer(coupon: Coupon) -> str:
    expiry = expiry_of(coupon)
    when = f"until {_day(expiry)}" if expiry is not None else "at any time"
    return f"Your coupon {_code(coupon)} gives you {_gift(coupon)}, and you can use it {when}."


def _how(coupon: Coupon) -> str:
    if coupon.is_promotion or not coupon.code:
        return "You do not need to enter a code: it applies by itself." if coupon.is_promotion else ""
    if (coupon.target or "").casefold() == "pos":
        return f"To use it, please show the code {_code(coupon)} at the till in one of our stores."
    return f"To use it, please enter the code {_code(coupon)} at the checkout."


def _conditions(coupon: Coupon) -> str:
    if coupon.min_order_value and coupon.min_order_value > 0:
        return f"It counts for orders from {money(coupon.min_order_value, coupon.currency)}."
    return ""


def _uses(coupon: Coupon) -> str:
    left = uses_left(coupon)
    if left is None or not 0 < left < 100:
        return ""
    return "You can use it once." if left == 1 else f"You can use it {left} times."


def _gift(coupon: Coupon) -> str:
    if is_odd(coupon) or may_be_fraction(coupon):
        # What cannot be meant, or may mean something else, is not promised.
        return "a discount"
    match coupon.kind:
        case CouponType.FREE_SHIPPING:
            return "free shipping"
        case CouponType.FREE_PRODUCT:
            return "a free product"
        case CouponType.PERCENTAGE_CASHBACK | CouponType.FIXED_CASHBACK if coupon.value is None:
            return "cashback"
        case _ if coupon.value is None and coupon.kind not in {CouponType.CUSTOM, CouponType.OTHER}:
            return "a discount"
        case CouponType.CUSTOM | CouponType.OTHER | CouponType.BUY_X_GET_Y:
            name = coupon.display_name or coupon.name
            return f'"{truncate(clean(name), 80)}"' if name else "a special offer"
        case CouponType.FIXED_RATE_DISCOUNT | CouponType.FIXED_CASHBACK if not coupon.currency:
            # Without its currency, an amount could be anything.
            return "a discount" if coupon.kind is CouponType.FIXED_RATE_DISCOUNT else "cashback"
        case _:
            most = (
                f", at most {money(coupon.capping, coupon.currency)}"
                if coupon.capping and coupon.currency
                else ""
            )
            return f"{worth(coupon)}{most}"


def _why(reasons: Iterable[Reason], availability: Availability) -> str:
    # Where it expired before the day that Gameball gives, that day says nothing.
    early = Contradiction.EXPIRED_BEFORE_EXPIRY in availability.contradictions
    *first, last = [
        "it has expired" if early and isinstance(reason, Expired) else _reason(reason) for reason in reasons
    ]
    return f"{', '.join(first)} and {last}" if first else last


def _reason(reason: Reason) -> str:
    match reason:
        case Expired(expiry=expiry):
            return f"it was valid until {_day(expiry)}" if expiry is not None else "it has expired"
        case NotStarted(starts=starts):
            return f"it can be used from {_day(starts)}"
        case Deactivated() | Deleted():
            return "it is not active any more"
        case EndsBeforeStart():
            return "it cannot be used"
        case Used() | UsedByCustomer(limit=1):
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


def _day(instant: datetime) -> str:
    if instant.tzinfo in (ASSUMED_UTC, WHOLE_DAY):
        # The hour is not known, so the day is all that can be promised.
        return f"{instant.day} {instant:%B %Y}"
    instant = in_utc(instant)
    return f"{instant.day} {instant:%B %Y at %H:%M} UTC"

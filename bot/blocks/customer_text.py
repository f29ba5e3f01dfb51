"""A text that an agent can send to the customer, in English: plain words, no internal fields, no Slack markup."""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from bot.blocks.mrkdwn import clean, in_utc, truncate
from bot.blocks.worth import worth
from bot.coupons.availability import (
    Availability,
    Contradiction,
    Deactivated,
    Expired,
    NotStarted,
    Reason,
    Standing,
    Unexplained,
    UsedByCustomer,
    UsedUp,
    expiry_of,
    uses_left,
)
from bot.coupons.selection import JudgedCoupon
from bot.gameball.models import ASSUMED_UTC, Coupon, CouponType


def reply_text(item: JudgedCoupon, alternative: JudgedCoupon | None) -> str:
    """A text about one coupon. Where it cannot be used, it offers `alternative`, one that can, if there is any."""
    if item.availability.standing is Standing.USABLE:
        paragraphs = _works(item)
    else:
        paragraphs = _does_not_work(item, alternative)
    return "\n\n".join(["Hi,", *(part for part in paragraphs if part)])


def _works(item: JudgedCoupon) -> list[str]:
    coupon = item.coupon
    closing = "If it does not work for you, please tell us what the checkout says, and we will look into it."
    if not item.availability.reasons:
        return [_offer(coupon), _how(coupon), _uses(coupon), closing]
    # Where Gameball contradicts itself, nothing is promised.
    why = _why(item.availability.reasons, item.availability)
    offer = (
        f"Your coupon {_code(coupon)} is for {_gift(coupon)}. By our records {why}, but it may work all the same: "
        "please try it."
    )
    return [offer, _how(coupon), closing]


def _does_not_work(item: JudgedCoupon, alternative: JudgedCoupon | None) -> list[str]:
    coupon, availability = item.coupon, item.availability
    # A day on which it starts is a promise, and only true where nothing else is in the way.
    others = [reason for reason in availability.reasons if not isinstance(reason, NotStarted)]
    why = _why(others or availability.reasons, availability)
    first = f"Thank you for asking about your coupon {_code(coupon)}. {why[0].upper()}{why[1:]}."
    if availability.standing is Standing.STARTS_LATER:
        expiry = expiry_of(coupon)
        if expiry is not None and coupon.start_date is not None and expiry > coupon.start_date:
            first = f"{first} It gives you {_gift(coupon)}, until {_day(expiry)}."
        else:
            first = f"{first} It gives you {_gift(coupon)}."
    held = (
        "If you have another checkout open, on your phone for example, please finish or close it and try again in a few "
        "minutes. It may also not count for everything in your cart."
    )
    paragraphs = [first, held if Unexplained() in availability.reasons else ""]
    if alternative is None:
        return [*paragraphs, "We are sorry for the trouble."]
    good_news = f"The good news: there is another one for you. {_offer(alternative.coupon)}"
    return [*paragraphs, good_news, _how(alternative.coupon)]


def _offer(coupon: Coupon) -> str:
    expiry = expiry_of(coupon)
    when = f"until {_day(expiry)}" if expiry is not None else "at any time"
    return f"Your coupon {_code(coupon)} gives you {_gift(coupon)}, and you can use it {when}."


def _how(coupon: Coupon) -> str:
    if (coupon.target or "").casefold() == "pos":
        return f"To use it, please show the code {_code(coupon)} at the till in one of our stores."
    return f"To use it, please enter the code {_code(coupon)} at the checkout."


def _uses(coupon: Coupon) -> str:
    left = uses_left(coupon)
    if left is None or not 0 < left < 100:
        return ""
    return "You can use it once." if left == 1 else f"You can use it {left} times."


def _gift(coupon: Coupon) -> str:
    match coupon.kind:
        case CouponType.FREE_SHIPPING:
            return "free shipping"
        case CouponType.FREE_PRODUCT:
            return "a free product"
        case CouponType.PERCENTAGE_CASHBACK | CouponType.FIXED_CASHBACK if coupon.value is None:
            return "cashback"
        case _ if coupon.value is None and coupon.kind not in {CouponType.CUSTOM, CouponType.OTHER}:
            return "a discount"
        case CouponType.CUSTOM | CouponType.OTHER:
            return f'"{truncate(clean(coupon.name), 80)}"' if coupon.name else "a special offer"
        case _:
            return worth(coupon)


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
        case Deactivated():
            return "it is not active any more"
        case UsedByCustomer(limit=1):
            return "you have already used it"
        case UsedByCustomer():
            return "you have already used it as often as it allows"
        case UsedUp():
            return "all of its uses have been taken"
        case Unexplained():
            return "it cannot be used at the moment"
        case _:
            assert_never(reason)


def _code(coupon: Coupon) -> str:
    return clean(coupon.code or "")


def _day(instant: datetime) -> str:
    if instant.tzinfo is ASSUMED_UTC:
        # The hour is not known, so the day is all that can be promised.
        return f"{instant.day} {instant:%B %Y}"
    instant = in_utc(instant)
    return f"{instant.day} {instant:%B %Y at %H:%M} UTC"

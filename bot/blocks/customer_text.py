"""What an agent may send to the customer, in English: plain words, no internal fields, nothing that only Slack draws.

Another language is another module with the same function."""

from datetime import UTC, datetime
from typing import assert_never

from bot.blocks.mrkdwn import clean, truncate
from bot.blocks.worth import worth
from bot.coupons.availability import (
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
    """A text about one coupon; where it cannot be used, with the best one that can, if there is any."""
    coupon, availability = item.coupon, item.availability
    too_early = Contradiction.EXPIRED_BEFORE_EXPIRY in availability.contradictions
    if availability.standing is Standing.USABLE:
        if availability.reasons:
            # Where Gameball contradicts itself, nothing is promised.
            why = _joined([_why(reason, expiry_told=not too_early) for reason in availability.reasons])
            offer = (
                f"Your coupon {_code(coupon)} is for {_gift(coupon)}. By our records {why}, but it may work all the same: "
                "please try it."
            )
            paragraphs = ["Hi,", offer, _how(coupon)]
        else:
            paragraphs = ["Hi,", _offer(coupon), _how(coupon), _uses(coupon)]
        closing = (
            "If it does not work for you, please tell us what the checkout says, and we will look into it."
        )
        return "\n\n".join([*(part for part in paragraphs if part), closing])
    # A day on which it starts is a promise only where nothing else is in its way.
    told = [reason for reason in availability.reasons if not isinstance(reason, NotStarted)]
    why = _sentence([_why(reason, expiry_told=not too_early) for reason in told or availability.reasons])
    if availability.standing is Standing.STARTS_LATER:
        expiry = expiry_of(coupon)
        if expiry is not None and coupon.start_date is not None and expiry <= coupon.start_date:
            expiry = None
        why += f" It gives you {_gift(coupon)}{f', until {_day(expiry)}' if expiry is not None else ''}."
    paragraphs = ["Hi,", f"Thank you for asking about your coupon {_code(coupon)}. {why}"]
    if any(isinstance(reason, Unexplained) for reason in availability.reasons):
        paragraphs.append(
            "If you have another checkout open, on your phone for example, please finish or close it and try again in "
            "a few minutes. It may also not count for everything in your cart."
        )
    if alternative is not None:
        paragraphs.append(f"The good news: there is another one for you. {_offer(alternative.coupon)}")
        paragraphs.append(_how(alternative.coupon))
    else:
        paragraphs.append("We are sorry for the trouble.")
    return "\n\n".join(paragraphs)


def _offer(coupon: Coupon) -> str:
    expiry = expiry_of(coupon)
    until = f" until {_day(expiry)}" if expiry is not None else ""
    return (
        f"Your coupon {_code(coupon)} gives you {_gift(coupon)}, and you can use it{until or ' at any time'}."
    )


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


def _why(reason: Reason, *, expiry_told: bool) -> str:
    match reason:
        case Expired(expiry=expiry):
            if expiry is None or not expiry_told:
                return "it has expired"
            return f"it was valid until {_day(expiry)}"
        case NotStarted(starts=starts):
            return f"it can be used from {_day(starts)}"
        case Deactivated():
            return "it is not active any more"
        case UsedByCustomer(limit=limit):
            return (
                "you have already used it" if limit == 1 else "you have already used it as often as it allows"
            )
        case UsedUp():
            return "all of its uses have been taken"
        case Unexplained():
            return "it cannot be used at the moment"
        case _:
            assert_never(reason)


def _joined(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _sentence(parts: list[str]) -> str:
    text = _joined(parts)
    return f"{text[0].upper()}{text[1:]}."


def _code(coupon: Coupon) -> str:
    return truncate(clean(coupon.code or ""), 100)


def _day(instant: datetime) -> str:
    if instant.tzinfo is ASSUMED_UTC:
        # Nobody knows at which hour: the day is what can be promised.
        return f"{instant.day} {instant:%B %Y}"
    try:
        instant = instant.astimezone(UTC)
    except OverflowError:  # the last day of the calendar
        instant = instant.replace(tzinfo=UTC)
    return f"{instant.day} {instant:%B %Y at %H:%M} UTC"

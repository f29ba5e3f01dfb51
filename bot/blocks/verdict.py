"""The verdict on a coupon in words: whether it works, and until when or why not."""

from datetime import datetime

from bot.blocks import mrkdwn, when
from bot.blocks.reasons import reason_in_words, unclear_in_words, unread_in_words
from bot.coupons.availability import Availability, Standing
from bot.coupons.period import expiry_of
from bot.gameball.models import Coupon

HOW_TO_FIND_OUT = (
    "*How to find out:* look at the coupon in Gameball's dashboard: its dates, limits and status. Until then, please "
    "do not promise anything."
)
"""For unclear coupons; mrkdwn."""


def verdict(coupon: Coupon, availability: Availability, now: datetime | None) -> str:
    """Whether the coupon works, and until when or why not, in mrkdwn."""
    return f"{headword(availability, now)}{mrkdwn.SEPARATOR}{because(coupon, availability, now)}"


def headword(availability: Availability, now: datetime | None) -> str:
    match availability.standing:
        case Standing.USABLE if availability.derived:
            return "✅ Probably works"
        case Standing.USABLE:
            return "✅ Works" if now is None else "✅ Works now"
        case Standing.UNCLEAR:
            return "❔ Unclear"
        case Standing.STARTS_LATER:
            return "🕓 Not yet"
        case Standing.UNUSABLE:
            return "⛔ Does not work"


def because(coupon: Coupon, availability: Availability, now: datetime | None) -> str:
    """What follows the headword, in mrkdwn."""
    match availability.standing:
        case Standing.USABLE:
            mark = "⏳ " if availability.expiring_soon and now is not None else ""
            return f"{mark}{end_in_words(coupon, now)}"
        case Standing.UNCLEAR:
            return unclear_in_words(availability, now)
        case _:
            return reason_in_words(availability.reasons[0], now)


def end_in_words(coupon: Coupon, now: datetime | None) -> str:
    """Until when it works, in mrkdwn."""
    for field in coupon.unread:
        if field.name == "expiryDate":
            return unread_in_words(field)
    if coupon.expiry_date is None:
        return "no end date given"
    expiry = expiry_of(coupon)
    return "no end date" if expiry is None else when.until(expiry, now)


def not_said(coupon: Coupon) -> str:
    """On what a verdict rests that is not Gameball's own."""
    pairs = (
        (coupon.usage_limit, coupon.used_count),
        (coupon.limit_per_customer, coupon.customer_used_count),
    )
    # A limit without its count may be reached.
    counts = [used for limit, used in pairs if limit is not None and limit > 0]
    looked_at = ["dates"] if coupon.start_date or coupon.expiry_date else []
    looked_at += ["limits"] if counts and all(used is not None and used >= 0 for used in counts) else []
    fine = f"{' and '.join(looked_at)} look fine" if looked_at else "nothing speaks against it"
    return f"Gameball does not say; {fine}"

"""What speaks against a coupon, in words: reasons, doubts and contradictions."""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from bot.blocks import when
from bot.blocks.mrkdwn import unformatted
from bot.coupons.availability import end_of
from bot.coupons.evidence import (
    Contradiction,
    Deactivated,
    Deleted,
    Doubt,
    EndsBeforeStart,
    Expired,
    FirstDay,
    LastDay,
    NotStarted,
    OtherStatus,
    Reason,
    Unexplained,
    Unread,
    Used,
    UsedByCustomer,
    UsedUp,
)
from bot.gameball.models import UnreadField

OFTEN = "Often: in use in another open checkout (wait a few minutes), or only for some products"
"""What is mostly behind a no that Gameball does not explain."""

_FIELDS = {
    "value": "value",
    "discountValue": "value",
    "startDate": "start",
    "expiryDate": "end date",
    "isExpired": "“isExpired”",
    "isActive": "“isActive”",
    "isUsed": "“isUsed”",
    "usageLimit": "limit of uses",
    "limitPerCustomer": "limit of uses per customer",
    "usedCount": "number of uses",
    "customerUsedCount": "number of uses by this customer",
    "isAvailableToUse": "“isAvailableToUse”",
    "isPromotion": "“isPromotion”",
    "capping": "cap",
    "minOrderValue": "minimum order",
}


def reason_in_words(  # noqa: C901 - a case for each reason
    reason: Reason, now: datetime | None, *, short: bool = False
) -> str:
    """mrkdwn that goes on after "Does not work". `short` gives a day in place of an instant, for where there is no room
    for the longer markup. Without `now` there are no relative times."""
    match reason:
        case Expired(expiry=expiry):
            if expiry is None:
                return "expired"
            if now is not None and end_of(expiry) > now:
                return "marked as expired"
            return f"expired {when.day(expiry)}" if short else when.expired(expiry, now)
        case NotStarted(starts=starts):
            return f"starts {when.day(starts)}" if short else when.starts(starts, now)
        case EndsBeforeStart():
            return "never works: it ends before it starts"
        case Deactivated():
            return "switched off in Gameball"
        case Deleted():
            return "deleted in Gameball"
        case Used():
            return "already used"
        case UsedByCustomer(used=used, limit=limit):
            return f"already used by this customer ({count(used)} of {count(limit)})"
        case UsedUp(used=used, limit=limit):
            return f"used up by all customers together ({count(used)} of {count(limit)})"
        case Unexplained():
            return "Gameball does not say why"
        case _:
            assert_never(reason)


def against(reason: Reason, now: datetime | None) -> str:
    """A reason as a clause that goes on after "Gameball says it works, but"."""
    words = reason_in_words(reason, now)
    match reason:
        case EndsBeforeStart():
            return "it ends before it starts"
        case Expired(expiry=expiry) if expiry is not None and words != "marked as expired":
            return f"it {words}"
        case NotStarted():
            return f"it {words}"
        case _:
            return f"it is {words}"


def doubt_in_words(doubt: Doubt) -> str:
    match doubt:
        case Unread(field):
            return unread_in_words(field)
        case OtherStatus(status):
            return f"its status is “{unformatted(status, 40)}”"
        case LastDay():
            return "its last day ends about now, depending on the time zone"
        case FirstDay():
            return "its first day begins about now, depending on the time zone"
        case _:
            assert_never(doubt)


def unread_in_words(field: UnreadField) -> str:
    return f"{_FIELDS[field.name]} “{unformatted(field.value, 40)}” could not be read"


def contradictions_in_words(contradictions: Iterable[Contradiction]) -> list[str]:
    return [words for contradiction in contradictions if (words := _contradiction_in_words(contradiction))]


def _contradiction_in_words(contradiction: Contradiction) -> str:
    match contradiction:
        case Contradiction.AVAILABLE_ALL_THE_SAME:
            # The verdict says this one: "Gameball says it works, but …".
            return ""
        case Contradiction.EXPIRY_PASSED_NOT_EXPIRED:
            return "⚠️ Gameball has not marked it as expired"
        case Contradiction.EXPIRED_BEFORE_EXPIRY:
            return "⚠️ its end date is still to come"
        case _:
            assert_never(contradiction)


def count(number: int) -> str:
    """A count that fits on a card, however large it is."""
    return f"{number:,}" if abs(number) < 1_000_000_000 else "1,000,000,000+"

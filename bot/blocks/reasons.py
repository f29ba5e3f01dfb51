"""What speaks against a coupon, in words: reasons, doubts and contradictions."""

from datetime import datetime
from typing import assert_never

from bot.blocks import when
from bot.blocks.mrkdwn import as_it_is
from bot.coupons.availability import Availability
from bot.coupons.evidence import (
    Contradiction,
    Deactivated,
    Deleted,
    Doubt,
    EndsBeforeStart,
    Expired,
    FirstDay,
    LastDay,
    NoCode,
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
    "code": "code",
    "name": "name",
    "displayName": "display name",
    "value": "value",
    "discountValue": "value",
    "type": "type",
    "couponType": "type",
    "target": "target",
    "currency": "currency",
    "startDate": "start date",
    "expiryDate": "end date",
    "isExpired": "the mark “expired”:",
    "isActive": "the mark “active”:",
    "isUsed": "the mark “used”:",
    "status": "status",
    "usageLimit": "limit of uses",
    "limitPerCustomer": "limit of uses per customer",
    "usedCount": "number of uses",
    "customerUsedCount": "number of uses by this customer",
    "isAvailableToUse": "Gameball's verdict",
    "isPromotion": "the mark “promotion”:",
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
                return "marked as expired"
            return f"expired {when.day(expiry)}" if short else when.expired(expiry, now)
        case NotStarted(starts=starts):
            return f"starts {when.day(starts)}" if short else when.starts(starts, now)
        case EndsBeforeStart(starts=starts, expiry=expiry):
            return f"never works: it ends {'as' if starts == expiry else 'before'} it starts"
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


def against(reason: Reason, now: datetime | None, *, short: bool = False) -> str:
    """A reason as a clause that goes on after "Gameball says it works, but"."""
    words = reason_in_words(reason, now, short=short)
    match reason:
        case EndsBeforeStart():
            return words.removeprefix("never works: ")
        case Deactivated():
            return "it is switched off"
        case Expired(expiry=datetime()) | NotStarted():
            return f"it {words}"
        case _:
            return f"it is {words}"


def unclear_in_words(availability: Availability, now: datetime | None) -> str:
    """Why nobody can tell whether an unclear coupon works: both sides, in one clause of mrkdwn."""
    reasons, doubts, contradictions = availability.reasons, availability.doubts, availability.contradictions
    if not availability.derived:
        return f"Gameball says it works, but {against(reasons[0], now)}"
    unsaid = unsaid_in_words(availability)
    if not reasons:
        words = doubt_in_words(doubts[0])
        return words if words == unsaid else f"{unsaid}, and {words}"
    if isinstance(reasons[0], NotStarted):
        return f"it starts later, and {doubt_in_words(doubts[0])}"
    if contradictions and not isinstance(reasons[0], EndsBeforeStart):
        return f"{against(reasons[0], now, short=True)}, but {contradiction_in_words(contradictions[0])}"
    return f"{unsaid}, and {against(reasons[0], now)}"


def unsaid_in_words(availability: Availability) -> str:
    """That Gameball gives no verdict, or one that could not be read."""
    for doubt in availability.doubts:
        if isinstance(doubt, Unread) and doubt.field.name == "isAvailableToUse":
            return doubt_in_words(doubt)
    return "Gameball does not say if it works"


def doubt_in_words(doubt: Doubt) -> str:
    match doubt:
        case Unread(field):
            return unread_in_words(field)
        case OtherStatus(status):
            return f"its status is “{as_it_is(status, 40)}”"
        case LastDay():
            return "its last day is over in some time zones, but not in all"
        case FirstDay(day):
            return f"its first day, {when.day(day)}, has begun in some time zones, but not in all"
        case NoCode():
            return "it has no code"
        case _:
            assert_never(doubt)


def unread_in_words(field: UnreadField) -> str:
    return f"{_FIELDS[field.name]} “{as_it_is(field.value, 40)}” could not be read"


def contradiction_in_words(contradiction: Contradiction) -> str:
    match contradiction:
        case Contradiction.EXPIRY_PASSED_NOT_EXPIRED:
            return "Gameball has not marked it as expired"
        case Contradiction.EXPIRED_BEFORE_EXPIRY:
            return "its end date is still to come"
        case Contradiction.IMPOSSIBLE_EXPIRY:
            return "that end date cannot be right"
        case Contradiction.NOT_EXPIRED:
            return "another field says that it has not expired"
        case Contradiction.NOT_USED:
            return "another field says that it can still be used"
        case Contradiction.ACTIVE:
            return "another field says that it is active"
        case _:
            assert_never(contradiction)


def count(number: int) -> str:
    """A count that fits on a card, however large it is."""
    return f"{number:,}" if abs(number) < 1_000_000_000 else "1,000,000,000+"

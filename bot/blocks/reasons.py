"""Every reason why a coupon does not work, in words."""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from bot.blocks.mrkdwn import date, relative
from bot.coupons.availability import (
    Contradiction,
    Deactivated,
    Expired,
    NotStarted,
    Reason,
    Unexplained,
    UsedByCustomer,
    UsedUp,
)

HELD_OR_RESTRICTED = "it may be held by an open checkout, or restricted"


def reason_in_words(reason: Reason, now: datetime, *, short: bool = False) -> str:
    """mrkdwn. `short` gives a day in place of an instant, for where there is no room for the longer markup."""
    match reason:
        case Expired(expiry=expiry):
            if expiry is None:
                return "expired"
            return f"expired {_instant(expiry, now, short=short)}" if expiry <= now else "marked as expired"
        case NotStarted(starts=starts):
            return f"starts {_instant(starts, now, short=short)}"
        case Deactivated():
            return "deactivated"
        case UsedByCustomer(used=used, limit=limit):
            return f"used {count(used)} of {count(limit)} by this customer"
        case UsedUp(used=used, limit=limit):
            return f"used up: {count(used)} of {count(limit)} by all customers"
        case Unexplained():
            return "Gameball gives no reason"
        case _:
            assert_never(reason)


def contradictions_in_words(contradictions: Iterable[Contradiction]) -> list[str]:
    return [words for contradiction in contradictions if (words := _contradiction_in_words(contradiction))]


def _contradiction_in_words(contradiction: Contradiction) -> str:
    match contradiction:
        case Contradiction.AVAILABLE_ALL_THE_SAME:
            # The verdict says this one: "Works, says Gameball, but …".
            return ""
        case Contradiction.EXPIRY_PASSED_NOT_EXPIRED:
            return "⚠️ Gameball has not marked it as expired"
        case Contradiction.EXPIRED_BEFORE_EXPIRY:
            return "⚠️ its expiry is still to come"
        case _:
            assert_never(contradiction)


def count(number: int) -> str:
    """A count that fits on a card, however large it is."""
    return f"{number:,}" if abs(number) < 1_000_000_000 else "1,000,000,000+"


def _instant(instant: datetime, now: datetime, *, short: bool) -> str:
    return date(instant, "{date_short}") if short else f"{date(instant)} ({relative(instant, now)})"

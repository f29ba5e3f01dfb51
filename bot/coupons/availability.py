"""Which coupons work now, and every reason why the others do not.

Knows nothing of Slack, HTTP or the clock. A verdict is data; its words are elsewhere."""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple

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
from bot.gameball.models import Coupon
from bot.gameball.values import WHOLE_DAY

EXPIRING_SOON = timedelta(hours=72)
_YEAR_OF_NEVER = 9999
# A day begins first where it is 14 hours before UTC, and ends last where it is 12 hours behind.
_BEGINS_FROM, _BEGUN_AFTER = timedelta(hours=-14), timedelta(hours=12)
_ENDS_FROM, _ENDED_AFTER = timedelta(days=1) + _BEGINS_FROM, timedelta(days=1) + _BEGUN_AFTER


class Standing(Enum):
    """The groups into which coupons are sorted and counted, in their order."""

    USABLE = auto()
    UNCLEAR = auto()
    """Fields contradict each other or could not be read: nobody can say whether it works."""
    STARTS_LATER = auto()
    UNUSABLE = auto()


class Availability(NamedTuple):
    """The verdict on one coupon. `reasons` holds every reason against it; `doubts` what keeps its own fields from telling.
    `derived` tells that Gameball gave no verdict of its own."""

    standing: Standing
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    derived: bool = False
    expiring_soon: bool = False

    @property
    def usable(self) -> bool:
        return self.standing is Standing.USABLE


def diagnose(coupon: Coupon, *, now: datetime) -> Availability:
    """The verdict on a coupon at an instant. Gameball's own verdict decides, unless a field contradicts its yes; all
    reasons are given beside it."""
    expiry = expiry_of(coupon)
    reasons, doubts = _reasons(coupon, expiry, now), _doubts(coupon, expiry, now)
    contradictions = _contradictions(coupon, expiry, now) if reasons else ()
    said = coupon.is_available_to_use
    standing = _standing(said, reasons, doubts, contradictions)
    return Availability(
        standing=standing,
        reasons=reasons or ((Unexplained(),) if said is False else ()),
        doubts=doubts,
        contradictions=contradictions,
        derived=said is None,
        expiring_soon=standing is Standing.USABLE
        and expiry is not None
        and timedelta(0) < end_of(expiry) - now <= EXPIRING_SOON,
    )


def _standing(
    said: bool | None,
    reasons: tuple[Reason, ...],
    doubts: tuple[Doubt, ...],
    contradictions: tuple[Contradiction, ...],
) -> Standing:
    if said:
        return Standing.UNCLEAR if reasons else Standing.USABLE
    if said is None:
        # Times that cannot be, such as an end before the start, are no evidence.
        impossible = Contradiction.EXPIRED_BEFORE_EXPIRY in contradictions or any(
            isinstance(reason, EndsBeforeStart) for reason in reasons
        )
        if impossible and not any(isinstance(reason, _CERTAIN) for reason in reasons):
            return Standing.UNCLEAR
        if not reasons:
            return Standing.UNCLEAR if doubts else Standing.USABLE
    if len(reasons) == 1 and isinstance(reasons[0], NotStarted):
        return Standing.STARTS_LATER
    return Standing.UNUSABLE


_CERTAIN = (Deleted, Deactivated, Used, UsedByCustomer, UsedUp)


def expiry_of(coupon: Coupon) -> datetime | None:
    """When the coupon expires. None for never: Gameball sends no date then, or one in the year 9999."""
    expiry = coupon.expiry_date
    return None if expiry is None or expiry.year >= _YEAR_OF_NEVER else expiry


def end_of(expiry: datetime) -> datetime:
    """The instant from which a coupon is surely over: for a day without an hour, when it has ended everywhere."""
    return expiry + _ENDED_AFTER if expiry.tzinfo is WHOLE_DAY else expiry


def uses_left(coupon: Coupon) -> int | None:
    """How often this customer can still use it. None if there is no limit; a limit of 0 counts as none."""
    left = None
    for limit, used in (
        (coupon.limit_per_customer, coupon.customer_used_count),
        (coupon.usage_limit, coupon.used_count),
    ):
        if limit and limit > 0:
            rest = max(0, limit - max(0, used or 0))
            left = rest if left is None else min(left, rest)
    return left


_STATUSES: dict[str, Reason | None] = {
    "active": None,
    "used": Used(),
    "redeemed": Used(),
    "expired": Expired(None),
    "deleted": Deleted(),
    "inactive": Deactivated(),
    "deactivated": Deactivated(),
    "disabled": Deactivated(),
}


def _reasons(coupon: Coupon, expiry: datetime | None, now: datetime) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    start = coupon.start_date
    status = _STATUSES.get((coupon.status or "").casefold())
    impossible = start is not None and expiry is not None and start > expiry
    if impossible and start is not None and expiry is not None:
        reasons.append(EndsBeforeStart(start, expiry))
    passed = expiry is not None and end_of(expiry) <= now
    if passed or _is_marked_expired(coupon):
        reasons.append(Expired(expiry))
    if isinstance(status, Deleted):
        reasons.append(status)
    limit, used = coupon.limit_per_customer, coupon.customer_used_count
    by_customer = bool(limit and used is not None and used >= limit > 0)
    if by_customer and limit and used is not None:
        reasons.append(UsedByCustomer(used, limit))
    limit, used = coupon.usage_limit, coupon.used_count
    if limit and used is not None and used >= limit > 0:
        reasons.append(UsedUp(used, limit))
    if (coupon.is_used or isinstance(status, Used)) and not by_customer:
        reasons.append(Used())
    if coupon.is_active is False or isinstance(status, Deactivated):
        reasons.append(Deactivated())
    # Last, as only this reason passes by itself. An agent who reads just one must not promise that day.
    if start is not None and not impossible and _begins(start) > now:
        reasons.append(NotStarted(start))
    return tuple(reasons)


def _is_marked_expired(coupon: Coupon) -> bool:
    return bool(coupon.is_expired) or (coupon.status or "").casefold() == "expired"


def _begins(start: datetime) -> datetime:
    """The instant before which a coupon has surely not started."""
    try:
        return start + _BEGINS_FROM if start.tzinfo is WHOLE_DAY else start
    except OverflowError:  # the first day of the calendar
        return start


_DECIDING = {
    "startDate",
    "expiryDate",
    "isExpired",
    "isActive",
    "isUsed",
    "usageLimit",
    "limitPerCustomer",
    "usedCount",
    "customerUsedCount",
    "isAvailableToUse",
}


def _doubts(coupon: Coupon, expiry: datetime | None, now: datetime) -> tuple[Doubt, ...]:
    doubts: list[Doubt] = [Unread(field) for field in coupon.unread if field.name in _DECIDING]
    if coupon.status and coupon.status.casefold() not in _STATUSES:
        doubts.append(OtherStatus(coupon.status))
    # A day ends first where the next one begins first.
    if expiry is not None and expiry.tzinfo is WHOLE_DAY and expiry + _ENDS_FROM <= now < end_of(expiry):
        doubts.append(LastDay(expiry))
    start = coupon.start_date
    if start is not None and start.tzinfo is WHOLE_DAY and _begins(start) <= now < start + _BEGUN_AFTER:
        doubts.append(FirstDay(start))
    return tuple(doubts)


def _contradictions(coupon: Coupon, expiry: datetime | None, now: datetime) -> tuple[Contradiction, ...]:
    """What contradicts the reasons against a coupon that has some."""
    found: list[Contradiction] = []
    if coupon.is_available_to_use:
        found.append(Contradiction.AVAILABLE_ALL_THE_SAME)
    if expiry is not None:
        if end_of(expiry) <= now and coupon.is_expired is False:
            found.append(Contradiction.EXPIRY_PASSED_NOT_EXPIRED)
        if end_of(expiry) > now and _is_marked_expired(coupon):
            found.append(Contradiction.EXPIRED_BEFORE_EXPIRY)
    return tuple(found)

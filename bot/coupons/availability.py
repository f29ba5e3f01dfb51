"""Which coupons work now, and every reason why the others do not.

Knows nothing of Slack, HTTP or the clock. A verdict is data; its words are elsewhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple

from bot.gameball.models import Coupon

EXPIRING_SOON = timedelta(hours=72)
_FOREVER = 9999


class Standing(Enum):
    """What an agent sorts coupons by."""

    USABLE = auto()
    STARTS_LATER = auto()
    UNUSABLE = auto()


@dataclass(frozen=True, slots=True)
class NotStarted:
    starts: datetime


@dataclass(frozen=True, slots=True)
class Expired:
    """The expiry has passed. `expiry` is None where Gameball only says that it has."""

    expiry: datetime | None


@dataclass(frozen=True, slots=True)
class Deactivated:
    """An admin switched the coupon off."""


@dataclass(frozen=True, slots=True)
class UsedByCustomer:
    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class UsedUp:
    """All customers together have used it as often as it can be."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Gameball says no and gives no reason: perhaps an open checkout holds it, or it is restricted."""


Reason = NotStarted | Expired | Deactivated | UsedByCustomer | UsedUp | Unexplained


class Contradiction(Enum):
    """Fields of one coupon that cannot all be true."""

    AVAILABLE_ALL_THE_SAME = auto()
    """Gameball says that it can be used, although a reason says that it cannot."""
    EXPIRY_PASSED_NOT_EXPIRED = auto()
    """The expiry has passed, but Gameball does not call it expired."""
    EXPIRED_BEFORE_EXPIRY = auto()
    """Gameball calls it expired, but its expiry is still to come."""


class Availability(NamedTuple):
    """The verdict on one coupon. `reasons` is complete; `derived` tells that Gameball gave no verdict of its own."""

    usable: bool
    reasons: tuple[Reason, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    derived: bool = False
    expiring_soon: bool = False

    @property
    def standing(self) -> Standing:
        if self.usable:
            return Standing.USABLE
        if len(self.reasons) == 1 and isinstance(self.reasons[0], NotStarted):
            return Standing.STARTS_LATER
        return Standing.UNUSABLE


_PLAINLY_USABLE = Availability(usable=True)
_USABLE_BUT_NOT_FOR_LONG = Availability(usable=True, expiring_soon=True)


def diagnose(coupon: Coupon, *, now: datetime) -> Availability:
    """The verdict on a coupon at an instant. What Gameball says is the headline; all evidence stands beside it."""
    expiry = expiry_of(coupon)
    reasons = _reasons(coupon, expiry, now)
    said = coupon.is_available_to_use
    usable = not reasons if said is None else said
    expiring_soon = usable and expiry is not None and now < expiry and expiry - now <= EXPIRING_SOON
    if said and not reasons:
        # Most coupons of a long list: they share their verdict.
        return _USABLE_BUT_NOT_FOR_LONG if expiring_soon else _PLAINLY_USABLE
    if not usable and not reasons:
        reasons = (Unexplained(),)
    contradictions = _contradictions(coupon, expiry, now, reasons) if reasons else ()
    # By position, in half the time that it takes by name.
    return Availability(usable, reasons, contradictions, said is None, expiring_soon)


def expiry_of(coupon: Coupon) -> datetime | None:
    """When the coupon expires, or None for never, which Gameball writes as no date or as one in the year 9999."""
    expiry = coupon.expiry_date
    return None if expiry is None or expiry.year >= _FOREVER else expiry


def uses_left(coupon: Coupon) -> int | None:
    """How often this customer can still use it, None without a limit. A limit of 0 is none; see Gameball's pages."""
    left = None
    for limit, used in (
        (coupon.limit_per_customer, coupon.customer_used_count),
        (coupon.usage_limit, coupon.used_count),
    ):
        if limit and limit > 0:
            rest = max(0, limit - max(0, used or 0))
            left = rest if left is None else min(left, rest)
    return left


def _reasons(coupon: Coupon, expiry: datetime | None, now: datetime) -> tuple[Reason, ...]:
    reasons: tuple[Reason, ...] = ()
    if coupon.is_expired or (expiry is not None and expiry <= now):
        reasons += (Expired(expiry),)
    limit, used = coupon.limit_per_customer, coupon.customer_used_count
    if limit and used is not None and used >= limit > 0:
        reasons += (UsedByCustomer(used, limit),)
    limit, used = coupon.usage_limit, coupon.used_count
    if limit and used is not None and used >= limit > 0:
        reasons += (UsedUp(used, limit),)
    if coupon.is_active is False:
        reasons += (Deactivated(),)
    # Last, as only this one passes by itself: an agent who reads no further must not promise that day.
    start = coupon.start_date
    if start is not None and start > now:
        reasons += (NotStarted(start),)
    return reasons


def _contradictions(
    coupon: Coupon, expiry: datetime | None, now: datetime, reasons: tuple[Reason, ...]
) -> tuple[Contradiction, ...]:
    found: tuple[Contradiction, ...] = ()
    if coupon.is_available_to_use:
        found += (Contradiction.AVAILABLE_ALL_THE_SAME,)
    # Where it has expired, that is the first reason.
    if isinstance(reasons[0], Expired):
        passed = expiry is not None and expiry <= now
        if passed and coupon.is_expired is False:
            found += (Contradiction.EXPIRY_PASSED_NOT_EXPIRED,)
        elif not passed and expiry is not None:
            found += (Contradiction.EXPIRED_BEFORE_EXPIRY,)
    return found

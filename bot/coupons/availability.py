"""Which coupons work now, and every reason why the others do not.

Knows nothing of Slack, HTTP or the clock. A verdict is data; its words are elsewhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple

from bot.gameball.models import Coupon

EXPIRING_SOON = timedelta(hours=72)
_YEAR_OF_NEVER = 9999


class Standing(Enum):
    """The three groups into which coupons are sorted and counted."""

    USABLE = auto()
    STARTS_LATER = auto()
    UNUSABLE = auto()


@dataclass(frozen=True, slots=True)
class NotStarted:
    """The start is still to come."""

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
    """This customer has used it as often as one customer can."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class UsedUp:
    """All customers together have used it as often as they can."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Gameball says no, and no field tells why. An open checkout may lock it, or it may be restricted."""


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
    """The verdict on one coupon. `reasons` holds every reason against it. `derived` tells that Gameball gave
    no verdict of its own."""

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


def diagnose(coupon: Coupon, *, now: datetime) -> Availability:
    """The verdict on a coupon at an instant. Gameball's own verdict decides, where there is one; all reasons
    are given beside it."""
    expiry = expiry_of(coupon)
    reasons = _reasons(coupon, expiry, now)
    said = coupon.is_available_to_use
    usable = not reasons if said is None else said
    return Availability(
        usable=usable,
        reasons=reasons if usable or reasons else (Unexplained(),),
        contradictions=_contradictions(coupon, expiry, now) if reasons else (),
        derived=said is None,
        expiring_soon=usable and expiry is not None and timedelta(0) < expiry - now <= EXPIRING_SOON,
    )


def expiry_of(coupon: Coupon) -> datetime | None:
    """When the coupon expires. None for never: Gameball sends no date then, or one in the year 9999."""
    expiry = coupon.expiry_date
    return None if expiry is None or expiry.year >= _YEAR_OF_NEVER else expiry


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


def _reasons(coupon: Coupon, expiry: datetime | None, now: datetime) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if coupon.is_expired or (expiry is not None and expiry <= now):
        reasons.append(Expired(expiry))
    limit, used = coupon.limit_per_customer, coupon.customer_used_count
    if limit and used is not None and used >= limit > 0:
        reasons.append(UsedByCustomer(used, limit))
    limit, used = coupon.usage_limit, coupon.used_count
    if limit and used is not None and used >= limit > 0:
        reasons.append(UsedUp(used, limit))
    if coupon.is_active is False:
        reasons.append(Deactivated())
    # Last, as only this reason passes by itself. An agent who reads just one must not promise that day.
    start = coupon.start_date
    if start is not None and start > now:
        reasons.append(NotStarted(start))
    return tuple(reasons)


def _contradictions(coupon: Coupon, expiry: datetime | None, now: datetime) -> tuple[Contradiction, ...]:
    """What contradicts the reasons against a coupon that has some."""
    found: list[Contradiction] = []
    if coupon.is_available_to_use:
        found.append(Contradiction.AVAILABLE_ALL_THE_SAME)
    if expiry is not None:
        if expiry <= now and coupon.is_expired is False:
            found.append(Contradiction.EXPIRY_PASSED_NOT_EXPIRED)
        if expiry > now and coupon.is_expired:
            found.append(Contradiction.EXPIRED_BEFORE_EXPIRY)
    return tuple(found)

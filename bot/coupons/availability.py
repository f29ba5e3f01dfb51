"""Which coupons work now, and every reason why the others do not.

Knows nothing of Slack, HTTP or the clock. A verdict is data; its words are elsewhere."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import IntEnum, auto
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
from bot.coupons.period import begins_from, begun_everywhere, end_of, ends_from, expiry_of
from bot.coupons.status import status_means
from bot.gameball.models import Coupon
from bot.gameball.values import WHOLE_DAY

EXPIRING_SOON = timedelta(hours=72)
_NO_TIME = timedelta(0)
_FIRST_YEAR = 2000
"""No coupon of Gameball's is older."""


class Standing(IntEnum):
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
    reasons are given beside it. Without its verdict, a reason that another field denies decides nothing."""
    expiry = expiry_of(coupon)
    against, doubts = list(_against(coupon, expiry, now)), _doubts(coupon, expiry, now)
    said = coupon.is_available_to_use
    standing = _standing(said, against, doubts)
    if standing is Standing.USABLE:
        left = end_of(expiry) - now if expiry is not None else None
        soon = left is not None and _NO_TIME < left <= EXPIRING_SOON
        return Availability(standing, doubts=doubts, derived=said is None, expiring_soon=soon)
    return Availability(
        standing=standing,
        reasons=tuple(one.reason for one in against) or ((Unexplained(),) if said is False else ()),
        doubts=doubts,
        contradictions=tuple(one.denied_by for one in against if one.denied_by),
        derived=said is None,
    )


class _Against(NamedTuple):
    """A reason, and whether it is sure enough to decide where Gameball gives no verdict."""

    reason: Reason
    denied_by: Contradiction | None = None
    certain: bool = True


def _standing(said: bool | None, against: list[_Against], doubts: tuple[Doubt, ...]) -> Standing:
    if said:
        return Standing.UNCLEAR if against else Standing.USABLE
    if said is None:
        if not against:
            return Standing.UNCLEAR if doubts else Standing.USABLE
        # A reason that another field denies may be true or not, also when the coupon starts.
        if not (all(one.certain for one in against) or any(map(_decides, against))):
            return Standing.UNCLEAR
    if all(isinstance(one.reason, NotStarted) for one in against) and against:
        # What could not be read may still be in the way when it starts.
        return Standing.UNCLEAR if said is None and doubts else Standing.STARTS_LATER
    return Standing.UNUSABLE


def _decides(one: _Against) -> bool:
    return one.certain and not isinstance(one.reason, NotStarted)


def uses_left(coupon: Coupon) -> int | None:
    """How often this customer can surely still use it. None where there is no limit, or where that is not known; a limit
    of 0 counts as none."""
    own = _left(coupon.limit_per_customer, coupon.customer_used_count)
    of_all = _left(coupon.usage_limit, coupon.used_count)
    known = [left for left in (own, of_all) if left is not None]
    if not known:
        return None
    if min(known) <= 1:
        return min(known)
    # Other customers may take what is left for all.
    if of_all is None:
        return own if _is_unlimited(coupon) else None
    return own if own is not None and own < of_all else None


def _is_unlimited(coupon: Coupon) -> bool:
    """Whether all customers together can use it without limit, as far as Gameball tells."""
    is_unread = any(field.name == "usageLimit" for field in coupon.unread)
    return not is_unread and (coupon.usage_limit is None or coupon.usage_limit <= 0)


def _left(limit: int | None, used: int | None) -> int | None:
    if limit is None or limit <= 0:
        return None
    if used is None or used < 0:
        # How many are left of one is plain for a coupon that works.
        return 1 if limit == 1 else None
    return max(0, limit - used)


def _against(coupon: Coupon, expiry: datetime | None, now: datetime) -> Iterator[_Against]:
    start, said_by_status = coupon.start_date, status_means(coupon.status)
    never = start is not None and expiry is not None and _ends_before_start(start, expiry, now)
    if never and start is not None and expiry is not None:
        # Dates that cannot be are no evidence.
        yield _Against(EndsBeforeStart(start, expiry), certain=False)
    if _is_marked_expired(coupon) or (expiry is not None and end_of(expiry) <= now):
        denied_by = _what_denies_expiry(coupon, expiry, now)
        certain = denied_by is None and (not never or _is_marked_expired(coupon))
        early = denied_by is Contradiction.EXPIRED_BEFORE_EXPIRY
        yield _Against(Expired(None if early else expiry), denied_by, certain)
    if isinstance(said_by_status, Deleted):
        yield _Against(said_by_status)
    used, limit = coupon.customer_used_count, coupon.limit_per_customer
    by_customer = used is not None and limit is not None and used >= limit > 0
    if by_customer and used is not None and limit is not None:
        denied = coupon.is_used is False
        yield _against_unless(UsedByCustomer(used, limit), Contradiction.NOT_USED if denied else None)
    used, limit = coupon.used_count, coupon.usage_limit
    if used is not None and limit is not None and used >= limit > 0:
        yield _Against(UsedUp(used, limit))
    if (coupon.is_used or isinstance(said_by_status, Used)) and not by_customer:
        unused = coupon.is_used is False or said_by_status == "active" or _counts_leave_uses(coupon)
        yield _against_unless(Used(), Contradiction.NOT_USED if unused else None)
    if coupon.is_active is False or isinstance(said_by_status, Deactivated):
        active = coupon.is_active is True or said_by_status == "active"
        yield _against_unless(Deactivated(), Contradiction.ACTIVE if active else None)
    # Last, as only this reason passes by itself. An agent who reads just one must not promise that day.
    if start is not None and not never and begins_from(start) > now:
        yield _Against(NotStarted(start))


def _against_unless(reason: Reason, denied_by: Contradiction | None) -> _Against:
    return _Against(reason, denied_by, certain=denied_by is None)


def _ends_before_start(start: datetime, expiry: datetime, now: datetime) -> bool:
    if start <= now and end_of(expiry) <= now:
        # It is over, in whatever order.
        return False
    if start.tzinfo is WHOLE_DAY and expiry.tzinfo is WHOLE_DAY:
        return start > expiry
    return begins_from(start) >= end_of(expiry)


def _is_marked_expired(coupon: Coupon) -> bool:
    return bool(coupon.is_expired) or isinstance(status_means(coupon.status), Expired)


def _what_denies_expiry(coupon: Coupon, expiry: datetime | None, now: datetime) -> Contradiction | None:
    if _is_marked_expired(coupon):
        if expiry is not None and ends_from(expiry) > now:
            return Contradiction.EXPIRED_BEFORE_EXPIRY
        only_by_status = expiry is None and coupon.is_expired is False
        return Contradiction.NOT_EXPIRED if only_by_status else None
    if expiry is not None and expiry.year < _FIRST_YEAR:
        return Contradiction.IMPOSSIBLE_EXPIRY
    return Contradiction.EXPIRY_PASSED_NOT_EXPIRED if coupon.is_expired is False else None


def _counts_leave_uses(coupon: Coupon) -> bool:
    used, limit = coupon.customer_used_count, coupon.limit_per_customer
    return used == 0 or coupon.used_count == 0 or bool(limit and used is not None and used < limit)


_DECIDING = {
    "code",
    "startDate",
    "expiryDate",
    "isExpired",
    "isActive",
    "isUsed",
    "status",
    "usageLimit",
    "limitPerCustomer",
    "usedCount",
    "customerUsedCount",
    "isAvailableToUse",
}


def _doubts(coupon: Coupon, expiry: datetime | None, now: datetime) -> tuple[Doubt, ...]:
    doubts: list[Doubt] = []
    if coupon.unread:
        unread = [field for field in coupon.unread if field.name in _DECIDING]
        # Gameball's own verdict would say the most.
        doubts += map(Unread, sorted(unread, key=lambda field: field.name != "isAvailableToUse"))
    if coupon.status and status_means(coupon.status) is None:
        doubts.append(OtherStatus(coupon.status))
    start = coupon.start_date
    if expiry is not None and expiry.tzinfo is WHOLE_DAY and ends_from(expiry) <= now < end_of(expiry):
        doubts.append(LastDay(expiry))
    if (
        start is not None
        and start.tzinfo is WHOLE_DAY
        and begins_from(start) <= now < begun_everywhere(start)
    ):
        doubts.append(FirstDay(start))
    if not (coupon.code or coupon.is_promotion or any(field.name == "code" for field in coupon.unread)):
        doubts.append(NoCode())
    return tuple(doubts)

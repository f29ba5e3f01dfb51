"""A customer's coupons judged and in order, cut to what one message shows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from bot.coupons.availability import Availability, Standing, diagnose
from bot.coupons.odd_values import is_odd, may_be_fraction
from bot.coupons.period import expiry_of
from bot.gameball.models import Coupon

PAGE_SIZE = 6
MOST_SHARED = 6
"""The most coupons in one shared message."""


class Filter(Enum):
    """Which coupons to show. The values travel in buttons."""

    ALL = "all"
    USABLE = "usable"
    UNCLEAR = "unclear"
    UNUSABLE = "unusable"
    """Neither usable nor unclear: also those that start later."""


@dataclass(frozen=True, slots=True)
class JudgedCoupon:
    coupon: Coupon
    availability: Availability


@dataclass(frozen=True, slots=True)
class Counts:
    usable: int
    unclear: int
    starts_later: int
    unusable: int

    @property
    def total(self) -> int:
        return self.usable + self.unclear + self.starts_later + self.unusable


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the coupons that a filter admits. `number` counts from 1 and is at most `pages`, which is
    at least 1. `counts` are over all coupons, whatever the filter."""

    items: tuple[JudgedCoupon, ...]
    number: int
    pages: int
    filter: Filter
    counts: Counts


def judge(coupons: Iterable[Coupon], *, now: datetime) -> list[JudgedCoupon]:
    """Every coupon with its verdict, in the order in which an agent reads them: usable ones by soonest expiry, then
    unclear ones likewise, those that start later by their start, the rest by latest expiry. Equals keep Gameball's
    order."""
    return sorted((JudgedCoupon(coupon, diagnose(coupon, now=now)) for coupon in coupons), key=_order)


def select(judged: list[JudgedCoupon], *, show: Filter = Filter.ALL, page: int = 1) -> Page:
    """The page asked for, or the nearest one that exists. Keeps the order of `judged`."""
    standings = Counter(item.availability.standing for item in judged)
    counts = Counts(
        usable=standings[Standing.USABLE],
        unclear=standings[Standing.UNCLEAR],
        starts_later=standings[Standing.STARTS_LATER],
        unusable=standings[Standing.UNUSABLE],
    )
    shown = [item for item in judged if item.availability.standing in _ADMITTED[show]]
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    number = min(max(1, page), pages)
    first = (number - 1) * PAGE_SIZE
    return Page(tuple(shown[first : first + PAGE_SIZE]), number, pages, show, counts)


def usable(judged: Iterable[JudgedCoupon]) -> list[JudgedCoupon]:
    """The usable coupons, in order."""
    return [item for item in judged if item.availability.usable]


def replacements(judged: Iterable[JudgedCoupon], instead_of: JudgedCoupon) -> list[JudgedCoupon]:
    """What a customer can surely use instead of a coupon, in order: usable by Gameball's own word, which no field makes
    doubtful, with a plain value, and with a code unless it applies by itself."""
    return [
        item
        for item in usable(judged)
        if item is not instead_of
        and not (item.availability.derived or item.availability.doubts)
        and not (is_odd(item.coupon) or may_be_fraction(item.coupon))
        and (item.coupon.code or item.coupon.is_promotion)
    ]


def instead(judged: Iterable[JudgedCoupon]) -> list[JudgedCoupon]:
    """The usable coupons that an agent may look at instead of one that is not, each with a code or applied by
    itself. Those that only probably work are among them where there are no others; odd values come last."""
    working = (item for item in usable(judged) if item.coupon.code or item.coupon.is_promotion)
    found = sorted(working, key=lambda item: is_odd(item.coupon))
    return [item for item in found if not item.availability.derived] or found


def sharable(judged: Iterable[JudgedCoupon]) -> list[JudgedCoupon]:
    """The coupons that "share all usable ones" is about, in order: usable, and with a code."""
    return [item for item in usable(judged) if item.coupon.code]


_ADMITTED = {
    Filter.ALL: frozenset(Standing),
    Filter.USABLE: {Standing.USABLE},
    Filter.UNCLEAR: {Standing.UNCLEAR},
    Filter.UNUSABLE: {Standing.STARTS_LATER, Standing.UNUSABLE},
}
_NEVER = datetime.max.replace(tzinfo=UTC)


def _order(item: JudgedCoupon) -> tuple[Standing, timedelta]:
    """The coupon's group, and its place in the group, as a distance in time."""
    expiry, standing = expiry_of(item.coupon) or _NEVER, item.availability.standing
    match standing:
        case Standing.USABLE | Standing.UNCLEAR:
            return standing, expiry - _NEVER
        case Standing.STARTS_LATER:
            return standing, (item.coupon.start_date or _NEVER) - _NEVER
        case Standing.UNUSABLE:
            return standing, _NEVER - expiry

"""A customer's coupons judged and in order, cut to what one message shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from enum import Enum

from bot.coupons.availability import Availability, Standing, diagnose, expiry_of
from bot.gameball.models import Coupon

PAGE_SIZE = 6
MOST_SHARED = 6
"""So many coupons go into one shared message."""


class Filter(Enum):
    """Which coupons to show. The values travel in buttons."""

    ALL = "all"
    USABLE = "usable"
    UNUSABLE = "unusable"

    def admits(self, standing: Standing) -> bool:
        return self is Filter.ALL or (self is Filter.USABLE) == (standing is Standing.USABLE)


@dataclass(frozen=True, slots=True)
class JudgedCoupon:
    coupon: Coupon
    availability: Availability


@dataclass(frozen=True, slots=True)
class Counts:
    usable: int
    starts_later: int
    unusable: int

    @property
    def total(self) -> int:
        return self.usable + self.starts_later + self.unusable


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the coupons that a filter admits. `number` counts from 1 and is at most `pages`, which is at least 1;
    `counts` are over all coupons, whatever the filter."""

    items: tuple[JudgedCoupon, ...]
    number: int
    pages: int
    filter: Filter
    counts: Counts


def judge(coupons: Iterable[Coupon], *, now: datetime) -> list[JudgedCoupon]:
    """Every coupon with its verdict, in the order an agent reads them: usable ones by soonest expiry, those that start
    later by their start, the rest by latest expiry. Ties keep Gameball's order."""
    judged = [JudgedCoupon(coupon, diagnose(coupon, now=now)) for coupon in coupons]
    judged.sort(key=_rank)
    return judged


def select(judged: list[JudgedCoupon], *, show: Filter = Filter.ALL, page: int = 1) -> Page:
    """The page asked for, or the nearest one that exists."""
    standings = [item.availability.standing for item in judged]
    counts = Counts(
        usable=standings.count(Standing.USABLE),
        starts_later=standings.count(Standing.STARTS_LATER),
        unusable=standings.count(Standing.UNUSABLE),
    )
    admitted = [item for item, standing in zip(judged, standings, strict=True) if show.admits(standing)]
    pages = max(1, -(-len(admitted) // PAGE_SIZE))
    number = min(max(1, page), pages)
    items = tuple(admitted[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    return Page(items, number, pages, show, counts)


def find(judged: Iterable[JudgedCoupon], code: str) -> list[JudgedCoupon]:
    """The coupons with this code, in order. Upper and lower case and spaces do not count."""
    wanted = _comparable(code)
    return [item for item in judged if item.coupon.code and _comparable(item.coupon.code) == wanted]


def surely_usable(judged: Iterable[JudgedCoupon]) -> list[JudgedCoupon]:
    """Those that can be used with nothing speaking against it, in order: what may be offered to a customer."""
    return [item for item in judged if item.availability.usable and not item.availability.reasons]


def near_matches(judged: Iterable[JudgedCoupon], code: str, *, most: int) -> list[str]:
    """Codes on the list that look like this one, the likeliest first, each as Gameball spells it."""
    known = (item.coupon.code for item in judged)
    # Longer ones are no codes that somebody mistyped, and comparing them takes quadratic time.
    codes = {_comparable(listed): listed for listed in known if listed and len(listed) <= 60}
    return [codes[match] for match in get_close_matches(_comparable(code)[:60], codes, n=most, cutoff=0.6)]


def _comparable(code: str) -> str:
    return "".join(code.split()).casefold()


_NEVER = float("inf")


def _rank(item: JudgedCoupon) -> tuple[int, bool, float]:
    availability = item.availability
    expiry = expiry_of(item.coupon)
    expires = _NEVER if expiry is None else expiry.timestamp()
    match availability.standing:
        case Standing.USABLE:
            # One that Gameball contradicts itself on is no good first answer.
            return 0, bool(availability.reasons), expires
        case Standing.STARTS_LATER:
            start = item.coupon.start_date
            return 1, False, _NEVER if start is None else start.timestamp()
        case Standing.UNUSABLE:
            return 2, False, -expires

"""A customer's coupons judged and in order, cut to what one message shows."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
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


# Not frozen, and no NamedTuple: a long list makes thousands, and either takes twice as long.
@dataclass(slots=True)
class JudgedCoupon:
    coupon: Coupon
    availability: Availability


@dataclass(frozen=True, slots=True)
class Counts:
    """`in_doubt` of the usable ones have something that speaks against it."""

    usable: int
    starts_later: int
    unusable: int
    in_doubt: int = 0

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
    usable: list[JudgedCoupon] = []
    contradicted: list[JudgedCoupon] = []
    starting: list[JudgedCoupon] = []
    unusable: list[JudgedCoupon] = []
    for coupon in coupons:
        item = JudgedCoupon(coupon, availability := diagnose(coupon, now=now))
        if availability.usable:
            # One that Gameball contradicts itself on is no good first answer.
            (contradicted if availability.reasons else usable).append(item)
        elif availability.standing is Standing.STARTS_LATER:
            starting.append(item)
        else:
            unusable.append(item)
    usable.sort(key=_expires)
    contradicted.sort(key=_expires)
    starting.sort(key=_starts)
    unusable.sort(key=_expires, reverse=True)
    return usable + contradicted + starting + unusable


def select(judged: list[JudgedCoupon], *, show: Filter = Filter.ALL, page: int = 1) -> Page:
    """The page asked for, or the nearest one that exists. `judged` is in the order that `judge` gives."""
    surely, usable, can_be = (bisect_left(judged, place, key=_place) for place in (1, 2, 3))
    counts = Counts(
        usable=usable,
        starts_later=can_be - usable,
        unusable=len(judged) - can_be,
        in_doubt=usable - surely,
    )
    first, end = {
        Filter.ALL: (0, len(judged)),
        Filter.USABLE: (0, usable),
        Filter.UNUSABLE: (usable, len(judged)),
    }[show]
    pages = max(1, -(-(end - first) // PAGE_SIZE))
    number = min(max(1, page), pages)
    first += (number - 1) * PAGE_SIZE
    items = tuple(judged[first : min(end, first + PAGE_SIZE)])
    return Page(items, number, pages, show, counts)


def find(judged: Iterable[JudgedCoupon], code: str) -> list[JudgedCoupon]:
    """The coupons with this code, in order. Upper and lower case and spaces do not count."""
    wanted = _comparable(code)
    return [item for item in judged if item.coupon.code and _comparable(item.coupon.code) == wanted]


def surely_usable(judged: Iterable[JudgedCoupon]) -> list[JudgedCoupon]:
    """Those that can be used with nothing speaking against it, in order: what may be offered to a customer."""
    return [item for item in judged if item.availability.usable and not item.availability.reasons]


def sharable(judged: Iterable[JudgedCoupon]) -> list[JudgedCoupon]:
    """What sharing all that can be used is about, in order: what surely works and has a code."""
    return [item for item in surely_usable(judged) if item.coupon.code]


def near_matches(judged: Iterable[JudgedCoupon], code: str, *, most: int) -> list[str]:
    """Codes on the list that look like this one, the likeliest first, each as Gameball spells it."""
    known = (item.coupon.code for item in judged)
    # Longer ones are no codes that somebody mistyped, and comparing them takes quadratic time.
    codes = {_comparable(listed): listed for listed in known if listed and len(listed) <= 60}
    return [codes[match] for match in get_close_matches(_comparable(code)[:60], codes, n=most, cutoff=0.6)]


def _comparable(code: str) -> str:
    return "".join(code.split()).casefold()


_NEVER = datetime.max.replace(tzinfo=UTC)
_PLACES = {Standing.USABLE: 0, Standing.STARTS_LATER: 2, Standing.UNUSABLE: 3}


def _place(item: JudgedCoupon) -> int:
    in_doubt = item.availability.usable and bool(item.availability.reasons)
    return _PLACES[item.availability.standing] + in_doubt


def _expires(item: JudgedCoupon) -> datetime:
    return expiry_of(item.coupon) or _NEVER


def _starts(item: JudgedCoupon) -> datetime:
    return item.coupon.start_date or _NEVER

"""What has changed in a customer's coupons since they were shown.

The app keeps nothing: what was shown travels in the Refresh button, as a few characters for each coupon."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.coupons.availability import Standing
from bot.coupons.selection import JudgedCoupon

_LETTERS = {Standing.USABLE: "u", Standing.STARTS_LATER: "s", Standing.UNUSABLE: "x"}
_STANDINGS = {letter: standing for standing, letter in _LETTERS.items()}
# A button's value holds 2000 characters, of which the customer id may take most of 1000.
_ROOM = 900


@dataclass(frozen=True, slots=True)
class Used:
    """The customer used it: `before` and `after` times."""

    item: JudgedCoupon
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Turned:
    """It works now and did not, or the other way round."""

    item: JudgedCoupon


@dataclass(frozen=True, slots=True)
class Added:
    item: JudgedCoupon


@dataclass(frozen=True, slots=True)
class Removed:
    """Coupons that are not listed any more. What was shown does not tell which."""

    number: int


Change = Used | Turned | Added | Removed


@dataclass(frozen=True, slots=True)
class Changes:
    """`complete` tells whether every coupon was compared, or only as many as the button had room for."""

    since: datetime
    changes: tuple[Change, ...]
    complete: bool


def dump_shown(judged: Sequence[JudgedCoupon], as_of: datetime) -> str:
    """What is shown, in at most about 900 characters."""
    text = f"{int(as_of.timestamp())}"
    for item in judged:
        entry = (
            f" {_name(item)}{_LETTERS[item.availability.standing]}{item.coupon.customer_used_count or 0:x}"
        )
        if len(text) + len(entry) > _ROOM:
            return f"{text} …"
        text += entry
    return text


def changes_since(shown: str, judged: Sequence[JudgedCoupon]) -> Changes:
    """What differs from what `dump_shown` wrote. Raises ValueError for what it did not write."""
    since, *entries = shown.split(" ")
    complete = not (entries and entries[-1] == "…")
    if not complete:
        entries.pop()
    before: dict[str, list[tuple[Standing, int]]] = {}
    for entry in entries:
        name, letter, used = entry[:_NAME], entry[_NAME : _NAME + 1], entry[_NAME + 1 :]
        if letter not in _STANDINGS:
            raise ValueError("not what was shown")
        before.setdefault(name, []).append((_STANDINGS[letter], int(used, 16)))
    found = list(_compare(before, judged, complete=complete))
    return Changes(datetime.fromtimestamp(int(since), UTC), tuple(found), complete)


def shown_at(shown: str) -> datetime | None:
    """As of when that was shown."""
    try:
        return datetime.fromtimestamp(int(shown.partition(" ")[0]), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _compare(
    before: dict[str, list[tuple[Standing, int]]], judged: Sequence[JudgedCoupon], *, complete: bool
) -> Iterator[Change]:
    for item in judged:
        known = before.get(_name(item))
        if not known:
            if complete:
                yield Added(item)
            continue
        standing, used = known.pop(0)
        now_used = item.coupon.customer_used_count or 0
        if now_used != used:
            yield Used(item, used, now_used)
        if (standing is Standing.USABLE) != (item.availability.standing is Standing.USABLE):
            yield Turned(item)
    removed = sum(map(len, before.values()))
    if removed:
        yield Removed(removed)


_NAME = 5


def _name(item: JudgedCoupon) -> str:
    """A coupon's name in the button: short, and without spaces."""
    identity = f"{item.coupon.code}\0{item.coupon.name}".encode("utf-8", "surrogatepass")
    return b64encode(hashlib.blake2b(identity, digest_size=4).digest()).decode()[:_NAME]

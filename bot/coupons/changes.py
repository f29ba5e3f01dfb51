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
_NAME_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Used:
    """The customer has used it `after` times now, and `before` times when it was shown."""

    item: JudgedCoupon
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Turned:
    """It works now and did not work before, or the other way round."""

    item: JudgedCoupon


@dataclass(frozen=True, slots=True)
class Added:
    item: JudgedCoupon


@dataclass(frozen=True, slots=True)
class Removed:
    """This many coupons are not listed any more. The button does not hold enough to tell which."""

    number: int


Change = Used | Turned | Added | Removed


@dataclass(frozen=True, slots=True)
class Changes:
    """`complete` is False if the button had room for only some of the coupons."""

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
    """The differences from what `dump_shown` wrote. Raises ValueError if it did not write that."""
    since, *entries = shown.split(" ")
    complete = not (entries and entries[-1] == "…")
    if not complete:
        entries.pop()
    before: dict[str, list[tuple[Standing, int]]] = {}
    for entry in entries:
        name, rest = entry[:_NAME_LENGTH], entry[_NAME_LENGTH:]
        standing = _STANDINGS.get(rest[:1])
        if standing is None:
            raise ValueError("not what was shown")
        before.setdefault(name, []).append((standing, int(rest[1:], 16)))
    found = list(_compare(before, judged, complete=complete))
    return Changes(datetime.fromtimestamp(int(since), UTC), tuple(found), complete)


def shown_at(shown: str) -> datetime | None:
    """The `as_of` in what `dump_shown` wrote. None if it did not write that."""
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


def _name(item: JudgedCoupon) -> str:
    """What stands for a coupon in the button: short, and without spaces."""
    identity = f"{item.coupon.code}\0{item.coupon.name}".encode("utf-8", "surrogatepass")
    return b64encode(hashlib.blake2b(identity, digest_size=4).digest()).decode()[:_NAME_LENGTH]

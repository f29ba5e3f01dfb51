"""What has changed in a customer's coupons since they were shown.

The app keeps nothing: what was shown travels in the Refresh button, as a few characters for each coupon. Two different
values have the same characters once in four thousand times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from string import ascii_letters, digits
from typing import NamedTuple
from zlib import crc32

from bot.coupons.availability import Standing
from bot.coupons.parts import Part, parts_of
from bot.coupons.selection import JudgedCoupon

_LETTERS = {Standing.USABLE: "u", Standing.UNCLEAR: "c", Standing.STARTS_LATER: "s", Standing.UNUSABLE: "x"}
_STANDINGS = {letter: standing for standing, letter in _LETTERS.items()}
# A button's value holds 2000 characters, of which the customer id may take most of 800.
_ROOM = 1100
_UNKNOWN = "?"
_DIGITS = f"{ascii_letters}{digits}-_"
_PAIRS = [f"{one}{other}" for one in _DIGITS for other in _DIGITS]
_NAME_LENGTH, _PART_LENGTH = 5, 2


@dataclass(frozen=True, slots=True)
class UsedMore:
    """The customer has used it `after` times now, and `before` times when it was shown. None where that is not known."""

    item: JudgedCoupon
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Turned:
    """It had the standing `before` when it was shown, and has another one now."""

    item: JudgedCoupon
    before: Standing


@dataclass(frozen=True, slots=True)
class Altered:
    """Other parts of it have changed."""

    item: JudgedCoupon
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Added:
    item: JudgedCoupon


@dataclass(frozen=True, slots=True)
class Removed:
    """This many coupons are not listed any more. The button does not hold enough to tell which."""

    number: int


Change = UsedMore | Turned | Altered | Added | Removed


@dataclass(frozen=True, slots=True)
class Changes:
    """`compared` counts the coupons that the button had room for; `complete` tells whether these were all."""

    since: datetime
    changes: tuple[Change, ...]
    compared: int
    complete: bool


def dump_shown(judged: Sequence[JudgedCoupon], as_of: datetime) -> str:
    """What is shown, in at most about 1100 characters."""
    text = f"{int(as_of.timestamp())}"
    for item in judged:
        shown = _shown(item)
        used = _UNKNOWN if shown.used is None else f"{shown.used:x}"
        entry = f" {_name(item)}{_LETTERS[shown.standing]}{''.join(shown.parts)}{used}"
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
    before: dict[str, list[_Shown]] = {}
    for entry in entries:
        before.setdefault(entry[:_NAME_LENGTH], []).append(_parse(entry[_NAME_LENGTH:]))
    found = list(_compare(before, judged, complete=complete))
    return Changes(datetime.fromtimestamp(int(since), UTC), tuple(found), len(entries), complete)


def shown_at(shown: str) -> datetime | None:
    """The `as_of` in what `dump_shown` wrote. None if it did not write that."""
    try:
        return datetime.fromtimestamp(int(shown.partition(" ")[0]), UTC)
    except (ValueError, OverflowError, OSError):
        return None


class _Shown(NamedTuple):
    standing: Standing
    parts: list[str]
    used: int | None


_PARTS = 12


def _parse(text: str) -> _Shown:
    standing, end = _STANDINGS.get(text[:1]), 1 + _PARTS * _PART_LENGTH
    if standing is None:
        raise ValueError("not what was shown")
    parts = [text[at : at + _PART_LENGTH] for at in range(1, end, _PART_LENGTH)]
    used = text[end:]
    return _Shown(standing, parts, None if used == _UNKNOWN else int(used, 16))


def _compare(
    before: dict[str, list[_Shown]], judged: Sequence[JudgedCoupon], *, complete: bool
) -> Iterator[Change]:
    # Of several coupons of one code, each is first compared with one that is like it.
    changed = [item for item in judged if not _is_known(item, before.get(_name(item)))]
    for item in changed:
        known = before.get(_name(item))
        if not known:
            if complete:
                yield Added(item)
            continue
        shown, now = known.pop(0), _shown(item)
        turned = shown.standing is not now.standing
        if now.used != shown.used:
            yield UsedMore(item, shown.used, now.used)
        if turned:
            yield Turned(item, shown.standing)
        altered: tuple[Part, ...] = tuple(
            "certainty" if part == "reasons" and item.availability.usable else part
            for part, is_now, was in zip(parts_of(item), now.parts, shown.parts, strict=True)
            # Another standing comes with other reasons, and tells the first of them.
            if is_now != was and not (turned and part == "reasons")
        )
        if altered:
            yield Altered(item, altered)
    removed = sum(map(len, before.values()))
    if removed:
        yield Removed(removed)


def _is_known(item: JudgedCoupon, known: list[_Shown] | None) -> bool:
    """Whether it is among `known` as it is, from where it is taken then."""
    # A customer may have thousands, of which the button has room for some.
    if not known or (shown := _shown(item)) not in known:
        return False
    known.remove(shown)
    return True


def _shown(item: JudgedCoupon) -> _Shown:
    parts = [_pair(value) for value in parts_of(item).values()]
    return _Shown(item.availability.standing, parts, item.coupon.customer_used_count)


def _name(item: JudgedCoupon) -> str:
    """What stands for a coupon in the button."""
    number = _checksum(item.coupon.code or (None, item.coupon.name))
    return "".join(_DIGITS[number >> 6 * place & 63] for place in range(_NAME_LENGTH))


def _pair(value: object) -> str:
    """Two characters that stand for a value."""
    return _PAIRS[_checksum(value) % len(_PAIRS)]


def _checksum(value: object) -> int:
    return crc32(repr(value).encode("utf-8", "surrogatepass"))

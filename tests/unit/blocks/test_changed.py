from datetime import timedelta
from typing import Any

import pytest

from bot.blocks.changed import changes_in_words
from bot.coupons.availability import Standing
from bot.coupons.changes import Added, Altered, Change, Changes, Removed, Turned, UsedMore
from bot.coupons.selection import JudgedCoupon, judge
from tests.factories import NOW, coupon

SINCE = NOW - timedelta(minutes=5)
SINCE_DRAWN = "Since <!date^1795423650^{date_short_pretty} at {time}|2026-11-23 08:47 UTC>"
OFF = {"is_active": False, "is_available_to_use": False}


def judged(**fields: Any) -> JudgedCoupon:
    [item] = judge([coupon(**fields)], now=NOW)
    return item


LATER = {"start_date": NOW + timedelta(days=9), "is_available_to_use": False}


def words(*changes: Change, compared: int = 9, complete: bool = True, **seen: bool) -> str:
    return changes_in_words(Changes(SINCE, changes, compared, complete), NOW, **seen)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (UsedMore(judged(), 1, 1200), "`SUMMER10`: used 1 → 1,200"),
        (UsedMore(judged(code="x" * 120), 0, 1), f"`{'x' * 120}`: used 0 → 1"),
        (UsedMore(judged(code="x" * 121), 0, 1), "a code of 121 characters: used 0 → 1"),
        (UsedMore(judged(), 1, None), "`SUMMER10`: used 1 → not known"),
        (Turned(judged(), Standing.UNCLEAR), "`SUMMER10`: works now"),
        (
            Turned(judged(is_active=False), Standing.USABLE),
            "`SUMMER10`: unclear, Gameball says it works, but it is switched off",
        ),
        (Turned(judged(**OFF), Standing.USABLE), "`SUMMER10`: does not work, switched off in Gameball"),
        (
            Turned(judged(**LATER), Standing.USABLE),
            "`SUMMER10`: not yet, starts <!date^1796201550^{date_short_pretty} at {time}|2026-12-02 08:52 UTC> (in 9 days)",
        ),
        (Altered(judged(), ("end date",)), "`SUMMER10`: end date changed"),
        (Altered(judged(), ("value", "end date")), "`SUMMER10`: value and end date changed"),
        (Altered(judged(), ("name", "value", "end date")), "`SUMMER10`: name, value and end date changed"),
        (Added(judged()), "`SUMMER10`: new on the list, works now"),
        (Added(judged(**OFF)), "`SUMMER10`: new on the list, does not work, switched off in Gameball"),
        (Added(judged(code=None)), "a coupon without a code: new on the list, works now"),
        (Removed(1), "1 coupon is not listed any more"),
        (Removed(2), "2 coupons are not listed any more"),
    ],
)
def test_each_change_is_a_line(change: Change, line: str) -> None:
    assert words(change) == f"{SINCE_DRAWN}:\n• {line}"


def test_nothing_changed_is_said_only_of_what_was_compared() -> None:
    assert [
        words(),
        words(compared=33, complete=False),
        words(all_read=False),
        words(one_code=True, all_read=False),
    ] == [
        f"{SINCE_DRAWN}: nothing changed",
        f"{SINCE_DRAWN}: nothing changed, but only 33 coupons could be compared; new ones are not told",
        f"{SINCE_DRAWN}: nothing changed in the coupons that could be read",
        f"{SINCE_DRAWN}: nothing changed about this code",
    ]


def test_what_could_not_be_read_is_not_told_as_gone() -> None:
    assert words(Removed(1), all_read=False) == (
        f"{SINCE_DRAWN}:\n• 1 coupon is not listed any more, or could not be read"
    )


def test_where_not_all_were_compared_that_is_said_beside_what_changed() -> None:
    changed = Altered(judged(), ("end date",))

    assert words(changed, compared=33, complete=False).split("\n")[1:] == [
        "• `SUMMER10`: end date changed",
        "• only 33 coupons could be compared; new ones are not told",
    ]


@pytest.mark.parametrize(
    ("number", "last"),
    [
        (5, "• 5 coupons are not listed any more"),
        (6, "• and 1 more change"),
        (7, "• and 2 more changes"),
    ],
)
def test_of_many_changes_the_first_five_are_told(number: int, last: str) -> None:
    lines = words(*(Removed(n) for n in range(1, number + 1))).split("\n")

    assert (len(lines), lines[-1]) == (min(number, 6) + 1, last)

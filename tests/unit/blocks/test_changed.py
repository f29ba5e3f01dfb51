from datetime import timedelta
from typing import Any

import pytest

from bot.blocks.changed import changes_in_words
from bot.coupons.changes import Added, Change, Changes, Removed, Turned, Used
from bot.coupons.selection import JudgedCoupon, judge
from tests.factories import NOW, coupon

SINCE = NOW - timedelta(minutes=5)
SINCE_DRAWN = "Since <!date^1795423650^{time}|2026-11-23 08:47 UTC>"
OFF = {"is_active": False, "is_available_to_use": False}


def judged(**fields: Any) -> JudgedCoupon:
    [item] = judge([coupon(**fields)], now=NOW)
    return item


def words(*changes: Change, complete: bool = True) -> str:
    return changes_in_words(Changes(SINCE, changes, complete), NOW)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Used(judged(), 1, 1200), "`SUMMER10`: used 1 → 1,200"),
        (Turned(judged()), "`SUMMER10`: works now"),
        (Turned(judged(**OFF)), "`SUMMER10`: does not work any more, deactivated"),
        (Added(judged()), "`SUMMER10`: new on the list, works"),
        (Added(judged(**OFF)), "`SUMMER10`: new on the list, does not work"),
        (Added(judged(code=None)), "a coupon without a code: new on the list, works"),
        (Removed(1), "1 coupon is not listed any more"),
        (Removed(2), "2 coupons are not listed any more"),
    ],
)
def test_each_change_is_a_line(change: Change, line: str) -> None:
    assert words(change) == f"{SINCE_DRAWN}:\n• {line}"


def test_no_change_is_said_as_far_as_it_is_known() -> None:
    assert (words(), words(complete=False)) == (
        f"{SINCE_DRAWN}: nothing changed",
        f"{SINCE_DRAWN}: nothing changed among those compared",
    )


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

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.coupons.selection import PAGE_SIZE, Counts, Filter, judge, replacements, select
from bot.gameball.models import Coupon, UnreadField
from bot.gameball.values import WHOLE_DAY
from tests.factories import NOW, coupon

REFUSED = {"is_available_to_use": False}


def at(days: float) -> datetime:
    return NOW + timedelta(days=days)


def codes(coupons: list[Coupon]) -> list[str | None]:
    return [item.coupon.code for item in judge(coupons, now=NOW)]


def page_codes(coupons: list[Coupon], **asked: Any) -> list[str | None]:
    return [item.coupon.code for item in select(judge(coupons, now=NOW), **asked).items]


def numbered(number: int, **fields: Any) -> list[Coupon]:
    return [coupon(code=f"C{index}", **fields) for index in range(number)]


def test_usable_coupons_come_first_then_unclear_ones_then_those_that_start_later_then_the_rest() -> None:
    assert codes(
        [
            coupon(code="OFF", is_active=False, **REFUSED),
            coupon(code="LATER", start_date=at(3), **REFUSED),
            coupon(code="ODD", is_active=False),
            coupon(code="WORKS"),
        ]
    ) == ["WORKS", "ODD", "LATER", "OFF"]


def test_usable_coupons_are_sorted_by_soonest_expiry_and_those_without_one_come_last() -> None:
    dates = {"NEVER": None, "MAY": at(160), "SOON": at(1), "ENDLESS": datetime(9999, 12, 31, tzinfo=UTC)}
    assert codes([coupon(code=code, expiry_date=date) for code, date in dates.items()]) == [
        "SOON",
        "MAY",
        "NEVER",
        "ENDLESS",
    ]


def test_unclear_coupons_are_sorted_by_soonest_expiry() -> None:
    dates = {"NEVER": None, "MAY": at(160), "SOON": at(1)}
    assert codes([coupon(code=code, expiry_date=date, is_active=False) for code, date in dates.items()]) == [
        "SOON",
        "MAY",
        "NEVER",
    ]


def test_coupons_that_start_later_are_sorted_by_their_start() -> None:
    assert codes([coupon(code=f"IN{days}", start_date=at(days), **REFUSED) for days in (9, 2, 5)]) == [
        "IN2",
        "IN5",
        "IN9",
    ]


def test_the_rest_is_sorted_by_latest_expiry_and_those_without_one_come_first() -> None:
    dates = {"OLD": at(-300), "RECENT": at(-3), "OFF": None}
    assert codes([coupon(code=code, expiry_date=date, **REFUSED) for code, date in dates.items()]) == [
        "OFF",
        "RECENT",
        "OLD",
    ]


def test_equals_keep_gameballs_order() -> None:
    assert codes([coupon(code="B"), coupon(code="A"), coupon(code="C")]) == ["B", "A", "C"]


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        (Filter.ALL, ["WORKS", "ODD", "LATER", "OFF"]),
        (Filter.USABLE, ["WORKS"]),
        (Filter.UNCLEAR, ["ODD"]),
        (Filter.UNUSABLE, ["LATER", "OFF"]),
    ],
)
def test_a_filter_shows_what_it_says(show: Filter, shown: list[str]) -> None:
    coupons = [
        coupon(code="OFF", is_active=False, **REFUSED),
        coupon(code="LATER", start_date=at(3), **REFUSED),
        coupon(code="ODD", is_active=False),
        coupon(code="WORKS"),
    ]
    assert page_codes(coupons, show=show) == shown


def test_the_counts_are_over_all_coupons_whatever_the_filter() -> None:
    coupons = [
        *numbered(3),
        *numbered(2, is_active=False, **REFUSED),
        coupon(start_date=at(3), **REFUSED),
        *numbered(4, is_active=False),
    ]
    page = select(judge(coupons, now=NOW), show=Filter.USABLE)
    assert (page.counts, page.counts.total) == (Counts(usable=3, unclear=4, starts_later=1, unusable=2), 10)


@pytest.mark.parametrize(
    ("number", "pages"), [(0, 1), (1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2), (PAGE_SIZE * 3, 3)]
)
def test_there_are_as_many_pages_as_needed_and_at_least_one(number: int, pages: int) -> None:
    assert select(judge(numbered(number), now=NOW)).pages == pages


@pytest.mark.parametrize(
    ("asked", "number", "shown"), [(0, 1, "C0"), (1, 1, "C0"), (2, 2, "C6"), (3, 2, "C6"), (10**9, 2, "C6")]
)
def test_a_page_that_does_not_exist_becomes_the_nearest_that_does(
    asked: int, number: int, shown: str
) -> None:
    page = select(judge(numbered(PAGE_SIZE + 1), now=NOW), page=asked)
    assert (page.number, page.items[0].coupon.code) == (number, shown)


@pytest.mark.parametrize(
    "fields",
    [
        REFUSED,
        # Unclear, or only probable.
        {"is_active": False},
        {"is_available_to_use": None},
        # A value that cannot be meant, or may mean another one.
        {"value": -10},
        {"value": 150},
        {"value": "0.15"},
        {"code": None},
        # Usable, but with a doubt.
        {"status": "Frozen"},
        {"unread": (UnreadField("isActive", "maybe"),)},
        {"expiry_date": datetime(2026, 11, 22, tzinfo=WHOLE_DAY)},
    ],
)
def test_only_what_is_sure_is_offered_in_place_of_another(fields: dict[str, Any]) -> None:
    [asked] = judge([coupon(code="A", **REFUSED)], now=NOW)
    unsure, sure = coupon(**fields), coupon(code="B")

    assert replacements(judge([unsure], now=NOW), asked) == []
    assert replacements(judge([unsure, sure], now=NOW), asked) == judge([sure], now=NOW)


def test_what_applies_by_itself_may_be_offered_without_a_code() -> None:
    [item] = judge([coupon(code=None, is_promotion=True)], now=NOW)

    assert replacements([item], judge([coupon()], now=NOW)[0]) == [item]
    assert replacements([item], instead_of=item) == []

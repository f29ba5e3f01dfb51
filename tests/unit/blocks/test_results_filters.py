from typing import Any

import pytest

from bot.blocks import kit
from bot.blocks.verdict import HOW_TO_FIND_OUT
from bot.coupons.selection import Filter
from bot.gameball.models import Coupon
from tests.factories import coupon
from tests.unit.blocks.results_shown import LATER, OFF, filters, named, shown


@pytest.mark.parametrize("show", Filter)
def test_each_filter_says_how_many_coupons_it_shows_and_the_chosen_one_stands_out(show: Filter) -> None:
    coupons = [*named("A", "B"), *named("U", is_active=False), coupon(**LATER), *named("C", **OFF)]

    assert shown(*coupons, show=show, page=2).blocks[2] == filters(
        show, "All 5", "Usable 2", "Unclear 1", "Not usable 2"
    )


def test_there_is_no_filter_for_what_is_unclear_where_nothing_is_unless_it_is_chosen() -> None:
    coupons = [*named("A"), *named("C", **OFF)]

    assert shown(*coupons).blocks[2] == filters(Filter.ALL, "All 2", "Usable 1", "Not usable 1")
    assert shown(*coupons, show=Filter.UNCLEAR).blocks[2] == filters(
        Filter.UNCLEAR, "All 2", "Usable 1", "Unclear 0", "Not usable 1"
    )


@pytest.mark.parametrize(
    "fields", [{}, OFF, {"is_active": False}], ids=["all-work", "none-works", "all-are-unclear"]
)
def test_there_is_no_filter_where_it_would_change_nothing(fields: dict[str, Any]) -> None:
    assert "filter" not in [block.get("block_id") for block in shown(*named("A", "B", **fields)).blocks]


@pytest.mark.parametrize(
    ("show", "coupons", "words"),
    [
        (Filter.USABLE, named("A", **OFF), "None of them is usable now."),
        (Filter.USABLE, named("A", is_active=False), "None of them is surely usable now."),
        (Filter.UNCLEAR, named("A"), "None of them is unclear."),
        (Filter.UNUSABLE, named("A"), "All of them are usable."),
        (
            Filter.UNUSABLE,
            [*named("A"), *named("B", is_active=False)],
            "All of them are usable or unclear.",
        ),
    ],
)
def test_a_filter_that_shows_nothing_says_so(show: Filter, coupons: list[Coupon], words: str) -> None:
    message = shown(*coupons, show=show)

    assert message.blocks[3] == kit.section(words)
    assert message.text.splitlines()[-1] == words


def test_above_unclear_coupons_it_says_how_to_find_out() -> None:
    message = shown(*named("A"), *named("B", is_active=False), show=Filter.UNCLEAR)

    assert message.blocks[3] == kit.section(HOW_TO_FIND_OUT)
    assert "How to find out: look at" in message.text

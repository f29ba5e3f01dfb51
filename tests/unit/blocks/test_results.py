from datetime import timedelta
from typing import Any

import pytest

from bot.blocks import ids, kit
from bot.blocks.results import View, results
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import Filter
from bot.gameball.models import Coupon, CustomerCoupons
from tests.factories import NOW, coupon

AS_OF = "as of <!date^1795423950^{time}|2026-11-23 08:52 UTC>"
REFUSED = {"is_available_to_use": False}
LATER = {"start_date": NOW + timedelta(days=9)} | REFUSED
WORKS = "10% off, code {}: ✅ Works now, until 2026-12-23 08:52 UTC (in 30 days)"


def shown(
    *coupons: Coupon, unreadable: int = 0, customer_id: str = "cust_1", view: View | None = None, **state: Any
) -> kit.Message:
    snapshot = Snapshot(customer_id, CustomerCoupons(coupons, unreadable), NOW)
    return results(snapshot, State(customer_id=customer_id, **state), view or View(now=NOW))


def named(*codes: str, **fields: Any) -> list[Coupon]:
    return [coupon(code=code, **fields) for code in codes]


def buttons(message: kit.Message, block_id: str) -> list[tuple[str, str, State]]:
    """What the buttons of a block say and do, and whose coupons they show."""
    for block in message.blocks:
        if block.get("block_id") == block_id:
            return [
                (element["text"]["text"], element["action_id"], State.parse(element["value"]))
                for element in block["elements"]
            ]
    return []


def turns(message: kit.Message) -> list[tuple[str, int]]:
    """The buttons that lead to a page, and to which; what Refresh compares with is told elsewhere."""
    return [
        (label, state.page)
        for label, action_id, state in buttons(message, "pages")
        if action_id in {ids.PREVIOUS_PAGE, ids.NEXT_PAGE, ids.REFRESH}
    ]


def summary(message: kit.Message) -> tuple[str, str]:
    """The heading and the line under it."""
    return message.blocks[0]["text"]["text"], message.blocks[1]["text"]["text"]


def cards(message: kit.Message) -> list[str]:
    return [block["title"]["text"] for block in message.blocks if block["type"] == "card"]


def footer(message: kit.Message) -> str:
    [element] = message.blocks[-1]["elements"]
    return str(element["text"])


def test_the_heading_names_the_customer_and_counts_what_can_be_used() -> None:
    coupons = [*named("A", "B", "C"), coupon(**LATER), *named("D", "E", is_active=False, **REFUSED)]
    assert summary(shown(*coupons)) == (
        "Coupons of cust_1",
        "*3 can be used*  ·  1 starts later  ·  2 cannot",
    )


@pytest.mark.parametrize(
    ("coupons", "counts"),
    [
        (named("A"), "*1 can be used*"),
        ([coupon(**LATER), coupon(**LATER)], "*0 can be used*  ·  2 start later"),
        (named("A", is_active=False, **REFUSED), "*0 can be used*  ·  1 cannot"),
    ],
)
def test_only_what_there_is_is_counted_but_for_what_can_be_used(coupons: list[Coupon], counts: str) -> None:
    assert summary(shown(*coupons))[1] == counts


def test_usable_coupons_are_shown_first() -> None:
    message = shown(coupon(name="Off", is_active=False, **REFUSED), coupon(name="On"))
    assert cards(message) == ["10% off · On", "10% off · Off"]


def test_a_customer_without_coupons_is_one_that_gameball_knows() -> None:
    message = shown()
    assert summary(message) == ("Coupons of cust_1", "*Gameball knows this customer, who has no coupons.*")
    assert message.text == "Coupons of cust_1: Gameball knows this customer, who has no coupons."
    assert (buttons(message, "filter"), turns(message)) == ([], [("Refresh", 1)])


def test_coupons_that_could_not_be_read_are_told_of_beside_the_others() -> None:
    message = shown(coupon(), unreadable=1)
    assert message.blocks[2] == kit.context("⚠️ 1 coupon could not be read")
    assert (
        message.text
        == f"Coupons of cust_1: 1 can be used\n⚠️ 1 coupon could not be read\n{WORKS.format('SUMMER10')}"
    )


def test_a_customer_whose_coupons_could_not_be_read_is_not_said_to_have_none() -> None:
    message = shown(unreadable=2)
    assert [block["type"] for block in message.blocks] == [
        "header",
        "section",
        "context",
        "actions",
        "context",
    ]
    assert message.text == (
        "Coupons of cust_1: None of this customer's coupons could be read.\n⚠️ 2 coupons could not be read"
    )


def test_each_filter_says_how_many_coupons_it_shows() -> None:
    coupons = [*named("A", "B"), coupon(**LATER), *named("C", is_active=False, **REFUSED)]
    assert buttons(shown(*coupons, page=2), "filter") == [
        ("All 4", ids.SHOW_ALL, State(customer_id="cust_1")),
        ("Can be used 2", ids.SHOW_USABLE, State(customer_id="cust_1", show=Filter.USABLE)),
        ("Cannot now 2", ids.SHOW_UNUSABLE, State(customer_id="cust_1", show=Filter.UNUSABLE)),
    ]


@pytest.mark.parametrize("fields", [{}, {"is_active": False} | REFUSED], ids=["all-work", "none-works"])
def test_there_is_no_filter_where_it_would_change_nothing(fields: dict[str, Any]) -> None:
    assert buttons(shown(*named("A", "B", **fields)), "filter") == []


def test_what_can_be_used_but_is_in_doubt_is_counted_apart() -> None:
    message = shown(*named("A", "B"), *named("C", is_active=False))

    assert message.blocks[1] == kit.section("*3 can be used*, 1 of them in doubt")


def test_sharing_what_can_be_used_is_about_codes_that_surely_work() -> None:
    message = shown(*named("A", "B"), *named("C", is_active=False), coupon(code=None, name="No code"))
    [share] = [b for b in message.blocks[-2]["elements"] if b["action_id"] == ids.SHARE_USABLE]

    assert share["confirm"]["text"]["text"].startswith(
        "Everyone in this conversation will see the codes of 2 coupons of customer cust_1,"
    )


def test_sharing_says_how_many_go_into_one_message() -> None:
    message = shown(*named(*"ABCDEFGHIJ"))
    [share] = [b for b in message.blocks[-2]["elements"] if b["action_id"] == ids.SHARE_USABLE]

    assert "will see the codes of the first 6 of 10 coupons of customer" in share["confirm"]["text"]["text"]


@pytest.mark.parametrize(("show", "chosen"), [(Filter.ALL, 0), (Filter.USABLE, 1), (Filter.UNUSABLE, 2)])
def test_the_chosen_filter_stands_out(show: Filter, chosen: int) -> None:
    message = shown(*named("A"), *named("B", is_active=False, **REFUSED), show=show)
    [block] = [block for block in message.blocks if block.get("block_id") == "filter"]
    styles = [element.get("style") for element in block["elements"]]
    assert styles == ["primary" if number == chosen else None for number in range(3)]


@pytest.mark.parametrize(
    ("show", "fields", "words"),
    [
        (Filter.USABLE, {"is_active": False} | REFUSED, "None of them can be used now."),
        (Filter.UNUSABLE, {}, "All of them can be used now."),
    ],
)
def test_a_filter_that_shows_nothing_says_so_aloud(show: Filter, fields: dict[str, Any], words: str) -> None:
    message = shown(coupon(**fields), show=show)
    assert message.blocks[3] == kit.section(words)
    assert message.text.splitlines()[-1] == words


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (1, [("Next ›", 2), ("Refresh", 1)]),
        (2, [("‹ Back", 1), ("Next ›", 3), ("Refresh", 2)]),
        (3, [("‹ Back", 2), ("Refresh", 3)]),
        (9, [("‹ Back", 2), ("Refresh", 3)]),
    ],
)
def test_the_pages_lead_to_their_neighbours(page: int, expected: list[tuple[str, int]]) -> None:
    assert turns(shown(*named(*"ABCDEFGHIJKLM"), page=page)) == expected


def test_turning_a_page_keeps_the_filter() -> None:
    message = shown(*named(*"ABCDEFG"), show=Filter.USABLE)
    assert ("Next ›", ids.NEXT_PAGE, State(customer_id="cust_1", show=Filter.USABLE, page=2)) in buttons(
        message, "pages"
    )


@pytest.mark.parametrize(
    ("number", "data", "words"),
    [
        (1, None, AS_OF),
        (1, "live", AS_OF),
        (1, "test", f"{AS_OF}  ·  test keys"),
        (7, "test", f"Page 1 of 2  ·  {AS_OF}  ·  test keys"),
    ],
)
def test_the_last_line_says_the_page_the_age_and_the_keys(number: int, data: Any, words: str) -> None:
    assert footer(shown(*named(*"ABCDEFG"[:number]), view=View(now=NOW, data=data))) == words


def test_the_text_says_the_result_and_one_line_for_each_coupon_of_the_page() -> None:
    message = shown(*named("A", "B", "C", "D", "E", "F", "G"), page=2)
    assert message.text == f"Coupons of cust_1: 7 can be used\n{WORKS.format('G')}"


def test_the_customer_id_is_shown_as_it_is_and_spoken_without_markup() -> None:
    message = shown(customer_id="<!channel> & :boom:", view=View(now=NOW))
    assert message.blocks[0] == {
        "type": "header",
        "text": {"type": "plain_text", "text": "Coupons of <!channel> & :boom:", "emoji": False},
    }
    assert message.text.startswith("Coupons of &lt;!channel&gt; &amp; :boom::")

from typing import Any

import pytest

from bot.blocks import ids, kit
from bot.blocks.another_id import another_id
from bot.blocks.card import coupon_blocks
from bot.blocks.context import Context
from bot.blocks.coupon_buttons import coupon_buttons, share_usable_button
from bot.blocks.hints import empty_list_hints
from bot.blocks.state import State
from bot.coupons.changes import dump_shown
from bot.coupons.selection import Filter, JudgedCoupon
from bot.gameball.models import Coupon
from tests.factories import NOW, coupon
from tests.unit.blocks.results_shown import LATER, OFF, WORKS, filters, judged, named, shown

AS_OF = "as of <!date^1795423950^{date_short_pretty} at {time}|2026-11-23 08:52 UTC>"


def card(item: JudgedCoupon, number: int, *, can_share: bool = True) -> kit.Block:
    buttons = coupon_buttons(item, "cust_1", can_share=can_share)
    [block] = coupon_blocks(item, now=NOW, block_id=f"coupon:{number}", buttons=buttons)
    return block


def refresh(*items: JudgedCoupon, **state: Any) -> kit.Block:
    value = State(customer_id="cust_1", shown=dump_shown(items, NOW), **state).dump()
    return kit.button("Refresh", ids.REFRESH, value)


def summary(message: kit.Message) -> str:
    """The line under the heading."""
    return str(message.blocks[1]["text"]["text"])


def turns(message: kit.Message) -> list[tuple[str, str, State]]:
    """The buttons that lead to other pages."""
    assert message.blocks[-3]["block_id"] == "turn"
    return [
        (element["text"]["text"], element["action_id"], State.parse(element["value"]))
        for element in message.blocks[-3]["elements"]
    ]


def test_usable_coupons_come_first_and_each_has_its_card_and_its_line() -> None:
    off, works = coupon(code="OFF", **OFF), coupon(code="WORKS")
    items = judged(off, works)

    assert shown(off, works) == kit.Message(
        "Coupons of `cust_1`: 1 usable, 1 not usable\n"
        f"{WORKS.format('WORKS')}\n10% off, code `OFF`: ⛔ Does not work, switched off in Gameball",
        [
            kit.header("Coupons of cust_1"),
            kit.section("*1 usable*  ·  1 not usable"),
            filters(Filter.ALL, "All 2", "Usable 1", "Not usable 1"),
            card(items[0], 1),
            card(items[1], 2),
            kit.actions("pages", [refresh(*items), share_usable_button("cust_1", 1)]),
            kit.context(AS_OF),
        ],
    )


def test_where_there_is_no_conversation_nothing_can_be_shared() -> None:
    [item] = judged(coupon())

    assert shown(coupon(), context=Context(now=NOW, can_share=False)).blocks[2:] == [
        card(item, 1, can_share=False),
        kit.actions("pages", [refresh(item)]),
        kit.context(AS_OF),
    ]


def test_a_customer_without_coupons_is_one_that_gameball_knows() -> None:
    hints = "\n".join(empty_list_hints("cust_1")).replace("*", "")
    assert shown(context=Context(now=NOW, data="live")) == kit.Message(
        f"Coupons of `cust_1`: This customer exists, but has no coupons.\n{hints}",
        [
            kit.header("Coupons of cust_1"),
            kit.section("*This customer exists, but has no coupons.*"),
            *map(kit.section, empty_list_hints("cust_1")),
            another_id(State(customer_id="cust_1"), Context(now=NOW)),
            kit.actions("pages", [refresh()]),
            kit.context(AS_OF),
        ],
    )


def test_a_customer_whose_coupons_could_not_be_read_is_not_said_to_have_none() -> None:
    assert shown(unreadable=2) == kit.Message(
        "Coupons of `cust_1`: None of this customer's coupons could be read.\n⚠️ 2 coupons could not be read",
        [
            kit.header("Coupons of cust_1"),
            kit.section("*None of this customer's coupons could be read.*"),
            kit.context("⚠️ 2 coupons could not be read"),
            kit.actions("pages", [refresh()]),
            kit.context(AS_OF),
        ],
    )


def test_what_has_changed_and_what_could_not_be_read_stands_above_the_coupons() -> None:
    since = "Since <!date^1795423950^{date_short_pretty} at {time}|2026-11-23 08:52 UTC>"
    before = dump_shown(judged(coupon(customer_used_count=1, limit_per_customer=3)), NOW)
    message = shown(coupon(customer_used_count=2, limit_per_customer=3), unreadable=1, shown=before)

    assert message.blocks[2:4] == [
        kit.context(f"{since}:\n• `SUMMER10`: used 1 → 2"),
        kit.context("⚠️ 1 coupon could not be read"),
    ]
    assert message.text.split("\n")[1:-1] == [
        "Since 2026-11-23 08:52 UTC:",
        "• `SUMMER10`: used 1 → 2",
        "⚠️ 1 coupon could not be read",
    ]


@pytest.mark.parametrize("before", ["x", "1795423950 ?", "99999999999999999999 "])
def test_what_another_version_wrote_is_not_compared_with(before: str) -> None:
    assert shown(coupon(), shown=before) == shown(coupon())


@pytest.mark.parametrize(
    ("coupons", "counts"),
    [
        (named("A"), "*1 usable*"),
        (
            [*named("A", "B", "C"), coupon(**LATER), *named("D", "E", **OFF)],
            "*3 usable*  ·  3 not usable (1 not yet)",
        ),
        ([coupon(**LATER), coupon(**LATER)], "*0 usable*  ·  2 not usable yet"),
        (named("A", **OFF), "*0 usable*  ·  1 not usable"),
        (
            [*named("A"), *named(*"CDEFG", is_active=False), *named("H", "I", **OFF)],
            "*1 usable*  ·  5 unclear  ·  2 not usable",
        ),
    ],
)
def test_only_what_there_is_is_counted_but_for_what_is_usable(coupons: list[Coupon], counts: str) -> None:
    assert summary(shown(*coupons)) == counts


def test_what_is_unclear_or_has_no_code_is_not_shared_with_the_others() -> None:
    message = shown(*named("A", "B"), *named("C", is_active=False), coupon(code=None, name="No code"))

    assert message.blocks[-2]["elements"][-1] == share_usable_button("cust_1", 2)


@pytest.mark.parametrize(
    ("page", "turning"),
    [
        (1, [("Next ›", ids.NEXT_PAGE, 2)]),
        (2, [("Next ›", ids.NEXT_PAGE, 3), ("‹ Back", ids.PREVIOUS_PAGE, 1)]),
        (3, [("« First page", ids.FIRST_PAGE, 1), ("‹ Back", ids.PREVIOUS_PAGE, 2)]),
        (9, [("« First page", ids.FIRST_PAGE, 1), ("‹ Back", ids.PREVIOUS_PAGE, 2)]),
    ],
)
@pytest.mark.parametrize("show", [Filter.ALL, Filter.USABLE])
def test_the_pages_lead_on_under_the_same_filter_and_each_button_has_one_place(
    show: Filter, page: int, turning: list[tuple[str, str, int]]
) -> None:
    assert turns(shown(*named(*"ABCDEFGHIJKLM"), show=show, page=page)) == [
        (label, action_id, State(customer_id="cust_1", show=show, page=number))
        for label, action_id, number in turning
    ]


def test_one_page_has_nothing_to_turn() -> None:
    assert "turn" not in [block.get("block_id") for block in shown(*named(*"ABCDEF")).blocks]


@pytest.mark.parametrize(
    ("show", "fields", "title"),
    [
        (Filter.ALL, {}, "Page 2 of 2 (all): coupons of cust_1"),
        (Filter.USABLE, {}, "Page 2 of 2 (usable): coupons of cust_1"),
        (Filter.UNUSABLE, OFF, "Page 2 of 2 (not usable): coupons of cust_1"),
    ],
)
def test_from_the_second_page_on_the_heading_says_which_page_of_what(
    show: Filter, fields: dict[str, Any], title: str
) -> None:
    message = shown(*named(*"ABCDEFG", **fields), show=show, page=2)

    assert message.blocks[0] == kit.header(title)
    assert message.text.startswith(f"{title.replace('cust_1', '`cust_1`')}: ")
    assert message.blocks[-1] == kit.context(AS_OF)


def test_the_number_of_the_page_is_seen_however_long_the_id_is() -> None:
    message = shown(*named(*"ABCDEFG"), customer_id="x" * 200, page=2)

    assert message.blocks[0]["text"]["text"].startswith("Page 2 of 2 (all): coupons of xxx")


def test_what_was_shown_travels_in_refresh_alone() -> None:
    coupons = named(*"ABCDEFGHIJKLM")
    message = shown(*coupons, page=2, shown=dump_shown(judged(*coupons), NOW))

    assert [state.shown for _, _, state in turns(message)] == [None, None]
    assert message.blocks[-2]["elements"][0] == refresh(*judged(*coupons), page=2)


@pytest.mark.parametrize(
    ("number", "data", "words"),
    [
        (1, None, AS_OF),
        (1, "live", AS_OF),
        (7, "test", f"Page 1 of 2  ·  {AS_OF}"),
    ],
)
def test_the_last_line_says_the_page_and_the_age(number: int, data: Any, words: str) -> None:
    message = shown(*named(*"ABCDEFG"[:number]), context=Context(now=NOW, data=data))

    assert message.blocks[-1] == kit.context(words)


def test_the_text_has_the_lines_of_the_page_only() -> None:
    heading = "Page 2 of 2 (all): coupons of `cust_1`: 7 usable"
    assert shown(*named(*"ABCDEFG"), page=2).text == f"{heading}\n{WORKS.format('G')}"


def test_the_customer_id_is_shown_as_it_is_and_spoken_without_markup() -> None:
    message = shown(customer_id="<!channel> & :boom:")

    assert message.blocks[0] == kit.header("Coupons of <!channel> & :boom:")
    assert message.text.startswith("Coupons of `&lt;!channel&gt; &amp; :boom:`:")

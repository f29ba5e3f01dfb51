from datetime import timedelta
from typing import Any

import pytest

from bot.blocks import ids, kit
from bot.blocks.another_id import another_id
from bot.blocks.card import coupon_card
from bot.blocks.context import Context
from bot.blocks.coupon_buttons import coupon_buttons, share_usable_button
from bot.blocks.hints import empty_list_hints
from bot.blocks.results import results
from bot.blocks.state import State
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import Filter, JudgedCoupon, judge
from bot.gameball.models import Coupon, CustomerCoupons
from tests.factories import NOW, coupon

AS_OF = "as of <!date^1795423950^{time}|2026-11-23 08:52 UTC>"
OFF = {"is_active": False, "is_available_to_use": False}
LATER = {"start_date": NOW + timedelta(days=9), "is_available_to_use": False}
WORKS = "10% off, code {}: ✅ Works now, until 2026-12-23 08:52 UTC (in 30 days)"


def shown(
    *coupons: Coupon,
    unreadable: int = 0,
    customer_id: str = "cust_1",
    context: Context | None = None,
    **state: Any,
) -> kit.Message:
    snapshot = Snapshot(customer_id, CustomerCoupons(coupons, unreadable), NOW)
    return results(snapshot, State(customer_id=customer_id, **state), context or Context(now=NOW))


def judged(*coupons: Coupon) -> list[JudgedCoupon]:
    return judge(coupons, now=NOW)


def named(*codes: str, **fields: Any) -> list[Coupon]:
    return [coupon(code=code, **fields) for code in codes]


def card(item: JudgedCoupon, number: int, *, can_share: bool = True) -> kit.Block:
    buttons = coupon_buttons(item, "cust_1", can_share=can_share)
    return coupon_card(item, now=NOW, block_id=f"coupon:{number}", buttons=buttons)


def refresh(*items: JudgedCoupon, **state: Any) -> kit.Block:
    value = State(customer_id="cust_1", shown=dump_shown(items, NOW), **state).dump()
    return kit.button("Refresh", ids.REFRESH, value)


def filters(show: Filter, *labels: str) -> kit.Block:
    return kit.actions(
        "filter",
        [
            kit.button(
                label,
                action_id,
                State(customer_id="cust_1", show=target).dump(),
                style="primary" if target is show else None,
            )
            for label, action_id, target in zip(
                labels, (ids.SHOW_ALL, ids.SHOW_USABLE, ids.SHOW_UNUSABLE), Filter, strict=True
            )
        ],
    )


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
        "Coupons of cust_1: 1 can be used, 1 cannot\n"
        f"{WORKS.format('WORKS')}\n10% off, code OFF: ⛔ Does not work, deactivated",
        [
            kit.header("Coupons of cust_1"),
            kit.section("*1 can be used*  ·  1 cannot"),
            filters(Filter.ALL, "All 2", "Can be used 1", "Cannot now 1"),
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
    assert shown(context=Context(now=NOW, data="live")) == kit.Message(
        "Coupons of cust_1: Gameball knows this customer, who has no coupons.",
        [
            kit.header("Coupons of cust_1"),
            kit.section("*Gameball knows this customer, who has no coupons.*"),
            *map(kit.section, empty_list_hints("cust_1", "live")),
            another_id(State(customer_id="cust_1"), Context(now=NOW)),
            kit.actions("pages", [refresh()]),
            kit.context(AS_OF),
        ],
    )


def test_a_customer_whose_coupons_could_not_be_read_is_not_said_to_have_none() -> None:
    assert shown(unreadable=2) == kit.Message(
        "Coupons of cust_1: None of this customer's coupons could be read.\n⚠️ 2 coupons could not be read",
        [
            kit.header("Coupons of cust_1"),
            kit.section("*None of this customer's coupons could be read.*"),
            kit.context("⚠️ 2 coupons could not be read"),
            kit.actions("pages", [refresh()]),
            kit.context(AS_OF),
        ],
    )


def test_what_has_changed_and_what_could_not_be_read_stands_above_the_coupons() -> None:
    since = "Since <!date^1795423950^{time}|2026-11-23 08:52 UTC>"
    before = dump_shown(judged(coupon(customer_used_count=1, limit_per_customer=3)), NOW)
    message = shown(coupon(customer_used_count=2, limit_per_customer=3), unreadable=1, shown=before)

    assert message.blocks[2:4] == [
        kit.context(f"{since}:\n• `SUMMER10`: used 1 → 2"),
        kit.context("⚠️ 1 coupon could not be read"),
    ]
    assert message.text.split("\n")[1:-1] == [
        "Since 2026-11-23 08:52 UTC:",
        "• SUMMER10: used 1 → 2",
        "⚠️ 1 coupon could not be read",
    ]


@pytest.mark.parametrize("before", ["x", "1795423950 ?", "99999999999999999999 "])
def test_what_another_version_wrote_is_not_compared_with(before: str) -> None:
    assert shown(coupon(), shown=before) == shown(coupon())


@pytest.mark.parametrize(
    ("coupons", "counts"),
    [
        (named("A"), "*1 can be used*"),
        (
            [*named("A", "B", "C"), coupon(**LATER), *named("D", "E", **OFF)],
            "*3 can be used*  ·  1 starts later  ·  2 cannot",
        ),
        ([coupon(**LATER), coupon(**LATER)], "*0 can be used*  ·  2 start later"),
        (named("A", **OFF), "*0 can be used*  ·  1 cannot"),
        ([*named("A", "B"), *named("C", is_active=False)], "*3 can be used*, 1 of them in doubt"),
    ],
)
def test_only_what_there_is_is_counted_but_for_what_can_be_used(coupons: list[Coupon], counts: str) -> None:
    assert summary(shown(*coupons)) == counts


@pytest.mark.parametrize("show", Filter)
def test_each_filter_says_how_many_coupons_it_shows_and_the_chosen_one_stands_out(show: Filter) -> None:
    coupons = [*named("A", "B"), coupon(**LATER), *named("C", **OFF)]

    assert shown(*coupons, show=show, page=2).blocks[2] == filters(
        show, "All 4", "Can be used 2", "Cannot now 2"
    )


@pytest.mark.parametrize("fields", [{}, OFF], ids=["all-work", "none-works"])
def test_there_is_no_filter_where_it_would_change_nothing(fields: dict[str, Any]) -> None:
    assert "filter" not in [block.get("block_id") for block in shown(*named("A", "B", **fields)).blocks]


@pytest.mark.parametrize(
    ("show", "fields", "labels", "words"),
    [
        (Filter.USABLE, OFF, ("All 1", "Can be used 0", "Cannot now 1"), "None of them can be used now."),
        (Filter.UNUSABLE, {}, ("All 1", "Can be used 1", "Cannot now 0"), "All of them can be used now."),
    ],
)
def test_a_filter_that_shows_nothing_says_so(
    show: Filter, fields: dict[str, Any], labels: tuple[str, ...], words: str
) -> None:
    message = shown(coupon(**fields), show=show)

    assert message.blocks[2:4] == [filters(show, *labels), kit.section(words)]
    assert message.text.splitlines()[-1] == words


def test_what_is_in_doubt_or_has_no_code_is_not_shared_with_the_others() -> None:
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
    assert message.text.startswith(f"{title}: ")
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
    heading = "Page 2 of 2 (all): coupons of cust_1: 7 can be used"
    assert shown(*named(*"ABCDEFG"), page=2).text == f"{heading}\n{WORKS.format('G')}"


def test_the_customer_id_is_shown_as_it_is_and_spoken_without_markup() -> None:
    message = shown(customer_id="<!channel> & :boom:")

    assert message.blocks[0] == kit.header("Coupons of <!channel> & :boom:")
    assert message.text.startswith("Coupons of &lt;!channel&gt; &amp; :boom::")

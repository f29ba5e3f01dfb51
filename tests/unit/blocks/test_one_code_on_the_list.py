import pytest

from bot.blocks import kit
from bot.blocks.checkout import checkout_questions
from bot.blocks.state import State
from bot.coupons.changes import dump_shown
from bot.gameball.models import UnreadField
from tests.factories import NOW, coupon
from tests.unit.blocks.one_coupon_shown import (
    AS_OF,
    NOTHING,
    OFF,
    UNTIL,
    WORKS,
    card,
    judged,
    near,
    shown,
    ways_on,
)


def test_a_code_that_is_not_listed_may_be_like_one_that_is() -> None:
    [item] = judged(coupon(**OFF))

    assert shown("SUMER10", item.coupon) == kit.Message(
        "❔ `SUMER10` is not on this customer's list. It may be another customer's, or a code for everybody.\n"
        f"Is it this code? `SUMMER10`\n{NOTHING}",
        [
            kit.section(
                "❔ *`SUMER10` is not on this customer's list.* It may be another customer's, or a code for everybody."
            ),
            kit.section("Is it this code?"),
            near("SUMMER10"),
            kit.section(f"*{NOTHING}*"),
            ways_on("SUMER10", everything="See the coupon list"),
            kit.context(AS_OF),
        ],
    )


def test_at_most_three_codes_like_it_are_offered() -> None:
    coupons = [coupon(code=f"SAVE{number}", **OFF) for number in range(4)]

    assert shown("SAVE", *coupons).blocks[1:3] == [
        kit.section("Is it one of these codes?"),
        near("SAVE3", "SAVE2", "SAVE1"),
    ]


def test_a_code_that_is_like_none_on_the_list_brings_no_other() -> None:
    blocks = shown("XYZ", coupon(**OFF)).blocks

    assert [block.get("block_id") for block in blocks] == [None, None, "pages", None]


def test_where_coupons_could_not_be_read_the_code_may_be_among_them() -> None:
    message = shown("XYZ", unreadable=2)

    assert message.blocks[:2] == [
        kit.section(
            "❔ *`XYZ` is not on this customer's list.* It may be one that could not be read, another customer's, or a code "
            "for everybody."
        ),
        kit.context("⚠️ 2 coupons could not be read"),
    ]
    assert message.text.split("\n")[1] == "⚠️ 2 coupons could not be read"


def test_a_coupon_whose_code_could_not_be_read_may_be_the_one() -> None:
    odd = coupon(code=None, unread=(UnreadField("code", "[]"),), **OFF)

    assert "It may be one that could not be read, " in shown("XYZ", odd).text


def test_below_cards_of_one_long_code_it_is_not_said_again() -> None:
    code = "x" * 61
    works, off = judged(coupon(code=code), coupon(code=code, name="Other", **OFF))

    message = shown(code, works.coupon, off.coupon)

    assert message.blocks[2:4] == [
        card(works, "coupon:1", told="code", checkout=False),
        card(off, "coupon:2", told="code", checkout=False),
    ]
    assert message.blocks[2]["body"]["text"].startswith("its code is above")


@pytest.mark.parametrize(("number", "rest"), [(4, []), (5, ["and 1 more with this code"])])
def test_of_coupons_of_one_code_four_are_shown_and_the_others_are_counted(
    number: int, rest: list[str]
) -> None:
    works, *off = judged(
        coupon(code="GIFT"), *(coupon(code="GIFT", name=str(n), **OFF) for n in range(number - 1))
    )

    message = shown("GIFT", *(item.coupon for item in (*off, works)))

    heading = f"{number} coupons of this customer have this code."
    assert message.blocks[:-3] == [
        kit.section(f"✅ *`GIFT` works for* `cust_1`\n• {UNTIL}"),
        kit.section(f"*{heading}*"),
        *(
            card(item, f"coupon:{place}", checkout=False)
            for place, item in enumerate([works, *off[:3]], start=1)
        ),
        *map(kit.context, rest),
    ]
    lines = message.text.split("\n")
    assert lines[2:4] == [heading, WORKS.format("GIFT")]
    asked = ["If it fails at the checkout, please ask the customer:", *checkout_questions(works.coupon)]
    assert lines[7:] == [*rest, *(line.replace("*", "") for line in asked)]


def test_at_most_three_coupons_are_shown_that_work_instead() -> None:
    others = [coupon(code=str(number)) for number in range(4)]

    blocks = shown("OFF", coupon(code="OFF", **OFF), *others).blocks
    cards = [block["block_id"] for block in blocks if block["type"] == "card"]
    assert cards == ["coupon:1", "instead:1", "instead:2", "instead:3"]


OTHER_SPELLING = f"• `save10`: ✅ Works now  ·  {UNTIL}"


def test_below_several_coupons_of_one_code_two_are_shown_that_work_instead() -> None:
    same = [coupon(code="OFF", name=str(number), **OFF) for number in range(2)]
    others = [coupon(code=str(number)) for number in range(4)]

    blocks = shown("OFF", *same, *others).blocks
    cards = [block["block_id"] for block in blocks if block["type"] == "card"]
    assert cards == ["coupon:1", "coupon:2", "instead:1", "instead:2"]


def test_the_spelling_that_was_asked_for_answers_and_the_other_is_named_beside_it() -> None:
    [off], [works] = judged(coupon(code="SAVE10", **OFF)), judged(coupon(code="save10"))

    message = shown("SAVE10", works.coupon, off.coupon)

    assert message.blocks[:4] == [
        kit.section("⛔ *`SAVE10` does not work for* `cust_1`\n• switched off in Gameball"),
        card(off, "coupon:1", told="verdict"),
        kit.section(f"*Another coupon with a similar code:*\n{OTHER_SPELLING}"),
        near("save10"),
    ]
    assert message.text.split("\n")[3:5] == [
        "Another coupon with a similar code:",
        "• `save10`: ✅ Works now, until 2026-12-23 08:52 UTC (in 30 days)",
    ]


def test_another_spelling_of_the_same_code_is_no_way_out() -> None:
    off, same, other = coupon(code="SAVE10", **OFF), coupon(code="save10"), coupon(code="OTHER")

    with_other = shown("SAVE10", same, off, other).text
    assert with_other.partition("What works instead:")[2].count("save10") == 0
    assert "`OTHER`" in with_other.partition("What works instead:")[2]
    # It is named above, with its verdict.
    assert "instead" not in shown("SAVE10", same, off).text
    assert NOTHING not in shown("SAVE10", same, off).text


def test_of_many_spellings_some_are_named_and_the_others_counted() -> None:
    coupons = [coupon(code=code) for code in ("SAVE", "Save", "save", "sAVE", "saVE")]

    blocks = shown("SAVE", *coupons).blocks

    assert blocks[2]["text"]["text"].split("\n")[0] == "*Other coupons with a similar code:*"
    assert blocks[2]["text"]["text"].split("\n")[-1] == "• and 1 more"
    assert blocks[3] == near("Save", "save", "sAVE")


def test_what_only_probably_works_is_shown_instead_where_nothing_surely_does() -> None:
    off = coupon(code="OFF", **OFF)
    probable, sure = coupon(code="PROBABLE", is_available_to_use=None), coupon(code="SURE")

    [shown_alone] = judged(probable)
    alone = shown("OFF", off, probable)
    assert alone.blocks[2:4] == [kit.section("*What probably works instead*"), card(shown_alone, "instead:1")]
    assert "What probably works instead:" in alone.text
    beside = shown("OFF", off, probable, sure)
    assert [block for block in beside.blocks if str(block.get("block_id")).startswith("instead")] == [
        card(judged(sure)[0], "instead:1")
    ]


def test_a_value_that_cannot_be_meant_comes_last_of_what_works_instead() -> None:
    off, odd, plain = coupon(code="OFF", **OFF), coupon(code="ODD", value=150), coupon(code="PLAIN")

    assert shown("OFF", off, odd, plain).blocks[3:5] == [
        card(judged(plain)[0], "instead:1"),
        card(judged(odd)[0], "instead:2"),
    ]


def test_of_several_coupons_of_one_code_each_card_says_its_own_verdict() -> None:
    works, off = judged(coupon(), coupon(name="Other", **OFF))

    assert [
        block for block in shown("SUMMER10", works.coupon, off.coupon).blocks if block["type"] == "card"
    ] == [
        card(works, "coupon:1", checkout=False),
        card(off, "coupon:2", checkout=False),
    ]


def test_where_there_is_no_conversation_nothing_can_be_shared() -> None:
    [item] = judged(coupon())

    assert shown("SUMMER10", item.coupon, can_share=False).blocks[1] == card(
        item, "coupon:1", can_share=False, told="verdict", checkout=False
    )


def test_what_has_changed_is_told_of_this_code_alone() -> None:
    before = dump_shown(judged(coupon(**OFF)), NOW)
    since = "Since <!date^1795423950^{date_short_pretty} at {time}|2026-11-23 08:52 UTC>"

    message = shown("SUMMER10", coupon(), coupon(code="OTHER"), before=before)

    assert message.blocks[1] == kit.context(f"{since}:\n• `SUMMER10`: works now")
    assert message.text.split("\n")[2:4] == ["Since 2026-11-23 08:52 UTC:", "• `SUMMER10`: works now"]


@pytest.mark.parametrize(
    ("length", "code", "compares"),
    [(1962, 1962, True), (1963, 1963, False), (1979, 1979, False), (1980, 0, False)],
)
def test_refresh_carries_what_there_is_room_for(length: int, code: int, compares: bool) -> None:
    message = shown("x" * length)

    [again] = message.blocks[-2]["elements"]
    state = State.parse(again["value"])
    assert (len(state.code or ""), bool(state.shown)) == (code, compares)


@pytest.mark.parametrize("length", [61, 110, 300, 500])
def test_a_long_code_is_whole_in_the_headline_and_not_on_the_card(length: int) -> None:
    code = "x" * length

    blocks = shown(code, coupon(code=code)).blocks

    assert blocks[0]["text"]["text"].startswith(f"✅ *`{code}` works for* `cust_1`")
    assert blocks[1]["body"]["text"] == "1 use left"

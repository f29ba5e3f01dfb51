from datetime import timedelta
from typing import Any

import pytest

from bot.blocks import ids, kit
from bot.blocks.card import coupon_blocks
from bot.blocks.checkout import checkout_questions
from bot.blocks.context import Context
from bot.blocks.coupon_buttons import coupon_buttons
from bot.blocks.one_coupon import one_coupon
from bot.blocks.state import State
from bot.blocks.verdict import HOW_TO_FIND_OUT
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon, judge
from bot.gameball.models import Coupon, CustomerCoupons, UnreadField
from tests.factories import NOW, coupon

UNTIL = "until <!date^1798015950^{date_short_pretty} at {time}|2026-12-23 08:52 UTC> (in 30 days)"
AS_OF = "Customer `cust_1`  ·  as of <!date^1795423950^{time}|2026-11-23 08:52 UTC>"
WORKS = "10% off, code `{}`: ✅ Works now, until 2026-12-23 08:52 UTC (in 30 days)"
OFF = {"is_active": False, "is_available_to_use": False}
NOTHING = "No other coupon of this customer is usable now."
FACTS = "10% off, Summer treat, 1 use left"


def shown(
    code: str, *coupons: Coupon, unreadable: int = 0, can_share: bool = True, before: str | None = None
) -> kit.Message:
    snapshot = Snapshot("cust_1", CustomerCoupons(coupons, unreadable), NOW)
    state = State(customer_id="cust_1", code=code, shown=before)
    return one_coupon(snapshot, state, Context(now=NOW, can_share=can_share))


def judged(*coupons: Coupon) -> list[JudgedCoupon]:
    return judge(coupons, now=NOW)


def card(
    item: JudgedCoupon,
    block_id: str,
    *,
    can_share: bool = True,
    is_told: bool = False,
    checkout: bool = True,
) -> kit.Block:
    buttons = coupon_buttons(item, "cust_1", can_share=can_share, checkout=checkout)
    [block] = coupon_blocks(item, now=NOW, block_id=block_id, buttons=buttons, is_told=is_told)
    return block


def ways_on(code: str, *found: JudgedCoupon, everything: str = "") -> kit.Block:
    again = State(customer_id="cust_1", code=code, shown=dump_shown(found, NOW))
    buttons = [kit.button("Refresh", ids.REFRESH, again.dump())]
    if everything:
        buttons.insert(0, kit.button(everything, ids.SHOW_ALL, '{"c":"cust_1"}'))
    return kit.actions("pages", buttons)


def test_a_code_that_works_comes_with_what_the_list_cannot_show() -> None:
    [item] = judged(coupon())
    questions = "\n".join(checkout_questions(item.coupon))

    assert shown("summer 10", item.coupon) == kit.Message(
        f"✅ `SUMMER10` works for `cust_1`\n• until 2026-12-23 08:52 UTC (in 30 days)\n{FACTS}, Reward",
        [
            kit.section(f"✅ *`SUMMER10` works for* `cust_1`\n• {UNTIL}"),
            card(item, "coupon:1", is_told=True, checkout=False),
            kit.section(f"*If it fails at the checkout, please ask the customer:*\n{questions}"),
            ways_on("summer 10", item, everything="See the coupon list"),
            kit.context(AS_OF),
        ],
    )


def test_a_code_that_does_not_work_comes_with_every_reason_once_and_with_what_works_instead() -> None:
    off, other = judged(coupon(code="OFF", **OFF))[0], judged(coupon(code="OTHER"))[0]

    assert shown("OFF", off.coupon, other.coupon) == kit.Message(
        "⛔ `OFF` does not work for `cust_1`\n• switched off in Gameball\n"
        f"{FACTS}, until 2026-12-23 08:52 UTC (in 30 days), Reward\n"
        f"What works instead:\n{WORKS.format('OTHER')}",
        [
            kit.section("⛔ *`OFF` does not work for* `cust_1`\n• switched off in Gameball"),
            card(off, "coupon:1", is_told=True),
            kit.section("*What works instead*"),
            card(other, "instead:1"),
            ways_on("OFF", off, everything="All 2 coupons"),
            kit.context(AS_OF),
        ],
    )


def test_an_unclear_code_comes_with_how_to_find_out() -> None:
    [unclear] = judged(coupon(is_active=False))

    assert shown("SUMMER10", unclear.coupon).blocks[:3] == [
        kit.section(
            "❔ *It is unclear whether `SUMMER10` works for* `cust_1`\n• Gameball says that it works\n• it is switched off"
        ),
        kit.section(HOW_TO_FIND_OUT),
        card(unclear, "coupon:1", is_told=True),
    ]


@pytest.mark.parametrize(
    ("fields", "headline", "points"),
    [
        (
            {"is_available_to_use": None},
            "✅ *`SUMMER10` probably works for* `cust_1`",
            [UNTIL, "Gameball does not say; dates and limits look fine"],
        ),
        (
            {"is_promotion": True},
            "✅ *`SUMMER10` works for* `cust_1`",
            [UNTIL, "no code to enter, it applies by itself"],
        ),
        (
            {"unread": (UnreadField("expiryDate", "soon"),), "expiry_date": None},
            "✅ *`SUMMER10` works for* `cust_1`",
            ["end date “soon” could not be read"],
        ),
        (
            {"is_active": False, "usage_limit": 9, "used_count": 9},
            "❔ *It is unclear whether `SUMMER10` works for* `cust_1`",
            [
                "Gameball says that it works",
                "it is used up by all customers together (9 of 9)",
                "it is switched off",
            ],
        ),
        (
            {"is_expired": True, "is_available_to_use": None, "status": "Frozen"},
            "❔ *It is unclear whether `SUMMER10` works for* `cust_1`",
            [
                "Gameball does not say if it works",
                "it is marked as expired",
                "⚠️ its end date is still to come",
                "its status is “Frozen”",
            ],
        ),
        (
            {"start_date": NOW + timedelta(days=9), "is_available_to_use": False},
            "🕓 *`SUMMER10` does not work yet for* `cust_1`",
            ["starts <!date^1796201550^{date_short_pretty} at {time}|2026-12-02 08:52 UTC> (in 9 days)"],
        ),
        (
            {"is_available_to_use": False},
            "⛔ *`SUMMER10` does not work for* `cust_1`",
            [
                "Gameball does not say why",
                "Often: in use in another open checkout (wait a few minutes), or only for some products",
            ],
        ),
        (
            {"is_available_to_use": False, "is_active": False, "customer_used_count": 1},
            "⛔ *`SUMMER10` does not work for* `cust_1`",
            ["already used by this customer (1 of 1)", "switched off in Gameball"],
        ),
    ],
)
def test_the_verdict_comes_first_then_all_that_speaks_for_and_against_it(
    fields: dict[str, Any], headline: str, points: list[str]
) -> None:
    lines = "\n".join([headline, *(f"• {point}" for point in points)])
    assert shown("SUMMER10", coupon(**fields)).blocks[0] == kit.section(lines)


@pytest.mark.parametrize(
    ("coupons", "unreadable", "words"),
    [
        ([coupon(**OFF)], 0, NOTHING),
        # What is unclear is not offered.
        ([coupon(**OFF), coupon(code="DOUBT", is_active=False)], 0, NOTHING),
        ([], 1, NOTHING),
        ([], 0, "This customer exists, but has no coupons."),
    ],
)
def test_where_nothing_works_instead_it_says_so(coupons: list[Coupon], unreadable: int, words: str) -> None:
    message = shown("SUMMER10", *coupons, unreadable=unreadable)

    assert kit.section(f"*{words}*") in message.blocks
    assert message.text.split("\n")[-1] == words


def near(*codes: str) -> kit.Block:
    return kit.actions(
        "near",
        [
            kit.button(code, action_id, State(customer_id="cust_1", code=code).dump(), from_outside=True)
            for code, action_id in zip(codes, ids.NEAR_MATCHES, strict=False)
        ],
    )


def test_a_code_that_is_not_listed_may_be_like_one_that_is() -> None:
    [item] = judged(coupon(**OFF))

    assert shown("SUMER10", item.coupon) == kit.Message(
        "❔ `SUMER10` is not on this customer's list. It may be another customer's, or a code for everybody.\n"
        + NOTHING,
        [
            kit.section(
                "❔ *`SUMER10` is not on this customer's list.* It may be another customer's, or a code for everybody."
            ),
            kit.section("Did they mean this one?"),
            near("SUMMER10"),
            kit.section(f"*{NOTHING}*"),
            ways_on("SUMER10", everything="See the coupon list"),
            kit.context(AS_OF),
        ],
    )


def test_at_most_three_codes_like_it_are_offered() -> None:
    coupons = [coupon(code=f"SAVE{number}", **OFF) for number in range(4)]

    assert shown("SAVE", *coupons).blocks[1:3] == [
        kit.section("Did they mean one of these?"),
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
    assert lines[7:] == rest


def test_a_long_code_that_several_have_is_shown_once() -> None:
    code = "x" * 61
    blocks = shown(code, *(coupon(code=code, name=str(number)) for number in range(2))).blocks

    assert f"`{code}`" in blocks[0]["text"]["text"]
    assert [block["body"]["text"] for block in blocks if block["type"] == "card"] == [
        "its code is above  ·  1 use left"
    ] * 2
    assert kit.section(f"`{code}`") not in blocks


def test_below_several_coupons_of_one_code_two_are_shown_that_work_instead() -> None:
    same = [coupon(code="OFF", name=str(number), **OFF) for number in range(2)]
    others = [coupon(code=str(number)) for number in range(4)]

    blocks = shown("OFF", *same, *others).blocks
    cards = [block["block_id"] for block in blocks if block["type"] == "card"]
    assert cards == ["coupon:1", "coupon:2", "instead:1", "instead:2"]


def test_at_most_three_coupons_are_shown_that_work_instead() -> None:
    others = [coupon(code=str(number)) for number in range(4)]

    blocks = shown("OFF", coupon(code="OFF", **OFF), *others).blocks
    cards = [block["block_id"] for block in blocks if block["type"] == "card"]
    assert cards == ["coupon:1", "instead:1", "instead:2", "instead:3"]


OTHER_SPELLING = f"• `save10`: ✅ Works now  ·  {UNTIL}"


def test_the_spelling_that_was_asked_for_answers_and_the_other_is_named_beside_it() -> None:
    [off], [works] = judged(coupon(code="SAVE10", **OFF)), judged(coupon(code="save10"))

    message = shown("SAVE10", works.coupon, off.coupon)

    assert message.blocks[:4] == [
        kit.section("⛔ *`SAVE10` does not work for* `cust_1`\n• switched off in Gameball"),
        card(off, "coupon:1", is_told=True),
        kit.section(f"*Spelled differently, and another coupon:*\n{OTHER_SPELLING}"),
        near("save10"),
    ]
    assert message.text.split("\n")[:5] == [
        "⛔ `SAVE10` does not work for `cust_1`",
        "• switched off in Gameball",
        f"{FACTS}, until 2026-12-23 08:52 UTC (in 30 days), Reward",
        "Spelled differently, and another coupon:",
        "• `save10`: ✅ Works now, until 2026-12-23 08:52 UTC (in 30 days)",
    ]


def test_of_many_spellings_some_are_named_and_the_others_counted() -> None:
    coupons = [coupon(code=code) for code in ("SAVE", "Save", "save", "sAVE", "saVE")]

    blocks = shown("SAVE", *coupons).blocks

    assert blocks[2]["text"]["text"].split("\n")[0] == "*Spelled differently, and other coupons:*"
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
        item, "coupon:1", can_share=False, is_told=True, checkout=False
    )


def test_what_has_changed_is_told_of_this_code_alone() -> None:
    before = dump_shown(judged(coupon(**OFF)), NOW)
    since = "Since <!date^1795423950^{time}|2026-11-23 08:52 UTC>"

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
def test_a_long_code_is_whole_in_the_headline(length: int) -> None:
    code = "x" * length

    blocks = shown(code, coupon(code=code)).blocks

    assert blocks[0]["text"]["text"].startswith(f"✅ *`{code}` works for* `cust_1`")

from typing import Any

import pytest

from bot.blocks import ids
from bot.blocks.coupon_buttons import coupon_buttons, share_usable_button
from bot.blocks.state import State
from bot.coupons.identity import mark
from bot.coupons.selection import JudgedCoupon, judge
from tests.factories import NOW, coupon


def judged(**fields: Any) -> JudgedCoupon:
    [item] = judge([coupon(**fields)], now=NOW)
    return item


def words(text: str) -> dict[str, object]:
    return {"type": "plain_text", "text": text, "emoji": True}


def question(title: str, text: str) -> dict[str, object]:
    return {
        "title": words(title),
        "text": {"type": "plain_text", "text": text, "emoji": False},
        "confirm": words("Share"),
        "deny": words("Keep private"),
    }


VALUE = f'{{"c":"cust_1","k":"SUMMER10","m":"{mark(coupon())}"}}'
FAILS = {
    "type": "button",
    "text": words("Fails at checkout?"),
    "action_id": ids.FAILS_AT_CHECKOUT,
    "value": VALUE,
}
REPLY_TEXT = {
    "type": "button",
    "text": words("Text for customer"),
    "action_id": ids.REPLY_TEXT,
    "value": VALUE,
}


def test_a_coupon_can_be_shared_and_written_about() -> None:
    assert coupon_buttons(judged(), "cust_1", can_share=True) == [
        {
            "type": "button",
            "text": words("Share"),
            "action_id": ids.SHARE,
            "value": VALUE,
            "confirm": question(
                "Share this coupon?",
                "Everyone in this conversation will see the code SUMMER10 and whether it works for customer cust_1, "
                "with your name.",
            ),
        },
        REPLY_TEXT,
        FAILS,
    ]


def test_what_fails_at_the_checkout_is_asked_only_of_what_works_and_is_not_told_already() -> None:
    off = judged(is_available_to_use=False)

    assert coupon_buttons(judged(), "cust_1", can_share=False, checkout=False) == [REPLY_TEXT]
    assert [button["text"]["text"] for button in coupon_buttons(off, "cust_1", can_share=False)] == [
        "Text for customer"
    ]


def test_where_there_is_no_conversation_nothing_can_be_shared() -> None:
    assert coupon_buttons(judged(), "cust_1", can_share=False) == [REPLY_TEXT, FAILS]


@pytest.mark.parametrize(
    ("code", "its_code"), [("x" * 110, f"the code {'x' * 110}"), ("x" * 111, "its code")]
)
def test_the_question_has_a_code_as_a_whole_or_not_and_a_long_id_cut(code: str, its_code: str) -> None:
    item = judged(code=code)
    share, reply, _ = coupon_buttons(item, "y" * 61, can_share=True)

    assert share["confirm"]["text"]["text"] == (
        f"Everyone in this conversation will see {its_code} and whether it works for customer {'y' * 59}…, "
        "with your name."
    )
    state = State(customer_id="y" * 61, code=code, mark=mark(item.coupon))
    assert share["value"] == reply["value"] == state.dump()


@pytest.mark.parametrize(("code", "buttons"), [("", 0), (None, 0), ("x" * 500, 3), ("x" * 501, 0)])
def test_a_coupon_whose_code_cannot_be_shown_has_none(code: str | None, buttons: int) -> None:
    assert len(coupon_buttons(judged(code=code), "cust_1", can_share=True)) == buttons


def test_nor_has_one_that_no_button_can_carry() -> None:
    assert coupon_buttons(judged(), "x" * 1970, can_share=True) == []


def test_buttons_of_coupons_with_the_same_code_differ() -> None:
    values = {
        button["value"]
        for item in (judged(), judged(expiry_date=None), judged(customer_used_count=1))
        for button in coupon_buttons(item, "cust_1", can_share=True)
    }

    assert len(values) == 3


@pytest.mark.parametrize(
    ("usable", "codes"),
    [
        (1, "the code of 1 usable coupon"),
        (2, "the codes of 2 usable coupons"),
        (6, "the codes of 6 usable coupons"),
        (7, "the codes of the first 6 of 7 usable coupons"),
    ],
)
def test_sharing_all_usable_coupons_says_how_many_codes_everyone_will_see(usable: int, codes: str) -> None:
    assert share_usable_button("cust_1", usable) == {
        "type": "button",
        "text": words("Share all usable"),
        "action_id": ids.SHARE_USABLE,
        "value": '{"c":"cust_1"}',
        "confirm": question(
            "Share all usable coupons?",
            f"Everyone in this conversation will see {codes} of customer cust_1, with your name.",
        ),
    }

from typing import Any, Literal

import pytest

from bot.blocks import kit
from bot.blocks.card import coupon_blocks
from bot.blocks.context import Context
from bot.blocks.notes import TEST_DATA
from bot.blocks.shared import gone, is_shared, not_shared, shared, what_it_is_about
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon, judge
from bot.gameball.models import CustomerCoupons
from tests.factories import NOW, coupon

AS_OF = "as of <!date^1795423950^{date_short} at {time}|2026-11-23 08:52 UTC>"
SPOKEN = "as of 2026-11-23 08:52 UTC"
WORKS = "10% off, code `{}`: ✅ Works, until 2026-12-23 08:52 UTC"


def judged(*codes: str, **fields: Any) -> list[JudgedCoupon]:
    return judge([coupon(code=code, **fields) for code in codes], now=NOW)


def card(item: JudgedCoupon, number: int = 1) -> kit.Block:
    """As it is read later too: nothing on it is relative to now."""
    [block] = coupon_blocks(item, now=None, block_id=f"shared:{number}")
    return block


def drawn(
    items: list[JudgedCoupon],
    customer_id: str = "cust_1",
    data: Literal["test", "live"] = "live",
    **more: Any,
) -> kit.Message:
    snapshot = Snapshot(customer_id, CustomerCoupons(()), NOW)
    context = Context(now=NOW, data=data)
    return shared(items, snapshot, State(customer_id=customer_id), context, user_id="U1", **more)


def test_a_conversation_sees_the_coupon_and_who_shared_it_without_buttons() -> None:
    [item] = judged("A")

    assert drawn([item]) == kit.Message(
        f"A coupon of `cust_1`\n{WORKS.format('A')}\n{SPOKEN}",
        [
            {**kit.header("A coupon of cust_1"), "block_id": 'about:{"c":"cust_1","k":"A"}'},
            card(item),
            kit.context(f"Shared by <@U1>  ·  {AS_OF}"),
        ],
    )


def test_of_several_coupons_it_says_how_many_more_there_are() -> None:
    items = judged("A", "B")

    assert drawn(items, left_out=3) == kit.Message(
        f"Coupons of `cust_1`\n{WORKS.format('A')}\n{WORKS.format('B')}\n3 more were usable, {SPOKEN}",
        [
            {**kit.header("Coupons of cust_1"), "block_id": 'about:{"c":"cust_1"}'},
            card(items[0]),
            card(items[1], 2),
            kit.context(f"Shared by <@U1>  ·  3 more were usable  ·  {AS_OF}"),
        ],
    )


def test_a_conversation_is_told_first_that_coupons_are_test_data() -> None:
    live, test = drawn(judged("A")), drawn(judged("A"), data="test")

    assert (test.blocks, test.text.split("\n")[1:]) == ([TEST_DATA, *live.blocks], live.text.split("\n"))


@pytest.mark.parametrize("customer_id", ["ahmed", "1001", "cust 1", "ش" * 40])
def test_what_a_shared_message_is_about_is_read_back(customer_id: str) -> None:
    one, two = drawn(judged("A b"), customer_id), drawn(judged("A", "B"), customer_id)

    assert what_it_is_about({"blocks": one.blocks}) == State(customer_id=customer_id, code="A b")
    assert what_it_is_about({"blocks": two.blocks}) == State(customer_id=customer_id)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"blocks": None},
        {"blocks": [7]},
        {"blocks": [{"block_id": "about:x"}]},
        {"blocks": [{"block_id": 7}]},
    ],
)
def test_other_messages_are_not_taken_for_shared_ones(message: dict[str, Any]) -> None:
    assert what_it_is_about(message) is None


def test_a_long_id_leaves_no_room_for_it() -> None:
    assert what_it_is_about({"blocks": drawn(judged("A"), "x" * 300).blocks}) is None


def test_one_more_was_usable() -> None:
    assert drawn(judged("A", "B"), left_out=1).text.split("\n")[-1] == f"1 more was usable, {SPOKEN}"


def test_what_is_unclear_is_shared_as_unclear() -> None:
    [item] = judged("A", is_active=False)
    message = drawn([item])

    assert message.blocks[1] == card(item)
    assert message.text.split("\n")[1] == (
        "10% off, code `A`: ❔ Unclear, Gameball says it works, but it is switched off"
    )


def test_the_customer_id_is_spoken_without_markup() -> None:
    assert drawn([], "<!here>").text.startswith("A coupon of `&lt;!here&gt;`\n")


def test_the_agent_is_told_how_sharing_went() -> None:
    assert [is_shared().text, gone().text, not_shared().text] == [
        "Shared in the conversation.",
        "This is not on the customer's list any more, or not as it was shown. Nothing was shared. Click Refresh to see what is there now.",
        "Slack did not confirm that it was shared. Please check if it is there before you try again.",
    ]

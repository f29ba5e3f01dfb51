from typing import Any, Literal

from bot.blocks import kit
from bot.blocks.card import coupon_card
from bot.blocks.context import Context
from bot.blocks.notes import TEST_DATA
from bot.blocks.shared import gone, is_shared, not_shared, shared
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon, judge
from bot.gameball.models import CustomerCoupons
from tests.factories import NOW, coupon

AS_OF = "as of <!date^1795423950^{time}|2026-11-23 08:52 UTC>"
WORKS = "10% off, code {}: ✅ Works now, until 2026-12-23 08:52 UTC (in 30 days)"


def judged(*codes: str) -> list[JudgedCoupon]:
    return judge([coupon(code=code) for code in codes], now=NOW)


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
        f"A coupon of cust_1\n{WORKS.format('A')}",
        [
            kit.header("A coupon of cust_1"),
            coupon_card(item, now=NOW, block_id="shared:1"),
            kit.context(f"Shared by <@U1>  ·  {AS_OF}"),
        ],
    )


def test_of_several_coupons_it_says_how_many_more_there_are() -> None:
    items = judged("A", "B")

    assert drawn(items, left_out=3) == kit.Message(
        f"Coupons of cust_1\n{WORKS.format('A')}\n{WORKS.format('B')}\n3 more can be used",
        [
            kit.header("Coupons of cust_1"),
            coupon_card(items[0], now=NOW, block_id="shared:1"),
            coupon_card(items[1], now=NOW, block_id="shared:2"),
            kit.context(f"3 more can be used  ·  Shared by <@U1>  ·  {AS_OF}"),
        ],
    )


def test_a_conversation_is_told_first_that_coupons_are_test_data() -> None:
    live, test = drawn(judged("A")), drawn(judged("A"), data="test")

    assert (test.blocks, test.text.split("\n")[1:]) == ([TEST_DATA, *live.blocks], live.text.split("\n"))


def test_the_customer_id_is_spoken_without_markup() -> None:
    assert drawn([], "<!here>").text == "A coupon of &lt;!here&gt;"


def test_the_agent_is_told_how_sharing_went() -> None:
    assert [is_shared().text, gone().text, not_shared().text] == [
        "Shared in the conversation.",
        "This is not on the customer's list any more, or not as it was shown. Nothing was shared. Refresh shows what is.",
        "Slack did not confirm that it was shared. Please look whether it is there before you try again.",
    ]

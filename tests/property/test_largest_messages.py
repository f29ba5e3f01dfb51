"""Slack takes the largest messages about coupons: every field odd and long, every text as long as it can be."""

from typing import Any

import pytest

from bot.blocks import kit
from bot.blocks.context import Context
from bot.blocks.one_coupon import one_coupon
from bot.blocks.results import results
from bot.blocks.shared import shared
from bot.blocks.state import State
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import Filter, judge
from bot.gameball.models import Coupon, CustomerCoupons, UnreadField
from playground.slack.block_kit import validate_message
from tests.factories import NOW, coupon

CONTEXT = Context(now=NOW, data="test", search_url="https://shop.example/?q={query}")
CUSTOMER_ID = "&" * 200
UNREAD = (
    *(
        "name",
        "displayName",
        "type",
        "target",
        "currency",
        "value",
        "discountValue",
        "startDate",
        "expiryDate",
    ),
    *("isExpired", "isActive", "isUsed", "status", "usageLimit", "limitPerCustomer", "usedCount"),
    *("customerUsedCount", "isAvailableToUse", "isPromotion", "capping", "minOrderValue"),
)


def odd(code: str, number: int, **fields: Any) -> Coupon:
    """A coupon of which everything is odd."""
    return coupon(
        **{
            "code": code,
            "name": f"{number}{'👩' * 200}",
            "type": "*" * 200,
            "target": "<" * 200,
            "currency": "&" * 200,
            "value": "999999999999.123456789012",
            "capping": "999999999999.123456789012",
            "min_order_value": "999999999999.123456789012",
            "unread": tuple(UnreadField(name, "&" * 60) for name in UNREAD),
            **fields,
        }
    )


def refused(message: kit.Message) -> list[object]:
    return [
        problem
        for blocks in (message.blocks, kit.without_cards(message.blocks))
        for problem in validate_message({"text": message.text, "blocks": blocks})
    ]


@pytest.mark.parametrize("code", ["x" * 60, "x" * 500, "x" * 501, "&" * 100])
@pytest.mark.parametrize("said", [True, False, None])
def test_slack_takes_a_list_of_the_oddest_coupons(code: str, said: bool | None) -> None:
    many = 10**12
    spent = {"usage_limit": many, "used_count": many, "limit_per_customer": many, "customer_used_count": many}
    coupons = tuple(odd(code, number, is_available_to_use=said, **spent) for number in range(7))
    snapshot = Snapshot(CUSTOMER_ID, CustomerCoupons(coupons, unreadable=9), NOW)
    judged = judge(coupons, now=NOW)
    before = dump_shown(judge([odd(code, number) for number in range(9)], now=NOW), NOW)

    for show in Filter:
        state = State(customer_id=CUSTOMER_ID, show=show, shown=before)
        assert refused(results(snapshot, state, CONTEXT)) == []
    assert refused(shared(judged[:6], snapshot, State(customer_id=CUSTOMER_ID), CONTEXT, user_id="U1")) == []


@pytest.mark.parametrize("code", ["x" * 60, "x" * 500, "&" * 100])
def test_slack_takes_the_answer_for_the_oddest_code(code: str) -> None:
    works = [odd(f"{number}{code[1:]}", number, unread=UNREAD_BUT_DECIDING) for number in range(3)]
    coupons = (
        *(odd(code, number, is_available_to_use=False, is_active=False) for number in range(5)),
        *(odd(f"{code[:-1]}{end}", 9, is_available_to_use=False) for end in ("-", ".", "!")),
        *works,
    )
    snapshot = Snapshot(CUSTOMER_ID, CustomerCoupons(coupons, unreadable=9), NOW)
    before = dump_shown(judge(coupons[:1], now=NOW), NOW)

    for asked in (code, f"{code}Y"):
        message = one_coupon(snapshot, State(customer_id=CUSTOMER_ID, code=asked, shown=before), CONTEXT)
        assert refused(message) == []


UNREAD_BUT_DECIDING = tuple(
    UnreadField(name, "&" * 60) for name in ("name", "displayName", "type", "target", "currency", "value")
)

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.blocks.customer_text import reply_text
from bot.coupons.selection import JudgedCoupon, judge
from bot.gameball.models import UnreadField
from tests.factories import NOW, coupon

LATER = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)


def judged(**fields: Any) -> JudgedCoupon:
    return judge([coupon(**fields)], now=NOW)[0]


def paragraphs(item: JudgedCoupon, alternative: JudgedCoupon | None = None) -> list[str]:
    return reply_text(item, alternative).split("\n\n")


@pytest.mark.parametrize(
    ("fields", "gift"),
    [
        ({"value": 10, "capping": 50, "currency": "EGP"}, "10% off, up to EGP 50.00"),
        ({"value": 10, "capping": 50}, "10% off, up to a certain amount"),
        ({"value": 10, "unread": (UnreadField("capping", "x"),)}, "10% off, up to a certain amount"),
        ({"value": 10, "capping": 0}, "10% off"),
        ({"value": 10, "capping": -5, "currency": "EGP"}, "10% off"),
        # An amount without its currency could be anything, and a fraction may mean percent.
        ({"value": 5, "type": "fixed"}, "a discount"),
        ({"value": 5, "type": "fixed-cashback"}, "cashback"),
        ({"value": "0.15"}, "a discount"),
        ({"value": "0.15", "type": "percentage-cashback"}, "cashback"),
        ({"value": None, "type": "percentage-fees"}, "a discount on fees"),
        ({"type": "7", "value": 20, "name": "Internal", "display_name": "Golden week"}, '"Golden week"'),
    ],
)
def test_no_more_is_promised_than_is_sure(fields: dict[str, Any], gift: str) -> None:
    usable = judged(code="CODE1", expiry_date=None, **fields)

    assert paragraphs(usable)[1] == f"Your coupon CODE1 gives you {gift}, and you can use it now."


@pytest.mark.parametrize(
    "fields",
    [
        *({"value": value} for value in (-10, 0, 150)),
        {"value": -5, "type": "fixed", "currency": "EGP"},
        {"value": 0, "type": "percentage-cashback"},
    ],
)
def test_a_value_that_cannot_be_meant_is_not_promised_not_even_as_a_discount(fields: dict[str, Any]) -> None:
    usable = judged(code="CODE1", expiry_date=None, **fields)
    later = judged(code="CODE1", start_date=LATER, expiry_date=None, is_available_to_use=False, **fields)

    assert paragraphs(usable)[1] == "You can use your coupon CODE1 now."
    assert paragraphs(later)[1] == (
        "Thank you for asking about your coupon CODE1. It can be used from 2 January 2027 at 03:04 UTC."
    )


@pytest.mark.parametrize(
    ("fields", "condition"),
    [
        ({"min_order_value": 100, "currency": "EGP"}, ["It counts for orders from EGP 100.00."]),
        ({"min_order_value": 100}, ["Please note that it needs a minimum order."]),
        ({"unread": (UnreadField("minOrderValue", "x"),)}, ["It may need a minimum order."]),
        ({"min_order_value": 0, "currency": "EGP"}, []),
    ],
)
def test_a_minimum_order_is_told(fields: dict[str, Any], condition: list[str]) -> None:
    usable = judged(code="CODE1", limit_per_customer=None, usage_limit=None, **fields)

    assert paragraphs(usable)[3:-1] == condition


def test_what_gameball_does_not_say_is_not_promised_either() -> None:
    probable = judged(code="CODE1", expiry_date=None, is_available_to_use=None)

    assert paragraphs(probable)[1] == (
        "As far as we can see, your coupon CODE1 gives you 10% off, and you can use it now."
    )


@pytest.mark.parametrize(
    ("fields", "offer", "how"),
    [
        ({"code": "CODE1"}, "Your coupon CODE1 gives you 10% off, and you can use it now.", "You do not need to enter a code: it applies by itself."),
        ({"code": None}, 'Our offer "Summer treat" gives you 10% off, and you can use it now.', "You do not need to enter a code: it applies by itself."),
        ({"code": None, "name": None}, "Our offer gives you 10% off, and you can use it now.", "You do not need to enter a code: it applies by itself."),
        ({"code": None, "type": "Custom"}, 'You can use our offer "Summer treat" now.', "You do not need to enter a code: it applies by itself."),
    ],
)  # fmt: skip
def test_what_applies_by_itself_needs_no_code(fields: dict[str, Any], offer: str, how: str) -> None:
    promotion = judged(is_promotion=True, expiry_date=None, **fields)

    assert paragraphs(promotion)[1:3] == [offer, how]


@pytest.mark.parametrize(
    ("fields", "uses"),
    [
        (
            {"limit_per_customer": 1, "customer_used_count": None, "usage_limit": None},
            ["You can use it once."],
        ),
        (
            {"limit_per_customer": 3, "customer_used_count": 1, "usage_limit": None},
            ["You can use it 2 times."],
        ),
        ({"limit_per_customer": 3, "customer_used_count": None, "usage_limit": None}, []),
        # Others may take these.
        ({"limit_per_customer": None, "usage_limit": 1000, "used_count": 998}, []),
        ({"limit_per_customer": 100, "customer_used_count": 0, "usage_limit": None}, []),
    ],
)
def test_only_uses_that_are_surely_there_are_promised(fields: dict[str, Any], uses: list[str]) -> None:
    assert paragraphs(judged(code="CODE1", **fields))[3:-1] == uses

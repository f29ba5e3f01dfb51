from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.blocks.customer_text import reply_text
from bot.blocks.recipient import Recipient
from bot.coupons.selection import judge
from bot.gameball.models import UnreadField
from bot.gameball.values import WHOLE_DAY
from bot.languages import language
from tests.factories import NOW, coupon

LATER = datetime(2027, 1, 2, 23, 59, tzinfo=UTC)
# It is not over everywhere.
YESTERDAY = datetime(2026, 11, 22, tzinfo=WHOLE_DAY)
NEVER = datetime(9999, 12, 31, tzinfo=UTC)


def paragraphs(**fields: Any) -> list[str]:
    [item] = judge([coupon(**{"code": "CODE1", **fields})], now=NOW)
    return reply_text(item, None, Recipient(language("en"), UTC, NOW)).split("\n\n")


@pytest.mark.parametrize(
    ("fields", "gift"),
    [
        ({"value": 10, "unread": (UnreadField("capping", "x"),)}, "10% off, up to a certain amount"),
        ({"value": 10, "capping": 0}, "10% off"),
        ({"value": 10, "capping": -5, "currency": "EGP"}, "10% off, up to a certain amount"),
        ({"value": "0.15", "capping": 50, "currency": "EGP"}, "a discount, at most EGP 50.00"),
        ({"value": None, "capping": 50, "currency": "EGP"}, "a discount, at most EGP 50.00"),
        ({"type": "Free Shipping", "capping": 50, "currency": "EGP"}, "free shipping, at most EGP 50.00"),
        ({"type": "7", "name": "Gold", "capping": 50}, "“Gold”, up to a certain amount"),
        ({"value": 5, "type": "fixed"}, "a discount"),
        ({"value": "0.15", "type": "percentage-cashback"}, "cashback"),
        ({"value": "0.15", "type": "percentage-fees"}, "a discount on fees"),
        ({"type": "7", "value": 20, "name": "Internal", "display_name": "Golden week"}, "“Golden week”"),
    ],
)
def test_no_more_is_promised_than_is_sure(fields: dict[str, Any], gift: str) -> None:
    assert paragraphs(expiry_date=None, **fields)[1] == (
        f"Your coupon CODE1 gives you {gift}, and you can use it now."
    )


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({"expiry_date": None}, "Your coupon CODE1 gives you 10% off, and you can use it now."),
        (
            {"expiry_date": None, "unread": (UnreadField("expiryDate", "soon"),)},
            "Your coupon CODE1 gives you 10% off, and you can use it now.",
        ),
        ({"expiry_date": NEVER}, "Your coupon CODE1 gives you 10% off. It has no end date."),
        ({"expiry_date": NEVER, "value": 150}, "You can use your coupon CODE1. It has no end date."),
        ({"expiry_date": YESTERDAY}, "Your coupon CODE1 gives you 10% off, and you can use it now."),
        ({"expiry_date": YESTERDAY, "value": 150}, "You can use your coupon CODE1 now."),
        ({"expiry_date": LATER, "value": 150}, "You can use your coupon CODE1 until 2 January 2027."),
    ],
)
def test_an_end_that_nobody_gave_is_not_promised_to_be_none(fields: dict[str, Any], when: str) -> None:
    assert paragraphs(**fields)[1] == when


@pytest.mark.parametrize(
    "fields",
    [
        *({"value": value} for value in (-10, 0, 150)),
        {"value": -5, "type": "fixed", "currency": "EGP"},
        {"value": 0, "type": "percentage-cashback"},
        {"value": -5, "type": "7"},
    ],
)
def test_a_value_that_cannot_be_meant_is_not_promised_not_even_as_a_discount(fields: dict[str, Any]) -> None:
    later = {"start_date": LATER, "is_available_to_use": False}

    assert paragraphs(expiry_date=None, **fields)[1] == "You can use your coupon CODE1 now."
    assert paragraphs(expiry_date=None, **later, **fields)[1] == (
        "Thank you for asking about your coupon CODE1. It can be used from 2 January 2027 at 23:59 (UTC)."
    )


@pytest.mark.parametrize(
    ("fields", "condition"),
    [
        (
            {"unread": (UnreadField("minOrderValue", "x"),)},
            ["Your order may have to reach a minimum amount."],
        ),
        ({"min_order_value": 0, "currency": "EGP"}, []),
        (
            {"min_order_value": -5, "currency": "EGP"},
            ["Your order may have to reach a minimum amount."],
        ),
        # It is compared with the price of the free product.
        (
            {"type": "Free Product", "min_order_value": 100, "currency": "EGP"},
            ["Your order may have to reach a minimum amount."],
        ),
    ],
)
def test_a_minimum_that_may_be_there_is_told(fields: dict[str, Any], condition: list[str]) -> None:
    assert paragraphs(limit_per_customer=None, usage_limit=None, **fields)[3:-1] == condition


def test_a_coupon_without_a_code_is_offered_instead_in_words_that_need_none() -> None:
    [dead] = judge([coupon(code="CODE1", is_active=False, is_available_to_use=False)], now=NOW)
    [other] = judge([coupon(code=None, is_promotion=True, value=5, expiry_date=LATER)], now=NOW)
    said = reply_text(dead, other, Recipient(language("en"), UTC, NOW))

    assert said.split("\n\n")[2:] == [
        "The good news: there is another one for you. It gives you 5% off, until 2 January 2027.",
        "You do not need to enter a code: it applies by itself.",
    ]
    assert "\u2066\u2069" not in reply_text(dead, other, Recipient(language("ar"), UTC, NOW))


@pytest.mark.parametrize(
    "fields",
    [
        {"is_used": True, "customer_used_count": 0},
        {"is_used": False, "limit_per_customer": 1, "customer_used_count": 1},
        {"is_active": False, "status": "Active"},
        {"status": "Expired", "expiry_date": None},
        {"expiry_date": datetime(202, 11, 23, tzinfo=UTC)},
    ],
)
def test_a_reason_that_another_field_denies_is_not_told(fields: dict[str, Any]) -> None:
    assert paragraphs(is_available_to_use=False, **fields)[1] == (
        "Thank you for asking about your coupon CODE1. It cannot be used."
    )


def test_what_ends_before_it_starts_was_never_valid() -> None:
    dates = {"start_date": LATER, "expiry_date": NOW - timedelta(days=9), "is_expired": True}

    assert paragraphs(**dates, is_available_to_use=False)[1] == (
        "Thank you for asking about your coupon CODE1. It cannot be used."
    )


def test_what_gameball_does_not_say_is_not_promised_either() -> None:
    assert paragraphs(expiry_date=None, is_available_to_use=None)[1] == (
        "As far as we can see, your coupon works. Your coupon CODE1 gives you 10% off, and you can use it now."
    )


def test_what_applies_by_itself_needs_no_code() -> None:
    assert paragraphs(is_promotion=True)[2] == "You do not need to enter a code: it applies by itself."


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
        # All customers together may have fewer.
        ({"limit_per_customer": 3, "usage_limit": 2, "used_count": None}, []),
        ({"limit_per_customer": 3, "usage_limit": None, "unread": (UnreadField("usageLimit", "2?"),)}, []),
        ({"limit_per_customer": 3, "customer_used_count": None, "usage_limit": None}, []),
        ({"limit_per_customer": 3, "customer_used_count": -2, "usage_limit": None}, []),
        # Others may take these.
        ({"limit_per_customer": None, "usage_limit": 1000, "used_count": 998}, []),
        ({"limit_per_customer": 100, "customer_used_count": 0, "usage_limit": None}, []),
    ],
)
def test_only_uses_that_are_surely_there_are_promised(fields: dict[str, Any], uses: list[str]) -> None:
    assert paragraphs(expiry_date=NOW + timedelta(days=9), **fields)[3:-1] == uses

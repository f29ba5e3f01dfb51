from typing import Any

import pytest

from bot.blocks.worth import ICONS, worth, worth_notes
from bot.gameball.types import CouponType
from playground.slack.block_kit_blocks import ICONS as SLACKS_ICONS
from tests.factories import coupon

FIXED = "Fixed Rate Discount"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"type": "Percentage", "value": 15}, "15% off"),
        ({"type": "Percentage", "value": "12.50"}, "12.5% off"),
        ({"type": "Percentage", "value": None}, "Percentage off"),
        ({"type": FIXED, "value": 50, "currency": "EGP"}, "EGP 50.00 off"),
        ({"type": FIXED, "value": "2.500", "currency": "KWD"}, "KWD 2.500 off"),
        ({"type": FIXED, "value": 500, "currency": "JPY"}, "JPY 500 off"),
        ({"type": FIXED, "value": 1234567, "currency": "egp"}, "EGP 1,234,567.00 off"),
        # Nobody knows how many decimals these have.
        ({"type": FIXED, "value": 5, "currency": "points"}, "points 5 off"),
        ({"type": FIXED, "value": 5, "currency": "E£P"}, "E£P 5 off"),
        ({"type": FIXED, "value": 5, "currency": None}, "5 off (no currency given)"),
        ({"type": FIXED, "value": 5, "currency": "\u200b"}, "5 off (no currency given)"),
        ({"type": "fixed-cashback", "value": 5, "currency": None}, "5 cashback (no currency given)"),
        ({"type": FIXED, "value": None, "currency": "EGP"}, "Fixed discount"),
        ({"type": "Free Shipping", "value": 0}, "Free shipping"),
        ({"type": "Free Shipping", "value": None}, "Free shipping"),
        ({"type": "Free Product", "value": 0}, "Free product"),
        ({"type": "Percentage-based Cashback", "value": 15}, "15% cashback"),
        ({"type": "Percentage-based Cashback", "value": None}, "Cashback"),
        ({"type": "fixed-cashback", "value": 20, "currency": "SAR"}, "SAR 20.00 cashback"),
        ({"type": "fixed-cashback", "value": None}, "Cashback"),
        ({"type": "Percentage-based Fees Discount", "value": 20}, "20% off fees"),
        ({"type": "Percentage-based Fees Discount", "value": None}, "Discount on fees"),
        ({"type": "buyXgetY", "value": 1}, "Buy X get Y"),
        ({"type": "Custom", "value": 0}, "Custom coupon"),
        ({"type": "Custom", "value": 10, "currency": "USD"}, "Custom coupon, value 10, currency USD"),
        ({"type": "mystery_box", "value": None}, "Coupon of type mystery_box"),
        ({"type": "7", "value": 20}, "Coupon of type 7, value 20"),
        # It may be percent all the same.
        (
            {"type": "off_percent", "value": 20, "currency": "EGP"},
            "Coupon of type off_percent, value 20, currency EGP",
        ),
        (
            {"type": "7", "value": 20, "currency": "doubloons of gold"},
            "Coupon of type 7, value 20, currency doubloons o…",
        ),
        ({"type": None, "value": 20}, "Coupon, value 20"),
        ({"type": None, "value": None}, "Coupon"),
    ],
)
def test_a_coupon_is_worth_what_its_type_value_and_currency_say(fields: dict[str, Any], words: str) -> None:
    assert worth(coupon(**fields)) == words


@pytest.mark.parametrize(
    ("currency", "words"),
    [
        ("د.ك", "د.ك 2.505 off"),
        ("KD.", "KD. 2.505 off"),
        (None, "2.505 off (no currency given)"),
        # More decimals than the currency has are another amount without them.
        ("USD", "USD 2.505 off"),
        ("JPY", "JPY 2.505 off"),
    ],
)
def test_no_digit_of_an_amount_is_lost(currency: str | None, words: str) -> None:
    assert worth(coupon(type=FIXED, value="2.505", currency=currency)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": "99.995"}, "99.995% off"),
        ({"value": "0.004", "type": FIXED, "currency": "USD"}, "USD 0.004 off"),
        ({"value": "99.99999999999"}, "99.99999999999% off"),
        ({"value": "100.000"}, "100% off"),
        ({"value": "1E+2"}, "100% off"),
    ],
)
def test_no_value_is_rounded_into_another_one(fields: dict[str, Any], words: str) -> None:
    assert worth(coupon(**fields)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": -10}, "Odd value: -10% off"),
        ({"value": 150}, "Odd value: 150% off"),
        ({"value": "100.001"}, "Odd value: 100.001% off"),
        ({"value": 0}, "Odd value: 0% off"),
        ({"value": 120, "type": "percentage-cashback"}, "Odd value: 120% cashback"),
        ({"value": 0, "type": "percentage-fees"}, "Odd value: 0% off fees"),
        ({"value": -5, "type": FIXED, "currency": "EGP"}, "Odd value: EGP -5.00 off"),
        ({"value": 0, "type": "fixed-cashback", "currency": "EGP"}, "Odd value: EGP 0.00 cashback"),
        ({"value": 0, "type": FIXED}, "Odd value: 0 off (no currency given)"),
        ({"value": -5, "type": "7"}, "Odd value: Coupon of type 7, value -5"),
        ({"value": -5, "type": "Free Shipping"}, "Free shipping"),
    ],
)
def test_a_value_that_cannot_be_meant_is_shown_as_odd(fields: dict[str, Any], words: str) -> None:
    assert worth(coupon(**fields)) == words


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({"value": "0.15"}, ["⚠️ 0.15% may mean 15%"]),
        ({"value": "0.15", "percent_sign": True}, []),
        ({"value": "0.999", "type": "percentage-cashback"}, ["⚠️ 0.999% may mean 99.9%"]),
        ({"value": 1}, []),
        ({"value": "0.15", "type": FIXED, "currency": "USD"}, []),
        ({"capping": 50, "currency": "EGP"}, ["at most EGP 50.00"]),
        ({"min_order_value": "2.5", "currency": "KWD"}, ["minimum order KWD 2.500"]),
        ({"min_order_value": 100, "currency": "*GOLD*"}, ["minimum order `*GOLD* 100`"]),
        # 0 seems to mean none.
        ({"capping": 0, "min_order_value": 0}, []),
        ({"capping": -5, "min_order_value": -1, "currency": "EGP"}, ["odd cap: EGP -5.00", "odd minimum order: EGP -1.00"]),
        ({"capping": 50, "min_order_value": 100}, ["at most 50", "minimum order 100", "no currency given"]),
        # The worth has said it.
        ({"value": 5, "type": FIXED, "min_order_value": 100}, ["minimum order 100"]),
    ],
)  # fmt: skip
def test_what_is_to_be_known_of_the_value_is_noted(fields: dict[str, Any], notes: list[str]) -> None:
    assert worth_notes(coupon(**fields)) == notes


def test_a_currency_that_nobody_knows_is_cut_and_stands_as_it_came() -> None:
    assert worth(coupon(type=FIXED, value=5, currency="doubloons of gold")) == "doubloons o… 5 off"


def test_a_type_that_nobody_knows_is_cut() -> None:
    assert worth(coupon(type="x" * 60, value=None)) == f"Coupon of type {'x' * 39}…"


@pytest.mark.parametrize("invisible", ["\u200b", "\u202e\u202c", "\x00"])
def test_a_type_that_nobody_can_see_is_as_good_as_none(invisible: str) -> None:
    assert worth(coupon(type=invisible, value=None)) == "Coupon"


def test_every_type_has_an_icon_that_slack_knows() -> None:
    assert ICONS.keys() == set(CouponType)
    assert set(ICONS.values()) <= SLACKS_ICONS

from typing import Any

import pytest

from bot.blocks.worth import ICONS, worth
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
        ({"type": FIXED, "value": 5, "currency": None}, "5 off"),
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
        ({"type": "Custom", "value": 0}, "Custom"),
        ({"type": "Custom", "value": 10, "currency": "USD"}, "Custom USD 10.00"),
        ({"type": "mystery_box", "value": None}, "mystery_box"),
        ({"type": "mystery_box", "value": 3}, "mystery_box 3"),
        ({"type": None, "value": None}, "Coupon"),
    ],
)
def test_a_coupon_is_worth_what_its_type_value_and_currency_say(fields: dict[str, Any], words: str) -> None:
    assert worth(coupon(**fields)) == words


@pytest.mark.parametrize(
    ("currency", "words"), [("د.ك", "د.ك 2.505 off"), ("KD.", "KD. 2.505 off"), (None, "2.505 off")]
)
def test_no_digit_is_lost_of_an_amount_whose_currency_is_not_known(currency: str | None, words: str) -> None:
    assert worth(coupon(type=FIXED, value="2.505", currency=currency)) == words


def test_a_currency_that_nobody_knows_is_cut_and_stands_as_it_came() -> None:
    assert worth(coupon(type=FIXED, value=5, currency="doubloons of gold")) == "doubloons o… 5 off"


def test_a_type_that_nobody_knows_is_cut() -> None:
    assert worth(coupon(type="x" * 60, value=None)) == "x" * 39 + "…"


@pytest.mark.parametrize("invisible", ["\u200b", "\u202e\u202c", "\x00"])
def test_a_type_that_nobody_can_see_is_as_good_as_none(invisible: str) -> None:
    assert worth(coupon(type=invisible, value=None)) == "Coupon"


def test_every_type_has_an_icon_that_slack_knows() -> None:
    assert ICONS.keys() == set(CouponType)
    assert set(ICONS.values()) <= SLACKS_ICONS

from typing import Any

import pytest

from bot.coupons.identity import coupon_meant, mark
from bot.coupons.selection import judge
from bot.gameball.models import Coupon
from tests.factories import NOW, coupon

USED = {"customer_used_count": 1, "is_available_to_use": False}


def meant(coupons: list[Coupon], code: str, marked: str | None) -> Coupon | None:
    item = coupon_meant(judge(coupons, now=NOW), code, marked)
    return item.coupon if item else None


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Other"},
        {"value": 20},
        {"expiry_date": None},
        {"limit_per_customer": 2},
        USED,
        {"used_count": 13},
    ],
)
def test_of_coupons_with_the_same_code_the_marked_one_is_meant(other: dict[str, Any]) -> None:
    both = [coupon(), coupon(**other)]

    assert [meant(both, "SUMMER10", mark(one)) for one in both] == both


def test_a_coupon_that_was_used_meanwhile_is_still_meant() -> None:
    used = coupon(**USED)

    assert meant([used, coupon(name="Other")], "SUMMER10", mark(coupon())) == used


def test_one_that_has_changed_is_not_meant_where_there_are_others_like_it() -> None:
    off = coupon(is_active=False)

    assert meant([coupon(used_count=13), off], "SUMMER10", mark(coupon())) is None
    assert meant([coupon(used_count=13), off], "SUMMER10", mark(off)) == off


def test_one_that_is_not_listed_any_more_is_not_replaced_by_another_with_its_code() -> None:
    assert meant([coupon(name="Other")], "SUMMER10", mark(coupon())) is None


def test_of_coupons_that_differ_in_nothing_either_is_meant() -> None:
    assert meant([coupon(), coupon()], "SUMMER10", mark(coupon())) == coupon()


def test_without_a_mark_the_first_with_this_code_is_meant() -> None:
    assert meant([coupon(**USED), coupon()], "summer10", None) == coupon()
    assert meant([coupon()], "OTHER", None) is None


def test_a_mark_is_short() -> None:
    assert len(mark(coupon(code="x" * 500))) == 10

import itertools
from datetime import timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from bot.coupons.availability import Standing
from bot.coupons.changes import (
    Added,
    Altered,
    Changes,
    Removed,
    Turned,
    UsedMore,
    changes_since,
    dump_shown,
    shown_at,
)
from bot.coupons.parts import Part
from bot.coupons.selection import JudgedCoupon, judge
from bot.gameball.models import UnreadField
from bot.gameball.values import ASSUMED_UTC
from tests.factories import NOW, coupon


def judged(*coupons: dict[str, Any]) -> list[JudgedCoupon]:
    return judge([coupon(**fields) for fields in coupons], now=NOW)


A = {"name": "A", "code": "A1", "customer_used_count": 0}
B = {"name": "B", "code": "B1", "customer_used_count": 0}


def test_what_is_shown_again_has_not_changed() -> None:
    shown = judged(A, {**B, "customer_used_count": 17}, {**B, "name": "C", "customer_used_count": None})

    assert changes_since(dump_shown(shown, NOW), shown) == Changes(
        NOW.replace(microsecond=0), (), compared=3, complete=True
    )


def test_a_use_is_told_with_its_counts() -> None:
    now = judged({**A, "customer_used_count": 1, "limit_per_customer": 3})

    changes = changes_since(dump_shown(judged({**A, "limit_per_customer": 3}), NOW), now)

    assert changes.changes == (UsedMore(now[0], 0, 1),)


_STANDINGS: dict[Standing, dict[str, Any]] = {
    Standing.USABLE: {},
    Standing.UNCLEAR: {"is_active": False},
    Standing.STARTS_LATER: {"is_available_to_use": False, "start_date": NOW + timedelta(days=2)},
    Standing.UNUSABLE: {"is_available_to_use": False},
}


@pytest.mark.parametrize(("was", "becomes"), list(itertools.permutations(Standing, 2)))
def test_another_standing_is_told(was: Standing, becomes: Standing) -> None:
    before, now = judged(A | _STANDINGS[was]), judged(A | _STANDINGS[becomes])

    assert Turned(now[0], was) in changes_since(dump_shown(before, NOW), now).changes


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"value": Decimal("10.5")}, "value"),
        ({"currency": "EGP"}, "currency"),
        ({"capping": Decimal(50)}, "cap or minimum order"),
        ({"min_order_value": Decimal(50)}, "cap or minimum order"),
        ({"type": "fixed"}, "type"),
        ({"target": "POS"}, "target"),
        ({"is_promotion": True}, "type"),
        ({"start_date": NOW - timedelta(days=2)}, "start date"),
        ({"expiry_date": NOW + timedelta(days=200)}, "end date"),
        ({"usage_limit": 5000}, "limits"),
        ({"limit_per_customer": 9}, "limits"),
        ({"used_count": 17}, "uses by all customers"),
        ({"name": "Another"}, "name"),
        ({"display_name": "Another"}, "name"),
        ({"unread": (UnreadField("customerUsedCount", "x"),)}, "number of uses"),
        ({"expiry_date": (NOW + timedelta(days=30)).replace(tzinfo=ASSUMED_UTC)}, "end date"),
        ({"unread": (UnreadField("expiryDate", "soon"),)}, "end date"),
        ({"unread": (UnreadField("value", "much"),)}, "value"),
        ({"unread": (UnreadField("status", "{}"),)}, "certainty"),
        # Gameball said nothing of it, and now says the same as was guessed.
        ({"is_available_to_use": None}, "certainty"),
        ({"status": "Frozen"}, "certainty"),
    ],
)
def test_each_other_part_that_has_changed_is_named(fields: dict[str, Any], part: Part) -> None:
    now = judged(A | fields)

    assert changes_since(dump_shown(judged(A), NOW), now).changes == (Altered(now[0], (part,)),)


def test_a_doubt_about_the_same_field_that_is_another_one_is_told() -> None:
    before, now = (judged(A | {"unread": (UnreadField("expiryDate", came),)}) for came in ("soon", "later"))

    assert changes_since(dump_shown(before, NOW), now).changes == (Altered(now[0], ("end date",)),)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": Decimal("10.00")},
        {"expiry_date": (NOW + timedelta(days=30)).astimezone(timezone(timedelta(hours=3)))},
        {"percent_sign": True},
        # What is not shown.
        {"status": "active"},
        {"is_used": False},
    ],
)
def test_the_same_value_in_another_form_has_not_changed(fields: dict[str, Any]) -> None:
    before = dump_shown(judged(A | {"value": Decimal(10)}), NOW)

    assert changes_since(before, judged(A | {"value": Decimal(10)} | fields)).changes == ()


def test_another_reason_of_the_same_standing_is_told() -> None:
    refused = A | {"is_available_to_use": False}
    now = judged(refused | {"is_active": False})

    assert changes_since(dump_shown(judged(refused), NOW), now).changes == (Altered(now[0], ("reasons",)),)


def test_what_came_and_what_went_is_told() -> None:
    now = judged(B)

    assert changes_since(dump_shown(judged(A), NOW), now).changes == (Added(now[0]), Removed(1))


def test_a_count_that_was_not_known_is_not_told_as_none_used() -> None:
    unknown, once = (judged(A | {"customer_used_count": used, "limit_per_customer": 3}) for used in (None, 1))

    assert changes_since(dump_shown(unknown, NOW), once).changes == (UsedMore(once[0], None, 1),)
    assert changes_since(dump_shown(once, NOW), unknown).changes == (UsedMore(unknown[0], 1, None),)


def test_two_coupons_of_one_code_are_two() -> None:
    twice = judged(A, A)

    assert changes_since(dump_shown(twice, NOW), judged(A)).changes == (Removed(1),)


def test_of_coupons_of_one_code_that_changed_places_none_has_changed() -> None:
    one, two = judged(A | {"value": 1}), judged(A | {"value": 2})

    assert changes_since(dump_shown(one + two, NOW), two + one).changes == ()


def test_of_several_coupons_of_one_code_only_the_changed_one_is_told() -> None:
    one, two, other = (judged(A | {"value": value}) for value in (1, 2, 3))

    assert changes_since(dump_shown(one + two, NOW), other + two).changes == (Altered(other[0], ("value",)),)


def test_of_a_long_list_as_many_are_compared_as_there_is_room_for() -> None:
    many = judged(*({"name": str(number), "code": f"C{number}"} for number in range(500)))
    shown = dump_shown(many, NOW)

    compared = len(shown.split()) - 2

    assert (len(shown) <= 1102, compared > 30) == (True, True)
    assert changes_since(shown, many) == Changes(NOW.replace(microsecond=0), (), compared, complete=False)


@pytest.mark.parametrize(
    "shown",
    ["", "x", "1 abcdeq0", "1 abcdeu", f"1 abcdeu{12 * 'AA'}", f"1 abcdeu{12 * 'AA'}zz", "1  "],
)
def test_what_was_not_written_here_is_refused(shown: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        changes_since(shown, judged(A))


def test_what_was_shown_tells_its_age() -> None:
    shown = dump_shown(judged(A), NOW - timedelta(minutes=5))

    assert shown_at(shown) == (NOW - timedelta(minutes=5)).replace(microsecond=0)


@pytest.mark.parametrize("shown", ["", "x", "99999999999999999999"])
def test_what_was_not_written_here_has_no_age(shown: str) -> None:
    assert shown_at(shown) is None

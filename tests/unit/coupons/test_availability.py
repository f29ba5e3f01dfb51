from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.coupons.availability import (
    Availability,
    Contradiction,
    Deactivated,
    Expired,
    NotStarted,
    Reason,
    Standing,
    Unexplained,
    UsedByCustomer,
    UsedUp,
    diagnose,
    expiry_of,
    uses_left,
)
from tests.factories import NOW, coupon

SECOND = timedelta(seconds=1)
YESTERDAY, TOMORROW, IN_A_WEEK = NOW - timedelta(days=1), NOW + timedelta(days=1), NOW + timedelta(days=7)
NEVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
REFUSED = {"is_available_to_use": False}
UNSAID = {"is_available_to_use": None}


def test_a_coupon_that_gameball_calls_available_and_nothing_speaks_against_is_usable() -> None:
    assert diagnose(coupon(), now=NOW) == Availability(usable=True)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"start_date": TOMORROW}, NotStarted(TOMORROW)),
        ({"expiry_date": YESTERDAY, "is_expired": True}, Expired(YESTERDAY)),
        ({"expiry_date": None, "is_expired": True}, Expired(None)),
        ({"is_active": False}, Deactivated()),
        ({"limit_per_customer": 1, "customer_used_count": 1}, UsedByCustomer(1, 1)),
        ({"limit_per_customer": 2, "customer_used_count": 5}, UsedByCustomer(5, 2)),
        ({"usage_limit": 100, "used_count": 100}, UsedUp(100, 100)),
    ],
)
def test_a_refusal_comes_with_its_reason_and_evidence(fields: dict[str, Any], reason: Reason) -> None:
    assert diagnose(coupon(**REFUSED, **fields), now=NOW) == Availability(usable=False, reasons=(reason,))


def test_a_refusal_without_a_visible_reason_says_so() -> None:
    assert diagnose(coupon(**REFUSED), now=NOW) == Availability(usable=False, reasons=(Unexplained(),))


def test_all_reasons_are_given_and_the_one_that_passes_by_itself_comes_last() -> None:
    everything = coupon(
        **REFUSED,
        start_date=IN_A_WEEK,
        expiry_date=YESTERDAY,
        is_expired=True,
        is_active=False,
        limit_per_customer=1,
        customer_used_count=1,
        usage_limit=100,
        used_count=120,
    )
    assert diagnose(everything, now=NOW).reasons == (
        Expired(YESTERDAY),
        UsedByCustomer(1, 1),
        UsedUp(120, 100),
        Deactivated(),
        NotStarted(IN_A_WEEK),
    )


@pytest.mark.parametrize("limit", [0, None, -1])
def test_a_limit_that_is_not_positive_is_no_limit(limit: int | None) -> None:
    unlimited = coupon(
        **UNSAID, limit_per_customer=limit, customer_used_count=7, usage_limit=limit, used_count=9
    )
    assert diagnose(unlimited, now=NOW) == Availability(usable=True, derived=True)
    assert uses_left(unlimited) is None


def test_a_limit_without_a_count_is_no_reason() -> None:
    uncounted = coupon(**UNSAID, customer_used_count=None, used_count=None)
    assert diagnose(uncounted, now=NOW) == Availability(usable=True, derived=True)


def test_without_gameballs_word_the_verdict_is_derived() -> None:
    off = coupon(**UNSAID, is_active=False)
    assert diagnose(off, now=NOW) == Availability(usable=False, reasons=(Deactivated(),), derived=True)


@pytest.mark.parametrize(("starts", "usable"), [(NOW, True), (NOW + SECOND, False)])
def test_a_coupon_has_started_at_its_very_start(starts: datetime, *, usable: bool) -> None:
    assert diagnose(coupon(**UNSAID, start_date=starts), now=NOW).usable is usable


@pytest.mark.parametrize(("expiry", "usable"), [(NOW, False), (NOW + SECOND, True)])
def test_a_coupon_has_expired_at_its_very_expiry(expiry: datetime, *, usable: bool) -> None:
    assert diagnose(coupon(**UNSAID, expiry_date=expiry), now=NOW).usable is usable


@pytest.mark.parametrize(
    ("distance", "soon"),
    [(SECOND, True), (timedelta(hours=72), True), (timedelta(hours=72) + SECOND, False)],
)
def test_a_usable_coupon_expires_soon_from_72_hours_before(distance: timedelta, *, soon: bool) -> None:
    assert diagnose(coupon(expiry_date=NOW + distance), now=NOW).expiring_soon is soon


def test_a_coupon_that_cannot_be_used_does_not_expire_soon() -> None:
    assert not diagnose(coupon(**REFUSED, expiry_date=TOMORROW), now=NOW).expiring_soon


def test_a_coupon_that_is_only_said_to_work_expires_soon_too() -> None:
    assert diagnose(coupon(expiry_date=TOMORROW, is_active=False), now=NOW).expiring_soon


@pytest.mark.parametrize("expiry", [YESTERDAY, NOW])
def test_a_coupon_past_its_expiry_does_not_expire_soon(expiry: datetime) -> None:
    assert not diagnose(coupon(expiry_date=expiry), now=NOW).expiring_soon


@pytest.mark.parametrize("expiry", [None, NEVER])
def test_a_coupon_without_a_real_expiry_never_expires(expiry: datetime | None) -> None:
    endless = coupon(expiry_date=expiry)
    assert expiry_of(endless) is None
    assert diagnose(endless, now=NOW) == Availability(usable=True)


@pytest.mark.parametrize(
    ("fields", "usable", "contradictions"),
    [
        (
            {"expiry_date": YESTERDAY},
            True,
            (Contradiction.AVAILABLE_ALL_THE_SAME, Contradiction.EXPIRY_PASSED_NOT_EXPIRED),
        ),
        ({"expiry_date": YESTERDAY} | REFUSED, False, (Contradiction.EXPIRY_PASSED_NOT_EXPIRED,)),
        ({"expiry_date": NOW} | REFUSED, False, (Contradiction.EXPIRY_PASSED_NOT_EXPIRED,)),
        ({"expiry_date": NOW, "is_expired": True} | REFUSED, False, ()),
        ({"expiry_date": TOMORROW, "is_expired": True} | REFUSED, False, (Contradiction.EXPIRED_BEFORE_EXPIRY,)),
        (
            {"expiry_date": TOMORROW, "is_expired": True},
            True,
            (Contradiction.AVAILABLE_ALL_THE_SAME, Contradiction.EXPIRED_BEFORE_EXPIRY),
        ),
        ({"is_active": False}, True, (Contradiction.AVAILABLE_ALL_THE_SAME,)),
        ({"customer_used_count": 3}, True, (Contradiction.AVAILABLE_ALL_THE_SAME,)),
        ({"start_date": TOMORROW}, True, (Contradiction.AVAILABLE_ALL_THE_SAME,)),
        ({"expiry_date": YESTERDAY, "is_expired": None} | REFUSED, False, ()),
        ({"expiry_date": None, "is_expired": True} | REFUSED, False, ()),
    ],
)  # fmt: skip
def test_fields_that_contradict_each_other_are_named_and_gameballs_word_stays_the_headline(
    fields: dict[str, Any], contradictions: tuple[Contradiction, ...], *, usable: bool
) -> None:
    verdict = diagnose(coupon(**fields), now=NOW)
    assert (verdict.usable, verdict.contradictions) == (usable, contradictions)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, Standing.USABLE),
        ({"is_active": False}, Standing.USABLE),
        ({"start_date": TOMORROW} | REFUSED, Standing.STARTS_LATER),
        ({"start_date": TOMORROW, "is_active": False} | REFUSED, Standing.UNUSABLE),
        (REFUSED, Standing.UNUSABLE),
    ],
)
def test_a_coupon_starts_later_only_where_nothing_else_is_in_its_way(
    fields: dict[str, Any], standing: Standing
) -> None:
    assert diagnose(coupon(**fields), now=NOW).standing is standing


@pytest.mark.parametrize(
    ("own", "own_used", "shared", "shared_used", "left"),
    [
        (3, 1, None, None, 2),
        (None, None, 100, 40, 60),
        (3, 1, 100, 99, 1),
        (3, None, None, None, 3),
        (1, 5, None, None, 0),
        (1, -5, None, None, 1),
    ],
)
def test_the_tighter_limit_tells_how_often_it_can_still_be_used(
    own: int | None, own_used: int | None, shared: int | None, shared_used: int | None, left: int
) -> None:
    limited = coupon(
        limit_per_customer=own, customer_used_count=own_used, usage_limit=shared, used_count=shared_used
    )
    assert uses_left(limited) == left

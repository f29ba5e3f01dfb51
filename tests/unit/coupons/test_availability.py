from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.coupons.availability import Availability, Standing, diagnose, uses_left
from bot.coupons.evidence import (
    Deactivated,
    Deleted,
    Expired,
    NotStarted,
    Reason,
    Unexplained,
    Used,
    UsedByCustomer,
    UsedUp,
)
from bot.coupons.period import expiry_of
from tests.factories import NOW, coupon

SECOND = timedelta(seconds=1)
YESTERDAY, TOMORROW, IN_A_WEEK = NOW - timedelta(days=1), NOW + timedelta(days=1), NOW + timedelta(days=7)
NEVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
REFUSED = {"is_available_to_use": False}
UNSAID = {"is_available_to_use": None}
UNCOUNTED = dict.fromkeys(("usage_limit", "limit_per_customer", "used_count", "customer_used_count"))


def test_a_coupon_that_gameball_calls_available_and_nothing_speaks_against_is_usable() -> None:
    assert diagnose(coupon(), now=NOW) == Availability(Standing.USABLE)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"expiry_date": YESTERDAY, "is_expired": True}, Expired(YESTERDAY)),
        ({"expiry_date": None, "is_expired": True}, Expired(None)),
        ({"is_active": False}, Deactivated()),
        ({"limit_per_customer": 1, "customer_used_count": 1}, UsedByCustomer(1, 1)),
        ({"limit_per_customer": 2, "customer_used_count": 5}, UsedByCustomer(5, 2)),
        ({"usage_limit": 100, "used_count": 100}, UsedUp(100, 100)),
        ({"is_used": True} | UNCOUNTED, Used()),
        ({"status": "Used"} | UNCOUNTED, Used()),
        ({"status": "REDEEMED"} | UNCOUNTED, Used()),
        ({"status": "used_up"} | UNCOUNTED, Used()),
        ({"status": "Burned"} | UNCOUNTED, Used()),
        ({"status": "Consumed"} | UNCOUNTED, Used()),
        *(({"status": word, "is_active": None}, Deactivated()) for word in ("Blocked", "Void", "revoked")),
        ({"status": "Not Active", "is_active": None}, Deactivated()),
        ({"status": "cancelled", "is_active": None}, Deactivated()),
        ({"status": "expired", "expiry_date": None, "is_expired": None}, Expired(None)),
        ({"status": "Deleted"}, Deleted()),
        ({"status": "inactive", "is_active": None}, Deactivated()),
        # How often says more than that.
        ({"is_used": True, "limit_per_customer": 1, "customer_used_count": 1}, UsedByCustomer(1, 1)),
    ],
)
@pytest.mark.parametrize(("said", "derived"), [(False, False), (None, True)])
def test_a_reason_decides_where_gameball_does_not_say_yes(
    fields: dict[str, Any], reason: Reason, said: bool | None, *, derived: bool
) -> None:
    assert diagnose(coupon(is_available_to_use=said, **fields), now=NOW) == Availability(
        Standing.UNUSABLE, reasons=(reason,), derived=derived
    )


def test_a_refusal_without_a_visible_reason_says_so() -> None:
    assert diagnose(coupon(**REFUSED), now=NOW) == Availability(Standing.UNUSABLE, reasons=(Unexplained(),))


def test_all_reasons_are_given_and_the_one_that_passes_by_itself_comes_last() -> None:
    everything = coupon(
        **REFUSED,
        start_date=TOMORROW,
        expiry_date=IN_A_WEEK,
        is_expired=True,
        status="deleted",
        is_active=False,
        limit_per_customer=1,
        customer_used_count=1,
        usage_limit=100,
        used_count=120,
    )
    assert diagnose(everything, now=NOW).reasons == (
        Expired(None),
        Deleted(),
        UsedByCustomer(1, 1),
        UsedUp(120, 100),
        Deactivated(),
        NotStarted(TOMORROW),
    )


@pytest.mark.parametrize("limit", [0, None, -1])
def test_a_limit_that_is_not_positive_is_no_limit(limit: int | None) -> None:
    unlimited = coupon(
        **UNSAID, limit_per_customer=limit, customer_used_count=7, usage_limit=limit, used_count=9
    )
    assert diagnose(unlimited, now=NOW) == Availability(Standing.USABLE, derived=True)
    assert uses_left(unlimited) is None


def test_a_limit_without_a_count_is_no_reason() -> None:
    uncounted = coupon(**UNSAID, customer_used_count=None, used_count=None)
    assert diagnose(uncounted, now=NOW) == Availability(Standing.USABLE, derived=True)


def test_without_gameballs_word_the_verdict_is_derived() -> None:
    off = coupon(**UNSAID, is_active=False)
    assert diagnose(off, now=NOW) == Availability(Standing.UNUSABLE, reasons=(Deactivated(),), derived=True)


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


@pytest.mark.parametrize("expiry", [YESTERDAY, NOW])
def test_a_coupon_past_its_expiry_does_not_expire_soon(expiry: datetime) -> None:
    assert not diagnose(coupon(expiry_date=expiry), now=NOW).expiring_soon


@pytest.mark.parametrize("expiry", [None, NEVER])
def test_a_coupon_without_a_real_expiry_never_expires(expiry: datetime | None) -> None:
    endless = coupon(expiry_date=expiry)
    assert expiry_of(endless) is None
    assert diagnose(endless, now=NOW) == Availability(Standing.USABLE)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, Standing.USABLE),
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
        (3, 1, 100, 40, 2),
        (3, 1, 2, 0, None),
        (1, 5, None, None, 0),
        (1, -5, None, None, 1),
        # The last one for all is the last one for each.
        (3, 1, 100, 99, 1),
        (None, None, 1, 0, 1),
        (1, None, None, None, 1),
        # Others may take what is left for all.
        (None, None, 100, 40, None),
        (5, 0, 100, 98, None),
        # How often it was used is not known.
        (3, None, None, None, None),
        (None, None, 9, None, None),
    ],
)
def test_uses_left_are_those_that_this_customer_surely_has(
    own: int | None, own_used: int | None, shared: int | None, shared_used: int | None, left: int | None
) -> None:
    limited = coupon(
        limit_per_customer=own, customer_used_count=own_used, usage_limit=shared, used_count=shared_used
    )
    assert uses_left(limited) == left

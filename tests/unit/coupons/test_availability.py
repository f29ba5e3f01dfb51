from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.coupons.availability import Availability, Standing, diagnose, expiry_of, uses_left
from bot.coupons.evidence import (
    Contradiction,
    Deactivated,
    Deleted,
    Doubt,
    EndsBeforeStart,
    Expired,
    FirstDay,
    LastDay,
    NotStarted,
    OtherStatus,
    Reason,
    Unexplained,
    Unread,
    Used,
    UsedByCustomer,
    UsedUp,
)
from bot.gameball.models import UnreadField
from bot.gameball.values import WHOLE_DAY
from tests.factories import NOW, coupon

SECOND = timedelta(seconds=1)
YESTERDAY, TOMORROW, IN_A_WEEK = NOW - timedelta(days=1), NOW + timedelta(days=1), NOW + timedelta(days=7)
NEVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
REFUSED = {"is_available_to_use": False}
UNSAID = {"is_available_to_use": None}


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
        ({"is_used": True}, Used()),
        ({"status": "Used"}, Used()),
        ({"status": "REDEEMED"}, Used()),
        ({"status": "expired", "expiry_date": None}, Expired(None)),
        ({"status": "Deleted"}, Deleted()),
        ({"status": "inactive"}, Deactivated()),
        # How often says more than that.
        ({"is_used": True, "limit_per_customer": 1, "customer_used_count": 1}, UsedByCustomer(1, 1)),
    ],
)
def test_a_refusal_comes_with_its_reason_and_evidence(fields: dict[str, Any], reason: Reason) -> None:
    assert diagnose(coupon(**REFUSED, **fields), now=NOW) == Availability(
        Standing.UNUSABLE, reasons=(reason,)
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
        Expired(IN_A_WEEK),
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


_ALL_THE_SAME = Contradiction.AVAILABLE_ALL_THE_SAME
_NOT_EXPIRED, _TOO_EARLY = Contradiction.EXPIRY_PASSED_NOT_EXPIRED, Contradiction.EXPIRED_BEFORE_EXPIRY


@pytest.mark.parametrize(
    ("fields", "standing", "contradictions"),
    [
        ({"expiry_date": YESTERDAY}, Standing.UNCLEAR, (_ALL_THE_SAME, _NOT_EXPIRED)),
        ({"expiry_date": YESTERDAY} | REFUSED, Standing.UNUSABLE, (_NOT_EXPIRED,)),
        ({"expiry_date": NOW} | REFUSED, Standing.UNUSABLE, (_NOT_EXPIRED,)),
        ({"expiry_date": NOW, "is_expired": True} | REFUSED, Standing.UNUSABLE, ()),
        ({"expiry_date": TOMORROW, "is_expired": True} | REFUSED, Standing.UNUSABLE, (_TOO_EARLY,)),
        ({"expiry_date": TOMORROW, "is_expired": True}, Standing.UNCLEAR, (_ALL_THE_SAME, _TOO_EARLY)),
        ({"expiry_date": TOMORROW, "is_expired": True} | UNSAID, Standing.UNCLEAR, (_TOO_EARLY,)),
        ({"is_active": False}, Standing.UNCLEAR, (_ALL_THE_SAME,)),
        ({"customer_used_count": 3}, Standing.UNCLEAR, (_ALL_THE_SAME,)),
        ({"start_date": TOMORROW}, Standing.UNCLEAR, (_ALL_THE_SAME,)),
        ({"is_used": True}, Standing.UNCLEAR, (_ALL_THE_SAME,)),
        ({"status": "Deleted"}, Standing.UNCLEAR, (_ALL_THE_SAME,)),
        ({"expiry_date": YESTERDAY, "is_expired": None} | REFUSED, Standing.UNUSABLE, ()),
        ({"expiry_date": None, "is_expired": True} | REFUSED, Standing.UNUSABLE, ()),
    ],
)  # fmt: skip
def test_where_gameball_says_yes_and_a_field_says_no_it_is_unclear(
    fields: dict[str, Any], standing: Standing, contradictions: tuple[Contradiction, ...]
) -> None:
    verdict = diagnose(coupon(**fields), now=NOW)
    assert (verdict.standing, verdict.contradictions) == (standing, contradictions)


@pytest.mark.parametrize(
    ("said", "standing"),
    [(True, Standing.UNCLEAR), (None, Standing.UNCLEAR), (False, Standing.UNUSABLE)],
)
def test_a_coupon_that_ends_before_it_starts_is_never_one_that_starts_later(
    said: bool | None, standing: Standing
) -> None:
    starts, expiry = NOW + timedelta(days=9), NOW + timedelta(days=2)
    verdict = diagnose(coupon(is_available_to_use=said, start_date=starts, expiry_date=expiry), now=NOW)

    assert (verdict.standing, verdict.reasons) == (standing, (EndsBeforeStart(starts, expiry),))


_SOON = UnreadField("expiryDate", "soon")


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"unread": (_SOON,)}, Unread(_SOON)),
        ({"unread": (UnreadField("usageLimit", "unlimited"),)}, Unread(UnreadField("usageLimit", "unlimited"))),
        ({"unread": (UnreadField("isAvailableToUse", "maybe"),)}, Unread(UnreadField("isAvailableToUse", "maybe"))),
        ({"status": "Frozen"}, OtherStatus("Frozen")),
    ],
)  # fmt: skip
def test_without_gameballs_verdict_what_cannot_be_told_is_unclear(
    fields: dict[str, Any], doubt: Doubt
) -> None:
    unsaid = diagnose(coupon(**UNSAID, **fields), now=NOW)

    assert (unsaid.standing, unsaid.reasons, unsaid.doubts) == (Standing.UNCLEAR, (), (doubt,))
    assert diagnose(coupon(**fields), now=NOW).standing is Standing.USABLE
    assert diagnose(coupon(**REFUSED, **fields), now=NOW).standing is Standing.UNUSABLE


def test_a_field_that_decides_nothing_raises_no_doubt() -> None:
    odd = coupon(**UNSAID, unread=(UnreadField("value", "15 or 20"),))

    assert diagnose(odd, now=NOW) == Availability(Standing.USABLE, derived=True)


def test_a_reason_that_is_certain_is_no_doubt_however_much_else_could_not_be_read() -> None:
    odd = coupon(**UNSAID, is_active=False, unread=(_SOON,))

    assert diagnose(odd, now=NOW).standing is Standing.UNUSABLE


_DAY = datetime(2026, 11, 27, tzinfo=WHOLE_DAY)


@pytest.mark.parametrize(
    ("now", "unsaid", "doubts", "reasons"),
    [
        # Until the day has ended where it ends first, 14 hours before UTC.
        (datetime(2026, 11, 27, 9, 59, tzinfo=UTC), Standing.USABLE, (), ()),
        (datetime(2026, 11, 27, 10, 0, tzinfo=UTC), Standing.UNCLEAR, (LastDay(_DAY),), ()),
        (datetime(2026, 11, 28, 11, 59, tzinfo=UTC), Standing.UNCLEAR, (LastDay(_DAY),), ()),
        # And 12 hours behind it.
        (datetime(2026, 11, 28, 12, 0, tzinfo=UTC), Standing.UNUSABLE, (), (Expired(_DAY),)),
    ],
)
def test_a_day_without_an_hour_lasts_until_it_has_ended_everywhere(
    now: datetime, unsaid: Standing, doubts: tuple[Doubt, ...], reasons: tuple[Reason, ...]
) -> None:
    verdict = diagnose(coupon(**UNSAID, is_expired=None, expiry_date=_DAY), now=now)

    assert (verdict.standing, verdict.doubts, verdict.reasons) == (unsaid, doubts, reasons)


@pytest.mark.parametrize(
    ("now", "unsaid", "doubts"),
    [
        (datetime(2026, 11, 26, 9, 59, tzinfo=UTC), Standing.STARTS_LATER, ()),
        (datetime(2026, 11, 26, 10, 0, tzinfo=UTC), Standing.UNCLEAR, (FirstDay(_DAY),)),
        (datetime(2026, 11, 27, 11, 59, tzinfo=UTC), Standing.UNCLEAR, (FirstDay(_DAY),)),
        (datetime(2026, 11, 27, 12, 0, tzinfo=UTC), Standing.USABLE, ()),
    ],
)
def test_a_day_without_an_hour_begins_where_it_begins_first(
    now: datetime, unsaid: Standing, doubts: tuple[Doubt, ...]
) -> None:
    verdict = diagnose(coupon(**UNSAID, start_date=_DAY), now=now)

    assert (verdict.standing, verdict.doubts) == (unsaid, doubts)


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

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.coupons.availability import Availability, Standing, diagnose
from bot.coupons.evidence import (
    Contradiction,
    Deactivated,
    Doubt,
    EndsBeforeStart,
    Expired,
    NoCode,
    NotStarted,
    OtherStatus,
    Reason,
    Unread,
    Used,
    UsedByCustomer,
)
from bot.gameball.models import UnreadField
from bot.gameball.values import WHOLE_DAY
from tests.factories import NOW, coupon

YESTERDAY, TOMORROW, IN_A_WEEK = NOW - timedelta(days=1), NOW + timedelta(days=1), NOW + timedelta(days=7)
REFUSED = {"is_available_to_use": False}
UNSAID = {"is_available_to_use": None}
UNCOUNTED = dict.fromkeys(("usage_limit", "limit_per_customer", "used_count", "customer_used_count"))
_NOT_EXPIRED, _TOO_EARLY = Contradiction.EXPIRY_PASSED_NOT_EXPIRED, Contradiction.EXPIRED_BEFORE_EXPIRY
_UNMARKED = {"is_expired": None}


@pytest.mark.parametrize(
    "fields",
    [
        {"expiry_date": YESTERDAY},
        {"expiry_date": YESTERDAY, "is_expired": True},
        {"expiry_date": TOMORROW, "is_expired": True},
        {"is_active": False},
        {"customer_used_count": 3},
        {"used_count": 1000},
        {"start_date": TOMORROW},
        {"is_used": True},
        {"status": "Deleted"},
        {"status": "Cancelled"},
        {"start_date": IN_A_WEEK, "expiry_date": TOMORROW},
    ],
)
def test_where_gameball_says_yes_and_a_field_says_no_it_is_unclear(fields: dict[str, Any]) -> None:
    assert diagnose(coupon(**fields), now=NOW).standing is Standing.UNCLEAR


@pytest.mark.parametrize(
    ("fields", "reason", "contradiction"),
    [
        ({"expiry_date": YESTERDAY}, Expired(YESTERDAY), _NOT_EXPIRED),
        ({"expiry_date": NOW}, Expired(NOW), _NOT_EXPIRED),
        ({"expiry_date": TOMORROW, "is_expired": True}, Expired(None), _TOO_EARLY),
        ({"expiry_date": TOMORROW, "status": "Expired"}, Expired(None), _TOO_EARLY),
        ({"expiry_date": None, "status": "Expired"}, Expired(None), Contradiction.NOT_EXPIRED),
        (
            {"expiry_date": datetime(202, 11, 23, tzinfo=UTC)},
            Expired(datetime(202, 11, 23, tzinfo=UTC)),
            Contradiction.IMPOSSIBLE_EXPIRY,
        ),
        ({"is_active": False, "status": "Active"}, Deactivated(), Contradiction.ACTIVE),
        ({"status": "Inactive"}, Deactivated(), Contradiction.ACTIVE),
        ({"is_used": True, "status": "active"} | UNCOUNTED, Used(), Contradiction.NOT_USED),
        ({"is_used": False, "customer_used_count": 1}, UsedByCustomer(1, 1), Contradiction.NOT_USED),
        ({"is_used": False, "status": "Used"} | UNCOUNTED, Used(), Contradiction.NOT_USED),
        ({"is_used": True, "status": "Unused"} | UNCOUNTED, Used(), Contradiction.NOT_USED),
        ({"is_active": False, "status": "Available"}, Deactivated(), Contradiction.ACTIVE),
        ({"is_used": True} | UNCOUNTED | {"customer_used_count": 0}, Used(), Contradiction.NOT_USED),
        ({"is_used": True} | UNCOUNTED | {"used_count": 0}, Used(), Contradiction.NOT_USED),
        (
            {"is_used": True, "limit_per_customer": 3, "customer_used_count": 1},
            Used(),
            Contradiction.NOT_USED,
        ),
    ],
)
def test_a_reason_that_another_field_denies_decides_only_with_gameballs_no(
    fields: dict[str, Any], reason: Reason, contradiction: Contradiction
) -> None:
    unsaid, refused = (diagnose(coupon(**said, **fields), now=NOW) for said in (UNSAID, REFUSED))

    assert unsaid == Availability(
        Standing.UNCLEAR, reasons=(reason,), contradictions=(contradiction,), derived=True
    )
    assert refused == Availability(Standing.UNUSABLE, reasons=(reason,), contradictions=(contradiction,))


def test_beside_a_reason_that_is_denied_another_one_decides() -> None:
    off = coupon(**UNSAID, expiry_date=YESTERDAY, customer_used_count=1)

    assert diagnose(off, now=NOW).standing is Standing.UNUSABLE


@pytest.mark.parametrize(
    ("said", "standing"),
    [(True, Standing.UNCLEAR), (None, Standing.UNCLEAR), (False, Standing.UNUSABLE)],
)
@pytest.mark.parametrize(
    ("starts", "expiry"),
    [
        (NOW + timedelta(days=9), NOW + timedelta(days=2)),
        (NOW + timedelta(days=9), NOW + timedelta(days=9)),
        (datetime(2026, 12, 2, tzinfo=WHOLE_DAY), datetime(2026, 12, 1, tzinfo=WHOLE_DAY)),
        # Wherever that day is meant.
        (datetime(2026, 12, 3, tzinfo=WHOLE_DAY), datetime(2026, 12, 2, 9, tzinfo=UTC)),
        (datetime(2026, 12, 2, 12, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=WHOLE_DAY)),
    ],
)
def test_a_coupon_that_ends_before_it_starts_is_never_one_that_starts_later(
    starts: datetime, expiry: datetime, said: bool | None, standing: Standing
) -> None:
    verdict = diagnose(coupon(is_available_to_use=said, start_date=starts, expiry_date=expiry), now=NOW)

    assert (verdict.standing, verdict.reasons) == (standing, (EndsBeforeStart(starts, expiry),))


@pytest.mark.parametrize(
    ("starts", "expiry"),
    [
        (datetime(2026, 12, 1, tzinfo=WHOLE_DAY), datetime(2026, 12, 1, tzinfo=WHOLE_DAY)),
        (datetime(2026, 12, 1, 23, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=WHOLE_DAY)),
        (datetime(2026, 12, 3, tzinfo=WHOLE_DAY), datetime(2026, 12, 2, 11, tzinfo=UTC)),
    ],
)
def test_a_coupon_of_one_day_starts_later(starts: datetime, expiry: datetime) -> None:
    verdict = diagnose(coupon(**REFUSED, start_date=starts, expiry_date=expiry), now=NOW)

    assert (verdict.standing, verdict.reasons) == (Standing.STARTS_LATER, (NotStarted(starts),))


def test_a_coupon_whose_start_and_end_are_both_over_has_expired_in_whatever_order() -> None:
    over = coupon(**UNSAID, **_UNMARKED, start_date=YESTERDAY, expiry_date=NOW - timedelta(days=9))

    assert diagnose(over, now=NOW).reasons == (Expired(NOW - timedelta(days=9)),)
    assert diagnose(over, now=NOW).standing is Standing.UNUSABLE


def test_an_end_that_is_over_before_a_start_to_come_proves_nothing_by_itself() -> None:
    odd = coupon(**UNSAID, **_UNMARKED, start_date=TOMORROW, expiry_date=YESTERDAY)

    assert diagnose(odd, now=NOW).standing is Standing.UNCLEAR
    assert diagnose(dataclasses.replace(odd, is_expired=True), now=NOW).standing is Standing.UNUSABLE


_SOON = UnreadField("expiryDate", "soon")


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"unread": (_SOON,)}, Unread(_SOON)),
        ({"unread": (UnreadField("usageLimit", "unlimited"),)}, Unread(UnreadField("usageLimit", "unlimited"))),
        ({"unread": (UnreadField("isAvailableToUse", "maybe"),)}, Unread(UnreadField("isAvailableToUse", "maybe"))),
        ({"status": "Frozen"}, OtherStatus("Frozen")),
        ({"code": None}, NoCode()),
        ({"code": None, "unread": (UnreadField("code", "[]"),)}, Unread(UnreadField("code", "[]"))),
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
    promotion = coupon(**UNSAID, code=None, is_promotion=True)

    assert diagnose(promotion, now=NOW) == Availability(Standing.USABLE, derived=True)
    assert diagnose(odd, now=NOW) == Availability(Standing.USABLE, derived=True)


def test_gameballs_own_verdict_that_could_not_be_read_is_the_first_doubt() -> None:
    fields = ("expiryDate", "isAvailableToUse")
    odd = coupon(**UNSAID, unread=tuple(UnreadField(name, "x") for name in fields))

    assert diagnose(odd, now=NOW).doubts == tuple(Unread(UnreadField(name, "x")) for name in reversed(fields))


@pytest.mark.parametrize(
    ("said", "standing"),
    [(None, Standing.UNCLEAR), (False, Standing.STARTS_LATER), (True, Standing.UNCLEAR)],
)
def test_a_start_to_come_says_nothing_where_another_field_is_in_doubt(
    said: bool | None, standing: Standing
) -> None:
    later = coupon(is_available_to_use=said, start_date=TOMORROW, status="Frozen")

    assert diagnose(later, now=NOW).standing is standing


@pytest.mark.parametrize(
    "denied",
    [
        {"status": "Expired", "is_expired": None},
        {"is_used": True, "customer_used_count": 0},
        {"is_active": False, "status": "Active"},
    ],
)
def test_a_start_to_come_decides_nothing_about_a_reason_that_is_denied(denied: dict[str, Any]) -> None:
    later = {"start_date": TOMORROW, "expiry_date": IN_A_WEEK, **denied}

    assert diagnose(coupon(**later, **UNSAID), now=NOW).standing is Standing.UNCLEAR
    assert diagnose(coupon(**later, **REFUSED), now=NOW).standing is Standing.UNUSABLE


def test_a_reason_that_is_certain_is_no_doubt_however_much_else_could_not_be_read() -> None:
    odd = coupon(**UNSAID, is_active=False, unread=(_SOON,))

    assert diagnose(odd, now=NOW).standing is Standing.UNUSABLE

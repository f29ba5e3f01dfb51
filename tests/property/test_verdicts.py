from datetime import UTC, datetime, timedelta, tzinfo

from hypothesis import given
from hypothesis import strategies as st

from bot.coupons.availability import Standing, diagnose
from bot.coupons.evidence import EndsBeforeStart, Expired, NotStarted, UsedByCustomer, UsedUp
from bot.coupons.period import begins_from, end_of, ends_from, expiry_of
from bot.coupons.selection import judge, replacements, sharable
from bot.gameball.models import Coupon, CustomerCoupons
from bot.gameball.values import WHOLE_DAY
from tests.factories import NOW, coupon
from tests.property.coupons import MANY, SOME, answers, coupons, instants

_SOON = timedelta(hours=72)
_COUNTS = st.none() | st.integers(-1, 3)


@MANY
@given(coupons, instants)
def test_a_coupon_is_usable_only_where_gameball_does_not_say_no_and_nothing_speaks_against_it(
    coupon: Coupon, now: datetime
) -> None:
    verdict = diagnose(coupon, now=now)
    said = coupon.is_available_to_use
    assert verdict.derived == (said is None)
    if said:
        assert verdict.usable == (not verdict.reasons)
    else:
        assert verdict.usable == (said is None and not verdict.reasons and not verdict.doubts)


@MANY
@given(coupons, instants)
def test_gameballs_yes_is_never_turned_into_a_no_nor_its_no_into_anything_else(
    coupon: Coupon, now: datetime
) -> None:
    standing = diagnose(coupon, now=now).standing
    if coupon.is_available_to_use:
        assert standing in {Standing.USABLE, Standing.UNCLEAR}
    elif coupon.is_available_to_use is False:
        assert standing in {Standing.STARTS_LATER, Standing.UNUSABLE}


@MANY
@given(coupons, instants)
def test_what_is_not_usable_always_says_why(coupon: Coupon, now: datetime) -> None:
    verdict = diagnose(coupon, now=now)
    assert verdict.usable == (verdict.standing is Standing.USABLE)
    assert verdict.usable or verdict.reasons or verdict.doubts


@MANY
@given(_COUNTS, _COUNTS, _COUNTS, _COUNTS)
def test_a_limit_that_is_reached_is_a_reason_with_its_numbers_and_no_other_limit_is(
    used: int | None, limit: int | None, used_by_all: int | None, limit_of_all: int | None
) -> None:
    one = coupon(
        customer_used_count=used,
        limit_per_customer=limit,
        used_count=used_by_all,
        usage_limit=limit_of_all,
    )
    reasons = diagnose(one, now=NOW).reasons
    assert [
        (reason.used, reason.limit) for reason in reasons if isinstance(reason, UsedByCustomer)
    ] == _reached(used, limit)
    assert [(reason.used, reason.limit) for reason in reasons if isinstance(reason, UsedUp)] == _reached(
        used_by_all, limit_of_all
    )


def _reached(used: int | None, limit: int | None) -> list[tuple[int, int]]:
    return [(used, limit)] if used is not None and limit is not None and used >= limit > 0 else []


@MANY
@given(coupons, instants)
def test_that_it_is_over_is_a_reason_where_it_is_marked_or_its_end_has_passed(
    coupon: Coupon, now: datetime
) -> None:
    expiry = expiry_of(coupon)
    found = [one.expiry for one in diagnose(coupon, now=now).reasons if isinstance(one, Expired)]
    if coupon.is_expired or (coupon.status or "").lower() == "expired":
        # An end that is still to come is no evidence.
        expected = [None if expiry is not None and ends_from(expiry) > now else expiry]
    else:
        expected = [expiry] if expiry is not None and end_of(expiry) <= now else []
    assert found == expected


@MANY
@given(coupons, instants)
def test_a_start_to_come_is_a_reason_unless_the_end_comes_before_it(coupon: Coupon, now: datetime) -> None:
    reasons, start = diagnose(coupon, now=now).reasons, coupon.start_date
    never = any(isinstance(one, EndsBeforeStart) for one in reasons)
    to_come = start is not None and begins_from(start) > now
    assert [one.starts for one in reasons if isinstance(one, NotStarted)] == (
        [start] if to_come and not never else []
    )


@MANY
@given(
    st.sampled_from([True, None, False]),
    st.sampled_from([UTC, WHOLE_DAY]),
    st.timedeltas(timedelta(hours=-2), timedelta(hours=76)) | st.sampled_from([timedelta(0), _SOON]),
)
def test_a_usable_coupon_expires_soon_within_72_hours_of_its_end_and_no_other_does(
    said: bool | None, zone: tzinfo, left: timedelta
) -> None:
    expiry = datetime(2026, 12, 1, tzinfo=zone)
    one = coupon(is_available_to_use=said, is_expired=None, expiry_date=expiry)
    verdict = diagnose(one, now=end_of(expiry) - left)
    assert verdict.expiring_soon == (verdict.usable and timedelta(0) < left <= _SOON)


@SOME
@given(answers)
def test_only_usable_coupons_are_shared_as_usable_or_offered_in_place_of_another(
    answer: CustomerCoupons,
) -> None:
    judged = judge(answer.coupons, now=NOW)
    shared = sharable(judged)
    offered = [other for item in judged for other in replacements(judged, item)]
    assert {item.availability.standing for item in (*shared, *offered)} <= {Standing.USABLE}
    assert all(item.coupon.code for item in shared)
    assert not any(item.availability.derived for item in offered)

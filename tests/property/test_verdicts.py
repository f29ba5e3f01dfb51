from datetime import datetime, timedelta

from hypothesis import given

from bot.coupons.availability import Standing, diagnose
from bot.coupons.evidence import EndsBeforeStart, Expired, NotStarted, UsedByCustomer, UsedUp
from bot.coupons.period import begins_from, end_of, ends_from
from bot.coupons.selection import judge, replacements, sharable
from bot.gameball.models import Coupon, CustomerCoupons
from tests.factories import NOW
from tests.property.coupons import MANY, SOME, answers, coupons, instants


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
@given(coupons, instants)
def test_the_evidence_of_a_reason_holds(coupon: Coupon, now: datetime) -> None:
    for reason in diagnose(coupon, now=now).reasons:
        match reason:
            case NotStarted(starts=starts):
                assert begins_from(starts) > now
            case EndsBeforeStart(starts=starts, expiry=expiry):
                assert begins_from(starts) >= ends_from(expiry)
            case Expired(expiry=None):
                assert coupon.is_expired or (coupon.status or "").lower() == "expired"
            case Expired(expiry=datetime() as expiry):
                assert ends_from(expiry) <= now
            case UsedByCustomer(used=used, limit=limit) | UsedUp(used=used, limit=limit):
                assert used >= limit > 0
            case _:
                pass


@MANY
@given(coupons, instants)
def test_only_a_usable_coupon_within_72_hours_of_its_end_expires_soon(coupon: Coupon, now: datetime) -> None:
    verdict = diagnose(coupon, now=now)
    if verdict.expiring_soon:
        assert verdict.usable
        assert coupon.expiry_date is not None
        assert timedelta(0) < end_of(coupon.expiry_date) - now <= timedelta(hours=72)


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

from datetime import datetime, timedelta

from hypothesis import given

from bot.coupons.availability import Expired, NotStarted, Standing, UsedByCustomer, UsedUp, diagnose
from bot.gameball.models import Coupon
from tests.property.coupons import MANY, coupons, instants


@MANY
@given(coupons, instants)
def test_gameballs_own_verdict_is_the_headline_and_a_derived_one_follows_the_reasons(
    coupon: Coupon, now: datetime
) -> None:
    verdict = diagnose(coupon, now=now)
    said = coupon.is_available_to_use
    assert verdict.derived == (said is None)
    assert verdict.usable == (not verdict.reasons if said is None else said)


@MANY
@given(coupons, instants)
def test_a_coupon_that_cannot_be_used_always_has_a_reason(coupon: Coupon, now: datetime) -> None:
    verdict = diagnose(coupon, now=now)
    assert verdict.usable == (verdict.standing is Standing.USABLE)
    assert verdict.usable or verdict.reasons


@MANY
@given(coupons, instants)
def test_the_evidence_of_a_reason_holds(coupon: Coupon, now: datetime) -> None:
    for reason in diagnose(coupon, now=now).reasons:
        match reason:
            case NotStarted(starts=starts):
                assert starts > now
            case Expired(expiry=expiry):
                assert coupon.is_expired or (expiry is not None and expiry <= now)
            case UsedByCustomer(used=used, limit=limit) | UsedUp(used=used, limit=limit):
                assert used >= limit > 0
            case _:
                pass


@MANY
@given(coupons, instants)
def test_only_a_usable_coupon_within_72_hours_of_its_end_expires_soon(coupon: Coupon, now: datetime) -> None:
    if diagnose(coupon, now=now).expiring_soon:
        assert coupon.is_available_to_use is not False
        assert coupon.expiry_date is not None
        assert timedelta(0) < coupon.expiry_date - now <= timedelta(hours=72)

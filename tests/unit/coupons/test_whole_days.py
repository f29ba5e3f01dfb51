from datetime import UTC, datetime

import pytest

from bot.coupons.availability import Standing, diagnose
from bot.coupons.evidence import Contradiction, Doubt, Expired, FirstDay, LastDay, Reason
from bot.gameball.values import WHOLE_DAY
from tests.factories import coupon

UNSAID = {"is_available_to_use": None}
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
    ("now", "contradictions"),
    [
        (datetime(2026, 11, 27, 9, 59, tzinfo=UTC), (Contradiction.EXPIRED_BEFORE_EXPIRY,)),
        # It may well be over.
        (datetime(2026, 11, 27, 10, 0, tzinfo=UTC), ()),
        (datetime(2026, 11, 28, 12, 0, tzinfo=UTC), ()),
    ],
)
def test_a_day_that_is_over_somewhere_does_not_deny_that_the_coupon_has_expired(
    now: datetime, contradictions: tuple[Contradiction, ...]
) -> None:
    expired = coupon(is_available_to_use=False, is_expired=True, expiry_date=_DAY)

    assert diagnose(expired, now=now).contradictions == contradictions


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

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from bot.blocks.customer_text import reply_text
from bot.coupons.selection import JudgedCoupon, judge
from bot.gameball.models import UnreadField
from bot.gameball.values import ASSUMED_UTC, WHOLE_DAY
from tests.factories import NOW, coupon

LATER = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)


def judged(**fields: Any) -> JudgedCoupon:
    return judge([coupon(**fields)], now=NOW)[0]


def paragraphs(item: JudgedCoupon, alternative: JudgedCoupon | None = None) -> list[str]:
    return reply_text(item, alternative).split("\n\n")


@pytest.mark.parametrize(
    ("fields", "gift"),
    [
        ({"type": "Percentage", "value": 15}, "15% off"),
        ({"type": "Percentage", "value": None}, "a discount"),
        ({"type": "Fixed Rate Discount", "value": 50, "currency": "EGP"}, "EGP 50.00 off"),
        ({"type": "Fixed Rate Discount", "value": None}, "a discount"),
        ({"type": "Free Shipping", "value": 0}, "free shipping"),
        ({"type": "Free Product", "value": None}, "a free product"),
        ({"type": "Percentage-based Cashback", "value": None}, "cashback"),
        ({"type": "Percentage-based Fees Discount", "value": 5}, "5% off fees"),
        ({"type": "Custom", "value": 5, "name": "Golden week"}, '"Golden week"'),
        ({"type": "Custom", "value": 5, "name": None}, "a special offer"),
    ],
)
def test_what_a_coupon_gives_is_said_in_plain_words(fields: dict[str, Any], gift: str) -> None:
    usable = judged(code="CODE1", expiry_date=None, is_available_to_use=True, **fields)

    assert paragraphs(usable)[1] == f"Your coupon CODE1 gives you {gift}, and you can use it now."


@pytest.mark.parametrize(
    ("expiry", "when"),
    [
        (datetime(2026, 12, 13, 23, 59, tzinfo=UTC), "until 13 December 2026 at 23:59 UTC"),
        (
            datetime(2026, 12, 14, 1, 59, tzinfo=timezone(timedelta(hours=2))),
            "until 13 December 2026 at 23:59 UTC",
        ),
        (datetime(2026, 12, 13, 23, 59, tzinfo=ASSUMED_UTC), "until 13 December 2026"),
        # What ends at midnight ends with the day before.
        (datetime(2026, 12, 14, tzinfo=ASSUMED_UTC), "until 13 December 2026"),
        (datetime(2026, 12, 13, tzinfo=WHOLE_DAY), "until 13 December 2026"),
        (datetime(9999, 12, 31, tzinfo=UTC), "at any time"),
        (None, "now"),
    ],
)
def test_until_when_is_spelled_out_as_far_as_it_is_known(expiry: datetime | None, when: str) -> None:
    usable = judged(code="CODE1", type="Free Shipping", expiry_date=expiry, is_available_to_use=True)

    assert paragraphs(usable)[1] == f"Your coupon CODE1 gives you free shipping, and you can use it {when}."


@pytest.mark.parametrize("length", [61, 110, 500])
def test_a_code_to_be_typed_is_whole_wherever_it_stands(length: int) -> None:
    code, other = "x" * length, "y" * length
    text = reply_text(judged(code=code, is_active=False, is_available_to_use=False), judged(code=other))

    assert (text.count(code), text.count(other), "…" in text) == (1, 2, False)
    # Slack's field holds 3000 characters.
    assert len(text) <= 3000


def test_a_coupon_for_stores_is_shown_at_the_till() -> None:
    usable = judged(code="CODE1", target="POS", is_available_to_use=True)

    assert paragraphs(usable)[2] == "To use it, please show the code CODE1 at the till in one of our stores."


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"is_active": False}, "It is not active any more."),
        ({"is_expired": True, "expiry_date": None}, "It has expired."),
        ({"is_expired": True, "expiry_date": NOW + timedelta(days=3)}, "It has expired."),
        (
            {"expiry_date": datetime(2026, 1, 2, 3, 4, tzinfo=UTC)},
            "It was valid until 2 January 2026 at 03:04 UTC.",
        ),
        (
            {"start_date": datetime(2027, 1, 2, 3, 4, tzinfo=UTC)},
            "It can be used from 2 January 2027 at 03:04 UTC. It gives you 10% off.",
        ),
        (
            {
                "start_date": datetime(2027, 1, 2, 3, 4, tzinfo=UTC),
                "expiry_date": datetime(2027, 1, 9, 23, 59, tzinfo=UTC),
            },
            "It can be used from 2 January 2027 at 03:04 UTC. It gives you 10% off, until 9 January 2027 at 23:59 UTC.",
        ),
        (
            {"limit_per_customer": 1, "customer_used_count": 1},
            "It has already been used on your account.",
        ),
        ({"is_used": True}, "It has already been used."),
        (
            {"limit_per_customer": 2, "customer_used_count": 2, "usage_limit": 9, "used_count": 9},
            "It has already been used on your account as often as it allows and all of its uses have been taken.",
        ),
        ({"status": "Deleted"}, "It is not active any more."),
        ({"expiry_date": datetime(202, 1, 2, tzinfo=UTC)}, "It cannot be used."),
        # It may be in the way then, too.
        (
            {"start_date": datetime(2027, 1, 2, 3, 4, tzinfo=UTC), "status": "Frozen"},
            "It cannot be used yet.",
        ),
        # A day on which it starts would be a false promise.
        (
            {"is_active": False, "start_date": datetime(2027, 1, 2, 3, 4, tzinfo=UTC)},
            "It is not active any more.",
        ),
    ],
)
def test_why_it_cannot_be_used_is_said_kindly(fields: dict[str, Any], why: str) -> None:
    unusable = judged(**{"code": "CODE1", "is_available_to_use": False, "expiry_date": None, **fields})

    assert paragraphs(unusable) == [
        "Hi,",
        f"Thank you for asking about your coupon CODE1. {why}",
        "We are sorry for the trouble.",
    ]


def test_a_refusal_without_a_reason_says_what_the_customer_can_try() -> None:
    held = judged(code="CODE1", is_available_to_use=False)

    assert paragraphs(held)[1:3] == [
        "Thank you for asking about your coupon CODE1. It cannot be used at the moment.",
        "If you have another checkout open, on your phone for example, please finish or close it and try again in a few "
        "minutes. It may also not count for everything in your cart.",
    ]


def test_what_works_instead_is_good_news() -> None:
    gone = judged(code="CODE1", is_active=False, is_available_to_use=False)
    other = judged(code="CODE2", type="Free Shipping", expiry_date=None, is_available_to_use=True)

    assert paragraphs(gone, other)[2:] == [
        "The good news: there is another one for you. Your coupon CODE2 gives you free shipping, and you can use it "
        "now.",
        "To use it, please enter the code CODE2 at the checkout.",
    ]


def test_a_coupon_that_ends_before_it_starts_is_promised_nothing() -> None:
    odd = judged(
        code="CODE1",
        is_available_to_use=False,
        start_date=NOW + timedelta(days=9),
        expiry_date=NOW + timedelta(days=5),
    )

    assert paragraphs(odd)[1:] == [
        "Thank you for asking about your coupon CODE1. It cannot be used.",
        "We are sorry for the trouble.",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"expiry_date": NOW - timedelta(days=1)},
        {"is_expired": True, "expiry_date": NOW + timedelta(days=9)},
        {"usage_limit": 9, "used_count": 9},
        {"is_available_to_use": None, "status": "Frozen"},
        {"is_available_to_use": None, "unread": (UnreadField("isAvailableToUse", "maybe"),)},
    ],
)
def test_for_what_is_unclear_it_asks_for_time_and_sends_nobody_to_the_checkout(
    fields: dict[str, Any],
) -> None:
    unclear = judged(code="CODE1", **fields)
    other = judged(code="CODE2", type="Free Shipping", expiry_date=None)
    asked = (
        "Thank you for asking about your coupon CODE1. We are checking whether it can be used, and will come back to you. "
        "Please give us a little time."
    )

    assert paragraphs(unclear) == ["Hi,", asked]
    assert paragraphs(unclear, other) == [
        "Hi,",
        asked,
        "Until then, there is another one for you. Your coupon CODE2 gives you free shipping, and you can use it now.",
        "To use it, please enter the code CODE2 at the checkout.",
    ]

import dataclasses
import json
from datetime import datetime, timedelta

import pytest
from pydantic.alias_generators import to_camel

from bot.blocks.reasons import (
    against,
    contradiction_in_words,
    count,
    doubt_in_words,
    reason_in_words,
    unread_in_words,
)
from bot.coupons.evidence import (
    Contradiction,
    Deactivated,
    Deleted,
    Doubt,
    EndsBeforeStart,
    Expired,
    FirstDay,
    LastDay,
    NoCode,
    NotStarted,
    OtherStatus,
    Reason,
    Unexplained,
    Unread,
    Used,
    UsedByCustomer,
    UsedUp,
)
from bot.gameball.models import Coupon, UnreadField, parse_coupons
from bot.gameball.values import WHOLE_DAY
from tests.factories import NOW

EXPIRED = NOW - timedelta(days=30)
EXPIRED_DRAWN = "<!date^1792831950^{date_short_pretty} at {time}|2026-10-24 08:52 UTC>"
STARTS = NOW + timedelta(days=9)
STARTS_DRAWN = "<!date^1796201550^{date_short_pretty} at {time}|2026-12-02 08:52 UTC>"
DAY = datetime(2026, 11, 27, tzinfo=WHOLE_DAY)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NotStarted(STARTS), f"starts {STARTS_DRAWN} (in 9 days)"),
        (NotStarted(DAY), "starts Nov 27, 2026"),
        (Expired(EXPIRED), f"expired {EXPIRED_DRAWN} (30 days ago)"),
        (Expired(NOW), "expired <!date^1795423950^{date_short_pretty} at {time}|2026-11-23 08:52 UTC> (now)"),
        (Expired(DAY), "expired Nov 27, 2026"),
        (Expired(None), "marked as expired"),
        (EndsBeforeStart(STARTS, EXPIRED), "never works: it ends before it starts"),
        (EndsBeforeStart(STARTS, STARTS), "never works: it ends as it starts"),
        (Deactivated(), "switched off in Gameball"),
        (Deleted(), "deleted in Gameball"),
        (Used(), "already used"),
        (UsedByCustomer(1, 1), "already used by this customer (1 of 1)"),
        (UsedUp(1200, 1000), "used up by all customers together (1,200 of 1,000)"),
        (Unexplained(), "Gameball does not say why"),
    ],
)
def test_a_reason_says_what_is_in_the_way_with_its_evidence(reason: Reason, words: str) -> None:
    assert reason_in_words(reason, NOW) == words


def test_a_start_is_rounded_up_and_an_end_down() -> None:
    half = timedelta(hours=12)

    assert reason_in_words(NotStarted(STARTS - half), NOW).endswith("(in 9 days)")
    assert reason_in_words(Expired(EXPIRED - half), NOW).endswith("(30 days ago)")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NotStarted(STARTS), "starts <!date^1796201550^{date_short}|2026-12-02>"),
        (Expired(EXPIRED), "expired <!date^1792831950^{date_short}|2026-10-24>"),
        (Expired(None), "marked as expired"),
        (UsedByCustomer(1, 1), "already used by this customer (1 of 1)"),
    ],
)
def test_in_short_a_reason_gives_the_day_only(reason: Reason, words: str) -> None:
    assert reason_in_words(reason, NOW, short=True) == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NotStarted(STARTS), f"starts {STARTS_DRAWN.replace('_pretty', '')}"),
        (Expired(EXPIRED), f"expired {EXPIRED_DRAWN.replace('_pretty', '')}"),
    ],
)
def test_for_words_that_are_read_later_a_reason_has_no_relative_time(reason: Reason, words: str) -> None:
    assert reason_in_words(reason, None) == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NotStarted(DAY), "it starts Nov 27, 2026"),
        (Expired(DAY), "it expired Nov 27, 2026"),
        (Expired(None), "it is marked as expired"),
        (EndsBeforeStart(STARTS, EXPIRED), "it ends before it starts"),
        (Deactivated(), "it is switched off"),
        (Deleted(), "it is deleted in Gameball"),
        (Used(), "it is already used"),
        (UsedByCustomer(1, 1), "it is already used by this customer (1 of 1)"),
        (UsedUp(9, 9), "it is used up by all customers together (9 of 9)"),
    ],
)
def test_a_reason_goes_on_after_but(reason: Reason, words: str) -> None:
    assert against(reason, NOW) == words


@pytest.mark.parametrize(
    ("doubt", "words"),
    [
        (Unread(UnreadField("expiryDate", "soon")), "end date “soon” could not be read"),
        (OtherStatus("Frozen"), "its status is “Frozen”"),
        (OtherStatus(":ice:"), "its status is “`:ice:`”"),
        (LastDay(DAY), "its last day is over in some time zones, but not in all"),
        (FirstDay(DAY), "its first day, Nov 27, 2026, has begun in some time zones, but not in all"),
        (NoCode(), "it has no code"),
    ],
)
def test_a_doubt_says_what_is_not_known(doubt: Doubt, words: str) -> None:
    assert doubt_in_words(doubt) == words


def test_every_field_that_may_be_unread_has_a_name() -> None:
    named = (
        field.name for field in dataclasses.fields(Coupon) if field.name not in {"unread", "percent_sign"}
    )
    fields = [*map(to_camel, named), "couponType", "discountValue"]

    [read] = parse_coupons(json.dumps([{field: [["odd"]] for field in fields}]).encode()).coupons
    words = [unread_in_words(field) for field in read.unread]

    assert len(words) == len(fields)
    assert {one.endswith(' “[["odd"]]” could not be read') for one in words} == {True}


def test_a_contradiction_says_what_another_field_says() -> None:
    assert [contradiction_in_words(one) for one in Contradiction] == [
        "Gameball has not marked it as expired",
        "its end date is still to come",
        "that end date cannot be right",
        "another field says that it has not expired",
        "another field says that it can still be used",
        "another field says that it is active",
    ]


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (1200, "1,200"), (999_999_999, "999,999,999"), (10**9, "1,000,000,000+"), (2**63, "1,000,000,000+")],
)  # fmt: skip
def test_a_count_never_takes_more_room_than_a_thousand_millions(number: int, words: str) -> None:
    assert count(number) == words

from datetime import timedelta

import pytest

from bot.blocks.reasons import contradictions_in_words, count, reason_in_words
from bot.coupons.availability import (
    Contradiction,
    Deactivated,
    Expired,
    NotStarted,
    Reason,
    Unexplained,
    UsedByCustomer,
    UsedUp,
)
from tests.factories import NOW

EXPIRED = NOW - timedelta(days=30)
STARTS = NOW + timedelta(days=9)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            NotStarted(STARTS),
            "starts <!date^1796201550^{date_short_pretty} at {time}|2026-12-02 08:52 UTC> (in 9 days)",
        ),
        (
            Expired(EXPIRED),
            "expired <!date^1792831950^{date_short_pretty} at {time}|2026-10-24 08:52 UTC> (30 days ago)",
        ),
        (Expired(NOW), "expired <!date^1795423950^{date_short_pretty} at {time}|2026-11-23 08:52 UTC> (now)"),
        (Expired(STARTS), "marked as expired"),
        (Expired(None), "expired"),
        (Deactivated(), "deactivated"),
        (UsedByCustomer(1, 1), "used 1 of 1 by this customer"),
        (UsedUp(1200, 1000), "used up: 1,200 of 1,000 by all customers"),
        (Unexplained(), "Gameball gives no reason"),
    ],
)
def test_a_reason_says_what_is_in_the_way_with_its_evidence(reason: Reason, words: str) -> None:
    assert reason_in_words(reason, NOW) == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NotStarted(STARTS), "starts <!date^1796201550^{date_short}|2026-12-02>"),
        (Expired(EXPIRED), "expired <!date^1792831950^{date_short}|2026-10-24>"),
        (Expired(STARTS), "marked as expired"),
        (UsedByCustomer(1, 1), "used 1 of 1 by this customer"),
    ],
)
def test_in_short_a_reason_gives_the_day_only(reason: Reason, words: str) -> None:
    assert reason_in_words(reason, NOW, short=True) == words


def test_contradictions_are_named_but_for_the_one_that_the_verdict_says() -> None:
    assert contradictions_in_words(list(Contradiction)) == [
        "⚠️ Gameball has not marked it as expired",
        "⚠️ its expiry is still to come",
    ]


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (1200, "1,200"), (999_999_999, "999,999,999"), (10**9, "1,000,000,000+"), (2**63, "1,000,000,000+")],
)  # fmt: skip
def test_a_count_never_takes_more_room_than_a_thousand_millions(number: int, words: str) -> None:
    assert count(number) == words

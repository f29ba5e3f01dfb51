from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.gameball.models import UnreadField
from bot.gameball.values import WHOLE_DAY
from tests.factories import NOW
from tests.unit.blocks.card_texts import (
    DEC_13,
    DEC_13_PLAIN,
    OCT_24,
    OCT_24_DRAWN,
    OCT_24_SHORT,
    REFUSED,
    TOMORROW,
    TOMORROW_DRAWN,
    UNSAID,
    UNTIL,
    drawn,
    part,
)


def test_a_coupon_that_starts_later_shows_when_it_starts_and_when_it_ends() -> None:
    assert drawn(start_date=TOMORROW, expiry_date=DEC_13, usage_limit=0, **REFUSED) == {
        "title": "10% off · Summer treat",
        "subtitle": f"🕓 Not yet  ·  starts {TOMORROW_DRAWN}",
        "body": "`SUMMER10`  ·  1 use left",
        "subtext": f"{UNTIL}  ·  Reward",
    }


def test_a_coupon_that_ends_before_it_starts_shows_both_days_and_promises_neither() -> None:
    card = drawn(start_date=DEC_13, expiry_date=NOW + timedelta(days=2), **REFUSED)

    assert (card["subtitle"], card["body"], card["subtext"]) == (
        "⛔ Does not work  ·  never works: it ends before it starts",
        "`SUMMER10`",
        "starts <!date^1797206340^{date_short}|2026-12-13>, until <!date^1795596750^{date_short}|2026-11-25>  ·  Reward",
    )


def test_a_refusal_without_a_reason_says_what_is_often_behind_it() -> None:
    assert drawn(expiry_date=None, usage_limit=0, **REFUSED) == {
        "title": "10% off · Summer treat",
        "subtitle": "⛔ Does not work  ·  Gameball does not say why",
        "body": "`SUMMER10`  ·  Often: in use in another open checkout (wait a few minutes), or only for some products  ·  "
        "1 use left",
        "subtext": "Reward",
    }


def test_where_gameball_contradicts_itself_both_sides_are_shown() -> None:
    assert drawn(expiry_date=OCT_24, is_active=False) == {
        "title": "10% off · Summer treat",
        "subtitle": f"❔ Unclear  ·  Gameball says it works, but it expired {OCT_24_DRAWN} (29 days ago)",
        "body": "`SUMMER10`  ·  also: switched off in Gameball",
        "subtext": "⚠️ Gameball has not marked it as expired  ·  Reward",
    }


def test_an_end_that_comes_after_the_mark_is_named() -> None:
    assert drawn(expiry_date=DEC_13, is_expired=True, **REFUSED) == {
        "title": "10% off · Summer treat",
        "subtitle": "⛔ Does not work  ·  marked as expired",
        "body": "`SUMMER10`",
        "subtext": f"⚠️ its end date is still to come  ·  {UNTIL}  ·  Reward",
    }


@pytest.mark.parametrize(
    ("fields", "subtitle", "subtext"),
    [
        (
            {"status": "Frozen"},
            "Gameball does not say if it works, and its status is “Frozen”",
            f"{UNTIL}  ·  Reward",
        ),
        (
            {"is_expired": True},
            "it is marked as expired, but its end date is still to come",
            f"{UNTIL}  ·  Reward",
        ),
        (
            {"expiry_date": OCT_24},
            f"it expired {OCT_24_SHORT}, but Gameball has not marked it as expired",
            "Reward",
        ),
        (
            {"start_date": TOMORROW, "status": "Frozen"},
            "it starts later, and its status is “Frozen”",
            f"starts {TOMORROW_DRAWN}  ·  {UNTIL}  ·  Reward",
        ),
        (
            {"start_date": DEC_13, "expiry_date": DEC_13},
            "Gameball does not say if it works, and it ends as it starts",
            f"starts {DEC_13_PLAIN}, until {DEC_13_PLAIN}  ·  Reward",
        ),
        (
            {"unread": (UnreadField("expiryDate", "soon"),), "expiry_date": None},
            "Gameball does not say if it works, and end date “soon” could not be read",
            "Reward",
        ),
        (
            {"unread": (UnreadField("isAvailableToUse", "maybe"),)},
            "Gameball's verdict “maybe” could not be read",
            f"{UNTIL}  ·  Reward",
        ),
    ],
)
def test_without_gameballs_verdict_it_says_what_is_unclear_and_says_it_once(
    fields: dict[str, Any], subtitle: str, subtext: str
) -> None:
    card = drawn(**{"expiry_date": DEC_13, **UNSAID, **fields})

    assert (card["subtitle"], card["subtext"]) == (f"❔ Unclear  ·  {subtitle}", subtext)


@pytest.mark.parametrize(
    ("fields", "subtitle", "subtext"),
    [
        ({}, f"✅ Probably works  ·  {UNTIL}", "Gameball does not say; dates and limits look fine"),
        # Only what was there to be looked at.
        (
            {"used_count": None},
            f"✅ Probably works  ·  {UNTIL}",
            "Gameball does not say; dates look fine",
        ),
        (
            dict.fromkeys(("used_count", "customer_used_count")),
            f"✅ Probably works  ·  {UNTIL}",
            "Gameball does not say; dates look fine",
        ),
        (
            dict.fromkeys(("start_date", "expiry_date", "usage_limit")),
            "✅ Probably works  ·  no end date given",
            "Gameball does not say; limits look fine",
        ),
        (
            dict.fromkeys(("start_date", "expiry_date", "usage_limit", "limit_per_customer")),
            "✅ Probably works  ·  no end date given",
            "Gameball does not say; nothing speaks against it",
        ),
        ({"is_active": False}, "⛔ Does not work  ·  switched off in Gameball", UNTIL),
    ],
)
def test_a_derived_verdict_says_that_it_is_one(fields: dict[str, Any], subtitle: str, subtext: str) -> None:
    card = drawn(**{"expiry_date": DEC_13, **UNSAID, **fields})

    assert (card["subtitle"], card["subtext"]) == (subtitle, f"{subtext}  ·  Reward")


def test_a_coupon_that_expires_soon_is_marked() -> None:
    assert part("subtitle", expiry_date=TOMORROW) == f"✅ Works now  ·  ⏳ until {TOMORROW_DRAWN}"


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"expiry_date": None}, "no end date given"),
        ({"expiry_date": datetime(9999, 12, 31, tzinfo=UTC)}, "no end date"),
        ({"expiry_date": None, "unread": (UnreadField("expiryDate", "soon"),)}, "end date “soon” could not be read"),
        ({"expiry_date": datetime(2026, 12, 13, tzinfo=WHOLE_DAY)}, "until Dec 13, 2026"),
        ({"expiry_date": DEC_13.replace(year=2099)}, "until <!date^4100889540^{date_short_pretty} at {time}|2099-12-13 23:59 UTC>"),
    ],
)  # fmt: skip
def test_until_when_it_works_is_told_as_far_as_it_is_known(fields: dict[str, Any], end: str) -> None:
    card = drawn(**fields)

    assert (card["subtitle"], card["subtext"]) == (f"✅ Works now  ·  {end}", "Reward")


def test_a_card_that_is_read_later_says_nothing_that_is_relative_to_now() -> None:
    card = drawn(now=None, expiry_date=TOMORROW)
    later = drawn(now=None, start_date=TOMORROW, expiry_date=DEC_13, **REFUSED)
    over = drawn(now=None, expiry_date=OCT_24)

    # Not even Slack's own words for today and tomorrow.
    plain = TOMORROW_DRAWN.replace(", tomorrow", "").replace("date_short_pretty", "date_short")
    oct_24 = OCT_24_DRAWN.replace("date_short_pretty", "date_short")
    assert (card["subtitle"], later["subtitle"], later["subtext"], over["subtitle"]) == (
        f"✅ Works  ·  until {plain}",
        f"🕓 Not yet  ·  starts {plain}",
        f"until {DEC_13_PLAIN}  ·  Reward",
        f"❔ Unclear  ·  Gameball says it works, but it expired {oct_24}",
    )


def test_a_card_below_the_verdict_does_not_say_it_again() -> None:
    assert drawn(told="verdict", expiry_date=OCT_24, is_active=False, status="Frozen") == {
        "title": "10% off · Summer treat",
        "subtext": "Reward",
    }
    assert drawn(told="verdict", expiry_date=DEC_13, **UNSAID) == {
        "title": "10% off · Summer treat",
        "body": "1 use left",
        "subtext": "Reward",
    }

from datetime import timedelta
from typing import Any

import pytest

from bot.blocks import kit
from bot.blocks.checkout import checkout_questions
from bot.blocks.verdict import HOW_TO_FIND_OUT
from bot.gameball.models import Coupon, UnreadField
from tests.factories import NOW, coupon
from tests.unit.blocks.one_coupon_shown import (
    AS_OF,
    FACTS,
    NOTHING,
    OFF,
    UNTIL,
    WORKS,
    card,
    judged,
    shown,
    ways_on,
)


def test_a_code_that_works_comes_with_what_the_list_cannot_show() -> None:
    [item] = judged(coupon())
    questions = "\n".join(checkout_questions(item.coupon))

    assert shown("summer 10", item.coupon) == kit.Message(
        f"✅ `SUMMER10` works for `cust_1`\n• until 2026-12-23 08:52 UTC (in 30 days)\n{FACTS}, Reward\n"
        f"If it fails at the checkout, please ask the customer:\n{questions.replace('*', '')}",
        [
            kit.section(f"✅ *`SUMMER10` works for* `cust_1`\n• {UNTIL}"),
            card(item, "coupon:1", told="verdict", checkout=False),
            kit.section(f"*If it fails at the checkout, please ask the customer:*\n{questions}"),
            ways_on("summer 10", item, everything="See the coupon list"),
            kit.context(AS_OF),
        ],
    )


def test_a_code_that_does_not_work_comes_with_every_reason_once_and_with_what_works_instead() -> None:
    off, other = judged(coupon(code="OFF", **OFF))[0], judged(coupon(code="OTHER"))[0]

    assert shown("OFF", off.coupon, other.coupon) == kit.Message(
        "⛔ `OFF` does not work for `cust_1`\n• switched off in Gameball\n"
        f"{FACTS}, until 2026-12-23 08:52 UTC (in 30 days), Reward\n"
        f"What works instead:\n{WORKS.format('OTHER')}",
        [
            kit.section("⛔ *`OFF` does not work for* `cust_1`\n• switched off in Gameball"),
            card(off, "coupon:1", told="verdict"),
            kit.section("*What works instead*"),
            card(other, "instead:1"),
            ways_on("OFF", off, everything="All 2 coupons"),
            kit.context(AS_OF),
        ],
    )


def test_an_unclear_code_comes_with_how_to_find_out() -> None:
    [unclear] = judged(coupon(is_active=False))

    assert shown("SUMMER10", unclear.coupon).blocks[:3] == [
        kit.section(
            "❔ *It is unclear whether `SUMMER10` works for* `cust_1`\n• Gameball says that it works\n• it is switched off"
        ),
        kit.section(HOW_TO_FIND_OUT),
        card(unclear, "coupon:1", told="verdict"),
    ]


@pytest.mark.parametrize(
    ("fields", "headline", "points"),
    [
        (
            {"is_available_to_use": None},
            "✅ *`SUMMER10` probably works for* `cust_1`",
            [UNTIL, "Gameball does not say; dates and limits look fine"],
        ),
        (
            {"is_promotion": True},
            "✅ *`SUMMER10` works for* `cust_1`",
            [UNTIL, "no code to enter, it applies by itself"],
        ),
        (
            {"unread": (UnreadField("expiryDate", "soon"),), "expiry_date": None},
            "✅ *`SUMMER10` works for* `cust_1`",
            ["end date “soon” could not be read"],
        ),
        (
            {"is_active": False, "usage_limit": 9, "used_count": 9},
            "❔ *It is unclear whether `SUMMER10` works for* `cust_1`",
            [
                "Gameball says that it works",
                "it is used up by all customers together (9 of 9)",
                "it is switched off",
            ],
        ),
        (
            {"is_expired": True, "is_available_to_use": None, "status": "Frozen"},
            "❔ *It is unclear whether `SUMMER10` works for* `cust_1`",
            [
                "Gameball does not say if it works",
                "it is marked as expired",
                "⚠️ its end date is still to come",
                "its status is “Frozen”",
            ],
        ),
        (
            {"start_date": NOW + timedelta(days=9), "is_available_to_use": False},
            "🕓 *`SUMMER10` does not work yet for* `cust_1`",
            ["starts <!date^1796201550^{date_short_pretty} at {time}|2026-12-02 08:52 UTC> (in 9 days)"],
        ),
        (
            {"is_available_to_use": False},
            "⛔ *`SUMMER10` does not work for* `cust_1`",
            [
                "Gameball does not say why",
                "Often: in use in another open checkout (wait a few minutes), or only for some products",
            ],
        ),
        (
            {"is_available_to_use": False, "is_active": False, "customer_used_count": 1},
            "⛔ *`SUMMER10` does not work for* `cust_1`",
            ["already used by this customer (1 of 1)", "switched off in Gameball"],
        ),
    ],
)
def test_the_verdict_comes_first_then_all_that_speaks_for_and_against_it(
    fields: dict[str, Any], headline: str, points: list[str]
) -> None:
    lines = "\n".join([headline, *(f"• {point}" for point in points)])
    assert shown("SUMMER10", coupon(**fields)).blocks[0] == kit.section(lines)


@pytest.mark.parametrize(
    ("coupons", "unreadable", "words"),
    [
        ([coupon(**OFF)], 0, NOTHING),
        # What is unclear is not offered.
        (
            [coupon(**OFF), coupon(code="DOUBT", is_active=False)],
            0,
            "No other coupon of this customer is surely usable now.",
        ),
        # Nor is what has no code, unless it applies by itself.
        ([coupon(**OFF), coupon(code=None)], 0, NOTHING),
        # Nor what could not be read.
        ([coupon(**OFF)], 1, "No other coupon of this customer is surely usable now."),
        ([], 1, "No other coupon of this customer is surely usable now."),
        ([], 0, "This customer exists, but has no coupons."),
    ],
)
def test_where_nothing_works_instead_it_says_so(coupons: list[Coupon], unreadable: int, words: str) -> None:
    message = shown("SUMMER10", *coupons, unreadable=unreadable)

    assert kit.section(f"*{words}*") in message.blocks
    assert message.text.split("\n")[-1] == words

import dataclasses
import html
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.blocks import kit
from bot.blocks.card import coupon_blocks, coupon_card, spoken_line
from bot.coupons.selection import JudgedCoupon, judge
from bot.gameball.values import ASSUMED_UTC
from playground.slack.block_kit import validate_blocks
from tests.factories import NOW, coupon

DEC_13 = datetime(2026, 12, 13, 23, 59, tzinfo=UTC)
DEC_13_DRAWN = "<!date^1797206340^{date_short_pretty} at {time}|2026-12-13 23:59 UTC>"
OCT_24 = datetime(2026, 10, 24, 23, 59, tzinfo=UTC)
OCT_24_DRAWN = "<!date^1792886340^{date_short_pretty} at {time}|2026-10-24 23:59 UTC>"
TOMORROW = NOW + timedelta(days=1)
TOMORROW_DRAWN = "<!date^1795510350^{date_short_pretty} at {time}|2026-11-24 08:52 UTC>"
REFUSED = {"is_available_to_use": False}
UNSAID = {"is_available_to_use": None}
_PARTS = ("title", "subtitle", "body", "subtext")


def judged(**fields: Any) -> JudgedCoupon:
    [item] = judge([coupon(**fields)], now=NOW)
    return item


def drawn(**fields: Any) -> dict[str, str]:
    """The texts of a coupon's card."""
    card = coupon_card(judged(**fields), now=NOW, block_id="coupon:1")
    assert validate_blocks([card]) == []
    return {name: card[name]["text"] for name in _PARTS if name in card}


def part(name: str, **fields: Any) -> str:
    return drawn(**fields)[name]


def test_a_coupon_that_works_shows_worth_verdict_and_code_in_that_order() -> None:
    item = judged(
        name="Welcome back",
        code="WELCOME15",
        value=15,
        expiry_date=DEC_13,
        limit_per_customer=3,
        customer_used_count=1,
        usage_limit=None,
    )
    button = {"type": "button", "text": {"type": "plain_text", "text": "Share"}, "action_id": "share"}
    assert coupon_card(item, now=NOW, block_id="coupon:1", buttons=[button]) == {
        "type": "card",
        "block_id": "coupon:1",
        "slack_icon": {"type": "icon", "name": "tag"},
        "title": {"type": "plain_text", "text": "15% off · Welcome back", "emoji": False},
        "subtitle": {"type": "mrkdwn", "text": f"✅ Works now  ·  until {DEC_13_DRAWN} (in 20 days)"},
        "body": {"type": "mrkdwn", "text": "`WELCOME15`  ·  2 of 3 uses left"},
        "subtext": {"type": "mrkdwn", "text": "Reward  ·  Percentage"},
        "actions": [button],
    }


def test_a_coupon_that_does_not_work_shows_every_reason() -> None:
    assert drawn(
        name="Long gone", code="GONE10", expiry_date=OCT_24, is_expired=True, customer_used_count=1, **REFUSED
    ) == {
        "title": "10% off · Long gone",
        "subtitle": f"⛔ Does not work  ·  expired {OCT_24_DRAWN} (29 days ago)",
        "body": "`GONE10`  ·  also: used 1 of 1 by this customer",
        "subtext": "Reward  ·  Percentage",
    }


def test_a_coupon_that_starts_later_shows_when_it_starts_and_when_it_ends() -> None:
    assert drawn(start_date=TOMORROW, expiry_date=DEC_13, usage_limit=0, **REFUSED) == {
        "title": "10% off · Summer treat",
        "subtitle": f"🕓 Does not work yet  ·  starts {TOMORROW_DRAWN} (in 24 hours)",
        "body": "`SUMMER10`  ·  1 use left",
        "subtext": f"expiry {DEC_13_DRAWN} (in 20 days)  ·  Reward  ·  Percentage",
    }


def test_a_refusal_without_a_reason_says_what_may_be_behind_it() -> None:
    assert drawn(expiry_date=None, usage_limit=0, **REFUSED) == {
        "title": "10% off · Summer treat",
        "subtitle": "⛔ Does not work  ·  Gameball gives no reason",
        "body": "`SUMMER10`  ·  it may be held by an open checkout, or restricted  ·  1 use left",
        "subtext": "no expiry  ·  Reward  ·  Percentage",
    }


def test_where_gameball_contradicts_itself_both_sides_are_shown() -> None:
    assert drawn(expiry_date=OCT_24, is_active=False) == {
        "title": "10% off · Summer treat",
        "subtitle": f"⚠️ Works, says Gameball  ·  but expired {OCT_24_DRAWN} (29 days ago)",
        "body": "`SUMMER10`  ·  also: deactivated",
        "subtext": "⚠️ Gameball has not marked it as expired  ·  Reward  ·  Percentage",
    }


def test_an_expiry_that_comes_after_the_mark_is_named() -> None:
    assert drawn(expiry_date=DEC_13, is_expired=True, **REFUSED) == {
        "title": "10% off · Summer treat",
        "subtitle": "⛔ Does not work  ·  marked as expired",
        "body": "`SUMMER10`",
        "subtext": f"⚠️ its expiry is still to come  ·  expiry {DEC_13_DRAWN} (in 20 days)  ·  Reward  ·  Percentage",
    }


@pytest.mark.parametrize(
    ("fields", "subtitle"),
    [
        ({"expiry_date": None}, "✅ Should work now  ·  no expiry"),
        ({"is_active": False}, "⛔ Does not work  ·  deactivated"),
    ],
)
def test_a_derived_verdict_says_that_it_is_one(fields: dict[str, Any], subtitle: str) -> None:
    card = drawn(**UNSAID, **fields)
    assert (card["subtitle"], card["subtext"].split("  ·  ")[0]) == (
        subtitle,
        "Gameball gives no verdict: judged by dates and limits",
    )


def test_a_coupon_that_expires_soon_is_marked() -> None:
    assert part("subtitle", expiry_date=TOMORROW) == (
        f"✅ Works now  ·  ⏳ expires {TOMORROW_DRAWN} (in 24 hours)"
    )


def test_a_coupon_that_is_only_said_to_work_is_marked_too_where_it_expires_soon() -> None:
    assert part("subtext", expiry_date=TOMORROW, is_active=False) == (
        f"⏳ expires {TOMORROW_DRAWN} (in 24 hours)  ·  Reward  ·  Percentage"
    )


def test_dates_that_came_without_a_zone_are_said_to_be_read_as_utc() -> None:
    zoneless = DEC_13.replace(tzinfo=ASSUMED_UTC)
    assert (
        part("subtext", expiry_date=zoneless)
        == "dates came without a zone, read as UTC  ·  Reward  ·  Percentage"
    )


def test_the_last_reasons_that_do_not_fit_into_the_body_go_on_below() -> None:
    many = 10**12
    assert drawn(
        code="&" * 12,
        start_date=DEC_13,
        expiry_date=TOMORROW,
        is_expired=True,
        is_active=False,
        limit_per_customer=many,
        customer_used_count=many,
        usage_limit=many,
        used_count=many,
        target="x" * 60,
        type="y" * 60,
        value=None,
        **REFUSED,
    ) == {
        "title": f"{'y' * 39}… · Summer treat",
        "subtitle": "⛔ Does not work  ·  marked as expired",
        "body": f"`{'&amp;' * 12}`  ·  also: used 1,000,000,000+ of 1,000,000,000+ by this customer  ·  "
        "used up: 1,000,000,000+ of 1,000,000,000+ by all customers",
        "subtext": "deactivated  ·  starts <!date^1797206340^{date_short}|2026-12-13>  ·  "
        f"⚠️ its expiry is still to come  ·  expiry {TOMORROW_DRAWN} (in 24 hours)",
    }


@pytest.mark.parametrize(
    ("fields", "uses"),
    [
        ({"limit_per_customer": 3, "customer_used_count": 1, "usage_limit": None}, "2 of 3 uses left"),
        ({"limit_per_customer": 3, "customer_used_count": None, "usage_limit": None}, "3 uses per customer"),
        ({"limit_per_customer": 1, "customer_used_count": None, "usage_limit": None}, "1 use per customer"),
        ({"limit_per_customer": 1, "customer_used_count": -5, "usage_limit": None}, "1 use left"),
        (
            {"limit_per_customer": None, "usage_limit": 1000, "used_count": 12},
            "988 of 1,000 left for all customers",
        ),
        (
            {"limit_per_customer": None, "usage_limit": 1000, "used_count": None},
            "1,000 uses for all customers",
        ),
        ({"limit_per_customer": None, "usage_limit": 1, "used_count": None}, "1 use for all customers"),
        (
            {"limit_per_customer": 3, "customer_used_count": 1, "usage_limit": 9, "used_count": 8},
            "2 of 3 uses left  ·  1 of 9 left for all customers",
        ),
        # What all have left says nothing where it is enough for this customer.
        (
            {"limit_per_customer": 3, "customer_used_count": 1, "usage_limit": 9, "used_count": 4},
            "2 of 3 uses left",
        ),
        ({"limit_per_customer": 0, "customer_used_count": 4, "usage_limit": 0}, "no limit on uses"),
        ({"limit_per_customer": None, "usage_limit": None, "used_count": 310}, "no limit on uses"),
        ({"limit_per_customer": -1, "usage_limit": -1}, "no limit on uses"),
    ],
)
def test_uses_are_told_as_far_as_they_are_known(fields: dict[str, Any], uses: str) -> None:
    assert part("body", **fields) == f"`SUMMER10`  ·  {uses}"


@pytest.mark.parametrize(
    "fields",
    [{"customer_used_count": 1}, {"used_count": 1000}, {"is_expired": True}, {"expiry_date": OCT_24}],
)
def test_uses_left_are_not_told_where_they_are_of_no_use(fields: dict[str, Any]) -> None:
    assert part("body", **REFUSED, **fields) == "`SUMMER10`"


def test_a_coupon_without_a_code_says_so() -> None:
    assert part("body", code=None, limit_per_customer=0, usage_limit=0) == "no code  ·  no limit on uses"


def test_a_coupon_of_which_nothing_is_known_but_its_code_still_makes_a_card() -> None:
    fields = dict.fromkeys(field.name for field in dataclasses.fields(coupon()))
    assert drawn(**fields | {"code": "ONLYCODE"}) == {
        "title": "Coupon",
        "subtitle": "✅ Should work now  ·  no expiry",
        "body": "`ONLYCODE`  ·  no limit on uses",
        "subtext": "Gameball gives no verdict: judged by dates and limits",
    }


def test_text_that_nobody_can_see_leaves_no_gap() -> None:
    card = drawn(name="\u202e", target="Reward", type="\u2066")
    assert (card["title"], card["subtext"]) == ("Coupon 10", "Reward")


def test_text_from_outside_is_disarmed_and_cut() -> None:
    hostile = "<!channel> " * 30
    card = drawn(name=hostile, code=hostile, target=hostile, type="Percentage")
    assert card == {
        "title": f"10% off · {hostile}"[:149] + "…",
        "subtitle": card["subtitle"],
        "body": "a code of 329 characters  ·  1 use left",
        "subtext": "&lt;!channel&gt; &lt;!channel&gt; &lt;!…  ·  Percentage",
    }


@pytest.mark.parametrize("code", ["x" * 61, "x" * 110, "x" * 300, "x" * 500, "&" * 13])
def test_a_code_that_is_too_long_for_the_card_stands_below_it_whole(code: str) -> None:
    item = judged(code=code)

    card, below = coupon_blocks(item, now=NOW, block_id="coupon:1")

    assert card["body"]["text"] == "its code is below  ·  1 use left"
    assert below == kit.section(f"`{html.escape(code)}`")
    assert f"code {html.escape(code)}: ✅" in spoken_line(item, NOW)


def test_a_code_that_no_message_holds_is_described_and_not_cut() -> None:
    item = judged(code="x" * 1501)

    [card] = coupon_blocks(item, now=NOW, block_id="coupon:1")

    assert card["body"]["text"] == "a code of 1,501 characters  ·  1 use left"
    assert "10% off, a code of 1,501 characters: ✅" in spoken_line(item, NOW)


def test_a_code_that_the_card_holds_has_no_block_of_its_own() -> None:
    item = judged(code="x" * 60)

    [card] = coupon_blocks(item, now=NOW, block_id="coupon:1")

    assert card == coupon_card(item, now=NOW, block_id="coupon:1")
    assert card["body"]["text"] == f"`{'x' * 60}`  ·  1 use left"


@pytest.mark.parametrize(
    ("fields", "spoken"),
    [
        ({"is_active": False} | REFUSED, "10% off, code SUMMER10: ⛔ Does not work, deactivated"),
        ({"code": None, "is_active": False} | REFUSED, "10% off, no code: ⛔ Does not work, deactivated"),
        (
            {"type": "<b>", "value": None, "code": "A&B", "expiry_date": None},
            "&lt;b&gt;, code A&amp;B: ✅ Works now, no expiry",
        ),
    ],
)
def test_a_screen_reader_hears_worth_code_and_verdict(fields: dict[str, Any], spoken: str) -> None:
    assert spoken_line(judged(**fields), NOW) == spoken

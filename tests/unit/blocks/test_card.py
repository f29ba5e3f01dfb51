import dataclasses
import html
from datetime import timedelta
from typing import Any

import pytest

from bot.blocks import kit
from bot.blocks.card import coupon_blocks, spoken_facts, spoken_line
from bot.gameball.models import UnreadField
from bot.gameball.values import ASSUMED_UTC
from tests.factories import NOW, coupon
from tests.unit.blocks.card_texts import (
    DEC_13,
    DEC_13_PLAIN,
    OCT_24,
    OCT_24_DRAWN,
    REFUSED,
    TOMORROW,
    UNSAID,
    UNTIL,
    drawn,
    judged,
    part,
)


def mrkdwn(text: str) -> kit.Text:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


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
    assert coupon_blocks(item, now=NOW, block_id="coupon:1", buttons=[button]) == [
        {
            "type": "card",
            "block_id": "coupon:1",
            "slack_icon": {"type": "icon", "name": "tag"},
            "title": {"type": "plain_text", "text": "15% off · Welcome back", "emoji": False},
            "subtitle": mrkdwn(f"✅ Works now  ·  {UNTIL}"),
            "body": mrkdwn("`WELCOME15`  ·  2 of 3 uses left"),
            "subtext": mrkdwn("Reward"),
            "actions": [button],
        }
    ]


def test_a_coupon_that_does_not_work_shows_every_reason() -> None:
    assert drawn(
        name="Long gone", code="GONE10", expiry_date=OCT_24, is_expired=True, customer_used_count=1, **REFUSED
    ) == {
        "title": "10% off · Long gone",
        "subtitle": f"⛔ Does not work  ·  expired {OCT_24_DRAWN} (29 days ago)",
        "body": "`GONE10`  ·  also: already used by this customer (1 of 1)",
        "subtext": "Reward",
    }


@pytest.mark.parametrize(
    ("target", "words"), [("Online", "for online orders"), ("POS", "for stores"), ("*VIP*", "`*VIP*`")]
)
def test_where_it_counts_is_said_in_words(target: str, words: str) -> None:
    assert part("subtext", target=target) == words


def test_what_applies_by_itself_says_that_there_is_no_code_to_enter() -> None:
    words = "no code to enter, it applies by itself"

    assert part("body", is_promotion=True, code=None) == f"{words}  ·  1 use left"
    assert part("body", is_promotion=True) == f"`SUMMER10`  ·  {words}  ·  1 use left"


def test_a_cap_and_a_minimum_are_told_where_they_are_sent() -> None:
    limits = {"capping": 50, "min_order_value": 100}

    assert part("subtext", currency="EGP", **limits) == (
        "at most EGP 50.00  ·  minimum order EGP 100.00  ·  Reward"
    )


ZONELESS = DEC_13.replace(tzinfo=ASSUMED_UTC)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"expiry_date": ZONELESS}, "its end date came without a time zone and is read as UTC"),
        (
            {"start_date": ZONELESS.replace(month=1)},
            "its start date came without a time zone and is read as UTC",
        ),
        (
            {"start_date": ZONELESS.replace(month=1), "expiry_date": ZONELESS},
            "its dates came without a time zone and are read as UTC",
        ),
    ],
)
def test_dates_that_came_without_a_zone_are_said_to_be_read_as_utc(dates: dict[str, Any], words: str) -> None:
    assert part("subtext", **dates) == f"{words}  ·  Reward"


def test_what_could_not_be_read_is_shown_as_it_came() -> None:
    odd = (UnreadField("value", "15 or 20"), UnreadField("usageLimit", "*many*"))

    assert part("subtext", value=None, unread=odd) == (
        "limit of uses “`*many*`” could not be read  ·  value “15 or 20” could not be read  ·  Reward"
    )


def test_a_type_of_which_neither_field_could_be_read_is_told_once() -> None:
    unread = (UnreadField("type", "true"), UnreadField("couponType", "true"))

    assert drawn(unread=unread, target=None)["subtext"] == "type “true” could not be read"


def test_two_fields_that_say_the_same_are_told_once() -> None:
    unread = (UnreadField("value", "1,000"), UnreadField("discountValue", "1,000"))

    assert part("subtext", value=None, unread=unread) == "value “1,000” could not be read  ·  Reward"


def test_what_does_not_fit_into_the_body_goes_on_below_it_and_nothing_is_lost() -> None:
    many = 10**12
    assert drawn(
        code="&" * 12,
        start_date=DEC_13,
        expiry_date=NOW + timedelta(days=20, hours=1),
        is_expired=True,
        is_active=False,
        status="deleted",
        limit_per_customer=many,
        customer_used_count=many,
        usage_limit=many,
        used_count=many,
        target="x" * 60,
        type="y" * 60,
        value=None,
        unread=(UnreadField("value", "z" * 60),),
        **REFUSED,
    ) == {
        "title": f"Coupon of type {'y' * 39}… · Summer treat",
        "subtitle": "⛔ Does not work  ·  never works: it ends before it starts",
        "body": f"`{'&amp;' * 12}`  ·  also: marked as expired  ·  deleted in Gameball  ·  "
        "already used by this customer (1,000,000,000+ of 1,000,000,000+)",
        "subtext": "used up by all customers together (1,000,000,000+ of 1,000,000,000+)  ·  "
        "switched off in Gameball  ·  ⚠️ its end date is still to come",
        "below": f"value “{'z' * 39}…” could not be read  ·  starts {DEC_13_PLAIN}, until "
        f"<!date^1797155550^{{date_short}} at {{time}}|2026-12-13 09:52 UTC>  ·  {'x' * 39}…",
    }


@pytest.mark.parametrize(
    ("fields", "card"),
    [
        ({"code": None}, {"body": "no code  ·  1 use left"}),
        ({"code": None} | UNSAID, {"body": "1 use left"}),
        ({"code": None, "is_active": False} | UNSAID, {"body": "no code  ·  1 use left"}),
        (
            {"code": None, "unread": (UnreadField("code", "[]"),)},
            {"body": "1 use left", "subtext": "code “[]” could not be read  ·  Reward"},
        ),
    ],
)
def test_a_coupon_without_a_code_says_so_once(fields: dict[str, Any], card: dict[str, str]) -> None:
    assert drawn(**fields).items() >= card.items()


def test_a_coupon_of_which_nothing_is_known_but_its_code_still_makes_a_card() -> None:
    fields: dict[str, Any] = dict.fromkeys(field.name for field in dataclasses.fields(coupon()))
    fields["unread"] = ()
    assert drawn(**fields | {"code": "ONLYCODE"}) == {
        "title": "Coupon",
        "subtitle": "✅ Probably works  ·  no end date given",
        "body": "`ONLYCODE`",
        "subtext": "Gameball does not say; nothing speaks against it",
    }
    assert (
        part("subtitle", **fields) == "❔ Unclear  ·  Gameball does not say if it works, and it has no code"
    )


def test_text_that_nobody_can_see_leaves_no_gap() -> None:
    card = drawn(name="\u202e", target="\u200b", type="\u2066", currency="\u200b")
    assert (card["title"], card.get("subtext")) == ("Coupon, value 10", None)


def test_text_from_outside_is_disarmed_and_cut() -> None:
    hostile = "<!channel> " * 30
    card = drawn(name=hostile, code=hostile, target=hostile, type="Percentage")
    assert card == {
        "title": f"10% off · {hostile}"[:149] + "…",
        "subtitle": card["subtitle"],
        "body": "a code of 330 characters  ·  1 use left",
        "subtext": "&lt;!channel&gt; &lt;!channel&gt; &lt;!…",
    }


@pytest.mark.parametrize("code", ["x" * 61, "x" * 110, "x" * 300, "x" * 500, "&" * 13])
def test_a_code_that_is_too_long_for_the_card_stands_below_it_whole(code: str) -> None:
    item = judged(code=code)

    card, below = coupon_blocks(item, now=NOW, block_id="coupon:1")

    assert card["body"]["text"] == "its code is below  ·  1 use left"
    assert below == kit.section(f"`{html.escape(code)}`")
    assert f"code `{html.escape(code)}`: ✅" in spoken_line(item, NOW)


def test_a_code_that_no_message_holds_is_described_and_not_cut() -> None:
    item = judged(code="x" * 1501)

    [card] = coupon_blocks(item, now=NOW, block_id="coupon:1")

    assert card["body"]["text"] == "a code of 1,501 characters  ·  1 use left"
    assert "10% off, a code of 1,501 characters: ✅" in spoken_line(item, NOW)


def test_a_code_that_the_card_holds_has_no_block_of_its_own() -> None:
    item = judged(code="x" * 60)

    [card] = coupon_blocks(item, now=NOW, block_id="coupon:1")

    assert card["body"]["text"] == f"`{'x' * 60}`  ·  1 use left"


@pytest.mark.parametrize(
    ("fields", "spoken"),
    [
        (
            {"is_active": False} | REFUSED,
            "10% off, code `SUMMER10`: ⛔ Does not work, switched off in Gameball",
        ),
        (
            {"code": None, "is_active": False} | REFUSED,
            "10% off, no code: ⛔ Does not work, switched off in Gameball",
        ),
        (
            {"type": "<b>", "value": None, "code": "A&B", "expiry_date": None},
            "Coupon of type &lt;b&gt;, code `A&amp;B`: ✅ Works now, no end date given",
        ),
        (
            {"type": "*b*", "value": None, "code": "*B*", "expiry_date": None},
            "`Coupon of type *b*`, code `*B*`: ✅ Works now, no end date given",
        ),
    ],
)
def test_a_screen_reader_hears_worth_code_and_verdict(fields: dict[str, Any], spoken: str) -> None:
    assert spoken_line(judged(**fields), NOW) == spoken


def test_a_screen_reader_hears_the_facts_beside_the_verdict() -> None:
    item = judged(name="_Summer_", is_active=False, expiry_date=TOMORROW, currency="EGP", capping=50)

    assert spoken_facts(item, NOW) == (
        "10% off, `_Summer_`, 1 use left, at most EGP 50.00, until 2026-11-24 08:52 UTC, tomorrow, Reward"
    )

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import kit, mrkdwn
from bot.blocks.card import coupon_card
from bot.blocks.one_coupon import one_coupon
from bot.blocks.problem import gameball_problem
from bot.blocks.reasons import contradiction_in_words, reason_in_words
from bot.blocks.results import View, results
from bot.blocks.state import State
from bot.coupons.availability import Contradiction
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import Filter, JudgedCoupon, judge, select
from bot.gameball import errors
from bot.gameball.models import Coupon, CustomerCoupons
from bot.listeners.parsing import MAX_CODE
from playground.slack.block_kit import validate_message
from tests.factories import NOW
from tests.property.coupons import MANY, SOME, answers, coupons, customer_ids, hostile_text, instants

_DATE_TOKEN = re.compile(
    r"<!date\^(\d{1,10})\^"
    r"(?:\{date_short_pretty\} at \{time\}|\{date_short\}|\{time\})"
    r"\|\d{4}-\d\d-\d\d(?: \d\d:\d\d UTC)?>"
)
_ENTITY = re.compile(r"&(?:amp|lt|gt);")


@dataclass
class Shown:
    """One message of a customer's coupons, and what it should be about."""

    message: kit.Message
    items: tuple[JudgedCoupon, ...]


def every_page(
    answer: CustomerCoupons, customer_id: str, data: Literal["test", "live"] | None
) -> Iterator[Shown]:
    snapshot = Snapshot(customer_id, answer, NOW)
    judged = judge(answer.coupons, now=NOW)
    for show in Filter:
        for number in range(1, select(judged, show=show).pages + 1):
            state = State(customer_id=customer_id, show=show, page=number)
            message = results(snapshot, state, View(now=NOW, data=data))
            yield Shown(message, select(judged, show=show, page=number).items)


def as_cards_and_as_sections(message: kit.Message) -> list[dict[str, Any]]:
    """What is sent where Slack takes cards, and where it does not."""
    return [
        {"text": message.text, "blocks": message.blocks},
        {"text": message.text, "blocks": kit.without_cards(message.blocks)},
    ]


def texts(value: Any) -> Iterator[str]:
    """Every text in which Slack acts on markup: the message's own, and each mrkdwn object's."""
    if isinstance(value, kit.Message):
        yield value.text
        yield from texts(value.blocks)
    elif isinstance(value, list):
        for entry in value:
            yield from texts(entry)
    elif isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for entry in value.values():
            yield from texts(entry)


def buttons(message: kit.Message) -> Iterator[dict[str, Any]]:
    for block in message.blocks:
        held = {"card": "actions", "actions": "elements"}.get(block["type"], "")
        yield from block.get(held, [])


def card_text(card: kit.Block) -> str:
    return "\n".join(card[part]["text"] for part in ("subtitle", "body", "subtext") if part in card)


@SOME
@given(answers, customer_ids, st.sampled_from(["test", "live", None]))
def test_slack_takes_every_message_with_cards_and_without(
    answer: CustomerCoupons, customer_id: str, data: Literal["test", "live"] | None
) -> None:
    for shown in every_page(answer, customer_id, data):
        for message in as_cards_and_as_sections(shown.message):
            assert validate_message(message) == []


@SOME
@given(answers, customer_ids)
def test_nothing_is_live_in_a_message_but_dates_of_the_coupons_and_of_the_answer(
    answer: CustomerCoupons, customer_id: str
) -> None:
    instants_known = {NOW, *(coupon.start_date for coupon in answer.coupons)}
    instants_known |= {coupon.expiry_date for coupon in answer.coupons}
    timestamps = {str(int(instant.timestamp())) for instant in instants_known if instant}
    for shown in every_page(answer, customer_id, "test"):
        for text in texts(shown.message):
            assert set(_DATE_TOKEN.findall(text)) <= timestamps
            assert not set(_DATE_TOKEN.sub("", text)) & {"<", ">"}


@SOME
@given(answers, answers, customer_ids)
def test_slack_takes_every_refreshed_message_that_tells_what_has_changed(
    before: CustomerCoupons, after: CustomerCoupons, customer_id: str
) -> None:
    state = State(customer_id=customer_id, shown=dump_shown(judge(before.coupons, now=NOW), NOW))
    message = results(Snapshot(customer_id, after, NOW), state, View(now=NOW))
    for sent in as_cards_and_as_sections(message):
        assert validate_message(sent) == []
    for text in texts(message):
        assert not set(_DATE_TOKEN.sub("", text)) & {"<", ">"}


@SOME
@given(answers, customer_ids, hostile_text.map(lambda text: text[:100]).filter(bool), st.booleans())
def test_slack_takes_every_answer_for_one_code(
    answer: CustomerCoupons, customer_id: str, typed: str, on_the_list: object
) -> None:
    listed = [coupon.code for coupon in answer.coupons if coupon.code and len(coupon.code) <= MAX_CODE]
    code = listed[0] if on_the_list and listed else typed
    state = State(customer_id=customer_id, code=code)
    message = one_coupon(Snapshot(customer_id, answer, NOW), state, View(now=NOW))
    for sent in as_cards_and_as_sections(message):
        assert validate_message(sent) == []
    for text in texts(message):
        assert not set(_DATE_TOKEN.sub("", text)) & {"<", ">"}


@SOME
@given(answers, customer_ids)
def test_no_entity_is_cut(answer: CustomerCoupons, customer_id: str) -> None:
    for shown in every_page(answer, customer_id, None):
        for text in texts(shown.message):
            assert "&" not in _ENTITY.sub("", text)


@SOME
@given(answers, customer_ids)
def test_a_page_has_one_card_for_each_of_its_coupons(answer: CustomerCoupons, customer_id: str) -> None:
    for shown in every_page(answer, customer_id, None):
        cards = [block for block in shown.message.blocks if block["type"] == "card"]
        assert len(cards) == len(shown.items)


@SOME
@given(answers, customer_ids)
def test_every_button_that_shows_coupons_is_about_this_customer(
    answer: CustomerCoupons, customer_id: str
) -> None:
    for shown in every_page(answer, customer_id, None):
        for button in buttons(shown.message):
            assert State.parse(button["value"]).customer_id == customer_id


@MANY
@given(coupons, instants)
def test_no_reason_contradiction_or_code_is_ever_lost_from_a_card(coupon: Coupon, now: datetime) -> None:
    [item] = judge([coupon], now=now)
    text = card_text(coupon_card(item, now=now, block_id="coupon"))
    for reason in item.availability.reasons:
        assert any(reason_in_words(reason, now, short=short) in text for short in (False, True))
    for contradiction in item.availability.contradictions:
        if contradiction is Contradiction.AVAILABLE_ALL_THE_SAME:
            assert text.startswith("⚠️ Works, says Gameball")
        else:
            assert contradiction_in_words(contradiction) in text
    if item.availability.derived:
        assert "Gameball gives no verdict" in text
    assert (mrkdwn.code(coupon.code) if coupon.code else "no code") in text


@MANY
@given(coupons, instants)
def test_a_card_has_no_empty_part(coupon: Coupon, now: datetime) -> None:
    [item] = judge([coupon], now=now)
    card = coupon_card(item, now=now, block_id="coupon")
    for part in {"subtitle", "body", "subtext"} & card.keys():
        assert all(piece.strip() for piece in card[part]["text"].split(mrkdwn.SEPARATOR))


@MANY
@given(hostile_text, st.integers(1, 300))
def test_escaped_text_keeps_its_limit_and_holds_nothing_live(text: str, limit: int) -> None:
    escaped = mrkdwn.escape(text, limit)
    assert len(escaped.encode("utf-16-le")) // 2 <= limit
    assert not set(escaped) & set("<>\n\r\x00\u202e\u200b")
    assert "&" not in _ENTITY.sub("", escaped)


@MANY
@given(hostile_text)
def test_a_code_cannot_leave_its_backticks(text: str) -> None:
    assert mrkdwn.code(text).strip("`") == mrkdwn.code(text)[1:-1]
    assert mrkdwn.code(text).count("`") == 2


@MANY
@given(customer_ids, hostile_text, st.integers() | st.none(), st.integers(100, 599) | st.none())
def test_slack_takes_every_problem(
    customer_id: str, request_id: str, code: int | None, status: int | None
) -> None:
    for kind in (errors.CustomerNotFoundError, errors.UnavailableError, errors.InvalidCustomerIdError):
        error = kind(status=status, code=code, detail=request_id, request_id=request_id)
        message = gameball_problem(error, State(customer_id=customer_id))
        assert validate_message({"text": message.text, "blocks": message.blocks}) == []
        assert not {mark for text in texts(message) for mark in text} & {"<", ">"}

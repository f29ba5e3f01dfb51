import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.blocks import kit, mrkdwn
from bot.blocks.card import coupon_blocks
from bot.blocks.context import Context
from bot.blocks.one_coupon import one_coupon
from bot.blocks.problem import gameball_problem
from bot.blocks.reasons import contradiction_in_words, doubt_in_words, reason_in_words, unread_in_words
from bot.blocks.results import results
from bot.blocks.state import State
from bot.coupons.availability import Standing
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import Filter, judge, select
from bot.gameball import errors
from bot.gameball.models import Coupon, CustomerCoupons
from playground.slack.block_kit import Problem, validate_message
from tests.factories import NOW
from tests.property.coupons import MANY, SOME, answers, coupons, customer_ids, hostile_text, instants

_DATE_TOKEN = re.compile(
    r"<!date\^(\d{1,10})\^"
    r"(?:\{date_short(?:_pretty)?\} at \{time\}|\{date_short\}|\{time\})"
    r"\|\d{4}-\d\d-\d\d(?: \d\d:\d\d UTC(?:, tomorrow|, yesterday)?)?>"
)
_ENTITY = re.compile(r"&(?:amp|lt|gt);")


def every_page(
    answer: CustomerCoupons, customer_id: str, data: Literal["test", "live"] | None
) -> Iterator[kit.Message]:
    judged = judge(answer.coupons, now=NOW)
    for show in Filter:
        for number in range(1, select(judged, show=show).pages + 1):
            state = State(customer_id=customer_id, show=show, page=number)
            yield results(Snapshot(customer_id, answer, NOW), state, Context(now=NOW, data=data))


def problems(message: kit.Message) -> list[Problem]:
    """What Slack would refuse of what is sent where it accepts cards, and where it does not."""
    return [
        problem
        for blocks in (message.blocks, kit.without_cards(message.blocks))
        for problem in validate_message({"text": message.text, "blocks": blocks})
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


def live(message: kit.Message) -> set[str]:
    """What of the message Slack would act on or draw wrongly: tags that are no dates of the app's, half entities."""
    rest = (_ENTITY.sub("", _DATE_TOKEN.sub("", text)) for text in texts(message))
    return {mark for text in rest for mark in text} & {"<", ">", "&"}


def buttons(message: kit.Message) -> Iterator[dict[str, Any]]:
    for block in message.blocks:
        held = {"card": "actions", "actions": "elements"}.get(block["type"], "")
        yield from block.get(held, [])


@SOME
@given(answers, customer_ids, st.sampled_from(["test", "live", None]))
def test_slack_takes_every_page_with_cards_and_without(
    answer: CustomerCoupons, customer_id: str, data: Literal["test", "live"] | None
) -> None:
    for message in every_page(answer, customer_id, data):
        assert (problems(message), live(message)) == ([], set())


@SOME
@given(answers, customer_ids)
def test_every_date_is_one_of_the_coupons_or_of_the_answer(answer: CustomerCoupons, customer_id: str) -> None:
    known = {NOW, *(coupon.start_date for coupon in answer.coupons)}
    known |= {coupon.expiry_date for coupon in answer.coupons}
    timestamps = {str(int(instant.timestamp())) for instant in known if instant}
    for message in every_page(answer, customer_id, "test"):
        for text in texts(message):
            assert set(_DATE_TOKEN.findall(text)) <= timestamps


@SOME
@given(answers, answers, customer_ids)
def test_slack_takes_every_refreshed_message_that_tells_what_has_changed(
    before: CustomerCoupons, after: CustomerCoupons, customer_id: str
) -> None:
    state = State(customer_id=customer_id, shown=dump_shown(judge(before.coupons, now=NOW), NOW))
    message = results(Snapshot(customer_id, after, NOW), state, Context(now=NOW))
    assert (problems(message), live(message)) == ([], set())


@SOME
@given(answers, customer_ids, hostile_text.map(lambda text: text[:100]).filter(bool), st.booleans())
def test_slack_takes_every_answer_for_one_code(
    answer: CustomerCoupons, customer_id: str, typed: str, on_the_list: object
) -> None:
    listed = [coupon.code for coupon in answer.coupons if coupon.code and len(coupon.code) <= 100]
    code = listed[0] if on_the_list and listed else typed
    state = State(customer_id=customer_id, code=code)
    message = one_coupon(Snapshot(customer_id, answer, NOW), state, Context(now=NOW))
    assert (problems(message), live(message)) == ([], set())


@SOME
@given(answers, customer_ids)
def test_every_button_that_shows_coupons_is_about_this_customer(
    answer: CustomerCoupons, customer_id: str
) -> None:
    for message in every_page(answer, customer_id, None):
        for button in buttons(message):
            assert State.parse(button["value"]).customer_id == customer_id


def told(blocks: list[kit.Block]) -> str:
    """All that a coupon's card and what stands below it say, but for the title."""
    return "\n".join(texts(blocks))


@MANY
@given(coupons, instants, st.booleans())
def test_nothing_that_speaks_for_or_against_a_coupon_is_ever_lost(
    coupon: Coupon, now: datetime, is_shared: object
) -> None:
    [item] = judge([coupon], now=now)
    read_at = None if is_shared else now
    availability, text = item.availability, told(coupon_blocks(item, now=read_at, block_id="coupon"))
    for reason in availability.reasons:
        short, long = (reason_in_words(reason, read_at, short=short) for short in (True, False))
        assert any(
            words.removeprefix("never works: ").removesuffix(" in Gameball") in text
            for words in (short, long)
        )
    assert all(contradiction_in_words(one) in text for one in availability.contradictions)
    assert all(doubt_in_words(doubt).removeprefix("it has ") in text for doubt in availability.doubts)
    assert all(unread_in_words(field) in text for field in coupon.unread)
    assert (mrkdwn.coupon_code(coupon.code) if coupon.code else "no code") in text or "code “" in text


@MANY
@given(coupons, instants)
def test_a_card_says_nothing_twice(coupon: Coupon, now: datetime) -> None:
    # A code and a target may be the same words.
    assume(mrkdwn.as_it_is(coupon.target or "", 40) != mrkdwn.coupon_code(coupon.code or ""))
    [item] = judge([coupon], now=now)
    said = [
        piece
        for block in coupon_blocks(item, now=now, block_id="coupon")
        for text in texts(block)
        for piece in text.split(mrkdwn.SEPARATOR)
    ]
    assert len(said) == len(set(said))
    assert sum("until " in piece for piece in said) <= 1


@MANY
@given(coupons, instants)
def test_an_unclear_coupon_never_reads_as_one_that_works(coupon: Coupon, now: datetime) -> None:
    [item] = judge([coupon], now=now)
    subtitle = coupon_blocks(item, now=now, block_id="coupon")[0]["subtitle"]["text"]
    assert subtitle.startswith("❔ Unclear") == (item.availability.standing is Standing.UNCLEAR)
    assert subtitle.startswith("✅") == item.availability.usable


@MANY
@given(coupons, instants)
def test_a_card_has_no_empty_part(coupon: Coupon, now: datetime) -> None:
    [item] = judge([coupon], now=now)
    for block in coupon_blocks(item, now=now, block_id="coupon"):
        for text in texts(block):
            assert all(piece.strip() for piece in text.split(mrkdwn.SEPARATOR))


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
        message = gameball_problem(error, State(customer_id=customer_id, failures=1), Context(now=NOW))
        assert (problems(message), live(message)) == ([], set())

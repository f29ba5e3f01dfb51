"""Whatever a server sends and people type, Slack takes every modal, every shared message and every reply text."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import kit
from bot.blocks import modals as views
from bot.blocks.customer_text import reply_text
from bot.blocks.home import closed_home, home
from bot.blocks.missed import Missed
from bot.blocks.problem import gameball_problem
from bot.blocks.refusal import not_this_channel
from bot.blocks.results import View, results
from bot.blocks.shared import shared
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import MOST_SHARED, judge, surely_usable
from bot.gameball.errors import UnreachableError
from bot.gameball.models import CustomerCoupons
from bot.listeners.guessing import guess
from playground.slack.block_kit import validate_message, validate_view
from tests.factories import NOW, coupon
from tests.property.coupons import MANY, SOME, answers, coupons, customer_ids, hostile_text

ORIGIN = views.Origin(channel_id="C0123456789", response_url=f"https://hooks.slack.com/actions/{'x' * 200}")


def problems(view: dict[str, Any]) -> list[object]:
    plain = {**view, "blocks": kit.without_cards(view["blocks"])}
    return [*validate_view(view), *validate_view(plain)]


@SOME
@given(answers, customer_ids)
def test_slack_takes_every_modal_of_coupons_with_a_notice_and_without(
    answer: CustomerCoupons, customer_id: str
) -> None:
    state = State(customer_id=customer_id)
    found = views.results_view(results(Snapshot(customer_id, answer, NOW), state, View(now=NOW)), ORIGIN)
    notice = gameball_problem(UnreachableError(), state)

    once = views.with_notice(found, notice)

    assert problems(found) == []
    assert problems(once) == []
    assert views.with_notice(once, notice) == once


def test_slack_takes_the_modal_of_500_coupons_whatever_its_page() -> None:
    many = Snapshot("c", CustomerCoupons(tuple(coupon(code=f"C{number}") for number in range(500))), NOW)
    for page in (1, 42, 84, 1000):
        message = results(many, State(customer_id="c", page=page), View(now=NOW))
        assert problems(views.results_view(message, ORIGIN)) == []


@MANY
@given(hostile_text, customer_ids)
def test_slack_takes_the_form_prefilled_from_any_message_and_what_is_shown_meanwhile(
    text: str, customer_id: str
) -> None:
    guessed = guess(text)

    assert problems(views.form_view(ORIGIN, customer_id=guessed.customer_id, code=guessed.code)) == []
    assert problems(views.loading_view(ORIGIN, customer_id)) == []


LOST = st.builds(
    Missed,
    asked=st.integers(min_value=0, max_value=4_000_000_000),
    what=st.sampled_from(["answer", "window"]),
)
HEALTH = st.sampled_from([None, "fine", "waiting", UnreachableError()])


@MANY
@given(LOST, HEALTH)
def test_slack_takes_every_home_tab_with_a_notice_on_it_and_keeps_the_notice(
    missed: Missed, gameball: Any
) -> None:
    refusal = not_this_channel(f"C{number:09}" for number in range(500))

    for view in (
        home(gameball=gameball, data="live", now=NOW, missed=missed),
        closed_home(refusal, missed=missed),
    ):
        assert problems(view) == []
        assert Missed.parse(view["private_metadata"]) == missed
    assert problems(views.notice_view(missed.message(), ORIGIN)) == []


@MANY
@given(hostile_text | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_whatever_else_a_view_keeps_is_no_notice(private_metadata: str) -> None:
    assert Missed.parse(private_metadata) is None


@SOME
@given(answers, customer_ids)
def test_slack_takes_every_answer_in_a_window_of_its_own(answer: CustomerCoupons, customer_id: str) -> None:
    message = results(Snapshot(customer_id, answer, NOW), State(customer_id=customer_id), View(now=NOW))

    assert problems(views.notice_view(message, ORIGIN)) == []


@MANY
@given(coupons, st.none() | coupons)
def test_slack_takes_every_reply_text(one: Any, other: Any) -> None:
    (item,) = judge([one], now=NOW)
    alternatives = surely_usable(judge([other], now=NOW)) if other else []

    assert problems(views.reply_view(reply_text(item, next(iter(alternatives), None)))) == []


@SOME
@given(answers, customer_ids)
def test_slack_takes_every_shared_message(answer: CustomerCoupons, customer_id: str) -> None:
    items = judge(answer.coupons, now=NOW)[:MOST_SHARED]
    state, snapshot = State(customer_id=customer_id), Snapshot(customer_id, answer, NOW)

    message = shared(items, snapshot, state, View(now=NOW), user_id="U0123456789")

    for blocks in (message.blocks, kit.without_cards(message.blocks)):
        assert validate_message({"text": message.text, "blocks": blocks}) == []

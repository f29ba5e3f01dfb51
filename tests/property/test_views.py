"""Whatever a server sends and people type, Slack takes every modal, every shared message and every reply text."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import kit, modals
from bot.blocks.checklist import HOW_TO_FIND_OUT
from bot.blocks.context import Context
from bot.blocks.customer_text import reply_text
from bot.blocks.home import GameballHealth, closed_home, home
from bot.blocks.problem import gameball_problem
from bot.blocks.refusal import not_this_channel
from bot.blocks.results import results
from bot.blocks.shared import shared
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import MOST_SHARED, judge, replacement
from bot.gameball.errors import UnreachableError
from bot.gameball.models import CustomerCoupons
from playground.slack.block_kit import Problem, validate_message, validate_view
from tests.factories import NOW, coupon
from tests.property.coupons import MANY, SOME, answers, coupons, customer_ids, hostile_text

ORIGIN = modals.Origin(channel_id="C0123456789", response_url=f"https://hooks.slack.com/actions/{'x' * 200}")


def problems(view: kit.View) -> list[Problem]:
    plain = {**view, "blocks": kit.without_cards(view["blocks"])}
    return [*validate_view(view), *validate_view(plain)]


@SOME
@given(answers, customer_ids)
def test_slack_takes_every_modal_of_coupons_with_a_notice_and_without(
    answer: CustomerCoupons, customer_id: str
) -> None:
    state = State(customer_id=customer_id)
    found = modals.results_view(results(Snapshot(customer_id, answer, NOW), state, Context(now=NOW)), ORIGIN)
    notice = gameball_problem(UnreachableError(), state, Context(now=NOW))

    once = modals.with_notice(found, notice)

    assert problems(found) == []
    assert problems(once) == []
    assert modals.with_notice(once, notice) == once


def test_slack_takes_the_modal_of_500_coupons_whatever_its_page() -> None:
    many = Snapshot("c", CustomerCoupons(tuple(coupon(code=f"C{number}") for number in range(500))), NOW)
    for page in (1, 42, 84, 1000):
        message = results(many, State(customer_id="c", page=page), Context(now=NOW))
        assert problems(modals.results_view(message, ORIGIN)) == []


@MANY
@given(hostile_text, hostile_text, customer_ids)
def test_slack_takes_the_form_with_any_text_in_it_and_what_is_shown_meanwhile(
    guessed_id: str, guessed_code: str, customer_id: str
) -> None:
    assert problems(modals.form_view(ORIGIN, customer_id=guessed_id, code=guessed_code)) == []
    for slow in (False, True):
        assert problems(modals.loading_view(ORIGIN, customer_id, slow=slow)) == []


def test_slack_takes_every_home_tab() -> None:
    states: tuple[GameballHealth | None, ...] = (None, "fine", "waiting", UnreachableError())
    for gameball in states:
        assert problems(home(gameball=gameball, data="live", now=NOW)) == []
    assert problems(closed_home(not_this_channel(f"C{number:09}" for number in range(500)))) == []


@SOME
@given(answers, customer_ids)
def test_slack_takes_every_answer_in_a_window_of_its_own(answer: CustomerCoupons, customer_id: str) -> None:
    message = results(Snapshot(customer_id, answer, NOW), State(customer_id=customer_id), Context(now=NOW))

    assert problems(modals.notice_view(message, ORIGIN)) == []


@MANY
@given(coupons, st.none() | coupons)
def test_slack_takes_every_reply_text(one: Any, other: Any) -> None:
    (item,) = judge([one], now=NOW)
    text = reply_text(item, replacement(judge([other], now=NOW), item) if other else None)

    assert problems(modals.reply_view(text, note=HOW_TO_FIND_OUT)) == []


@SOME
@given(answers, customer_ids)
def test_slack_takes_every_shared_message(answer: CustomerCoupons, customer_id: str) -> None:
    items = judge(answer.coupons, now=NOW)[:MOST_SHARED]
    state, snapshot = State(customer_id=customer_id), Snapshot(customer_id, answer, NOW)

    message = shared(items, snapshot, state, Context(now=NOW), user_id="U0123456789")

    for blocks in (message.blocks, kit.without_cards(message.blocks)):
        assert validate_message({"text": message.text, "blocks": blocks}) == []

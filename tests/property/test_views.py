"""Whatever a server sends and people type, Slack takes every modal, every shared message and every text for the customer."""

from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import kit, modals
from bot.blocks.context import Context
from bot.blocks.customer_text import reply_text
from bot.blocks.home import closed_home, home
from bot.blocks.mrkdwn import is_code_shown
from bot.blocks.problem import gameball_problem
from bot.blocks.recipient import Recipient
from bot.blocks.refusal import not_this_channel
from bot.blocks.results import results
from bot.blocks.shared import shared
from bot.blocks.state import State
from bot.blocks.verdict import HOW_TO_FIND_OUT
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import MOST_SHARED, judge, replacements
from bot.gameball.errors import Health, UnreachableError
from bot.gameball.models import Coupon, CustomerCoupons
from bot.languages import known_languages, language
from playground.slack.block_kit import Problem, validate_message, validate_view
from tests.factories import NOW, coupon
from tests.property.coupons import MANY, SOME, answers, coupons, customer_ids, hostile_text, instants

ORIGIN = modals.Origin(channel_id="C0123456789", response_url=f"https://hooks.slack.com/actions/{'x' * 200}")

zones = st.sampled_from(["UTC", "Africa/Cairo", "Pacific/Kiritimati", "Etc/GMT+12"]).map(ZoneInfo)


def shown_code(coupon: Coupon) -> str | None:
    return coupon.code if coupon.code and is_code_shown(coupon.code) else None


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
    states: tuple[Health | None, ...] = (None, "fine", "waiting", UnreachableError())
    for gameball in states:
        assert problems(home(gameball=gameball, data="live", now=NOW)) == []
    assert (
        problems(closed_home(not_this_channel((f"C{number:09}" for number in range(500)), "x" * 200))) == []
    )


@SOME
@given(answers, customer_ids)
def test_slack_takes_every_answer_in_a_window_of_its_own(answer: CustomerCoupons, customer_id: str) -> None:
    message = results(Snapshot(customer_id, answer, NOW), State(customer_id=customer_id), Context(now=NOW))

    assert problems(modals.notice_view(message, ORIGIN)) == []


@MANY
@given(coupons, st.none() | coupons, st.sampled_from(known_languages()), zones, instants)
def test_slack_takes_every_text_for_the_customer(
    one: Any, other: Any, code: str, zone: tzinfo, now: datetime
) -> None:
    (item,) = judge([one], now=now)
    alternatives = replacements(judge([other], now=now), item) if other else []
    alternative = next(iter(alternatives), None)
    text = reply_text(item, alternative, Recipient(language(code), zone, now))
    # What the window is about comes from a button's value: where that has no room for the code, there is no button.
    about = State(customer_id="cust_1001", code=one.code or None)
    about = about if about.fits() else State(customer_id="cust_1001")
    view = modals.reply_view(
        text,
        Context(now=now, data="test"),
        languages=kit.Choice({each: language(each).name for each in known_languages()}, code),
        replacements=kit.Choice({"1": one.code or "", "2": other.code or "" if other else ""}, "2"),
        origin=ORIGIN.model_copy(update={"about": about}),
        note=HOW_TO_FIND_OUT,
    )

    assert problems(view) == []
    # It is never cut: half a text would be a wrong one. A code that no message shows has no button for it.
    if shown_code(one) and (alternative is None or shown_code(alternative.coupon)):
        assert view["blocks"][-1]["element"]["initial_value"] == text


@MANY
@given(coupons, st.sampled_from(known_languages()), zones, instants)
def test_no_text_promises_what_is_not_usable(one: Any, code: str, zone: tzinfo, now: datetime) -> None:
    (item,) = judge([one], now=now)
    to = Recipient(language(code), zone, now)
    text, say = reply_text(item, None, to), to.language.say

    ways = (
        "To use it, please enter this code at the checkout:\n{code}",
        "To use it, please show this code at the till in one of our stores:\n{code}",
    )
    promises = [say(way, code="").strip() for way in ways]
    promises.append(say("You do not need to enter a code: it applies by itself."))
    if not item.availability.usable:
        assert [promise for promise in promises if promise in text] == []


@SOME
@given(answers, customer_ids)
def test_slack_takes_every_shared_message(answer: CustomerCoupons, customer_id: str) -> None:
    items = judge(answer.coupons, now=NOW)[:MOST_SHARED]
    state, snapshot = State(customer_id=customer_id), Snapshot(customer_id, answer, NOW)

    message = shared(items, snapshot, state, Context(now=NOW), user_id="U0123456789")

    for blocks in (message.blocks, kit.without_cards(message.blocks)):
        assert validate_message({"text": message.text, "blocks": blocks}) == []

"""An answer that does not get through is told elsewhere: in a window, or on the Home tab."""

import json
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.refusal import not_this_channel
from bot.coupons.health import PROBE
from bot.playground.conversation import COLLEAGUE, SUPPORT
from bot.playground.faults import HANG, RESET, Fault
from bot.playground.workspace import OpenView
from tests.e2e.conftest import StartWorld
from tests.e2e.world import (
    BOT_TOKEN,
    PATIENCE,
    Held,
    World,
    buttons_of,
    slack_error,
    two_coupons,
    types_of,
    words_of,
)

_NO_ANSWER = (
    "⚠️ *Slack did not confirm an answer to you*\n"
    "What you asked at … may not have been answered. If you do not see it, please ask again."
)
_NO_WINDOW = (
    "⚠️ *Slack did not open the window in time*\n"
    "You asked for it at …. If you do not see it, please try again."
)
_EXPIRED = slack_error("expired_trigger_id")


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch, patient: None) -> None:  # noqa: ARG001 - it comes first
    """Whatever people did is too long ago for a window to open."""
    monkeypatch.setattr("bot.listeners.last_resort._WINDOW_WITHIN", 0.0)


def _words(view: OpenView) -> str:
    """What a view says, whatever the time."""
    return re.sub(r"<!date\^[^>]*>", "…", words_of(view.view["blocks"]))


async def _home(world: World) -> OpenView:
    home: OpenView = await world.slack.wait_for(lambda: world.slack.home, timeout=PATIENCE)
    return home


async def _lose_an_answer(world: World) -> None:
    """A click whose answer does not get through."""
    shown = await world.ask("cust_1001")
    world.slack.faults.response_url = [Fault.expired_url()]
    await world.slack.click(shown, "next_page")


async def _deliveries(world: World, event: str = "block_actions") -> list[str]:
    await world.stop_bot()
    return [line["delivery"] for line in world.log.of(event)]


async def test_what_slack_refused_is_shown_in_a_window_while_one_opens(world: World) -> None:
    await _lose_an_answer(world)

    words = _words(world.modal)
    assert words.startswith("Coupons of cust_1001\n")
    assert "Page 2 of 2" in words
    # Whether Slack takes cards in views may not be known yet, and there is no other try.
    assert "card" not in types_of(world.modal.view["blocks"])
    assert (await _deliveries(world), world.slack.home) == (["view"], None)


async def test_the_buttons_of_an_answer_in_a_window_work(start_world: StartWorld) -> None:
    world = await start_world(card_style="card", allowed_channels=SUPPORT.id)
    await _lose_an_answer(world)

    await world.slack.click(world.modal, "previous_page")

    assert "Page 1 of 2" in _words(world.modal)


@pytest.mark.usefixtures("impatient")
async def test_what_slack_may_have_taken_is_not_shown_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.listeners.response_urls._POST_WITHIN", 0.5)
    world.gameball.answer("cust_9", held := Held(two_coupons()))
    world.slack.faults.response_url = [HANG]

    await world.slack.send_command("cust_9")
    held.release()

    assert _words(await world.modal_saying("Slack did not")) == _NO_ANSWER
    assert await _deliveries(world, "command") == ["view"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(status=500, body=b"\xff\xfe is no UTF-8"), _NO_ANSWER),
        (Fault(status=503, headers={"Retry-After": "²"}), "Coupons of cust_1001\n"),
    ],
    ids=["not the text it says it is", "not a time to wait"],
)
async def test_nonsense_in_place_of_slacks_answer_does_not_end_in_silence(
    world: World, fault: Fault, words: str
) -> None:
    shown = await world.ask("cust_1001")
    world.slack.faults.response_url = [fault] * 3

    await world.slack.click(shown, "next_page")

    assert _words(await world.modal_saying("")).startswith(words)


async def test_a_refusal_does_not_settle_what_an_earlier_try_left_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.listeners.response_urls._POST_WITHIN", 0.5)
    shown = await world.ask("cust_1001")
    world.slack.faults.response_url = [HANG, Fault.used_url()]

    await world.slack.click(shown, "next_page")

    assert _words(world.modal) == _NO_ANSWER


@pytest.mark.usefixtures("impatient")
async def test_a_command_that_is_late_is_answered_in_a_window(world: World) -> None:
    world.gameball.answer("cust_9", held := Held(two_coupons()))
    world.slack.faults.response_url = [Fault.used_url()]

    await world.slack.send_command("cust_9")
    held.release()

    await world.modal_saying("Coupons of cust_9")
    assert (await _deliveries(world, "command"), await world.answers()) == (["view"], [])


@pytest.mark.usefixtures("late")
async def test_where_no_window_opens_any_more_the_home_tab_tells(world: World) -> None:
    await _lose_an_answer(world)

    home = await _home(world)
    assert _words(home).startswith(f"{_NO_ANSWER}\nGameball coupons\n")
    assert buttons_of(home.view["blocks"]) == ["Look up a customer"]
    # Slack is not asked for a window that it cannot open, nor Gameball how it is.
    assert (world.api_methods, world.asked) == (["views.publish"], ["cust_1001"])
    assert await _deliveries(world) == ["home"]


async def test_a_window_that_slack_does_not_open_is_asked_for_once(world: World) -> None:
    world.slack.faults.web_api = {"views.open": [_EXPIRED]}

    await _lose_an_answer(world)

    assert _words(await _home(world)).startswith(_NO_ANSWER)
    assert (await _deliveries(world), world.api_methods) == (["home"], ["views.open", "views.publish"])


@pytest.mark.usefixtures("late")
async def test_the_home_tab_keeps_no_more_than_what_was_missed_and_when(world: World) -> None:
    await _lose_an_answer(world)

    kept = json.loads((await _home(world)).view["private_metadata"])
    assert {name: type(value) for name, value in kept.items()} == {"t": int}


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(
    ("minutes", "kept"), [(0, True), (14, True), (15, False), (600, False), (-20, False)]
)
async def test_the_home_tab_tells_for_a_quarter_of_an_hour_however_often_it_is_opened(
    world: World, minutes: int, kept: bool
) -> None:
    await _lose_an_answer(world)
    first = await _home(world)
    world.clock.now += timedelta(minutes=minutes)

    for _ in range(2):
        await world.slack.open_home()
    await world.slack.wait_for(lambda: world.slack.home != first or None)
    await world.stop_bot()
    home = await _home(world)

    words = _words(home)
    assert (words.startswith(_NO_ANSWER), "private_metadata" in home.view) == (kept, kept)
    assert "✅ Gameball answers" in words


@pytest.mark.parametrize("metadata", ["", "{", "[]", '"t"', '{"t": "soon"}', '{"t": -1}', '{"t": 1e300}'])
async def test_a_home_tab_that_something_else_is_kept_in_tells_of_nothing(
    world: World, metadata: str
) -> None:
    view = {"type": "home", "blocks": [{"type": "divider"}], "private_metadata": metadata}
    await AsyncWebClient(BOT_TOKEN, base_url=world.slack.api_url).views_publish(
        user_id=world.slack.viewer.id, view=view
    )
    before = world.slack.home

    await world.slack.open_home()
    home = await world.slack.wait_for(lambda: world.slack.home if world.slack.home != before else None)

    assert _words(home).startswith("Gameball coupons\n")


@pytest.mark.usefixtures("late")
async def test_a_home_tab_that_is_being_drawn_does_not_wipe_it_out(world: World) -> None:
    shown = await world.ask("cust_1001")
    world.gameball.answer(PROBE, held := Held(two_coupons()))
    await world.slack.open_home()
    world.slack.faults.response_url = [Fault.expired_url()]
    await world.slack.click(shown, "next_page")
    told = await _home(world)

    held.release()

    home = await world.slack.wait_for(lambda: world.slack.home if world.slack.home != told else None)
    assert _words(home).startswith(_NO_ANSWER)


@pytest.mark.usefixtures("late")
async def test_who_may_not_ask_at_all_is_told_of_nothing(world: World) -> None:
    shown = await world.ask("cust_1001")
    world.settings = world.settings.model_copy(update={"allowed_users": frozenset({COLLEAGUE.id})})
    await world.restart_bot()
    world.slack.faults.response_url = [Fault.expired_url()]

    await world.slack.click(shown, "next_page")

    assert (await _deliveries(world), world.slack.home) == (["failed"], None)


@pytest.mark.usefixtures("late")
async def test_a_guest_is_told_of_nothing(world: World) -> None:
    shown = await world.ask("cust_1001")
    world.slack.faults.response_url = [Fault.expired_url()]

    await world.slack.click(shown, "next_page", team_id="T0OTHER")

    assert (await _deliveries(world), world.slack.home) == (["failed"], None)


@pytest.mark.usefixtures("late")
async def test_who_was_refused_before_the_own_workspace_was_known_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.listeners.own_workspace._TOLD_WITHIN", 0.0)
    shown = await world.ask("cust_1001")
    world.slack.faults.auth_test_error = "invalid_auth"
    await world.restart_bot()
    world.slack.faults.response_url = [Fault.expired_url()]

    await world.slack.click(shown, "next_page")

    assert _words(await _home(world)).startswith(_NO_ANSWER)
    assert await _deliveries(world) == ["home"]


@pytest.mark.usefixtures("late")
async def test_who_may_ask_in_some_channels_reads_it_on_a_home_that_is_closed(
    start_world: StartWorld,
) -> None:
    world = await start_world(card_style="card", allowed_channels=SUPPORT.id)
    closed = f"{_NO_ANSWER}\nGameball coupons\n{words_of(not_this_channel([SUPPORT.id]).blocks)}"
    await _lose_an_answer(world)
    first = await _home(world)

    await world.slack.open_home()
    again = await world.slack.wait_for(lambda: world.slack.home if world.slack.home != first else None)

    assert [_words(home) for home in (first, again)] == [closed, closed]


async def _from_anywhere(world: World) -> str:
    world.slack.faults.web_api = {"views.open": [_EXPIRED]}
    await world.slack.shortcut("customer_coupons")
    return "shortcut"


async def _from_a_message(world: World) -> str:
    world.slack.faults.web_api = {"views.open": [_EXPIRED]}
    world.slack.faults.response_url = [Fault.expired_url()]
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    return "message_action"


async def _from_home(world: World) -> str:
    await world.slack.open_home()
    home = await _home(world)
    world.slack.faults.web_api = {"views.open": [_EXPIRED]}
    await world.slack.click(home, "look_up")
    return "block_actions"


async def _for_a_text(world: World) -> str:
    shown = await world.ask("cust_1001")
    world.slack.faults.web_api = {"views.open": [_EXPIRED]}
    world.slack.faults.response_url = [Fault.expired_url()]
    await world.slack.click(shown, "reply_text", block_id="coupon:1")
    return "block_actions"


@pytest.mark.parametrize("way", [_from_anywhere, _from_a_message, _from_home, _for_a_text])
async def test_a_window_that_slack_was_too_slow_to_open_is_told_on_the_home_tab(
    world: World, way: Callable[[World], Awaitable[str]]
) -> None:
    event = await way(world)

    home = await world.slack.wait_for(
        lambda: world.slack.home if world.slack.home and "private_metadata" in world.slack.home.view else None
    )
    assert _words(home).startswith(_NO_WINDOW)
    assert await _deliveries(world, event) == ["home"]
    assert world.api_methods.count("views.open") == 1


@pytest.mark.usefixtures("impatient")
async def test_a_window_that_cannot_be_changed_gets_a_notice_on_top(world: World) -> None:
    world.gameball.answer("cust_9", held := Held(two_coupons()))
    world.slack.faults.web_api = {"views.update": [slack_error("internal_error")] * 3}
    await world.look_up_in_modal("cust_9")

    held.release()

    await world.modal_saying("Slack did not confirm an answer to you")
    assert (await _deliveries(world, "view_submission"), len(world.slack.views)) == (["view"], 2)
    assert world.api_methods[-4:] == [*["views.update"] * 3, "views.push"]


@pytest.mark.usefixtures("impatient", "waits")
@pytest.mark.parametrize("fault", [Fault(status=502), slack_error("ratelimited", status=429, wait=2), RESET])
async def test_a_window_is_changed_again_while_slack_is_in_trouble(world: World, fault: Fault) -> None:
    world.gameball.answer("cust_9", held := Held(two_coupons()))
    # Where a connection broke, the SDK tries once more by itself.
    world.slack.faults.web_api = {"views.update": [fault, fault]}
    await world.look_up_in_modal("cust_9")

    held.release()

    await world.modal_saying("Coupons of cust_9")
    assert (await _deliveries(world, "view_submission"), len(world.slack.views)) == (["view"], 1)


@pytest.mark.usefixtures("late", "waits")
@pytest.mark.parametrize("fault", [slack_error("internal_error"), Fault(status=503), RESET, HANG])
async def test_where_the_home_tab_fails_too_nothing_more_is_tried(
    world: World, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.listeners.last_resort._TELL_WITHIN", 0.05 if fault is HANG else PATIENCE)
    # Where a connection broke, the SDK tries once more each time.
    world.slack.faults.web_api = {"views.publish": [fault] * (6 if fault is RESET else 3)}

    await _lose_an_answer(world)

    assert (await _deliveries(world), world.slack.home) == (["failed"], None)
    assert world.log.of("response_url_failed") == [{"reason": "404 expired_url"}]


@pytest.mark.usefixtures("late", "impatient")
@pytest.mark.parametrize("event", ["command", "block_actions", "view_submission", "shortcut"])
async def test_the_drain_waits_for_it_within_its_limit_and_the_log_has_its_line(
    world: World, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.server.DRAIN_WITHIN", 0.2)
    world.gameball.answer("cust_9", two_coupons(), held := Held(two_coupons()))
    world.slack.faults.web_api = {"views.publish": [HANG]}
    if event == "command":
        world.gameball.answer("cust_8", held)
        await world.slack.send_command("cust_8")
    elif event == "block_actions":
        await world.slack.click(await world.ask("cust_9"), "refresh")
    elif event == "view_submission":
        world.gameball.answer("cust_8", held)
        world.slack.faults.web_api["views.update"] = [slack_error("internal_error")] * 3
        await world.look_up_in_modal("cust_8")
    else:
        world.slack.faults.web_api["views.open"] = [_EXPIRED]
        await world.slack.shortcut("customer_coupons")
    world.slack.faults.response_url = [Fault.expired_url()]
    held.release()
    await world.slack.wait_for(lambda: "views.publish" in world.api_methods or None)

    await world.stop_bot()

    assert [line["delivery"] for line in world.log.of(event)][-1:] == ["failed"]
    assert world.log.of("stopped") == [{"cut_off": 1}]

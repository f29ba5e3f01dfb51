"""When Gameball takes longer than Slack waits: an empty answer in time, and one message later."""

import pytest
from bot.payload import Payload
from slack_bolt.response import BoltResponse

from bot.app import Bot
from bot.slack import replies as reply
from playground.gameball.stand_in import error
from playground.slack.faults import HANG, Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.world import PATIENCE, Held, World, two_coupons, types_of

pytestmark = pytest.mark.limits(answer=0.02, health=0.02, kept_answer=0.02)

_FIRST_LINE = "Coupons of cust_9: 1 can be used, 1 cannot"


@pytest.mark.parametrize("style", ["card", "section", "auto"])
async def test_a_late_answer_is_posted_once_after_an_empty_response(
    start_world: StartWorld, style: str
) -> None:
    world = await start_world(card_style=style)
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)

    response = await world.slack.send_command("cust_9")
    held.release()
    message = await world.slack.next_message()

    assert (response.status, response.body) == (200, "")
    assert (message.source, message.text.splitlines()[0]) == ("response_url", _FIRST_LINE)
    assert message.visible_to == world.slack.viewer.id
    assert ("card" in types_of(message.blocks)) == (style != "section")
    assert len(await world.answers()) == 1
    assert (len(world.slack.response_posts), world.asked) == (1, ["cust_9"])


async def test_the_wait_for_the_listener_counts(
    start_world: StartWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatch = Bot.dispatch

    async def dispatch_after_a_rush(bot: Bot, payload: Payload, *, arrived: float) -> BoltResponse:
        return await dispatch(bot, payload, arrived=arrived - PATIENCE)

    monkeypatch.setattr(reply, "ANSWER_WITHIN", PATIENCE)
    monkeypatch.setattr(Bot, "dispatch", dispatch_after_a_rush)
    world = await start_world(card_style="card")

    response = await world.slack.send_command("cust_one")
    message = await world.slack.next_message()

    assert (response.body, message.source, len(await world.answers())) == ("", "response_url", 1)
    assert [line["ms"] >= PATIENCE * 1000 for line in world.log.lines if line["event"] == "command"] == [True]


async def test_nothing_is_on_show_while_gameball_is_asked(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)

    await world.slack.send_command("cust_9")

    assert (world.bot_messages, world.slack.response_posts) == ([], [])
    held.release()
    assert len(await world.answers()) == 1


async def test_a_late_failure_is_posted_once(world: World) -> None:
    held = Held(error(401, 1000, "No."))
    world.gameball.answer("cust_9", held)

    await world.slack.send_command("cust_9")
    held.release()
    message = await world.slack.next_message()

    assert message.text.startswith("Gameball does not accept this app's keys. ")
    assert len(await world.answers()) == 1


async def test_a_late_answer_that_slack_refuses_goes_down_the_ladder(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    world.slack.faults.refuse_cards = True

    await world.slack.send_command("cust_9")
    held.release()
    message = await world.slack.next_message()

    assert (message.text.splitlines()[0], "card" in types_of(message.blocks)) == (_FIRST_LINE, False)
    assert len(await world.answers()) == 1


async def test_a_late_answer_that_cannot_be_delivered_is_logged(world: World) -> None:
    world.slack.faults.web_api = {"views.open": [Fault(status=503)], "views.publish": [Fault(status=503)] * 3}
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    world.slack.faults.response_url = [Fault.expired_url()]

    await world.slack.send_command("cust_9")
    held.release()

    assert await world.answers() == []
    assert [line["delivery"] for line in world.log.of("command")] == ["failed"]
    assert world.log.of("response_url_failed") == [{"reason": "404 expired_url"}]


async def test_a_response_url_that_says_nothing_is_not_waited_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.response_urls._POST_WITHIN", 0.05)
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    world.slack.faults.response_url = [HANG]

    await world.slack.send_command("cust_9")
    held.release()

    assert await world.answers() == []
    assert world.log.of("response_url_failed") == [{"reason": "TimeoutError"}]


async def test_a_late_click_is_acknowledged_in_time_and_replaces_once(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), held := Held(two_coupons()))
    await world.slack.send_command("cust_9")
    shown = await world.slack.next_message()

    acknowledged = await world.slack.click(shown, "refresh")
    untouched = world.shown(shown)
    held.release()
    message = await world.slack.next_message()

    assert (acknowledged.status, acknowledged.body, untouched) == (200, "", shown)
    assert (message.ts, message.text.splitlines()[0]) == (shown.ts, _FIRST_LINE)
    assert len(await world.answers()) == 2
    assert world.asked == ["cust_9", "cust_9"]

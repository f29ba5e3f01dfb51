"""The Home tab: what the bot does, the way in, and whether Gameball and the keys are fine."""

import pytest

from bot.blocks.ids import HOME_OPENED
from bot.gameball.client import PROBE
from playground.gameball.stand_in import error
from playground.slack.faults import Fault
from tests.e2e.world import Held, World, slack_error, words_of


async def _home(world: World) -> str:
    """What the Home tab says, once it is published."""
    await world.slack.open_home()
    return words_of((await world.home()).view["blocks"])


async def test_home_says_what_the_bot_does_and_that_all_is_fine(world: World) -> None:
    words = await _home(world)

    assert words.startswith("Gameball coupons\n• `/coupons &lt;customerId&gt;` shows a customer's coupons")
    assert "✅ Gameball answers, and accepts this app's keys." in words
    # Nobody's data is read for it.
    assert world.asked == [PROBE]


async def test_home_says_when_gameball_refuses_the_keys(world: World) -> None:
    world.gameball.answer(PROBE, error(401, 1000, "No."))

    assert "⚠️ Gameball does not accept this app's keys." in await _home(world)


@pytest.mark.limits(health=0.02)
async def test_home_does_not_wait_for_a_slow_gameball(world: World) -> None:
    held = Held(error(404, 7000, "No."))
    world.gameball.answer(PROBE, held)

    words = await _home(world)
    held.release()

    assert "⏳ Gameball has not answered yet. Open this tab again in a moment." in words


async def test_an_event_is_answered_before_home_is_published(world: World) -> None:
    held = Held(error(404, 7000, "No."))
    world.gameball.answer(PROBE, held)

    answer = await world.slack.open_home()

    assert (answer.status, world.slack.home) == (200, None)
    held.release()
    await world.home()


async def test_the_button_opens_the_form(world: World) -> None:
    await world.slack.open_home()

    await world.slack.click(await world.home(), "look_up")
    await world.submit("cust_1001")

    assert words_of(world.modal.view["blocks"]).startswith("Coupons of cust_1001\n")


async def test_the_messages_tab_publishes_nothing(world: World) -> None:
    event = {"type": HOME_OPENED, "user": world.slack.viewer.id, "channel": "D1", "tab": "messages"}
    answer = await world.slack.http.deliver("events_api", {"type": "event_callback", "event": event})
    await world.stop_bot()

    assert (answer.status, world.api_methods) == (200, [])


@pytest.mark.usefixtures("waits")
@pytest.mark.limits(slack_retries=30.0)
@pytest.mark.parametrize(
    ("faults", "delivery"),
    [
        ([slack_error("internal_error"), Fault(status=503)], "view"),
        ([slack_error("ratelimited", status=429, wait=20)], "view"),
        ([slack_error("ratelimited", status=429, wait=30)], "failed"),
        ([slack_error("ratelimited", status=429)], "failed"),
        ([slack_error("user_not_found")], "failed"),
    ],
    ids=["troubles of Slack's", "a wait", "a long wait", "an unknown wait", "a refusal"],
)
async def test_home_is_published_again_where_that_may_help(
    world: World, faults: list[Fault], delivery: str
) -> None:
    world.slack.faults.web_api = {"views.publish": faults.copy()}

    await world.slack.open_home()
    await world.stop_bot()

    assert [line["delivery"] for line in world.log.of(HOME_OPENED)] == [delivery]
    assert world.api_methods == ["views.publish"] * (len(faults) + (delivery == "view"))

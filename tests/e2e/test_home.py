"""The Home tab: what the bot does, the way in, and whether Gameball and the keys are fine."""

import pytest

import bot
from bot.blocks.ids import HOME_OPENED
from bot.coupons.health import PROBE
from playground.gameball.stand_in import error
from playground.slack.faults import Fault
from tests.e2e.world import Held, World, slack_error, words_of


async def _home(world: World) -> str:
    """What the Home tab says, once it is published."""
    await world.slack.open_home()
    home = await world.slack.wait_for(lambda: world.slack.home)
    return words_of(home.view["blocks"])


async def test_home_says_what_the_bot_does_and_that_all_is_fine(world: World) -> None:
    words = await _home(world)

    assert words.startswith("Gameball coupons\n• `/coupons &lt;customerId&gt;` shows a customer's coupons")
    assert "✅ Gameball answers, and accepts this app's keys." in words
    assert f"test keys  ·  version {bot.__version__}  ·  nobody's lookups are kept" in words


async def test_health_is_asked_with_a_customer_nobody_has(world: World) -> None:
    await _home(world)

    assert world.asked == [PROBE]


async def test_home_says_when_gameball_refuses_the_keys(world: World) -> None:
    world.gameball.answer(PROBE, error(401, 1000, "No."))

    assert "⚠️ Gameball does not accept this app's keys." in await _home(world)


@pytest.mark.limits(answer=0.02, health=0.02, kept_answer=0.02)
async def test_home_does_not_wait_for_a_slow_gameball(world: World) -> None:
    held = Held(error(404, 7000, "No."))
    world.gameball.answer(PROBE, held)

    words = await _home(world)
    held.release()

    assert "⏳ Gameball has not answered yet. Open this tab again in a moment." in words


async def test_the_button_opens_the_form(world: World) -> None:
    await _home(world)
    assert world.slack.home is not None

    await world.slack.click(world.slack.home, "look_up")
    await world.submit("cust_1001")

    assert words_of(world.modal.view["blocks"]).startswith("Coupons of cust_1001\n")


async def test_the_messages_tab_publishes_nothing(world: World) -> None:
    viewer = world.slack.viewer.id
    event = {"type": HOME_OPENED, "user": viewer, "channel": "D1", "tab": "messages"}
    answer = await world.slack.http.deliver("events_api", {"type": "event_callback", "event": event})
    await world.stop_bot()

    assert (answer.status, world.api_methods) == (200, [])


async def test_an_event_is_answered_before_home_is_published(world: World) -> None:
    held = Held(error(404, 7000, "No."))
    world.gameball.answer(PROBE, held)

    answer = await world.slack.open_home()

    assert (answer.status, world.slack.home) == (200, None)
    held.release()
    await world.slack.wait_for(lambda: world.slack.home)


async def test_a_home_that_slack_refuses_is_logged(world: World) -> None:
    world.slack.faults.web_api = {"views.publish": [slack_error("user_not_found")]}

    await world.slack.open_home()
    await world.stop_bot()

    assert [line["delivery"] for line in world.log.of(HOME_OPENED)] == ["failed"]
    assert world.api_methods == ["views.publish"]


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("fault", [slack_error("internal_error"), Fault(status=503)])
async def test_a_home_is_published_again_while_slack_is_in_trouble(world: World, fault: Fault) -> None:
    world.slack.faults.web_api = {"views.publish": [fault, fault]}

    await world.slack.open_home()
    await world.stop_bot()

    assert [line["delivery"] for line in world.log.of(HOME_OPENED)] == ["view"]
    assert world.api_methods == ["views.publish"] * 3


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("wait", [None, 30])
async def test_a_home_is_not_published_again_where_slack_is_asked_too_often(
    world: World, wait: int | None
) -> None:
    world.slack.faults.web_api = {"views.publish": [slack_error("ratelimited", status=429, wait=wait)]}

    await world.slack.open_home()
    await world.stop_bot()

    assert [line["delivery"] for line in world.log.of(HOME_OPENED)] == ["failed"]
    assert world.api_methods == ["views.publish"]

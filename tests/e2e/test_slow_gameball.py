"""When Gameball takes longer than Slack waits: an empty answer in time, and one message later."""

import pytest

from tests.e2e.conftest import StartWorld
from tests.e2e.world import Held, World, two_coupons, types_of

pytestmark = pytest.mark.limits(answer=0.02)

_FIRST_LINE = "Coupons of `cust_9`: 1 usable, 1 not usable"


@pytest.mark.parametrize("style", ["card", "section"])
async def test_a_late_answer_is_posted_once_after_an_empty_response(
    start_world: StartWorld, style: str
) -> None:
    world = await start_world(card_style=style)
    world.gameball.answer("cust_9", held := Held(two_coupons()))

    response = await world.slack.send_command("cust_9")
    meanwhile = world.bot_messages
    held.release()
    message = await world.next_message()

    assert (response.status, response.body, meanwhile) == (200, "", [])
    assert (message.source, message.text.splitlines()[0]) == ("response_url", _FIRST_LINE)
    assert message.visible_to == world.slack.viewer.id
    assert ("card" in types_of(message.blocks)) == (style == "card")
    assert (await world.answers(), len(world.slack.response_posts)) == ([message], 1)


async def test_a_late_click_is_acknowledged_in_time_and_replaces_once(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), held := Held(two_coupons()))
    shown = await world.ask("cust_9")

    acknowledged = await world.slack.click(shown, "refresh")
    untouched = world.shown(shown)
    held.release()
    message = await world.next_message()

    assert (acknowledged.status, acknowledged.body, untouched) == (200, "", shown)
    assert (message.ts, message.text.splitlines()[0]) == (shown.ts, _FIRST_LINE)
    assert len(await world.answers()) == 2

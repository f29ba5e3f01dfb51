"""When Gameball takes longer than Slack waits: the agent is told so in time, and one message follows."""

import pytest

from tests.e2e.conftest import StartWorld
from tests.e2e.world import Held, World, titles_of, two_coupons, types_of, words_of

pytestmark = pytest.mark.limits(answer=0.02)

_FIRST_LINE = "Coupons of `cust_9`: 1 usable, 1 not usable"
_SLOW = "Gameball is slow. Still looking up `cust_9`…"


@pytest.mark.parametrize("style", ["auto", "card", "section"])
async def test_a_late_answer_is_posted_once_after_the_word_that_gameball_is_slow(
    start_world: StartWorld, style: str
) -> None:
    world = await start_world(card_style=style)
    world.gameball.answer("cust_9", held := Held(two_coupons()))

    response = await world.slack.send_command("cust_9")
    told = await world.next_message()
    held.release()
    message = await world.next_message()

    assert response.status == 200
    assert (told.source, told.text, told.visible_to) == ("http_response", _SLOW, world.slack.viewer.id)
    assert words_of(told.blocks) == "⏳ Gameball is slow. Still looking up `cust_9`…"
    assert (message.source, message.text.splitlines()[0]) == ("response_url", _FIRST_LINE)
    assert message.visible_to == world.slack.viewer.id
    assert ("card" in types_of(message.blocks)) == (style != "section")
    assert (await world.answers(), len(world.slack.response_posts)) == ([told, message], 1)


async def test_a_late_click_is_acknowledged_told_below_the_message_and_replaces_it_once(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), held := Held(two_coupons()))
    shown = await world.ask("cust_9")

    acknowledged = await world.slack.click(shown, "refresh")
    told = await world.next_message()
    untouched = world.shown(shown)
    held.release()
    message = await world.next_message()

    assert (acknowledged.status, acknowledged.body, untouched) == (200, "", shown)
    assert (told.text, told.visible_to) == (_SLOW, world.slack.viewer.id)
    assert (message.ts, message.text.splitlines()[0]) == (shown.ts, _FIRST_LINE)
    # On a busy machine, the first answer may have been late too.
    assert len({message.ts for message in await world.answers() if message.text != _SLOW}) == 1


async def test_a_late_share_is_told_to_the_agent_alone(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), held := Held(two_coupons()))
    shown = await world.ask("cust_9")
    await world.restart_bot()

    await world.slack.click(shown, "share", block_id="coupon:1")
    told = await world.next_message()
    held.release()
    shared = await world.next_message()

    assert (told.text, told.visible_to) == (_SLOW, world.slack.viewer.id)
    assert (shared.visible_to, len(titles_of(shared.blocks))) == (None, 1)

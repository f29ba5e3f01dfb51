"""What a `response_url` takes, how often and for how long, and what it shows."""

from typing import Any

import aiohttp
import pytest

from playground.slack.stand_in import SlackStandIn
from tests.unit.playground.made_up import actions, button, plain, section

HELLO = {"text": "hello"}
BUTTONS = {"text": "old", "blocks": [actions(button(action_id="go"))]}


async def url_of_command(slack: SlackStandIn, bot: Any) -> str:
    await slack.send_command()
    return str(bot.last["response_url"])


async def url_of_click(slack: SlackStandIn, bot: Any, **more: Any) -> str:
    bot.reply = lambda _payload: {**BUTTONS, **more}
    await slack.send_command()
    await slack.click(slack.messages[0], "go")
    return str(bot.last["response_url"])


async def post(http: aiohttp.ClientSession, url: str, body: Any) -> tuple[int, str]:
    async with http.post(url, json=body) as response:
        return response.status, await response.text()


async def test_a_post_is_shown_to_the_user_alone(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)

    assert await post(http, url, HELLO) == (200, "ok")
    [message] = slack.messages
    assert (message.text, message.source, message.visible_to) == ("hello", "response_url", slack.viewer.id)


async def test_a_post_can_be_for_everyone(slack: SlackStandIn, bot: Any, http: Any) -> None:
    await post(http, await url_of_command(slack, bot), {**HELLO, "response_type": "in_channel"})

    assert slack.messages[0].visible_to is None


async def test_a_commands_url_replaces_nothing(slack: SlackStandIn, bot: Any, http: Any) -> None:
    bot.reply = lambda _payload: {"text": "Loading…"}

    await post(http, await url_of_command(slack, bot), {**HELLO, "replace_original": True})

    assert [message.text for message in slack.messages] == ["Loading…", "hello"]


async def test_a_click_replaces_its_message_unless_it_is_told_not_to(
    slack: SlackStandIn, bot: Any, http: Any
) -> None:
    url = await url_of_click(slack, bot)

    await post(http, url, {**HELLO, "response_type": "in_channel", "replace_original": False})
    assert [(message.text, message.ephemeral) for message in slack.messages] == [
        ("old", True),
        ("hello", False),
    ]

    await post(http, url, {"text": "new", "response_type": "in_channel"})
    assert [(message.text, message.ephemeral) for message in slack.messages] == [
        ("new", True),
        ("hello", False),
    ]
    assert slack.messages[0].blocks == ()


async def test_a_thread_is_answered_only_where_the_post_says_so(
    slack: SlackStandIn, bot: Any, http: Any
) -> None:
    url = await url_of_click(slack, bot, thread_ts="1.0")

    await post(http, url, {**HELLO, "replace_original": False})
    await post(http, url, {**HELLO, "replace_original": False, "thread_ts": "1.0"})

    assert [message.thread_ts for message in slack.messages] == ["1.0", None, "1.0"]


async def test_five_posts_use_a_url_up(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)

    answers = [await post(http, url, HELLO) for _ in range(6)]

    assert answers == [(200, "ok")] * 5 + [(404, "used_url")]
    assert len(slack.messages) == 5


async def test_thirty_minutes_are_the_life_of_a_url(
    slack: SlackStandIn, bot: Any, clock: Any, http: Any
) -> None:
    url = await url_of_command(slack, bot)
    clock.now += 30 * 60
    assert await post(http, url, HELLO) == (200, "ok")

    clock.now += 1

    assert await post(http, url, HELLO) == (404, "expired_url")


async def test_an_unknown_url_is_refused(slack: SlackStandIn, http: Any) -> None:
    assert await post(http, f"{slack.url}/response/unknown", HELLO) == (404, "no_service")


WRONG: dict[str, tuple[Any, str]] = {
    "invalid blocks": ({"text": "x", "blocks": [{"type": "header"}]}, "invalid_blocks"),
    "too much text in the blocks": (
        {"text": "x", "blocks": [section(text=plain("x" * 3000))] * 5},
        "msg_blocks_too_long",
    ),
    "no text": ({"response_type": "ephemeral"}, "no_text"),
    "too much text": ({"text": "x" * 40_001}, "msg_too_long"),
    "not an object": (["hello"], "invalid_payload"),
}


@pytest.mark.parametrize(("body", "error"), WRONG.values(), ids=WRONG.keys())
async def test_a_wrong_message_is_a_400_in_plain_text(
    slack: SlackStandIn, bot: Any, http: Any, body: Any, error: str
) -> None:
    url = await url_of_command(slack, bot)

    assert await post(http, url, body) == (400, error)
    assert slack.messages == []
    assert [(one.body, one.status, one.answer) for one in slack.response_posts] == [(body, 400, error)]


async def test_cards_can_be_refused(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)
    slack.faults.refuse_cards = True
    card = {"type": "card", "title": plain("15% off")}

    assert await post(http, url, {"text": "x", "blocks": [card]}) == (400, "invalid_blocks")
    assert await post(http, url, {"text": "x", "blocks": [{"type": "divider"}]}) == (200, "ok")

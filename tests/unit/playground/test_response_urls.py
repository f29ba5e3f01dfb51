from typing import Any

import aiohttp
import pytest

from playground.slack.faults import Fault
from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]

HELLO = {"text": "hello"}
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
BUTTONS = {"text": "old", "blocks": [{"type": "actions", "elements": [BUTTON]}]}


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
    assert (message.text, message.source, message.visible_to) == ("hello", "response_url", "U0AGENT0001")


async def test_a_post_can_be_for_everyone(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)

    await post(http, url, {**HELLO, "response_type": "in_channel"})

    assert slack.messages[0].visible_to is None


async def test_a_commands_url_replaces_nothing(slack: SlackStandIn, bot: Any, http: Any) -> None:
    bot.reply = lambda _payload: {"text": "Loading…"}
    url = await url_of_command(slack, bot)

    await post(http, url, {**HELLO, "replace_original": True})

    assert [m.text for m in slack.messages] == ["Loading…", "hello"]


async def test_a_clicks_url_replaces_the_message_it_sat_in(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_click(slack, bot)

    await post(http, url, {**HELLO, "replace_original": True})

    [message] = slack.messages
    assert (message.text, message.blocks, message.edited, message.ephemeral) == ("hello", (), True, True)


async def test_a_click_replaces_unless_it_is_told_not_to(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_click(slack, bot)

    await post(http, url, {**HELLO, "response_type": "in_channel"})

    assert [m.text for m in slack.messages] == ["hello"]


async def test_a_click_can_post_beside_its_message(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_click(slack, bot)

    await post(http, url, {**HELLO, "response_type": "in_channel", "replace_original": False})

    assert [(m.text, m.ephemeral) for m in slack.messages] == [("old", True), ("hello", False)]


async def test_a_click_can_delete_its_message(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_click(slack, bot)

    assert await post(http, url, {"delete_original": True}) == (200, "ok")
    assert slack.messages == []


async def test_a_message_that_is_gone_is_not_brought_back(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_click(slack, bot)
    slack.reset()

    await post(http, url, {**HELLO, "replace_original": True})

    assert slack.messages == []


async def test_a_thread_is_answered_only_where_the_post_says_so(
    slack: SlackStandIn, bot: Any, http: Any
) -> None:
    url = await url_of_click(slack, bot, thread_ts="1.0")

    await post(http, url, {**HELLO, "replace_original": False})
    await post(http, url, {**HELLO, "replace_original": False, "thread_ts": "1.0"})

    assert [m.thread_ts for m in slack.messages] == ["1.0", None, "1.0"]


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


WRONG: dict[str, tuple[Any, str]] = {
    "invalid blocks": ({"text": "x", "blocks": [{"type": "header"}]}, "invalid_blocks"),
    "too many blocks": ({"text": "x", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
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


async def test_too_much_text_in_blocks_has_a_word_of_its_own(
    slack: SlackStandIn, bot: Any, http: Any
) -> None:
    section = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3000}}
    url = await url_of_command(slack, bot)

    assert await post(http, url, {"text": "x", "blocks": [section] * 5}) == (400, "msg_blocks_too_long")


async def test_a_body_that_is_not_json_is_refused(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)

    async with http.post(url, data=b"hello") as response:
        assert (response.status, await response.text()) == (400, "invalid_payload")


async def test_an_unknown_url_is_refused(slack: SlackStandIn, http: Any) -> None:
    assert await post(http, f"{slack.url}/response/unknown", HELLO) == (404, "no_service")


async def test_every_post_is_recorded(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)
    slack.faults.response_url = [Fault.rate_limited(2)]

    await post(http, url, HELLO)
    await post(http, url, {})
    await post(http, url, HELLO)

    assert [(p.url, p.body, p.status, p.answer) for p in slack.response_posts] == [
        (url, HELLO, 429, "rate_limited"),
        (url, {}, 400, "no_text"),
        (url, HELLO, 200, "ok"),
    ]

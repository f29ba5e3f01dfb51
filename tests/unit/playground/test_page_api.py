"""What the page is told and what it may ask for."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]

GO = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "1"}
BUTTONS = {"text": "buttons", "blocks": [{"type": "actions", "block_id": "nav", "elements": [GO]}]}
HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}
FORM: Json = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Find"},
    "submit": {"type": "plain_text", "text": "Find"},
    "blocks": [
        {
            "type": "input",
            "block_id": "customer",
            "label": {"type": "plain_text", "text": "Customer"},
            "element": {"type": "plain_text_input", "action_id": "v"},
        },
        {"type": "actions", "block_id": "nav", "elements": [GO]},
    ],
}


async def ask(http: aiohttp.ClientSession, name: str, **body: Any) -> Json:
    async with http.post(f"/playground/{name}", json=body) as response:
        answer: Json = await response.json()
        answer.pop("round_trip_ms", None)
        return answer


async def state(http: aiohttp.ClientSession) -> Json:
    async with http.get("/playground/state") as response:
        return dict(await response.json())


async def call(http: aiohttp.ClientSession, method: str, **arguments: Any) -> Json:
    headers = {"Authorization": "Bearer xoxb-playground"}
    async with http.post(f"/api/{method}", json=arguments, headers=headers) as response:
        return dict(await response.json())


async def open_form(slack: SlackStandIn, bot: Any, http: aiohttp.ClientSession) -> str:
    await slack.shortcut("customer_coupons")
    return str((await call(http, "views.open", trigger_id=bot.last["trigger_id"], view=FORM))["view"]["id"])


async def events(response: aiohttp.ClientResponse) -> AsyncIterator[Json]:
    async for line in response.content:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


async def test_the_state_is_what_the_viewer_sees(slack: SlackStandIn, bot: Any, http: Any) -> None:
    bot.reply = lambda payload: {"text": payload["user_id"]}
    await slack.send_command()
    await slack.send_command(user_id="U0AGENT0002")

    shown = await state(http)

    assert shown["viewer"] == {"id": "U0AGENT0001", "name": "Mona Adel", "initials": "MA"}
    assert shown["team"] == {"id": "T0PLAYGRND1", "name": "Playground"}
    assert shown["bot"] == {"name": "Gameball Coupons"}
    assert shown["channels"][0] == {"id": "C0SUPPORT01", "name": "support", "private": False}
    assert shown["command"]["command"] == "/coupons"
    assert (shown["shortcuts"], shown["scenarios"], shown["views"], shown["home"]) == ([], [], [], None)
    [message] = shown["messages"]
    assert message == {
        "ts": slack.messages[0].ts,
        "channel_id": "C0SUPPORT01",
        "thread_ts": None,
        "kind": "bot",
        "user": {"id": "U0COUPONBOT", "name": "Gameball Coupons", "initials": "GC"},
        "text": "U0AGENT0001",
        "blocks": [],
        "ephemeral": True,
        "edited": False,
        "round_trip_ms": slack.messages[0].round_trip_ms,
        "source": "http_response",
        "json": {"text": "U0AGENT0001"},
    }


async def test_the_stream_begins_with_the_state_and_tells_every_change(
    slack: SlackStandIn, bot: Any, http: Any
) -> None:
    bot.reply = lambda _payload: BUTTONS
    async with http.get("/playground/events") as response:
        stream = events(response)
        assert (await anext(stream))["state"] == await state(http)

        await slack.send_command(user_id="U0AGENT0002")
        await slack.send_command()
        assert (await anext(stream))["message"]["ts"] == slack.messages[1].ts

        await slack.click(slack.messages[1], "go")
        await http.post(bot.last["response_url"], json={"text": "new", "replace_original": True})
        replaced = await anext(stream)
        assert (replaced["type"], replaced["message"]["text"]) == ("message_replaced", "new")

        await http.post(bot.last["response_url"], json={"delete_original": True})
        assert await anext(stream) == {
            "type": "message_deleted",
            "ts": replaced["message"]["ts"],
            "channel_id": "C0SUPPORT01",
        }

        view_id = await open_form(slack, bot, http)
        assert [view["id"] for view in (await anext(stream))["views"]] == [view_id]

        await call(http, "views.publish", user_id=slack.viewer.id, view=HOME)
        assert (await anext(stream))["home"]["type"] == "home"

        slack.reset()
        assert (await anext(stream))["state"]["messages"] == []


async def test_the_stream_ends_with_the_playground() -> None:
    async with aiohttp.ClientSession() as http:
        async with SlackStandIn() as slack:
            response = await http.get(f"{slack.url}/playground/events")
        rest = [event["type"] async for event in events(response)]

    assert rest == ["state"]


async def test_writing_a_command_reaches_the_bot(slack: SlackStandIn, bot: Any, http: Any) -> None:
    bot.reply = lambda _payload: {"text": "hello"}

    answer = await ask(http, "messages", channel_id="C0ORDERS001", text="  /coupons  cust_1001 SAVE10 ")

    assert answer == {"ok": True}
    assert (bot.last["text"], bot.last["channel_id"]) == ("cust_1001 SAVE10", "C0ORDERS001")
    assert slack.messages[0].text == "hello"


async def test_writing_in_a_thread_stays_there(slack: SlackStandIn, http: Any) -> None:
    await ask(http, "messages", channel_id="C0SUPPORT01", text="hello", thread_ts="1.0")

    assert [(m.text, m.thread_ts, m.user) for m in slack.messages] == [("hello", "1.0", slack.viewer)]


async def test_a_click_reaches_the_bot(slack: SlackStandIn, bot: Any, http: Any) -> None:
    bot.reply = lambda _payload: BUTTONS
    await slack.send_command()
    container = {"type": "message", "ts": slack.messages[0].ts, "channel_id": "C0SUPPORT01"}
    action = {"type": "button", "action_id": "go", "block_id": "nav", "value": "1"}

    assert await ask(http, "actions", container=container, action=action) == {"ok": True}
    assert bot.last["actions"][0] == action | {"action_ts": bot.last["actions"][0]["action_ts"]}


async def test_a_click_in_a_modal_reaches_the_bot(slack: SlackStandIn, bot: Any, http: Any) -> None:
    view_id = await open_form(slack, bot, http)
    typed = {"customer": {"v": {"type": "plain_text_input", "value": "cust_1"}}}
    action = {"type": "button", "action_id": "go", "block_id": "nav", "value": "1"}

    await ask(http, "actions", container={"type": "view", "view_id": view_id}, action=action, state=typed)

    assert bot.last["view"]["state"] == {"values": typed}


@pytest.mark.parametrize(
    ("container", "error"),
    [
        ({"type": "message", "ts": "1.0", "channel_id": "C0SUPPORT01"}, "message_not_found"),
        ({"type": "view", "view_id": "V0"}, "view_not_found"),
    ],
)
async def test_a_click_in_what_is_gone_is_refused(http: Any, container: Json, error: str) -> None:
    assert await ask(http, "actions", container=container, action=GO) == {"ok": False, "error": error}


async def test_a_submission_answers_with_the_field_errors(slack: SlackStandIn, bot: Any, http: Any) -> None:
    view_id = await open_form(slack, bot, http)
    errors = {"customer": "Unknown."}
    bot.reply = lambda _payload: {"response_action": "errors", "errors": errors}
    values = {"customer": {"v": {"type": "plain_text_input", "value": "cust_1"}}}

    assert await ask(http, "view_submissions", view_id=view_id, state={"values": values}) == {
        "errors": errors
    }
    assert bot.last["view"]["state"] == {"values": values}


async def test_a_submission_that_is_taken_closes_the_modal(slack: SlackStandIn, bot: Any, http: Any) -> None:
    view_id = await open_form(slack, bot, http)
    values = {"customer": {"v": {"type": "plain_text_input", "value": "cust_1"}}}

    assert await ask(http, "view_submissions", view_id=view_id, state={"values": values}) == {"ok": True}
    assert slack.views == []


async def test_a_modal_can_be_closed(slack: SlackStandIn, bot: Any, http: Any) -> None:
    view_id = await open_form(slack, bot, http)

    assert await ask(http, "view_closed", view_id=view_id) == {"ok": True}
    assert slack.views == []


async def test_a_shortcut_on_a_message_reaches_the_bot(slack: SlackStandIn, bot: Any, http: Any) -> None:
    await slack.write("my code GONE10 fails")
    place = {"channel_id": "C0SUPPORT01", "ts": slack.messages[0].ts}

    assert await ask(http, "shortcuts", callback_id="find_coupons", message=place) == {"ok": True}
    assert bot.last["message"]["text"] == "my code GONE10 fails"


async def test_a_shortcut_on_a_message_that_is_gone_is_refused(http: Any) -> None:
    place = {"channel_id": "C0SUPPORT01", "ts": "1.0"}

    assert await ask(http, "shortcuts", callback_id="find_coupons", message=place) == {
        "ok": False,
        "error": "message_not_found",
    }


async def test_the_home_can_be_opened(bot: Any, http: Any) -> None:
    assert await ask(http, "home") == {"ok": True}
    assert bot.last["event"]["type"] == "app_home_opened"


async def test_a_bot_that_fails_is_named(slack: SlackStandIn, http: Any) -> None:
    slack.bot_url = None

    assert await ask(http, "shortcuts", callback_id="customer_coupons") == {
        "ok": False,
        "error": "dispatch_failed",
    }


async def test_a_request_without_its_fields_is_refused(http: Any) -> None:
    assert await ask(http, "messages") == {"ok": False, "error": "KeyError: 'channel_id'"}


async def test_the_channels_can_be_cleared(slack: SlackStandIn, http: Any) -> None:
    await slack.write("hello")

    assert await ask(http, "reset") == {"ok": True}
    assert slack.messages == []

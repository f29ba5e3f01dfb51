"""What people do, as the app is told of it, and what they see where the app fails."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from playground.slack.conversation import ESCALATIONS, GUEST, SISTER
from playground.slack.payloads import Installation
from playground.slack.stand_in import SlackStandIn
from tests.unit.playground.made_up import Json, actions, button, plain


def with_button(**more: Any) -> Json:
    blocks = [actions(button(action_id="next", value="page 2"), block_id="nav")]
    return {"text": "buttons", "blocks": blocks, **more}


async def test_a_command_arrives_signed_and_as_slack_sends_it(slack: SlackStandIn, bot: Any) -> None:
    await slack.send_command("cust_1001 SAVE10", channel_id=ESCALATIONS.id)

    [received] = bot.received
    assert SignatureVerifier("playground-signing-secret").is_valid_request(received.body, received.headers)
    assert received.payload == {
        "token": received.payload["token"],
        "team_id": "T0PLAYGRND1",
        "team_domain": "playground",
        "channel_id": "C0PRIVATE01",
        "channel_name": "privategroup",
        "user_id": "U0AGENT0001",
        "user_name": "mona.adel",
        "command": "/coupons",
        "text": "cust_1001 SAVE10",
        "api_app_id": "A0COUPONS01",
        "is_enterprise_install": "false",
        "response_url": received.payload["response_url"],
        "trigger_id": received.payload["trigger_id"],
    }


async def test_a_colleague_of_the_organisation_comes_from_another_workspace() -> None:
    async with SlackStandIn(installation=Installation(enterprise_id="E0PLAYGRND1")) as slack:
        await slack.send_command(user_id=SISTER.id)
        await slack.send_command(user_id=GUEST.id)
        await slack.shortcut("find", user_id=SISTER.id)
        sisters, guests, shortcut = (delivered.payload for delivered in slack.deliveries)

    assert (sisters["team_id"], sisters["enterprise_id"]) == ("T0BRANCH001", "E0PLAYGRND1")
    assert (guests["team_id"], guests.get("enterprise_id")) == ("T0COURIER01", None)
    assert shortcut["user"]["team_id"] == "T0BRANCH001"
    assert (shortcut["team"]["id"], shortcut["enterprise"]["id"]) == ("T0PLAYGRND1", "E0PLAYGRND1")


async def test_an_empty_answer_shows_nothing(slack: SlackStandIn) -> None:
    answer = await slack.send_command()

    assert (answer.status, answer.body, answer.json, answer.error) == (200, "", None, None)
    assert slack.messages == []


async def test_invalid_blocks_are_told_to_the_user_with_the_reason(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: {"text": "x", "blocks": [{"type": "header"}]}

    await slack.send_command()

    [message] = slack.messages
    assert message.kind == "notice"
    assert message.text == '/coupons failed with the error "invalid_blocks"\n/blocks/0/text: is required'


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_an_app_that_fails_is_told_to_the_user(slack: SlackStandIn, bot: Any, status: int) -> None:
    bot.reply = lambda _payload: web.Response(status=status, headers={"Location": "/elsewhere"})

    answer = await slack.send_command()

    assert (answer.status, answer.error) == (status, "dispatch_failed")
    assert [message.text for message in slack.messages] == [
        '/coupons failed with the error "dispatch_failed"'
    ]


async def test_an_app_that_is_too_slow_is_told_to_the_user(slack: SlackStandIn, bot: Any) -> None:
    released = asyncio.Event()
    bot.reply = lambda _payload: released.wait()
    slack.http.answer_timeout = 0.05

    answer = await slack.send_command()
    released.set()

    assert (answer.status, answer.error) == (0, "operation_timeout")
    assert [message.text for message in slack.messages] == [
        '/coupons failed with the error "operation_timeout"'
    ]


async def test_a_click_in_an_ephemeral_message_does_not_send_the_message(
    slack: SlackStandIn, bot: Any
) -> None:
    bot.reply = lambda _payload: with_button()
    await slack.send_command()
    message = slack.messages[0]

    await slack.click(message, "next")

    assert bot.last["type"] == "block_actions"
    assert bot.last["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": "C0SUPPORT01",
        "is_ephemeral": True,
    }
    assert "message" not in bot.last
    assert bot.last["actions"] == [
        {
            "type": "button",
            "action_id": "next",
            "block_id": "nav",
            "text": plain(),
            "value": "page 2",
            "action_ts": bot.last["actions"][0]["action_ts"],
        }
    ]


async def test_a_guest_can_click_in_a_message_that_all_see(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: with_button(response_type="in_channel")
    await slack.send_command()

    await slack.click(slack.messages[0], "next", user_id="U0STRANGER1", team_id="T0ELSEWHERE")

    assert bot.last["message"]["text"] == "buttons"
    assert (bot.last["user"]["id"], bot.last["user"]["team_id"]) == ("U0STRANGER1", "T0ELSEWHERE")
    assert bot.last["team"]["id"] == "T0PLAYGRND1"


async def test_a_message_shortcut_sends_the_message_of_a_thread(slack: SlackStandIn, bot: Any) -> None:
    await slack.write("mail <layla@example.com>", thread_ts="1.0", user_id="U0AGENT0002")
    message = slack.messages[0]

    await slack.shortcut("find_coupons", message)

    assert bot.last["type"] == "message_action"
    assert bot.last["message"] == {
        "type": "message",
        "user": "U0AGENT0002",
        "text": "mail &lt;<mailto:layla@example.com|layla@example.com>&gt;",
        "ts": message.ts,
        "thread_ts": "1.0",
        "team": "T0PLAYGRND1",
    }


async def test_a_global_shortcut_has_no_channel_and_no_response_url(slack: SlackStandIn, bot: Any) -> None:
    await slack.shortcut("customer_coupons")

    assert (bot.last["type"], bot.last["callback_id"]) == ("shortcut", "customer_coupons")
    assert not bot.last.keys() & {"channel", "response_url", "message"}


@pytest.mark.parametrize(
    ("text", "thread_ts", "notice"),
    [
        ("/copuons cust_1001", None, "/copuons is not a valid command."),
        ("/coupons cust_1001", "1.0", "/coupons is not supported in threads. Sorry!"),
    ],
)
async def test_slack_itself_refuses_a_command_that_it_does_not_take(
    slack: SlackStandIn, bot: Any, text: str, thread_ts: str | None, notice: str
) -> None:
    await slack.write(text, thread_ts=thread_ts)

    assert [(message.text, message.thread_ts) for message in slack.messages] == [(notice, thread_ts)]
    assert bot.received == []

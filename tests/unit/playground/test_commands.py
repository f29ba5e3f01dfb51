"""Slash commands, as the bot receives them and as people see the answers."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]


async def test_a_command_arrives_as_slack_sends_it(slack: SlackStandIn, bot: Any) -> None:
    await slack.send_command("cust_1001 SAVE10")

    payload = bot.last
    assert payload == {
        "token": payload["token"],
        "team_id": "T0PLAYGRND1",
        "team_domain": "playground",
        "channel_id": "C0SUPPORT01",
        "channel_name": "support",
        "user_id": "U0AGENT0001",
        "user_name": "mona.adel",
        "command": "/coupons",
        "text": "cust_1001 SAVE10",
        "api_app_id": "A0COUPONS01",
        "is_enterprise_install": "false",
        "response_url": payload["response_url"],
        "trigger_id": payload["trigger_id"],
    }


async def test_a_private_channel_is_named_privategroup(slack: SlackStandIn, bot: Any) -> None:
    await slack.send_command(channel_id="C0PRIVATE01")

    assert bot.last["channel_name"] == "privategroup"


async def test_every_request_is_signed(slack: SlackStandIn, bot: Any) -> None:
    await slack.send_command("cust_1001")

    received = bot.received[0]
    verifier = SignatureVerifier("playground-signing-secret")
    signature = verifier.generate_signature(timestamp="1800000000", body=received.body)
    assert received.headers["X-Slack-Request-Timestamp"] == "1800000000"
    assert received.headers["X-Slack-Signature"] == signature


async def test_a_json_answer_is_shown_to_its_user_alone(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: {"text": "hello"}

    answer = await slack.send_command("cust_1001")

    [message] = slack.messages
    assert (message.text, message.kind, message.source) == ("hello", "bot", "http_response")
    assert message.visible_to == slack.viewer.id
    assert message.round_trip_ms == answer.ms


async def test_an_in_channel_answer_is_shown_to_everyone(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: {"text": "hello", "response_type": "in_channel"}

    await slack.send_command()

    assert not slack.messages[0].ephemeral


async def test_a_plain_text_answer_is_a_message_too(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: web.Response(text="hello")

    await slack.send_command()

    assert slack.messages[0].text == "hello"


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
    assert message.raw == {"text": "x", "blocks": [{"type": "header"}]}


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_a_failing_bot_is_told_to_the_user(slack: SlackStandIn, bot: Any, status: int) -> None:
    bot.reply = lambda _payload: web.Response(status=status, headers={"Location": "/elsewhere"})

    answer = await slack.send_command()

    assert (answer.status, answer.error) == (status, "dispatch_failed")
    assert [m.text for m in slack.messages] == ['/coupons failed with the error "dispatch_failed"']


async def test_a_bot_that_is_not_there_is_told_to_the_user(slack: SlackStandIn) -> None:
    slack.bot_url = None

    await slack.send_command()

    assert [m.text for m in slack.messages] == ['/coupons failed with the error "dispatch_failed"']


async def test_a_bot_that_refuses_connections_is_told_to_the_user(slack: SlackStandIn) -> None:
    slack.bot_url = "http://127.0.0.1:1/slack/events"

    assert (await slack.send_command()).error == "dispatch_failed"


async def test_a_bot_that_is_too_slow_is_told_to_the_user(slack: SlackStandIn, bot: Any) -> None:
    later = asyncio.Event()
    bot.reply = lambda _payload: later.wait()
    slack.http.answer_timeout = 0.05

    answer = await slack.send_command()
    later.set()

    assert (answer.status, answer.error) == (0, "operation_timeout")
    assert [m.text for m in slack.messages] == ['/coupons failed with the error "operation_timeout"']


async def test_the_same_command_can_be_delivered_twice(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: {"text": "hello"}
    await slack.send_command("cust_1001")

    await slack.redeliver()

    assert bot.received[0].body == bot.received[1].body
    assert bot.received[1].headers["X-Slack-Retry-Num"] == "1"
    assert [m.text for m in slack.messages] == ["hello", "hello"]


async def test_a_request_can_be_made_by_hand(slack: SlackStandIn, bot: Any) -> None:
    body = slack.command_form("cust_1001")
    headers = {"Content-Type": "application/x-www-form-urlencoded", **slack.sign(body, timestamp=7)}

    answer = await slack.http.send(body, headers)

    assert answer.status == 200
    assert bot.received[0].headers["X-Slack-Request-Timestamp"] == "7"
    assert bot.last["text"] == "cust_1001"

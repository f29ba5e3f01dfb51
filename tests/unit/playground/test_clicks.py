"""Clicks in messages, as the bot receives them."""

from typing import Any

import pytest
from aiohttp import web

from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]


def button(action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": action_id, **more}


def with_buttons(*buttons: Json, **more: Any) -> Json:
    return {
        "text": "buttons",
        "blocks": [{"type": "actions", "block_id": "nav", "elements": [*buttons]}],
        **more,
    }


async def test_a_click_in_an_ephemeral_message_does_not_send_the_message(
    slack: SlackStandIn, bot: Any
) -> None:
    bot.reply = lambda _payload: with_buttons(button("next", value="page 2"))
    await slack.send_command()
    message = slack.messages[0]

    await slack.click(message, "next")

    payload = bot.last
    assert payload["type"] == "block_actions"
    assert payload["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": "C0SUPPORT01",
        "is_ephemeral": True,
    }
    assert "message" not in payload
    assert payload["channel"] == {"id": "C0SUPPORT01", "name": "support"}
    assert payload["actions"] == [
        {
            "type": "button",
            "action_id": "next",
            "block_id": "nav",
            "text": {"type": "plain_text", "text": "Go"},
            "value": "page 2",
            "action_ts": payload["actions"][0]["action_ts"],
        }
    ]


async def test_a_click_in_a_public_message_sends_the_message(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: with_buttons(button("next"), response_type="in_channel")
    await slack.send_command()

    await slack.click(slack.messages[0], "next")

    assert bot.last["message"]["text"] == "buttons"
    assert bot.last["container"]["is_ephemeral"] is False


async def test_a_guest_of_another_workspace_can_click(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: with_buttons(button("next"), response_type="in_channel")
    await slack.send_command()

    await slack.click(slack.messages[0], "next", user_id="U0STRANGER1", team_id="T0ELSEWHERE")

    assert bot.last["user"] == {
        "id": "U0STRANGER1",
        "username": "u0stranger1",
        "name": "u0stranger1",
        "team_id": "T0ELSEWHERE",
    }
    assert bot.last["team"]["id"] == "T0PLAYGRND1"


async def test_a_menu_sends_what_is_chosen(slack: SlackStandIn, bot: Any) -> None:
    options = [{"text": {"type": "plain_text", "text": value}, "value": value} for value in ("all", "usable")]
    menu = {"type": "static_select", "action_id": "filter", "options": options}
    bot.reply = lambda _payload: with_buttons(menu)
    await slack.send_command()

    await slack.click(slack.messages[0], "filter", chosen="usable")

    assert bot.last["actions"][0]["selected_option"] == options[1]
    assert bot.last["state"] == {
        "values": {"nav": {"filter": {"type": "static_select", "selected_option": None}}}
    }


async def test_a_button_that_is_not_there_cannot_be_clicked(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: with_buttons(button("next"))
    await slack.send_command()

    with pytest.raises(LookupError, match=r"^0 elements are 'back' in block None; there are"):
        await slack.click(slack.messages[0], "back")


async def test_a_click_that_fails_is_told_to_the_user(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda _payload: with_buttons(button("next"))
    await slack.send_command()
    bot.reply = lambda _payload: web.Response(status=500)

    await slack.click(slack.messages[0], "next")

    assert slack.messages[1].text == 'That button failed with the error "dispatch_failed"'

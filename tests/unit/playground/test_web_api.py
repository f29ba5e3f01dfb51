"""The Web API, with Slack's own client as the other side."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack.stand_in import SlackStandIn
from tests.unit.playground.made_up import Json, modal

HEADER_WITHOUT_TEXT = {"type": "header"}


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("xoxb-other", "invalid_auth"),
        ("xapp-playground", "not_allowed_token_type"),
        (None, "not_authed"),
    ],
)
async def test_a_wrong_token_is_refused(client: AsyncWebClient, token: str | None, error: str) -> None:
    client.token = token

    assert await error_of(client.auth_test()) == error


async def test_a_socket_needs_the_app_token(client: AsyncWebClient) -> None:
    opening = client.apps_connections_open

    assert await error_of(opening(app_token="xapp-other")) == "invalid_auth"
    assert await error_of(opening(app_token="xoxb-playground")) == "not_allowed_token_type"
    assert (await opening(app_token="xapp-playground"))["url"].startswith("ws://127.0.0.1:")


async def test_a_method_that_the_app_does_not_call_is_unknown(
    slack: SlackStandIn, client: AsyncWebClient
) -> None:
    assert await error_of(client.chat_postMessage(channel="C0SUPPORT01", text="hello")) == "unknown_method"
    [call] = slack.api_calls
    assert (call.method, call.token, call.arguments["text"]) == (
        "chat.postMessage",
        "xoxb-playground",
        "hello",
    )


async def test_an_invalid_view_is_refused_with_the_place(client: AsyncWebClient, slack: SlackStandIn) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.views_open(trigger_id="1.2.x", view=modal(HEADER_WITHOUT_TEXT))

    assert caught.value.response["error"] == "invalid_arguments"
    assert caught.value.response["response_metadata"] == {
        "messages": ["[ERROR] is required [json-pointer:/view/blocks/0/text]"]
    }
    assert slack.views == []


async def test_blocks_validate_needs_no_token(client: AsyncWebClient) -> None:
    client.token = None

    assert (await client.blocks_validate(blocks=[{"type": "divider"}])).data == {"ok": True}


@pytest.mark.parametrize(
    ("arguments", "error", "pointer"),
    [
        ({"blocks": [HEADER_WITHOUT_TEXT]}, "invalid_blocks", "/0/text"),
        ({"message": {"text": "x", "blocks": [HEADER_WITHOUT_TEXT]}}, "invalid_message", "/blocks/0/text"),
        ({"view": modal(HEADER_WITHOUT_TEXT)}, "invalid_view", "/blocks/0/text"),
    ],
)
async def test_blocks_validate_names_every_problem(
    client: AsyncWebClient, arguments: Json, error: str, pointer: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.blocks_validate(**arguments)

    assert caught.value.response["error"] == error
    assert caught.value.response["errors"] == [
        {"pointer": pointer, "code": "missing_field", "message": "is required"}
    ]

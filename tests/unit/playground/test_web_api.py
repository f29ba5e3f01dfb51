import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack.faults import LOST_ANSWER, RESET, Fault
from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]

MODAL: Json = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Find"},
    "blocks": [{"type": "divider", "block_id": "d"}],
}

HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}


@pytest.fixture
def client(slack: SlackStandIn, http: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient("xoxb-playground", base_url=slack.api_url, session=http)


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_auth_test_says_who_the_bot_is(slack: SlackStandIn, client: AsyncWebClient) -> None:
    answer = await client.auth_test()

    assert answer.data == {
        "ok": True,
        "url": f"{slack.url}/",
        "team": "Playground",
        "user": "gameball.coupons",
        "team_id": "T0PLAYGRND1",
        "user_id": "U0COUPONBOT",
        "bot_id": "B0COUPONS01",
        "is_enterprise_install": False,
    }
    assert answer.headers["x-oauth-scopes"] == "commands"


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


async def test_auth_test_can_be_made_to_fail(slack: SlackStandIn, client: AsyncWebClient) -> None:
    slack.faults.auth_test_error = "account_inactive"

    assert await error_of(client.auth_test()) == "account_inactive"


async def test_an_unknown_method_is_named(client: AsyncWebClient) -> None:
    assert await error_of(client.api_call("users.everything")) == "unknown_method"


async def test_posting_needs_a_scope_that_the_app_does_not_have(client: AsyncWebClient) -> None:
    assert await error_of(client.chat_postMessage(channel="C0SUPPORT01", text="hello")) == "missing_scope"


async def test_every_call_is_recorded(slack: SlackStandIn, client: AsyncWebClient) -> None:
    await error_of(client.chat_postMessage(channel="C0SUPPORT01", text="hello"))

    [call] = slack.api_calls
    assert (call.method, call.token) == ("chat.postMessage", "xoxb-playground")
    assert call.arguments["text"] == "hello"
    assert call.answer["error"] == "missing_scope"


@pytest.mark.parametrize("how", ["json", "form", "query"])
async def test_arguments_come_in_every_encoding(slack: SlackStandIn, http: Any, bot: Any, how: str) -> None:
    await slack.send_command()
    arguments = {"trigger_id": bot.last["trigger_id"], "view": MODAL if how == "json" else json.dumps(MODAL)}
    sent = {{"json": "json", "form": "data", "query": "params"}[how]: arguments}

    async with http.post(
        "/api/views.open", **sent, headers={"Authorization": "Bearer xoxb-playground"}
    ) as response:
        assert (await response.json())["ok"] is True


async def test_malformed_json_is_no_arguments(http: Any) -> None:
    headers = {"Authorization": "Bearer xoxb-playground", "Content-Type": "application/json"}

    async with http.post("/api/views.open", data=b"{", headers=headers) as response:
        assert await response.json() == {"ok": False, "error": "invalid_arguments"}


async def test_an_invalid_view_is_refused_with_the_place(client: AsyncWebClient, slack: SlackStandIn) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.views_open(trigger_id="1.2.x", view={**MODAL, "blocks": [{"type": "header"}]})

    assert caught.value.response["error"] == "invalid_arguments"
    assert caught.value.response["response_metadata"] == {
        "messages": ["[ERROR] is required [json-pointer:/view/blocks/0/text]"]
    }
    assert slack.views == []


async def test_a_view_must_be_json(http: Any) -> None:
    headers = {"Authorization": "Bearer xoxb-playground"}

    async with http.post("/api/views.open", data={"view": "{"}, headers=headers) as response:
        assert await response.json() == {"ok": False, "error": "invalid_arguments"}


async def test_a_method_can_be_rate_limited_once(slack: SlackStandIn, http: Any) -> None:
    slack.faults.web_api["auth.test"] = [Fault.rate_limited(9)]
    headers = {"Authorization": "Bearer xoxb-playground"}

    async with (
        http.post("/api/auth.test", headers=headers) as first,
        http.post("/api/auth.test", headers=headers) as second,
    ):
        assert (first.status, first.headers["Retry-After"]) == (429, "9")
        assert (await second.json())["ok"] is True


async def test_a_method_can_lose_its_connection(slack: SlackStandIn, http: Any) -> None:
    slack.faults.web_api["auth.test"] = [RESET]

    with pytest.raises(aiohttp.ClientError):
        await http.post("/api/auth.test")

    assert [(call.method, call.answer) for call in slack.api_calls] == [("auth.test", {})]


async def test_a_lost_answer_makes_slacks_own_client_do_it_twice(
    slack: SlackStandIn, client: AsyncWebClient
) -> None:
    slack.faults.web_api["views.publish"] = [LOST_ANSWER]

    await client.views_publish(user_id="U0AGENT0001", view=HOME)

    assert [(call.method, call.answer["ok"]) for call in slack.api_calls] == [("views.publish", True)] * 2


async def test_blocks_validate_needs_no_token(client: AsyncWebClient) -> None:
    client.token = None

    assert (await client.blocks_validate(blocks=[{"type": "divider"}])).data == {"ok": True}


@pytest.mark.parametrize(
    ("arguments", "error", "pointer"),
    [
        ({"blocks": [{"type": "header"}]}, "invalid_blocks", "/0/text"),
        ({"message": {"text": "x", "blocks": [{"type": "header"}]}}, "invalid_message", "/blocks/0/text"),
        ({"view": {**MODAL, "blocks": [{"type": "header"}]}}, "invalid_view", "/blocks/0/text"),
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


@pytest.mark.parametrize(
    "arguments", [{}, {"blocks": "[", "message": ""}, {"blocks": "[]", "message": '{"text": "x"}'}]
)
async def test_blocks_validate_takes_exactly_one_thing(client: AsyncWebClient, arguments: Json) -> None:
    assert await error_of(client.api_call("blocks.validate", params=arguments)) == "invalid_arguments"


async def test_a_socket_needs_the_app_token(client: AsyncWebClient) -> None:
    assert await error_of(client.apps_connections_open(app_token="xapp-other")) == "invalid_auth"
    assert (
        await error_of(client.apps_connections_open(app_token="xoxb-playground")) == "not_allowed_token_type"
    )

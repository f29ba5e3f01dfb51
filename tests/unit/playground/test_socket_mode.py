"""Socket Mode, with Slack's own client as the other side."""

from collections.abc import AsyncIterator
from typing import Any
from unittest.mock import AsyncMock

import aiohttp
import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]


class Listener:
    """Keeps the envelopes, and acknowledges each with `payload` unless that is False."""

    def __init__(self) -> None:
        self.received: list[SocketModeRequest] = []
        self.payload: Json | bool | None = None

    async def __call__(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.received.append(request)
        if self.payload is not False:
            payload = self.payload if isinstance(self.payload, dict) else None
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as standin:
        standin.delivery = standin.socket_mode
        yield standin


@pytest.fixture
async def client(slack: SlackStandIn) -> AsyncIterator[SocketModeClient]:
    web_client = AsyncWebClient(base_url=slack.api_url)
    socket = SocketModeClient("xapp-playground", web_client=web_client)
    await socket.connect()  # type: ignore[no-untyped-call]
    await slack.wait_for(lambda: slack.socket_mode.connections)
    yield socket
    await socket.close()  # type: ignore[no-untyped-call]


@pytest.fixture
def listener(client: SocketModeClient) -> Listener:
    heard = Listener()
    client.socket_mode_request_listeners.append(heard)
    return heard


async def test_a_command_is_answered_in_the_acknowledgement(slack: SlackStandIn, listener: Listener) -> None:
    listener.payload = {"text": "hello"}

    answer = await slack.send_command("cust_1001")

    [envelope] = listener.received
    assert (envelope.type, envelope.payload["text"]) == ("slash_commands", "cust_1001")
    assert envelope.accepts_response_payload is True
    assert (answer.status, answer.json) == (200, {"text": "hello"})
    assert [m.text for m in slack.messages] == ["hello"]


async def test_an_interaction_and_an_event_have_types_of_their_own(
    slack: SlackStandIn, listener: Listener
) -> None:
    await slack.shortcut("customer_coupons")
    await slack.open_home()

    assert [envelope.type for envelope in listener.received] == ["interactive", "events_api"]
    assert listener.received[1].accepts_response_payload is False


async def test_a_missing_acknowledgement_is_a_timeout(slack: SlackStandIn, listener: Listener) -> None:
    listener.payload = False
    slack.socket_mode.answer_timeout = 0.05

    assert (await slack.send_command()).error == "operation_timeout"


async def test_without_a_connection_nothing_can_be_delivered(slack: SlackStandIn) -> None:
    assert (await slack.send_command()).error == "dispatch_failed"


async def test_a_second_delivery_says_so(slack: SlackStandIn, listener: Listener) -> None:
    await slack.send_command()
    await slack.redeliver()

    assert [envelope.retry_attempt for envelope in listener.received] == [None, 1]


@pytest.mark.usefixtures("listener")
async def test_noise_from_the_client_is_ignored(slack: SlackStandIn, client: SocketModeClient) -> None:
    for noise in ("hello", "[]", '{"envelope_id": "unknown"}'):
        await client.send_message(noise)
    assert client.current_session is not None
    await client.current_session.send_bytes(b"hello")

    assert (await slack.send_command()).status == 200


async def test_a_connection_that_breaks_delivers_nothing(slack: SlackStandIn) -> None:
    broken = AsyncMock(send_json=AsyncMock(side_effect=ConnectionResetError))
    slack.socket_mode.connections.append(broken)

    assert (await slack.send_command()).error == "dispatch_failed"


async def test_connections_end_with_the_playground() -> None:
    async with aiohttp.ClientSession() as session:
        async with SlackStandIn() as slack:
            socket = await session.ws_connect(slack.socket_mode.open_url(slack.url))
            await slack.wait_for(lambda: slack.socket_mode.connections)
        assert (await socket.receive_json())["type"] == "hello"
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_a_connection_can_be_ended_by_slack(slack: SlackStandIn) -> None:
    ticket_url = slack.socket_mode.open_url(slack.url)
    async with aiohttp.ClientSession() as session, session.ws_connect(ticket_url) as socket:
        hello = await socket.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        await slack.wait_for(lambda: slack.socket_mode.connections)

        await slack.socket_mode.disconnect()

        assert await socket.receive_json() == {"type": "disconnect", "reason": "refresh_requested"}
    await slack.wait_for(lambda: not slack.socket_mode.connections)


async def test_a_ticket_works_once(slack: SlackStandIn) -> None:
    ticket_url = slack.socket_mode.open_url(slack.url)
    async with aiohttp.ClientSession() as session, session.ws_connect(ticket_url):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(ticket_url)

"""The app over Socket Mode: Slack is called, and calls back over that connection."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.app import Bot, running_bot
from bot.blocks.kit import Message
from bot.payload import MalformedPayloadError, Payload, checked
from bot.settings import SocketSettings
from bot.slack.failure import PASSING, slack_failure

DRAIN_WITHIN = 25.0

_log = structlog.stdlib.get_logger("bot")


class SocketModeError(Exception):
    """Slack does not open a connection for this app; `code` is Slack's word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@asynccontextmanager
async def connected(
    settings: SocketSettings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> AsyncIterator[None]:
    """Serve over Socket Mode until the block ends, then finish what was accepted.

    Raises SocketModeError where Slack refuses the app-level token."""
    async with running_bot(settings, clock=clock) as bot:
        client = SocketModeClient(
            app_token=settings.slack_app_token.get_secret_value(),
            web_client=bot.app.client,
            ping_interval=10,
        )
        client.proxy = bot.slack.proxy

        async def handle(receiver: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
            # Held until it is answered: the drain waits for the acknowledgement too.
            await bot.background.spawn(_answer(bot, receiver, request))

        client.socket_mode_request_listeners[:] = [handle]
        try:
            # connect() would try a refused token for ever, and say nothing of it.
            try:
                client.wss_uri = await client.issue_new_wss_url()
            except Exception as error:  # noqa: BLE001 - the SDK stumbles over what is not Slack's in many ways
                word = slack_failure(error)
                if isinstance(error, SlackApiError) and word not in PASSING:
                    raise SocketModeError(word) from None
                _log.warning("socket_mode_unreachable", error=word)
            await client.connect()  # type: ignore[no-untyped-call]
            _log.info("connected")
            yield
            _log.info("draining", under_way=len(bot.background))
        finally:
            # What comes from now on is left to the other processes.
            client.socket_mode_request_listeners.clear()
            cut_off = await bot.background.drain(DRAIN_WITHIN)
            await client.close()  # type: ignore[no-untyped-call]
            # The client cancels its tasks without waiting for them.
            await asyncio.sleep(0)
            _log.info("stopped", cut_off=cut_off)


async def _answer(bot: Bot, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
    began, arrived = time.time(), time.monotonic()
    try:
        payload = checked(request.payload)
    except MalformedPayloadError:
        # As over HTTP: there is nothing to answer, and it leaves no trace.
        return
    response = await bot.dispatch(payload, arrived=arrived)
    try:
        await send_async_response(client, request, response, began)
    except (aiohttp.ClientError, OSError) as error:
        _log.warning("socket_mode_answer_lost", error=type(error).__name__)
        if payload.get("command") and response.body:
            await _post_instead(bot, payload, json.loads(response.body))


async def _post_instead(bot: Bot, command: Payload, lost: dict[str, Any]) -> None:
    """The connection broke with the answer to a command, which Slack surely has not got then."""
    record = Record(Interaction.of_command(command), outcome="ConnectionLost")
    try:
        message = Message(lost["text"], lost["blocks"])
        await bot.replies.post_instead(message, record)
    finally:
        record.write()

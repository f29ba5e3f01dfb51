"""The app over Socket Mode: Slack is called, and calls back over that connection."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app import running_bot
from bot.settings import SocketSettings

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
        handler = AsyncSocketModeHandler(bot.app, settings.slack_app_token.get_secret_value())

        async def handle(client: SocketModeClient, request: SocketModeRequest) -> None:
            # Held until it is answered: the drain waits for the acknowledgement too.
            await bot.background.spawn(handler.handle(client, request))

        handler.client.socket_mode_request_listeners[:] = [handle]  # type: ignore[list-item]
        try:
            # connect() would try a refused token for ever, and say nothing of it.
            try:
                handler.client.wss_uri = await handler.client.issue_new_wss_url()
            except SlackApiError as error:
                raise SocketModeError(str(error.response.get("error"))) from None
            except (OSError, TimeoutError) as error:
                _log.warning("socket_mode_unreachable", error=type(error).__name__)
            await handler.client.connect()  # type: ignore[no-untyped-call]
            _log.info("connected")
            yield
            _log.info("draining", under_way=len(bot.background))
        finally:
            cut_off = await bot.background.drain(DRAIN_WITHIN)
            await handler.client.close()  # type: ignore[no-untyped-call]
            # The client cancels its tasks without waiting for them.
            await asyncio.sleep(0)
            _log.info("stopped", cut_off=cut_off)

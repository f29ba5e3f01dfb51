"""The app over Socket Mode: the app calls Slack, and Slack sends everything over that connection."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.app import running_bot
from bot.limits import LIMITS, TimeLimits
from bot.network.listening import listen, runner_for
from bot.settings import SocketSettings
from bot.setup.site import add_pages
from bot.setup.status import Status
from bot.slack.failure import PASSING, SLACK_OUT_OF_REACH, slack_failure

_LAST_PAGES = 1.0
"""Seconds that pages under way may take when the process ends."""

_log = structlog.stdlib.get_logger("bot")


class SocketModeError(Exception):
    """Slack does not open a connection for this app; `code` is Slack's word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@asynccontextmanager
async def connected(
    settings: SocketSettings,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    limits: TimeLimits = LIMITS,
) -> AsyncIterator[None]:
    """Serve over Socket Mode until the block ends, then finish what was accepted. Where PORT is set, browsers and health
    checks are answered there.

    Raises SocketModeError where Slack refuses the app-level token, and OSError where the port cannot be had."""
    async with running_bot(settings, clock=clock, limits=limits) as bot:
        handler = AsyncSocketModeHandler(
            bot.app,
            settings.slack_app_token.get_secret_value(),
            web_client=bot.app.client,
            # Without one, the SDK looks for it by itself.
            proxy=bot.slack.proxy,
        )

        async def handle(client: SocketModeClient, request: Any) -> None:
            # In the background's hands, so that the drain waits for the acknowledgement too. Not awaited: the SDK would
            # log a failure once more, and quote the error's message.
            bot.background.spawn(handler.handle(client, request))

        requests = handler.client.socket_mode_request_listeners
        requests[:] = [handle]  # type: ignore[list-item]

        async def status() -> Status:
            return bot.status("socket", connected=await handler.client.is_connected())

        pages = web.Application()
        add_pages(pages, status)
        runner = runner_for(pages, shutdown_timeout=_LAST_PAGES)
        try:
            if "port" in settings.model_fields_set:
                # Before the connection: platforms that want a port do not wait for Slack.
                await listen(runner, settings.host, settings.port)
            await _refuse_bad_token(handler.client)
            await handler.connect_async()  # type: ignore[no-untyped-call]
            _log.info("connected")
            yield
        finally:
            bot.draining = True
            _log.info("draining", under_way=len(bot.background))
            # What comes from now on is left to the other processes.
            requests.clear()
            cut_off = await bot.background.drain(limits.drain)
            await handler.close_async()  # type: ignore[no-untyped-call]
            # The client cancels its tasks without waiting for them.
            await asyncio.sleep(0)
            await runner.cleanup()
            _log.info("stopped", cut_off=cut_off)


async def _refuse_bad_token(client: SocketModeClient) -> None:
    """Raise SocketModeError where Slack refuses the token: connecting would try it for ever, without a word."""
    try:
        client.wss_uri = await client.issue_new_wss_url()
    except Exception as error:
        word = slack_failure(error)
        if isinstance(error, SlackApiError) and word not in PASSING:
            raise SocketModeError(word) from error
        _log.warning("socket_mode_unreachable", error=word, hint=SLACK_OUT_OF_REACH)

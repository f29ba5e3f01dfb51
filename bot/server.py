"""The app over HTTP: everything from Slack at one address, two more for the platform's health checks.

The port is open before the app itself is imported: whoever comes meanwhile waits for it, instead of being refused."""

import asyncio
import hmac
import logging
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger

from bot.payload import MalformedPayloadError, Payload, read
from bot.settings import ServeSettings
from bot.slow_clients import SlowClients
from bot.starting import Early, imported_app, readiness

if TYPE_CHECKING:
    from slack_bolt.response import BoltResponse

    from bot.app import Bot

MAX_BODY = 1024 * 1024
DRAIN_WITHIN = 25.0
"""Seconds for what is under way after SIGTERM. Heroku kills after 30."""
_HEAD_WITHIN = 10.0
_BODY_WITHIN = 5.0
_SIGNED_WITHIN = 300
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
# Longer than proxies keep theirs, so that they never send into a connection that closes.
_KEEP_ALIVE = 120.0

_log = structlog.stdlib.get_logger("bot")


@asynccontextmanager
async def serving(
    settings: ServeSettings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> AsyncIterator[str]:
    """Serve until the block ends, then finish what was accepted. Yields the base URL that is listened on.

    Raises OSError where the port cannot be had."""
    loop = asyncio.get_running_loop()
    starting: asyncio.Future[Bot] = loop.create_future()
    slow_clients = SlowClients(within=_HEAD_WITHIN, keep_alive=_KEEP_ALIVE)
    early = Early(starting, _dispatch)
    web_app = _web_app(starting, early, settings.slack_signing_secret.get_secret_value())
    web_app.middlewares.append(slow_clients.middleware())
    server_logger.addFilter(_is_ours)
    runner = web.AppRunner(
        web_app,
        access_log=None,
        shutdown_timeout=DRAIN_WITHIN,
        keepalive_timeout=_KEEP_ALIVE,
        # What is refused is not read to its end, for however short a time.
        lingering_time=0,
        # Slack compresses nothing: a little could become a lot.
        auto_decompress=False,
    )
    async with _listening(runner, slow_clients, settings) as server:
        host, port = server.sockets[0].getsockname()[:2]
        _log.info("listening", host=host, port=port)
        try:
            running_bot = await imported_app()
            async with running_bot(settings, clock=clock) as bot:
                starting.set_result(bot)
                try:
                    yield f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"
                finally:
                    bot.draining = True
                    _log.info("draining", under_way=len(bot.background))
                    server.close()
                    end = loop.time() + DRAIN_WITHIN
                    await runner.cleanup()
                    await early.handed_over(max(0.0, end - loop.time()))
                    cut_off = await bot.background.drain(max(0.0, end - loop.time()))
                    _log.info("stopped", cut_off=cut_off)
        finally:
            # Where the app does not come, those who wait for it are told.
            starting.cancel()


@asynccontextmanager
async def _listening(
    runner: web.AppRunner, slow_clients: SlowClients, settings: ServeSettings
) -> AsyncIterator[asyncio.Server]:
    await runner.setup()
    if runner.server is None:
        raise RuntimeError("a runner has a server once it is set up")
    try:
        server = await asyncio.get_running_loop().create_server(
            slow_clients.watched(runner.server), settings.host, settings.port, backlog=1024
        )
        try:
            yield server
        finally:
            server.close()
    finally:
        await runner.cleanup()


def _web_app(starting: "asyncio.Future[Bot]", early: Early, signing_secret: str) -> web.Application:
    secret = signing_secret.encode()
    refusals = _Refusals()

    async def events(request: web.Request) -> web.Response:
        arrived = time.monotonic()
        if (request.content_length or 0) > MAX_BODY:
            return web.Response(status=413)
        try:
            async with asyncio.timeout(_BODY_WITHIN):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        if not _is_from_slack(secret, body, request.headers):
            refusals.note(request.headers)
            return web.Response(status=401)
        try:
            payload = read(body, request.content_type)
        except MalformedPayloadError:
            return web.Response(status=400)
        if starting.done() and not starting.cancelled():
            return await _dispatch(starting.result(), payload, arrived)
        return await early.answer(payload, arrived)

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_request: web.Request) -> web.Response:
        found = readiness(starting)
        return web.Response(status=200 if found == "ready" else 503, text=f"{found}\n")

    app = web.Application(client_max_size=MAX_BODY)
    app.router.add_post("/slack/events", events)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    return app


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether a server's error is the app's fault. Anybody can send what is not HTTP: it gets a 400, and no line."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


class _Refusals:
    """Tells the operator of a wrong signing secret or clock, and strangers nothing: anybody can send anything."""

    def __init__(self) -> None:
        self._quiet_until = 0.0

    def note(self, headers: Mapping[str, str]) -> None:
        now = asyncio.get_running_loop().time()
        if "X-Slack-Signature" in headers and now >= self._quiet_until:
            self._quiet_until = now + 60.0
            _log.warning("signature_refused", hint="check SLACK_SIGNING_SECRET, and the clock")


def _is_from_slack(secret: bytes, body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether the body carries Slack's signature, made within the last minutes.

    Over the bytes as they came: the SDK's verifier decodes them first, and fails on what is not UTF-8. Source:
    docs.slack.dev, "Verifying requests from Slack"."""
    timestamp = headers.get("X-Slack-Request-Timestamp", "")
    if not _TIMESTAMP.fullmatch(timestamp) or abs(time.time() - int(timestamp)) > _SIGNED_WITHIN:
        return False
    signed = hmac.digest(secret, b"v0:%b:%b" % (timestamp.encode(), body), "sha256").hex()
    given = headers.get("X-Slack-Signature", "")
    return hmac.compare_digest(f"v0={signed}".encode(), given.encode("utf-8", "surrogateescape"))


class _Response(web.Response):
    """Its connection holds on to it until the next request comes, which may be long: without the body."""

    async def write_eof(self, data: bytes = b"") -> None:
        await super().write_eof(data)
        self.body = None


async def _dispatch(bot: "Bot", payload: Payload, arrived: float) -> web.Response:
    return _to_http(await bot.dispatch(payload, arrived=arrived))


def _to_http(answer: "BoltResponse") -> web.Response:
    # Bolt's own way looks for cookies, and takes the header away from whoever gets the same answer again.
    return _Response(
        status=answer.status,
        body=answer.body,
        headers={"Content-Type": answer.headers["content-type"][0]},
    )

"""The app over HTTP: everything from Slack at one address, and the pages for browsers and platforms."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_sdk.signature import SignatureVerifier

from bot.app import Bot, running_bot
from bot.limits import LIMITS, TimeLimits
from bot.network.listening import SIGNED, Bodies, OncePerMinute, listen, runner_for
from bot.settings import ServeSettings
from bot.setup.manifest import EVENTS_PATH
from bot.setup.site import add_pages
from bot.setup.status import Status

MAX_BODY = 1024 * 1024
LARGE_BODY = 64 * 1024
LARGE_BODIES = 16
"""The most large bodies that are read at one time. They are held before anything of them can be checked, and hardly anything
that Slack sends is as large."""
BODIES = 32 * 1024 * 1024
"""Bytes of all bodies that are being read."""
_FIELDS_AT_MOST = 100

_log = structlog.stdlib.get_logger("bot")


@asynccontextmanager
async def serving(
    settings: ServeSettings,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    limits: TimeLimits = LIMITS,
) -> AsyncIterator[str]:
    """Serve until the block ends, then finish what was accepted. Yields the base URL that is listened on.

    Raises OSError where the port cannot be had."""
    async with running_bot(settings, clock=clock, limits=limits) as bot:
        app = _web_app(bot, settings.slack_signing_secret.get_secret_value(), limits)
        runner = runner_for(app, shutdown_timeout=limits.drain)
        try:
            yield await listen(runner, settings.host, settings.port)
        finally:
            bot.draining = True
            _log.info("draining", under_way=len(bot.background))
            end = asyncio.get_running_loop().time() + limits.drain
            await runner.cleanup()
            cut_off = await bot.background.drain(max(0.0, end - asyncio.get_running_loop().time()))
            _log.info("stopped", cut_off=cut_off)


def _web_app(bot: Bot, signing_secret: str, limits: TimeLimits) -> web.Application:
    verifier = SignatureVerifier(signing_secret)
    refusals = OncePerMinute()
    bodies, large_bodies = Bodies(BODIES), asyncio.Semaphore(LARGE_BODIES)

    async def events(request: web.Request) -> web.Response:
        body = await _body(request, bodies, large_bodies, limits)
        if not _is_from_slack(verifier, body, request.headers):
            # Anybody can send anything; a signature that is wrong may be the operator's to mend.
            if "X-Slack-Signature" in request.headers and refusals.due():
                _log.warning("signature_refused", hint="check SLACK_SIGNING_SECRET, and the clock")
            return web.Response(status=401)
        request[SIGNED] = True
        try:
            payload = read(body, request.content_type)
        except ValueError:
            return web.Response(status=400)
        try:
            answer = await bot.dispatch(payload)
        except Exception as error:  # noqa: BLE001 - Bolt fails in many ways over a payload with parts of other types
            _log.error("internal_error", exc_info=error)
            return web.Response(status=500)
        return await to_aiohttp_response(answer)

    async def status() -> Status:
        return bot.status("http")

    app = web.Application(client_max_size=MAX_BODY)
    app.router.add_post(EVENTS_PATH, events)
    add_pages(app, status)
    return app


async def _body(
    request: web.Request, bodies: Bodies, large_bodies: asyncio.Semaphore, limits: TimeLimits
) -> bytes:
    """The request's body. Raises the answer to a request whose body is not read."""
    length = request.content_length
    if length is None:
        # Slack always says it. Bodies in chunks of one byte would keep the process busy.
        raise web.HTTPLengthRequired
    if length > MAX_BODY:
        raise web.HTTPRequestEntityTooLarge(max_size=MAX_BODY, actual_size=length)
    is_large = length > LARGE_BODY
    if is_large and large_bodies.locked():
        raise web.HTTPServiceUnavailable
    try:
        async with large_bodies if is_large else nullcontext():
            return await bodies.read(request, within=limits.body)
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ConnectionError, web.RequestPayloadError):
        # Whoever sent it is gone.
        raise web.HTTPBadRequest from None


def read(body: bytes, content_type: str) -> dict[str, Any]:
    """The payload of a request: a form, a form with JSON in it, or JSON. Raises ValueError where it is none of these."""
    try:
        text = body.decode()
        if content_type != "application/json" and not text.startswith("{"):
            form = dict(
                parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS_AT_MOST)
            )
            # Bolt looks for the word "payload" in the whole body, and loses a command that has it in its text.
            if "payload" not in form:
                return form
            text = form["payload"]
        payload = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(payload, dict):
        raise ValueError("not a payload")  # noqa: TRY004 - one error for every wrong body
    return payload


def _is_from_slack(verifier: SignatureVerifier, body: bytes, headers: Mapping[str, str]) -> bool:
    try:
        return verifier.is_valid_request(body, headers)
    except (ValueError, TypeError, OverflowError):
        # A timestamp that is no number or too large, a signature that is not ASCII, a body that is not UTF-8.
        return False

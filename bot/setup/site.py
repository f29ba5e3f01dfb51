"""Answers browsers and the platform's health checks, and listens on the port."""

import logging
import socket
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import hdrs, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger

from bot.setup import page
from bot.setup.manifest import EVENTS_PATH, host_fault
from bot.setup.status import Status

_BACKLOG = 1024

_log = structlog.stdlib.get_logger("bot")


def add_pages(app: web.Application, status: Callable[[], Awaitable[Status]]) -> None:
    """Answer GET at /, /healthz, /readyz and the address that Slack calls. `status` is asked each time."""

    async def home(request: web.Request) -> web.Response:
        proto = request.headers.get("X-Forwarded-Proto", "https").strip().lower()
        # A value that no proxy sends says that the headers are not to be trusted.
        host = _host(request) if proto in {"http", "https"} else None
        return _html(page.home(await status(), host, over_https=proto == "https"))

    async def events(_: web.Request) -> web.Response:
        return _html(page.events(await status()))

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_: web.Request) -> web.Response:
        waiting = (await status()).waiting
        return web.Response(status=503 if waiting else 200, text=f"{waiting or 'ready'}\n")

    app.router.add_get("/", home)
    app.router.add_get(EVENTS_PATH, events)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)


def _host(request: web.Request) -> str | None:
    """The host's name under which the page was opened, where it is one that Slack could call."""
    hosts = request.headers.getall(hdrs.HOST, [])
    return hosts[0] if len(hosts) == 1 and host_fault(hosts[0]) is None else None


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html", charset="utf-8", headers=page.HEADERS)


async def listen(runner: web.AppRunner, host: str, port: int) -> str:
    """Listen on HOST and PORT, and return the base URL. Raises OSError where the port cannot be had."""
    server_logger.addFilter(_is_ours)
    await runner.setup()
    if host == "::" and socket.has_dualstack_ipv6():
        # The event loop's own way listens on IPv6 alone.
        both = socket.create_server(
            (host, port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=_BACKLOG
        )
        await web.SockSite(runner, both, backlog=_BACKLOG).start()
    else:
        await web.TCPSite(runner, host, port, backlog=_BACKLOG).start()
    host, port = runner.addresses[0][:2]
    _log.info("listening", host=host, port=port)
    here = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{here}:{port}"


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether a server's error is the app's fault. Anybody can send what is not HTTP: it gets a 400, and no line."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))

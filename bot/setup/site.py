"""Answers browsers and the platform's health checks."""

from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web

from bot.setup import page
from bot.setup.manifest import EVENTS_PATH, host_fault
from bot.setup.status import Status


def add_pages(app: web.Application, status: Callable[[], Awaitable[Status]]) -> None:
    """Answer GET at /, /healthz, /readyz and the address that Slack calls. `status` is asked each time."""

    async def home(request: web.Request) -> web.Response:
        schemes = [value.strip().lower() for value in request.headers.getall("X-Forwarded-Proto", ["https"])]
        # A value that no proxy sends says that the headers are not to be trusted.
        host = _host(request) if schemes in (["http"], ["https"]) else None
        return _html(page.home(await status(), host, over_https=schemes == ["https"]))

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

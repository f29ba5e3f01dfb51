"""Listens on HOST and PORT. Anybody can reach it: what a stranger can make the process hold or do is limited here."""

import asyncio
import logging
import socket
import sys
from contextlib import suppress
from typing import Any, cast

import structlog
from aiohttp import StreamReader, hdrs, web, web_response
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger

if sys.platform != "win32":
    import resource

SIGNED = web.RequestKey("signed", bool)
"""Set in a request that Slack has signed: its connection is kept for the next one."""
_BACKLOG = 1024
_READ_AT_ONCE = 16 * 1024
"""Bytes that the system takes in for a connection before they are read. All that is there is parsed at once, before anything
can be refused: 256 kB of chunks of one byte keep the process busy for a tenth of a second, on each connection."""
_LITTLE = 1000
"""Bytes. Whoever sends less at a time is read less often."""
_PAUSE = 0.01
"""Seconds until what comes in little pieces is read again; twice as long each time."""

_log = structlog.stdlib.get_logger("bot")


def runner_for(app: web.Application, *, shutdown_timeout: float) -> web.AppRunner:
    """What runs the application on a port. `shutdown_timeout` is in seconds, for requests under way."""
    app.on_response_prepare.append(_end_connection_unless_signed)
    return web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=shutdown_timeout,
        # What is refused is not read to its end.
        lingering_time=0,
        # Slack compresses nothing, and a little could become a lot.
        auto_decompress=False,
        # A head is held until it is complete. Those of Slack and of proxies have some 30 short lines.
        max_line_size=4096,
        max_field_size=4096,
        max_headers=64,
    )


async def _end_connection_unless_signed(request: web.Request, response: web.StreamResponse) -> None:
    # Thousands of requests that come at once on one connection would be answered before anybody else's.
    if SIGNED not in request:
        response.force_close()
        response.headers[hdrs.CONNECTION] = "close"


async def listen(runner: web.AppRunner, host: str, port: int) -> str:
    """Listen on HOST and PORT, and return the base URL. Raises OSError where the port cannot be had."""
    server_logger.addFilter(_is_ours)
    # aiohttp has no setting for the header `Server`, which tells the versions of Python and aiohttp.
    web_response.SERVER_SOFTWARE = "coupons-for-slack"  # type: ignore[attr-defined]
    await runner.setup()
    where: dict[str, Any] = {"host": host, "port": port}
    if host == "::" and socket.has_dualstack_ipv6():
        # The event loop's own way listens on IPv6 alone.
        both = socket.create_server(
            (host, port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=_BACKLOG
        )
        where = {"sock": both}
    await _Site(runner, where).start()
    host, port = runner.addresses[0][:2]
    _log.info("listening", host=host, port=port)
    return base_url(host, port)


def base_url(host: str, port: int) -> str:
    """The address at which this machine reaches a server that listens there."""
    here = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{here}:{port}"


class _Site(web.BaseSite):
    """As aiohttp's own sites, with a limit on open connections."""

    def __init__(self, runner: web.AppRunner, where: dict[str, Any]) -> None:
        super().__init__(runner, backlog=_BACKLOG)
        self._where = where

    @property
    def name(self) -> str:
        return str(self._where)

    async def start(self) -> None:
        await super().start()
        server = cast(web.Server, self._runner.server)
        most = _most_connections()
        refusals = OncePerMinute()

        def connection() -> asyncio.Protocol:
            if len(server.connections) < most:
                return server()
            if refusals.due():
                _log.warning(
                    "connections_refused", most=most, hint="raise the limit on open files (ulimit -n)"
                )
            return _Refused()

        self._server = await asyncio.get_running_loop().create_server(
            connection, backlog=self._backlog, **self._where
        )
        for listener in self._server.sockets:
            # Each connection has it from there.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _READ_AT_ONCE)


class _Refused(asyncio.Protocol):
    """Ends the connection at once."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()


def _most_connections() -> int:
    """Lets the process open as many files as the system admits. Each connection is one: half of them are for those from
    outside, the other half for the app's own to Gameball and Slack."""
    if sys.platform == "win32":
        return sys.maxsize
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # macOS admits less than it says.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if soft == resource.RLIM_INFINITY else soft // 2


class Bodies:
    """Reads the bodies of requests, of which nothing can be checked before they are there.

    All of them together hold `most` bytes at one time. Where there would be more, the largest ends: Slack's are small, and there
    at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._under_way: dict[asyncio.Timeout, int] = {}

    async def read(self, request: web.Request, *, within: float) -> bytes:
        """Raises TimeoutError where it takes over `within` seconds, or others need its room."""
        body, pause = bytearray(), _PAUSE
        async with asyncio.timeout(within) as limit:
            self._under_way[limit] = 0
            try:
                while size := await _extend(body, request.content):
                    self._hold(limit, size)
                    if size < _LITTLE and not request.content.at_eof():
                        await _rest(request.transport, pause)
                        pause *= 2
                return bytes(body)
            finally:
                # An error holds all that was there when it came.
                body.clear()
                self._let_go(limit)

    def _hold(self, limit: asyncio.Timeout, size: int) -> None:
        if limit in self._under_way:
            self._under_way[limit] += size
            self._held += size
        while self._held > self._most:
            largest = max(self._under_way, key=self._under_way.__getitem__)
            self._let_go(largest)
            if not largest.expired():
                largest.reschedule(0.0)

    def _let_go(self, limit: asyncio.Timeout) -> None:
        self._held -= self._under_way.pop(limit, 0)


async def _rest(connection: asyncio.Transport | None, seconds: float) -> None:
    """Take nothing in for so long. A thousand connections that send byte by byte would keep the process from taking new ones."""
    # The connection may have ended, or end meanwhile.
    with suppress(AttributeError, RuntimeError):
        cast(asyncio.Transport, connection).pause_reading()
    await asyncio.sleep(seconds)
    with suppress(AttributeError, RuntimeError):
        cast(asyncio.Transport, connection).resume_reading()


async def _extend(body: bytearray, content: StreamReader) -> int:
    """Add what is there. Returns how much that was, 0 at the end."""
    chunk = await content.readany()
    body += chunk
    return len(chunk)


class OncePerMinute:
    """For lines of the log that anybody can cause as often as they like."""

    def __init__(self) -> None:
        self._quiet_until = 0.0

    def due(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now < self._quiet_until:
            return False
        self._quiet_until = now + 60.0
        return True


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether a server's error is the app's fault. Anybody can send what is not HTTP: it gets a 400, and no line."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))

"""A bare HTTP/1.1 server for the stand-ins: cheap enough that it is never what is measured."""

import asyncio
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self, cast

KEEPS_IDLE_FOR = 60.0
"""Seconds for which real servers, Gameball's among them, keep an idle connection at least."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSE = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole response, sent `after` seconds."""

    data: bytes
    after: float = 0.0


def reply(
    body: bytes, *, status: str = "200 OK", kind: str = "application/json", after: float = 0.0
) -> Reply:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return Reply(head.encode() + body, after)


class HttpServer:
    """Serves on a free port of 127.0.0.1 while it is entered. `connections` and `requests` count from the start."""

    def __init__(self, handle: Callable[[Request], Reply], *, tls: ssl.SSLContext | None = None) -> None:
        self.connections = 0
        self.requests = 0
        self.port = 0
        self.open: set[_Connection] = set()
        self._handle = handle
        self._tls = tls

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(
            lambda: _Connection(self), "127.0.0.1", 0, ssl=self._tls, backlog=2048
        )
        self.port = self._listener.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listener.close()
        for connection in list(self.open):
            connection.close()

    @property
    def scheme(self) -> str:
        return "https" if self._tls else "http"

    def handle(self, request: Request) -> Reply:
        self.requests += 1
        return self._handle(request)

    def pass_idle_time(self, seconds: float) -> None:
        """Do what a server does while nothing happens for so long: close what has been idle too long by then."""
        for connection in list(self.open):
            connection.idle += seconds
            if connection.idle >= KEEPS_IDLE_FOR:
                connection.close()


class _Connection(asyncio.Protocol):
    def __init__(self, server: HttpServer) -> None:
        self.idle = 0.0
        self._server = server
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are asyncio's in all but their base class.
        self._transport = cast(asyncio.Transport, transport)
        self._server.connections += 1
        self._server.open.add(self)

    def connection_lost(self, _error: Exception | None) -> None:
        self._server.open.discard(self)

    def data_received(self, data: bytes) -> None:
        self.idle = 0.0
        self._buffer = self._buffer + data if self._buffer else data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            body, self._buffer = self._buffer[end + 4 : whole], self._buffer[whole:]
            path = head[: head.find(b"\r\n")].split(b" ")[1].decode("latin-1")
            answer = self._server.handle(Request(path, body))
            closing = bool(_CLOSE.search(head))
            if answer.after:
                asyncio.get_running_loop().call_later(answer.after, self._send, answer.data, closing)
            else:
                self._send(answer.data, closing)

    def _send(self, data: bytes, closing: bool) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)
            if closing:
                self._transport.close()

    def close(self) -> None:
        self._transport.close()

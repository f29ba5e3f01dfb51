"""A bare HTTP/1.1 client connection, one request at a time: what sends the load."""

import asyncio
import re
from dataclasses import dataclass
from typing import Self, cast

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    body: bytes


class Connection(asyncio.Protocol):
    def __init__(self) -> None:
        self._buffer = bytearray()
        self._whole = 0
        self._waiting: asyncio.Future[Response] | None = None

    @classmethod
    async def to(cls, port: int) -> Self:
        """Connect to 127.0.0.1. Raises OSError where nobody listens."""
        _, connection = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return connection

    async def ask(self, request: bytes) -> Response:
        """Raises ConnectionError where the connection ends before the whole response is here."""
        if self._transport.is_closing():
            raise ConnectionResetError("closed before the request")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    @property
    def closed(self) -> bool:
        return self._transport.is_closing()

    def close(self) -> None:
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are asyncio's in all but their base class.
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(error or ConnectionResetError("closed before the response"))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._whole:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            length = _LENGTH.search(self._buffer, 0, end)
            self._whole = end + 4 + (int(length[1]) if length else 0)
        if len(self._buffer) >= self._whole and self._waiting and not self._waiting.done():
            status = int(self._buffer[9:12])
            body = bytes(self._buffer[self._buffer.find(b"\r\n\r\n") + 4 : self._whole])
            self._buffer.clear()
            self._whole = 0
            self._waiting.set_result(Response(status, body))

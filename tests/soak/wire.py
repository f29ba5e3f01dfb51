"""HTTP as bytes: what no well-behaved client would send, and what comes back."""

import asyncio
import re
from dataclasses import dataclass
from typing import Self

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PATIENCE = 30.0
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Response:
    status: int
    head: bytes
    body: bytes

    @property
    def ends_connection(self) -> bool:
        return self.head.startswith(b"HTTP/1.0") or b"connection: close" in self.head.lower()


@dataclass(frozen=True)
class Message:
    """A request as bytes, with the words that tell in a report what it was. `signed` as Slack signs."""

    words: str
    content: bytes
    signed: bool = True


@dataclass
class Wire:
    """One connection to 127.0.0.1. Every wait is bounded: TimeoutError is what a held connection looks like."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def to(cls, port: int) -> Self:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, content: bytes) -> Response:
        """Raises ConnectionError where the connection ends before a whole response is here."""
        self.writer.write(content)
        return await self.response()

    async def response(self) -> Response:
        try:
            async with asyncio.timeout(_PATIENCE):
                head = await self.reader.readuntil(b"\r\n\r\n")
                length = _LENGTH.search(head)
                body = await self.reader.readexactly(int(length[1]) if length else 0)
        except asyncio.IncompleteReadError as error:
            raise ConnectionResetError("closed before the response") from error
        return Response(int(head[9:12]), head, body)

    async def closed(self) -> bytes:
        """What else comes until the other side closes."""
        async with asyncio.timeout(_PATIENCE):
            try:
                return await self.reader.read()
            except ConnectionError:
                return b""

    def close(self) -> None:
        self.writer.transport.abort()


def post(body: bytes, headers: dict[str, str], *, path: str = "/slack/events") -> bytes:
    """A whole request; header values may hold any bytes below U+0100."""
    lines = [f"POST {path} HTTP/1.1", "Host: bot.example.com"]
    lines += [f"{name}: {value}" for name, value in ({"Content-Length": str(len(body))} | headers).items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body

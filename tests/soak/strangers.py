"""Strangers who flood a port of this machine, one kind after another: `python -m tests.soak.strangers PORT KIND`.

A process of its own, so that it takes nothing from whoever measures. It goes on until it is ended."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress

from playground.slack.signing import sign
from tests.soak.wire import FORM, Wire, post

_HEALTHZ = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
_EVENTS = b"POST /slack/events HTTP/1.1\r\nHost: x\r\n"
_MEGABYTE = 1_000_000


async def _many_requests(port: int) -> None:
    await _each(port, 5, _HEALTHZ * 20_000)


async def _one_byte_chunks(port: int) -> None:
    await _each(port, 30, _EVENTS + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 150_000)


async def _unfinished_bodies(port: int) -> None:
    await _each(port, 500, _EVENTS + b"Content-Length: 1000000\r\n\r\n" + b"x" * 900_000, held=6.0)


async def _small_unfinished_bodies(port: int) -> None:
    await _each(port, 500, _EVENTS + b"Content-Length: 65536\r\n\r\n" + b"x" * 65_000, held=6.0)


async def _unfinished_heads(port: int) -> None:
    lines = b"".join(b"X-%d: " % number + b"x" * 4000 + b"\r\n" for number in range(60))
    await _each(port, 500, _EVENTS + lines, held=6.0)


async def _idle(port: int) -> None:
    await _each(port, 2000, b"", held=6.0)


async def _gone_at_once(port: int) -> None:
    await _each(port, 200, post(b"text=cust_1", {"Content-Length": "100"}))


async def _forged(port: int) -> None:
    body = b"x" * _MEGABYTE
    await _each(port, 10, post(body, {"Content-Type": FORM, **sign(body, secret="guessed", timestamp=0)}))


async def _not_http(port: int) -> None:
    await _each(port, 200, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500) + b"\r\n\r\n")


async def _byte_by_byte(port: int) -> None:
    wires = [await Wire.to(port) for _ in range(1000)]
    for wire in wires:
        wire.writer.write(_EVENTS + b"Content-Length: 1000\r\n\r\n")
    for _ in range(500):
        for wire in wires:
            wire.writer.write(b"x")
        # Each byte by itself.
        await asyncio.sleep(0.01)
    for wire in wires:
        wire.close()


FLOODS: dict[str, Callable[[int], Awaitable[None]]] = {
    "20,000 requests at once, on each of 5 connections": _many_requests,
    "bodies in chunks of one byte, on 30 connections": _one_byte_chunks,
    "500 unfinished bodies of 1 MB": _unfinished_bodies,
    "500 unfinished bodies of 64 kB": _small_unfinished_bodies,
    "500 unfinished heads of 240 kB": _unfinished_heads,
    "2,000 idle connections": _idle,
    "200 connections that end in the middle of a body": _gone_at_once,
    "10 bodies of 1 MB with a forged signature": _forged,
    "200 connections that do not speak HTTP": _not_http,
    "1,000 bodies that come byte by byte": _byte_by_byte,
}


async def _each(port: int, connections: int, content: bytes, *, held: float = 0.0) -> None:
    """Open connections, send this on each as far as it is taken, keep them for some seconds, and end them."""
    wires = []
    for _ in range(connections):
        # Refused ones are no reason to stop.
        with suppress(OSError):
            wires.append(await Wire.to(port))
            wires[-1].writer.write(content)
    await asyncio.gather(*(asyncio.wait_for(_sent(wire), 5.0) for wire in wires), return_exceptions=True)
    await asyncio.sleep(held)
    for wire in wires:
        wire.close()


async def _sent(wire: Wire) -> None:
    with suppress(OSError):
        await wire.writer.drain()


async def _forever(port: int, kind: str) -> None:
    while True:
        await FLOODS[kind](port)
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(_forever(int(sys.argv[1]), sys.argv[2]))

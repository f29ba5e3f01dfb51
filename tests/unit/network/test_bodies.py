"""How bodies are read of which nothing is known yet, over real sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from bot.network.listening import Bodies, runner_for
from tests.soak.wire import Wire, post

_MOST = 10_000
_WITHIN = 30.0


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """A server that answers with the length of the body, or 408."""
    bodies = Bodies(_MOST)

    async def length(request: web.Request) -> web.Response:
        try:
            return web.Response(text=str(len(await bodies.read(request, within=_WITHIN))))
        except TimeoutError:
            return web.Response(status=408)

    app = web.Application()
    app.router.add_post("/slack/events", length)
    runner = runner_for(app, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield runner.addresses[0][1]
    await runner.cleanup()


class Reads:
    """The sizes of what was taken from the connections."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self._another = asyncio.Event()

    def add(self, size: int) -> None:
        self.sizes.append(size)
        self._another.set()

    async def reach(self, least: int) -> None:
        """Until so many bytes were taken."""
        async with asyncio.timeout(_WITHIN):
            while sum(self.sizes) < least:
                self._another.clear()
                await self._another.wait()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    found = Reads()
    take: Callable[[RequestHandler, bytes], None] = RequestHandler.data_received

    def counted(handler: RequestHandler, data: bytes) -> None:
        found.add(len(data))
        take(handler, data)

    monkeypatch.setattr(RequestHandler, "data_received", counted)
    return found


async def _begun(port: int, *, sent: int, announced: int) -> Wire:
    """A connection with the first part of a body."""
    wire = await Wire.to(port)
    wire.writer.write(post(b"x" * sent, {"Content-Length": str(announced)}))
    return wire


async def test_what_comes_byte_by_byte_is_read_less_and_less_often(
    port: int, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire, rests, taken_meanwhile = await _begun(port, sent=1, announced=6), [], []
    sleep = asyncio.sleep

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        before = len(reads.sizes)
        wire.writer.write(b"x")
        for _ in range(10):
            await sleep(0)
        taken_meanwhile.append(len(reads.sizes) - before)

    monkeypatch.setattr("bot.network.listening.asyncio.sleep", rest)

    assert (await wire.response()).body == b"6"
    assert rests == [0.01, 0.02, 0.04, 0.08, 0.16]
    assert taken_meanwhile == [0] * 5
    wire.close()


async def test_where_bodies_hold_too_much_the_largest_ends_and_the_others_go_on(
    port: int, reads: Reads
) -> None:
    small, largest, *others = wires = [
        await _begun(port, sent=size, announced=size + 1) for size in (100, 3500, 3000, 3000)
    ]
    await reads.reach(9600)
    others.append(await _begun(port, sent=3000, announced=3001))

    assert (await largest.response()).status == 408
    for wire in (small, *others):
        wire.writer.write(b"x")
    answers = [(await wire.response()).body for wire in (small, *others)]
    assert answers == [b"101", b"3001", b"3001", b"3001"]
    for wire in (*wires, others[-1]):
        wire.close()


async def test_room_that_was_used_is_free_again(port: int, reads: Reads) -> None:
    for number in range(1, 5):
        unfinished = await _begun(port, sent=3000, announced=3001)
        await reads.reach(7000 * (number - 1) + 3000)
        unfinished.close()
        wire = await _begun(port, sent=4000, announced=4000)
        assert (await wire.response()).body == b"4000"
        wire.close()

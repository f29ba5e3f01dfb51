"""How bodies are read, over real sockets, of which nothing is known yet."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from bot.listening import Bodies, runner_for
from tests.soak.wire import Wire, post

_MOST = 10_000
_WITHIN = 1.0


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


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The size of what is taken from the connections, each time."""
    found: list[int] = []
    take: Callable[[RequestHandler, bytes], None] = RequestHandler.data_received

    def counted(handler: RequestHandler, data: bytes) -> None:
        found.append(len(data))
        take(handler, data)

    monkeypatch.setattr(RequestHandler, "data_received", counted)
    return found


async def _begun(port: int, *, sent: int, announced: int) -> Wire:
    """A connection with the first part of a body."""
    wire = await Wire.to(port)
    wire.writer.write(post(b"x" * sent, {"Content-Length": str(announced)}))
    return wire


async def test_what_comes_byte_by_byte_is_read_a_few_times_and_is_all_there(
    port: int, reads: list[int]
) -> None:
    wire = await _begun(port, sent=0, announced=300)
    for _ in range(300):
        wire.writer.write(b"x")
        await asyncio.sleep(0.001)

    assert (await wire.response()).body == b"300"
    assert len([size for size in reads if size]) < 20
    wire.close()


async def test_where_bodies_hold_too_much_the_oldest_ends_and_the_others_go_on(port: int) -> None:
    wires = [await _begun(port, sent=3000, announced=3001) for _ in range(3)]
    await asyncio.sleep(0.1)
    wires.append(await _begun(port, sent=3000, announced=3001))

    assert (await wires[0].response()).status == 408
    for wire in wires[1:]:
        wire.writer.write(b"x")
    assert [(await wire.response()).body for wire in wires[1:]] == [b"3001"] * 3
    for wire in wires:
        wire.close()


async def test_room_that_was_used_is_free_again(port: int) -> None:
    for _ in range(4):
        wire = await _begun(port, sent=3000, announced=3001)
        wire.close()
        wire = await _begun(port, sent=4000, announced=4000)
        assert (await wire.response()).body == b"4000"
        wire.close()


async def test_a_body_that_does_not_come_ends_after_its_time(port: int) -> None:
    wire = await _begun(port, sent=1, announced=2)
    began = asyncio.get_running_loop().time()

    assert (await wire.response()).status == 408
    assert asyncio.get_running_loop().time() - began == pytest.approx(_WITHIN, abs=0.5)
    wire.close()

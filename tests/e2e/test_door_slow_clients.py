"""Clients that are slow or idle cannot hold the server. Hundredths of a second stand for the seconds of its limits."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Protocol

import pytest

from bot import server
from tests.e2e.conftest import StartWorld
from tests.e2e.world import SIGNING_SECRET, Held, World, two_coupons
from tests.soak.wire import Wire, post, signed

_COMMAND = b"command=%2Fcoupons&text=cust_9&user_id=U0AGENT0001&channel_id=C0SUPPORT01"
_HEALTH = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


class Connect(Protocol):
    async def __call__(self) -> Wire: ...


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_HEAD_WITHIN", 0.05)
    monkeypatch.setattr(server, "_BODY_WITHIN", 0.05)
    monkeypatch.setattr(server, "_KEEP_ALIVE", 0.1)


@pytest.fixture
async def hasty_world(hasty: None, start_world: StartWorld) -> World:  # noqa: ARG001 - it comes first
    return await start_world(card_style="card")


@pytest.fixture
async def connect(hasty_world: World) -> AsyncIterator[Connect]:
    wires: list[Wire] = []

    async def connect_one() -> Wire:
        wires.append(await Wire.to(int(hasty_world.url.rpartition(":")[2])))
        return wires[-1]

    yield connect_one
    for wire in wires:
        wire.close()


async def _drip(wire: Wire) -> None:
    while True:
        wire.writer.write(b"x")
        await asyncio.sleep(0.01)


def _signed(body: bytes) -> bytes:
    return signed(body, secret=SIGNING_SECRET, timestamp=int(time.time()))


async def test_a_silent_connection_is_closed(connect: Connect) -> None:
    assert await (await connect()).closed() == b""


@pytest.mark.parametrize("begun", [b"", _HEALTH], ids=["the first", "the second"])
async def test_a_head_that_drips_is_cut_off(connect: Connect, begun: bytes) -> None:
    wire = await connect()
    if begun:
        await wire.ask(begun)
    wire.writer.write(b"POST /slack/events HTTP/1.1\r\nX-Slow: ")
    drips = asyncio.create_task(_drip(wire))

    assert await wire.closed() == b""
    drips.cancel()


async def test_a_body_that_drips_gets_408(connect: Connect) -> None:
    wire = await connect()
    wire.writer.write(post(b"text=", {"Content-Length": "1000"}))
    drips = asyncio.create_task(_drip(wire))

    response = await wire.response()
    drips.cancel()

    assert response.status == 408


async def test_a_body_that_stops_halfway_gets_408_and_no_line(hasty_world: World, connect: Connect) -> None:
    wire = await connect()

    response = await wire.ask(post(b"text=cust_9", {"Content-Length": "1000"}))

    assert (response.status, await wire.closed()) == (408, b"")
    assert {line["event"] for line in hasty_world.log.lines} <= {
        "gameball",
        "listening",
        "ready",
        "signature_refused",
    }


async def test_an_idle_connection_is_closed_after_its_last_answer(connect: Connect) -> None:
    wire = await connect()

    response = await wire.ask(_HEALTH)

    assert (response.status, await wire.closed()) == (200, b"")


async def test_a_request_that_is_served_for_long_is_left_in_peace(
    hasty_world: World, connect: Connect
) -> None:
    held = Held(two_coupons())
    hasty_world.gameball.answer("cust_9", held)
    wire = await connect()
    wire.writer.write(_signed(_COMMAND))
    await hasty_world.gameball.received(1)
    # Each of these stays for as long as it is let.
    for _ in range(4):
        await (await connect()).closed()

    held.release()

    assert (await wire.response()).status == 200


async def test_a_crowd_of_silent_connections_keeps_nobody_out(connect: Connect) -> None:
    crowd = [await connect() for _ in range(100)]

    answered = await (await connect()).ask(_signed(_COMMAND))

    assert answered.status == 200
    assert [await wire.closed() for wire in crowd] == [b""] * 100

"""Connections are open files, of which the system admits only so many."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.e2e.conftest import StartWorld
from tests.e2e.process import BotProcess, environment_for, running
from tests.e2e.world import World
from tests.soak.wire import FORM, Wire, post


async def _nothing(_: World) -> None:
    """The bot runs in a process of its own."""


@pytest.fixture
async def outside(start_world: StartWorld) -> World:
    """The stand-ins, waiting for a bot."""
    return await start_world(start=_nothing, card_style="card")


def command(world: World, customer_id: str) -> bytes:
    body = world.slack.command_form(customer_id)
    return post(body, {"Content-Type": FORM, **world.slack.sign(body)})


class Connections:
    """Connections to a process that are opened and then left alone."""

    def __init__(self, process: BotProcess) -> None:
        self._process = process
        self._wires = AsyncExitStack()

    async def open(self, number: int = 1) -> Wire:
        """Open so many; returns the last one."""
        port = (await self._process.logged("listening"))["port"]
        for _ in range(number):
            wire = await Wire.to(port)
            self._wires.callback(wire.close)
        return wire

    async def close(self) -> None:
        await self._wires.aclose()


async def test_the_limit_on_open_files_is_raised_as_far_as_the_system_admits(
    outside: World, tmp_path: Path
) -> None:
    environment = environment_for(outside)
    async with running(
        "serve", environment=environment, directory=tmp_path, open_files=(64, 1024)
    ) as process:
        await process.url()
        idle = Connections(process)
        last = await idle.open(200)

        assert b"WELCOME15" in (await last.ask(command(outside, "cust_1001"))).body
        await idle.close()
        process.terminate()
        assert (await process.ended(), await process.errors()) == (0, "")
    assert [line for line in process.lines if line["event"] == "connections_refused"] == []


async def test_where_no_more_can_be_opened_the_log_says_so_once_and_those_that_are_open_are_served(
    outside: World, tmp_path: Path
) -> None:
    environment = environment_for(outside)
    async with running("serve", environment=environment, directory=tmp_path, open_files=(64, 64)) as process:
        await process.url()
        idle, proxys = Connections(process), await Connections(process).open()
        # Half of 64, with the proxy's.
        await idle.open(31)
        refused = [await idle.open() for _ in range(20)]

        assert [await wire.closed() for wire in refused] == [b""] * 20
        # This takes a file more, for the connection to Gameball.
        assert b"WELCOME15" in (await proxys.ask(command(outside, "cust_1001"))).body
        await idle.close()
        proxys.close()
        process.terminate()
        assert (await process.ended(), await process.errors()) == (0, "")
    lines = [line for line in process.lines if line["event"] == "connections_refused"]
    assert [(line["most"], line["level"]) for line in lines] == [(32, "warning")]

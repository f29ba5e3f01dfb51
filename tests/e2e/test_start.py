"""The first moments of `serve`: the port is open before the app is there."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest

from bot import payload, server
from bot.payload import Payload
from tests.e2e.conftest import StartWorld
from tests.e2e.process import ROOT
from tests.e2e.world import PATIENCE, World


class ImportFailedError(Exception):
    pass


@dataclass
class Import:
    """The app's import, which takes until `end`; `fails` where it then fails."""

    end: threading.Event
    fails: bool = False


@pytest.fixture
def long_import(monkeypatch: pytest.MonkeyPatch) -> Iterator[Import]:
    found = Import(threading.Event())
    import_app = server._import_app

    def import_late() -> object:
        found.end.wait(PATIENCE)
        if found.fails:
            raise ImportFailedError
        return import_app()

    monkeypatch.setattr(server, "_import_app", import_late)
    yield found
    found.end.set()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Set once a request has come that Slack signed."""
    event = asyncio.Event()

    def read(body: bytes, content_type: str) -> Payload:
        event.set()
        return payload.read(body, content_type)

    monkeypatch.setattr(server, "read", read)
    return event


@dataclass
class Starting:
    world: World
    bot: asyncio.Task[None]


@pytest.fixture
async def starting(start_world: StartWorld, long_import: Import) -> Starting:
    """A bot that listens, and whose app is being imported."""
    del long_import
    begun: list[asyncio.Task[None]] = []

    async def start(world: World) -> None:
        begun.append(asyncio.create_task(world.start_bot()))
        await world.log.has("listening")
        world.url = f"http://127.0.0.1:{world.log.of('listening')[0]['port']}"
        world.slack.bot_url = f"{world.url}/slack/events"

    return Starting(await start_world(start=start, card_style="card"), begun[0])


async def test_the_process_is_alive_and_not_ready_while_the_app_is_imported(
    starting: Starting, long_import: Import
) -> None:
    found = [await starting.world.get(path) for path in ("/healthz", "/readyz")]
    long_import.end.set()
    await starting.bot

    assert found == [(200, "ok\n"), (503, "starting\n")]


async def test_a_command_that_comes_while_the_app_is_imported_is_answered(
    starting: Starting, long_import: Import, read: asyncio.Event
) -> None:
    command = asyncio.create_task(starting.world.slack.send_command("cust_1001"))
    await read.wait()
    long_import.end.set()
    await starting.bot
    answer = await command

    assert (answer.status, len(await starting.world.answers())) == (200, 1)
    assert starting.world.slack.messages[-1].text.startswith("Coupons of cust_1001: ")


async def test_an_import_that_fails_ends_the_start_and_every_wait_for_it(
    starting: Starting, long_import: Import, read: asyncio.Event
) -> None:
    command = asyncio.create_task(starting.world.slack.send_command("cust_1001"))
    await read.wait()
    long_import.fails = True
    long_import.end.set()
    with pytest.raises(ImportFailedError):
        await starting.bot

    assert (await command).status == 503


async def test_a_process_that_is_told_to_stop_while_it_starts_keeps_nobody_waiting(
    starting: Starting, long_import: Import, read: asyncio.Event
) -> None:
    del long_import
    command = asyncio.create_task(starting.world.slack.send_command("cust_1001"))
    await read.wait()
    starting.bot.cancel()
    with suppress(asyncio.CancelledError):
        await starting.bot

    assert (await command).status == 503


async def test_the_port_waits_for_no_import_that_only_answers_need() -> None:
    listening = "import sys, bot.__main__, bot.settings, bot.log, bot.server"
    only_for_answers = ("bot.app", "slack_bolt", "slack_sdk", "httpx", "babel", "stamina")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", f"{listening}; print([n for n in {only_for_answers} if n in sys.modules])"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    written, _ = await process.communicate()

    assert written.decode() == "[]\n"

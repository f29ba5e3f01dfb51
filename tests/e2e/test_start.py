"""The first moments of `serve`: the port is open before the app is there."""

import asyncio
import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import payload, server
from bot import starting as module
from bot.payload import Payload
from bot.slack import replies as reply
from playground.server import playground_settings
from tests.e2e.conftest import StartWorld
from tests.e2e.process import ROOT, environment_for, running
from tests.e2e.world import PATIENCE, World

# As it is before the tests are made patient.
_ANSWER_WITHIN = reply.ANSWER_WITHIN


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
    import_app = module._import_app

    def import_late() -> object:
        found.end.wait(PATIENCE)
        if found.fails:
            raise ImportFailedError
        return import_app()

    monkeypatch.setattr(module, "_import_app", import_late)
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


async def test_a_start_that_is_given_up_keeps_nobody_waiting(
    starting: Starting, long_import: Import, read: asyncio.Event
) -> None:
    del long_import
    command = asyncio.create_task(starting.world.slack.send_command("cust_1001"))
    await read.wait()
    starting.bot.cancel()
    with suppress(asyncio.CancelledError):
        await starting.bot

    assert (await command).status == 503


async def test_a_command_that_would_wait_too_long_is_answered_empty_and_then_posted(
    starting: Starting, long_import: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_EMPTY_AFTER", 0.02)
    monkeypatch.setattr(reply, "ANSWER_WITHIN", 0.02)
    world = starting.world

    answer = await world.slack.send_command("cust_1001")
    long_import.end.set()
    await starting.bot
    message = await world.slack.next_message(timeout=PATIENCE)

    assert (answer.status, answer.body, message.source) == (200, "", "response_url")
    assert len(await world.answers()) == 1


async def test_what_was_answered_empty_is_posted_although_the_process_is_told_to_stop(
    start_world: StartWorld, long_import: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_EMPTY_AFTER", 0.02)
    monkeypatch.setattr(reply, "ANSWER_WITHIN", 0.02)

    async def nothing(_: World) -> None:
        """It is started below."""

    async def stop_as_soon_as_it_is_up() -> None:
        async with server.serving(world.settings, clock=world.clock):
            pass

    world = await start_world(start=nothing, card_style="card")
    stopping = asyncio.create_task(stop_as_soon_as_it_is_up())
    await world.log.has("listening")
    world.slack.bot_url = f"http://127.0.0.1:{world.log.of('listening')[0]['port']}/slack/events"

    answer = await world.slack.send_command("cust_1001")
    long_import.end.set()
    await stopping
    message = await world.slack.next_message(timeout=PATIENCE)

    assert (answer.status, answer.body, message.source) == (200, "", "response_url")
    assert message.text.startswith("Coupons of cust_1001: ")


def test_who_comes_early_waits_as_long_as_anybody() -> None:
    assert module._EMPTY_AFTER == _ANSWER_WITHIN


async def test_strangers_who_hold_all_that_may_be_open_do_not_end_the_start(
    start_world: StartWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_app = module._import_app
    failures: list[Exception] = [
        OSError(errno.EMFILE, os.strerror(errno.EMFILE)),
        ImportError(f"x.so: cannot open shared object file: {os.strerror(errno.EMFILE)}"),
    ]

    def import_app_at_last() -> object:
        if failures:
            raise failures.pop()
        return import_app()

    monkeypatch.setattr(module, "_import_app", import_app_at_last)
    monkeypatch.setattr(module, "_IMPORT_EVERY", 0)
    world = await start_world(card_style="card")

    assert (await world.ask("cust_1001")).text.startswith("Coupons of cust_1001: ")
    assert world.log.of("import_waits") == [{"hint": "too many files are open"}] * 2


@pytest.mark.parametrize("number", [errno.EACCES, errno.EMFILE], ids=["for-ever-unreadable", "for-ever-full"])
async def test_an_app_that_cannot_be_read_is_not_taken_for_a_port_that_cannot_be_had(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def unreadable() -> object:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module, "_import_app", unreadable)
    monkeypatch.setattr(module, "_IMPORT_EVERY", 0)
    settings = playground_settings().model_copy(update={"port": 0})

    with pytest.raises(ImportError, match="the app cannot be imported"):
        async with server.serving(settings):
            pass


_HELD_IMPORT = """
import os, signal, sys, threading
from bot import __main__, payload, server, starting
import_app, go = starting._import_app, threading.Event()

def import_later():
    go.wait()
    return import_app()

def read(*request):
    # The platform's signal comes while a command waits.
    os.kill(os.getpid(), signal.SIGTERM)
    go.set()
    return payload.read(*request)

starting._import_app, server.read = import_later, read
sys.exit(__main__.main(["serve"]))
"""


async def test_what_comes_while_it_starts_is_answered_although_it_is_told_to_stop(
    start_world: StartWorld, tmp_path: Path
) -> None:
    async def nothing(_: World) -> None:
        """The bot runs in a process of its own."""

    world = await start_world(start=nothing, card_style="card")
    async with running(environment=environment_for(world), directory=tmp_path, code=_HELD_IMPORT) as process:
        world.url = f"http://127.0.0.1:{(await process.logged('listening'))['port']}"
        world.slack.bot_url = f"{world.url}/slack/events"

        assert (await world.slack.send_command("cust_1001")).status == 200
        assert (await process.ended(), await process.errors()) == (0, "")
    assert [line["event"] for line in process.lines if line["event"] in {"command", "stopped"}] == [
        "command",
        "stopped",
    ]


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

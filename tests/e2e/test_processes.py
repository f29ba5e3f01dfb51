"""The process as the platform sees it: what it writes, its exit code, and its end on SIGTERM."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from signal import SIGHUP, SIGINT, SIGTERM, Signals
from typing import IO

import aiohttp
import pytest

from tests.e2e.conftest import StartWorld
from tests.e2e.process import BotProcess, environment_for, run, running
from tests.e2e.world import Held, World, two_coupons, types_of
from tests.soak.wire import FORM


async def _nothing(_: World) -> None:
    """The bot runs in a process of its own."""


@pytest.fixture
async def outside(start_world: StartWorld) -> World:
    """The stand-ins, waiting for a bot."""
    return await start_world(start=_nothing, card_style="card")


async def test_serve_answers_a_signed_command_with_cards(outside: World, tmp_path: Path) -> None:
    # Bolt would take the first two as the wish to be installed into many workspaces.
    copied_too = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_VERIFICATION_TOKEN": "v"}
    environment = environment_for(outside, **copied_too)
    async with running("serve", environment=environment, directory=tmp_path) as process:
        outside.slack.bot_url = f"{await process.url()}/slack/events"
        message = await outside.ask("cust_1001")
        process.terminate()

        assert message.text.startswith("Coupons of `cust_1001`: ")
        assert "card" in types_of(message.blocks)
        assert (await process.ended(), await process.errors()) == (0, "")
    events = [line["event"] for line in process.lines if line["event"] not in {"ready", "gameball"}]
    assert events == ["listening", "command", "draining", "stopped"]


@pytest.mark.parametrize(
    "signals",
    [(SIGTERM,), (SIGHUP,), (SIGINT,), (SIGTERM, SIGHUP), (SIGHUP, SIGTERM, SIGTERM)],
    ids=lambda signals: ", ".join(number.name for number in signals),
)
async def test_a_lookup_under_way_when_the_process_is_told_to_stop_is_still_answered(
    outside: World, tmp_path: Path, signals: tuple[Signals, ...]
) -> None:
    held = Held(two_coupons())
    outside.gameball.answer("cust_9", held)
    async with running("serve", environment=environment_for(outside), directory=tmp_path) as process:
        outside.slack.bot_url = f"{await process.url()}/slack/events"
        # The process has tried Gameball at its start.
        await outside.gameball.received(1)
        command = asyncio.create_task(outside.slack.send_command("cust_9"))
        await outside.gameball.received(2)
        process.terminate(*signals)
        await process.logged("draining")
        held.release()
        await command
        message = await outside.next_message()

        assert message.text.startswith("Coupons of `cust_9`: 1 usable, 1 not usable")
        assert (await process.ended(), await process.errors()) == (0, "")
    assert (await process.logged("stopped"))["cut_off"] == 0
    assert len(outside.slack.workspace.arrivals) == 1


async def test_a_port_that_is_taken_ends_with_one_clear_line(outside: World, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = environment_for(outside, PORT=str(taken.getsockname()[1]))

        code, _, errors = await run("serve", environment=environment, directory=tmp_path)

    assert (code, len(errors.splitlines())) == (1, 1)
    assert errors.startswith("Cannot start: ")
    assert errors.endswith("address already in use. HOST and PORT say where to listen.\n")


@pytest.fixture
def full_disk() -> Iterator[IO[bytes]]:
    with Path("/dev/full").open("wb") as full:
        yield full


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "--json"), ("manifest",), (), ("--help",), ("--version",)],
    ids=" ".join,
)
async def test_a_full_disk_ends_a_command_with_one_clear_line(
    arguments: tuple[str, ...], full_disk: IO[bytes], tmp_path: Path
) -> None:
    code, _, errors = await run(*arguments, environment={}, directory=tmp_path, stdout=full_disk)

    assert (code, errors) == (1, "Cannot go on: No space left on device.\n")


_MORE_THAN_A_PIPE_HOLDS = 300
"""Lines: a pipe holds 64 kB."""


async def _commands_that_nobody_reads_of(outside: World, process: BotProcess) -> list[tuple[int, bool]]:
    """Status of each, and whether there were coupons in it."""
    url = await process.url()
    # The line about Gameball comes last.
    await process.logged("gameball")
    process.read(on=False)
    async with aiohttp.ClientSession() as session:
        answers = []
        for _ in range(_MORE_THAN_A_PIPE_HOLDS):
            body = outside.slack.command_form("cust_one")
            headers = {"Content-Type": FORM, **outside.slack.sign(body)}
            async with session.post(f"{url}/slack/events", data=body, headers=headers) as response:
                answers.append((response.status, "WELCOME" in await response.text()))
        async with session.get(f"{url}/healthz") as response:
            assert response.status == 200
    return answers


async def test_a_log_that_nobody_reads_costs_nobody_an_answer_and_is_whole_once_it_is_read(
    outside: World, tmp_path: Path
) -> None:
    async with running("serve", environment=environment_for(outside), directory=tmp_path) as process:
        answers = await _commands_that_nobody_reads_of(outside, process)
        process.read(on=True)
        process.terminate()

        assert answers == [(200, True)] * _MORE_THAN_A_PIPE_HOLDS
        assert (await process.ended(), await process.errors()) == (0, "")
    events = [line["event"] for line in process.lines]
    assert (events.count("command"), events[-1]) == (_MORE_THAN_A_PIPE_HOLDS, "stopped")


async def test_a_process_whose_log_is_never_read_ends_all_the_same(outside: World, tmp_path: Path) -> None:
    async with running("serve", environment=environment_for(outside), directory=tmp_path) as process:
        await _commands_that_nobody_reads_of(outside, process)
        process.terminate()

        assert await process.exited() == 0

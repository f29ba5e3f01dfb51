"""The process as the platform sees it: what it writes, its exit code, and its end on SIGTERM."""

import asyncio
import socket
from pathlib import Path

import pytest

from tests.e2e.conftest import StartWorld
from tests.e2e.process import environment_for, run, running
from tests.e2e.world import Held, World, two_coupons, types_of


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

        assert message.text.startswith("Coupons of `cust_1001`: 3 usable")
        assert "card" in types_of(message.blocks)
        assert (await process.ended(), await process.errors()) == (0, "")
    events = [line["event"] for line in process.lines if line["event"] not in {"ready", "gameball"}]
    assert events == ["listening", "command", "draining", "stopped"]


async def test_a_lookup_under_way_at_sigterm_is_still_answered(outside: World, tmp_path: Path) -> None:
    held = Held(two_coupons())
    outside.gameball.answer("cust_9", held)
    async with running("serve", environment=environment_for(outside), directory=tmp_path) as process:
        outside.slack.bot_url = f"{await process.url()}/slack/events"
        # The process has tried Gameball at its start.
        await outside.gameball.received(1)
        command = asyncio.create_task(outside.slack.send_command("cust_9"))
        await outside.gameball.received(2)
        process.terminate()
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

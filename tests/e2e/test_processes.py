"""The command line and what the platform sees of it: exit codes, what is written, and the end on SIGTERM."""

import asyncio
import os
import shlex
import socket
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import StartWorld
from tests.e2e.process import ROOT, BotProcess, environment_for, run, running
from tests.e2e.world import PATIENCE, Held, World, two_coupons, types_of


async def _nothing(_: World) -> None:
    """The bot runs in a process of its own."""


@pytest.fixture
async def outside(start_world: StartWorld) -> World:
    """The stand-ins, waiting for a bot."""
    return await start_world(start=_nothing, card_style="card")


async def _served(world: World, process: BotProcess) -> None:
    world.url = f"http://127.0.0.1:{(await process.logged('listening'))['port']}"
    world.slack.bot_url = f"{world.url}/slack/events"


async def test_serve_answers_a_signed_command_with_cards(outside: World, tmp_path: Path) -> None:
    # Bolt would take the first two as the wish to be installed into many workspaces.
    copied_too = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_VERIFICATION_TOKEN": "v"}
    environment = environment_for(outside, **copied_too)
    async with running("serve", environment=environment, directory=tmp_path) as process:
        await _served(outside, process)
        message = await outside.ask("cust_1001")
        process.terminate()

        assert message.text.startswith("Coupons of cust_1001: 3 can be used")
        assert "card" in types_of(message.blocks)
        assert (await process.ended(), await process.errors()) == (0, "")
    assert [line["event"] for line in process.lines if line["event"] not in {"ready", "gameball"}] == [
        "listening",
        "command",
        "draining",
        "stopped",
    ]


@pytest.mark.parametrize("style", ["card", "auto"])
async def test_a_lookup_under_way_at_sigterm_is_still_answered(
    outside: World, tmp_path: Path, style: str
) -> None:
    held = Held(two_coupons())
    outside.gameball.answer("cust_9", held)
    environment = environment_for(outside, CARD_STYLE=style)
    async with running("serve", environment=environment, directory=tmp_path) as process:
        await _served(outside, process)
        command = asyncio.create_task(outside.slack.send_command("cust_9"))
        await outside.gameball.received(1)
        process.terminate()
        await process.logged("draining")
        held.release()
        await command
        message = await outside.slack.next_message(timeout=PATIENCE)

        assert message.text.startswith("Coupons of cust_9: 1 can be used, 1 cannot")
        assert (await process.ended(), await process.errors()) == (0, "")
    assert [line["cut_off"] for line in process.lines if line["event"] == "stopped"] == [0]
    assert len(outside.slack.workspace.arrivals) == 1


async def test_a_port_that_is_taken_ends_with_one_clear_line(outside: World, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = environment_for(outside, PORT=str(taken.getsockname()[1]))

        code, _, errors = await run("serve", environment=environment, directory=tmp_path)

    assert (code, len(errors.splitlines())) == (1, 1)
    assert errors.startswith("Cannot start: ")
    assert errors.endswith("address already in use. PORT sets another port.\n")


async def test_missing_settings_end_with_a_line_for_each(tmp_path: Path) -> None:
    code, out, errors = await run("serve", environment={"PORT": "many"}, directory=tmp_path)

    assert (code, out) == (2, "")
    title, *faults = errors.splitlines()
    assert title == "These settings keep the app from starting (see .env.example):"
    assert [fault.partition(": ")[0].strip() for fault in faults] == [
        "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "GAMEBALL_API_KEY", "GAMEBALL_SECRET_KEY", "PORT",
    ]  # fmt: skip


async def test_a_setting_that_is_wrong_is_named_and_never_quoted(outside: World, tmp_path: Path) -> None:
    environment = environment_for(outside, SLACK_BOT_TOKEN="xoxp-canary-of-another-kind")

    code, out, errors = await run("serve", environment=environment, directory=tmp_path)

    assert (code, len(errors.splitlines()), "SLACK_BOT_TOKEN: must start with xoxb-" in errors) == (
        2,
        2,
        True,
    )
    assert "canary" not in out + errors


async def test_without_a_command_the_help_is_printed(tmp_path: Path) -> None:
    code, out, errors = await run(environment={}, directory=tmp_path)

    assert (code, errors) == (0, "")
    assert out.startswith("usage: python -m bot ")
    assert [name for name in ("serve", "socket", "demo", "check") if f"    {name} " in out] == [
        "serve", "socket", "demo", "check",
    ]  # fmt: skip


async def test_a_command_that_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    code, out, errors = await run("fly", environment={}, directory=tmp_path)

    assert (code, out, "Traceback" in errors) == (2, "", False)
    assert "argument COMMAND: invalid choice: 'fly'" in errors


async def test_a_reader_of_the_findings_may_leave(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    async with running("check", environment={}, directory=tmp_path, stdout=writer) as bot:
        os.close(writer)
        code = await bot.process.wait()

        assert (code, await bot.errors()) == (1, "")


async def test_the_findings_are_printed_in_any_encoding(tmp_path: Path) -> None:
    code, out, errors = await run("check", environment={"PYTHONIOENCODING": "ascii"}, directory=tmp_path)

    assert (code, len(out.splitlines()), errors) == (1, 4, "")


@pytest.mark.parametrize(
    ("environment", "asked_for"),
    [({}, True), ({"SLACK_APP_TOKEN": "xapp-1-a"}, False), ({"SLACK_APP_TOKEN": "wrong"}, False)],
    ids=["http", "socket", "socket-wrong"],
)
async def test_check_asks_for_the_signing_secret_but_for_socket_mode(
    tmp_path: Path, environment: dict[str, str], *, asked_for: bool
) -> None:
    code, out, _ = await run("check", environment=environment, directory=tmp_path)

    assert (code, "SLACK_SIGNING_SECRET: missing → " in out) == (1, asked_for)


async def test_output_that_is_closed_is_no_reason_to_stop(outside: World, tmp_path: Path) -> None:
    command = shlex.join([sys.executable, "-m", "bot", "check"])
    environment = {**environment_for(outside), "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_shell(
        f"{command} >&-", env=environment, cwd=tmp_path, stderr=asyncio.subprocess.PIPE
    )
    _, errors = await process.communicate()

    assert (process.returncode in {0, 1}, errors.decode()) == (True, "")

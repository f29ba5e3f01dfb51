"""The same app over Socket Mode: the app calls Slack, and Slack sends everything over that connection."""

import asyncio
from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.settings import SocketSettings
from bot.slack.failure import SLACK_OUT_OF_REACH
from bot.socket_mode import connected
from playground.slack.faults import RESET, Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.process import environment_for, run, running
from tests.e2e.world import PATIENCE, Held, World, slack_error, titles_of, two_coupons, words_of


async def _connect(world: World) -> None:
    """Start the bot as `python -m bot socket` does."""
    settings = SocketSettings.model_validate(world.settings.model_dump())
    world.slack.delivery = world.slack.socket_mode
    await world.start_with(connected(settings, clock=world.clock, limits=world.limits))
    await world.ready()
    await world.slack.wait_for(lambda: world.slack.socket_mode.connections, timeout=PATIENCE)


@pytest.fixture
async def world(start_world: StartWorld) -> World:
    return await start_world(start=_connect, card_style="card")


async def test_a_command_is_answered_over_the_connection(world: World) -> None:
    message = await world.ask("cust_1001")

    assert message.text.startswith("Coupons of `cust_1001`: ")
    assert (message.source, await world.answers()) == ("http_response", [message])


async def test_a_click_changes_the_message(world: World) -> None:
    shown = await world.ask("cust_60")

    message = await world.click(shown, "next_page")

    assert (message.ts, "Page 2 of 10" in words_of(message.blocks)) == (shown.ts, True)


async def test_a_modal_shows_what_is_wrong_at_a_field_and_then_results(world: World) -> None:
    await world.look_up_in_modal("cust_404")
    wrong = list(world.modal.errors)
    await world.submit("cust_one")

    assert wrong == ["customer"]
    assert words_of(world.modal.view["blocks"]).startswith("Coupons of cust_one")


async def test_home_is_published(world: World) -> None:
    await world.slack.open_home()

    assert "✅ Gameball answers" in words_of((await world.home()).view["blocks"])


async def test_a_slow_lookup_holds_up_nobody_else(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    slow = asyncio.create_task(world.slack.send_command("cust_9"))
    await world.gameball.received(1)

    message = await world.ask("cust_one")
    held.release()
    await slow

    assert titles_of(message.blocks) == ["15% off · Welcome back"]
    assert len(await world.answers()) == 2


async def test_a_payload_that_makes_no_sense_ends_nothing_and_is_not_quoted(world: World) -> None:
    world.slack.socket_mode.answer_timeout = 0.05
    for payload in ({}, {"type": "block_actions"}, {"type": "view_submission", "view": "cust_1001"}):
        await world.slack.socket_mode.deliver("interactive", payload)
    world.slack.socket_mode.answer_timeout = PATIENCE

    message = await world.ask("cust_one")

    assert message.text.startswith("Coupons of `cust_one`: ")
    assert "cust_1001" not in world.log.text


async def test_it_comes_back_when_slack_ends_the_connection(world: World) -> None:
    first = world.slack.socket_mode.connections[0]
    await world.slack.socket_mode.disconnect()
    await world.slack.wait_for(
        lambda: world.slack.socket_mode.connections not in ([], [first]), timeout=PATIENCE
    )

    message = await world.ask("cust_one")

    assert message.text.startswith("Coupons of `cust_one`: ")


async def test_a_click_whose_connection_broke_is_answered_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await world.ask("cust_60")
    monkeypatch.setattr(SocketModeClient, "send_socket_mode_response", AsyncMock(side_effect=OSError))

    click = asyncio.create_task(world.slack.click(shown, "next_page"))
    message = await world.next_message()
    await world.stop_bot()
    click.cancel()

    assert (message.ts, "Page 2 of 10" in words_of(message.blocks)) == (shown.ts, True)
    # The acknowledgement failed: one line, and none of the SDK's, which would quote the error.
    assert [line["error"] for line in world.log.lines if line["level"] == "error"] == ["OSError"]


async def test_what_is_under_way_is_finished_before_the_connection_ends(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    command = asyncio.create_task(world.slack.send_command("cust_9"))
    await world.gameball.received(1)
    ending = asyncio.create_task(world.stop_bot())
    await world.log.has("draining")
    held.release()
    await ending
    answer = await command

    assert (answer.status, len(world.bot_messages)) == (200, 1)
    assert world.log.of("stopped") == [{"cut_off": 0}]
    assert world.slack.socket_mode.connections == []


@pytest.mark.parametrize(
    "fault",
    [
        slack_error("internal_error"),
        Fault(status=503, body="<html>down</html>", headers={"Content-Type": "text/html"}),
        Fault(status=200, body='{"ok": tr', headers={"Content-Type": "application/json"}),
    ],
    ids=["an error of Slack's", "an outage page", "JSON that is cut off"],
)
async def test_a_trouble_of_slacks_delays_the_connection(start_world: StartWorld, fault: Fault) -> None:
    async def in_trouble(world: World) -> None:
        world.slack.faults.web_api = {"apps.connections.open": [fault]}
        await _connect(world)

    world = await start_world(start=in_trouble, card_style="card")

    assert (await world.ask("cust_one")).text.startswith("Coupons of `cust_one`: ")
    [line] = world.log.of("socket_mode_unreachable")
    assert line["hint"] == SLACK_OUT_OF_REACH


async def _nothing(_: World) -> None:
    """The bot runs in a process of its own."""


async def test_socket_serves_until_sigterm(start_world: StartWorld, tmp_path: Path) -> None:
    world = await start_world(start=_nothing, card_style="card")
    world.slack.delivery = world.slack.socket_mode
    async with running("socket", environment=environment_for(world), directory=tmp_path) as process:
        await process.logged("connected")
        await world.slack.wait_for(lambda: world.slack.socket_mode.connections, timeout=PATIENCE)
        message = await world.ask("cust_1001")
        process.terminate()

        assert message.text.startswith("Coupons of `cust_1001`: ")
        assert (await process.ended(), await process.errors()) == (0, "")
    events = [line["event"] for line in process.lines if line["event"] not in {"ready", "gameball"}]
    assert events == ["listening", "connected", "command", "draining", "stopped"]


async def test_a_refused_token_ends_with_one_clear_line(start_world: StartWorld, tmp_path: Path) -> None:
    world = await start_world(start=_nothing)
    environment = environment_for(world, SLACK_APP_TOKEN="xapp-canary-of-another-app")

    code, out, errors = await run("socket", environment=environment, directory=tmp_path)

    assert (code, len(errors.splitlines())) == (1, 1)
    assert errors.startswith("Slack refuses the connection (invalid_auth): check SLACK_APP_TOKEN: ")
    assert "canary" not in out


async def test_sigterm_ends_a_process_that_never_reached_slack(
    start_world: StartWorld, tmp_path: Path
) -> None:
    world = await start_world(start=_nothing)
    world.slack.faults.web_api = {"apps.connections.open": [RESET] * 100}
    async with running("socket", environment=environment_for(world), directory=tmp_path) as process:
        await process.logged("socket_mode_unreachable")
        process.terminate()

        assert (await process.ended(), await process.errors()) == (0, "")

"""The same app over Socket Mode: Slack is called, and calls back over that connection."""

import asyncio
from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from aiohttp import ClientConnectionResetError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.settings import SocketSettings
from bot.socket_mode import connected
from playground.slack.faults import RESET, Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.process import environment_for, run, running
from tests.e2e.world import PATIENCE, Held, World, slack_error, titles_of, two_coupons, words_of


async def _connect(world: World) -> None:
    """Start the bot as `python -m bot socket` does."""
    settings = SocketSettings.model_validate(world.settings.model_dump())
    world.slack.delivery = world.slack.socket_mode
    await world.start_with(connected(settings, clock=world.clock))
    await world.slack.wait_for(lambda: world.slack.socket_mode.connections, timeout=PATIENCE)


@pytest.fixture
async def world(start_world: StartWorld) -> World:
    return await start_world(start=_connect, card_style="card")


async def test_a_command_is_answered_over_the_connection(world: World) -> None:
    message = await world.ask("cust_1001")

    assert message.text.startswith("Coupons of cust_1001: 3 can be used")
    assert (len(await world.answers()), world.asked) == (1, ["cust_1001"])


async def test_the_first_answer_of_a_process_is_posted_here_too(start_world: StartWorld) -> None:
    world = await start_world(start=_connect, card_style="auto")

    message = await world.ask("cust_1001")

    assert (message.source, len(await world.answers())) == ("response_url", 1)


async def test_a_click_changes_the_message(world: World) -> None:
    shown = await world.ask("cust_60")

    message = await world.click(shown, "next_page")

    assert (message.ts, "Page 2 of 10" in words_of(message.blocks)) == (shown.ts, True)


async def test_a_modal_shows_results(world: World) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.slack.submit_view(world.modal.id)

    assert words_of(world.modal.view["blocks"]).startswith("⛔ *`GONE10` does not work:*")


async def test_field_errors_appear_at_the_field(world: World) -> None:
    await world.look_up_in_modal("cust_404")

    assert list(world.modal.errors) == ["customer"]


async def test_home_is_published(world: World) -> None:
    await world.slack.open_home()

    home = await world.slack.wait_for(lambda: world.slack.home, timeout=PATIENCE)
    assert "✅ Gameball answers" in words_of(home.view["blocks"])


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


async def test_a_command_delivered_twice_is_one_lookup(world: World) -> None:
    await world.ask("cust_one")
    await world.slack.redeliver()

    assert (world.asked, len(world.log.of("command"))) == (["cust_one"], 1)


async def test_a_payload_that_makes_no_sense_ends_nothing(world: World) -> None:
    world.slack.socket_mode.answer_timeout = 0.05
    for payload in ({}, {"type": "block_actions"}, {"type": "view_submission", "view": "cust_1001"}):
        await world.slack.socket_mode.deliver("interactive", payload)
    world.slack.socket_mode.answer_timeout = PATIENCE

    message = await world.ask("cust_one")

    assert message.text.startswith("Coupons of cust_one: ")
    assert [line for line in world.log.lines if line["level"] != "info"] == []
    assert "cust_1001" not in world.log.text


async def test_it_comes_back_when_slack_ends_the_connection(world: World) -> None:
    first = world.slack.socket_mode.connections[0]
    await world.slack.socket_mode.disconnect()
    await world.slack.wait_for(
        lambda: world.slack.socket_mode.connections not in ([], [first]), timeout=PATIENCE
    )

    message = await world.ask("cust_one")

    assert message.text.startswith("Coupons of cust_one: ")


async def test_an_answer_whose_connection_broke_is_posted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = AsyncMock(side_effect=ClientConnectionResetError)
    monkeypatch.setattr(SocketModeClient, "send_socket_mode_response", broken)
    world.slack.socket_mode.answer_timeout = 0.05

    await world.slack.send_command("cust_one")
    message = await world.slack.next_message()

    assert (message.source, message.visible_to) == ("response_url", world.slack.viewer.id)
    assert [(line["outcome"], line["delivery"]) for line in world.log.of("command")][1:] == [
        ("ConnectionLost", "response_url")
    ]
    assert world.log.of("internal_error") == []


async def test_a_click_whose_connection_broke_is_answered_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await world.ask("cust_60")
    monkeypatch.setattr(SocketModeClient, "send_socket_mode_response", AsyncMock(side_effect=OSError))
    world.slack.socket_mode.answer_timeout = 0.05

    message = await world.click(shown, "next_page")

    assert "Page 2 of 10" in words_of(message.blocks)
    assert world.log.of("internal_error") == []


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
        Fault(status=500, body="oops", headers={"Content-Type": "text/plain"}),
    ],
    ids=["an error of Slack's", "an outage page", "JSON that is cut off", "a word"],
)
async def test_a_bad_day_of_slacks_delays_the_connection(start_world: StartWorld, fault: Fault) -> None:
    async def on_a_bad_day(world: World) -> None:
        world.slack.faults.web_api = {"apps.connections.open": [fault]}
        await _connect(world)

    world = await start_world(start=on_a_bad_day, card_style="card")

    assert (await world.ask("cust_one")).text.startswith("Coupons of cust_one: ")
    assert len(world.log.of("socket_mode_unreachable")) == 1


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

        assert message.text.startswith("Coupons of cust_1001: 3 can be used")
        assert (await process.ended(), await process.errors()) == (0, "")


async def test_a_refused_token_ends_with_one_clear_line(start_world: StartWorld, tmp_path: Path) -> None:
    world = await start_world(start=_nothing)
    environment = environment_for(world, SLACK_APP_TOKEN="xapp-canary-of-another-app")

    code, out, errors = await run("socket", environment=environment, directory=tmp_path)

    assert (code, errors) == (1, "Slack refuses the connection (invalid_auth): check SLACK_APP_TOKEN.\n")
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

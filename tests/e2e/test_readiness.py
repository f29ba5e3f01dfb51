"""What the platform asks: whether the process lives, and whether it can serve."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.app import Bot, running_bot
from bot.gameball.client import PROBE
from bot.slack.failure import SLACK_OUT_OF_REACH
from playground.gameball.stand_in import Responder, error
from playground.slack.faults import HANG, Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.world import World, slack_error

_JSON = {"Content-Type": "application/json"}
_HTML = {"Content-Type": "text/html"}

_TROUBLES = {
    "an error of Slack's": slack_error("internal_error"),
    "an outage page": Fault(status=503, body="<html>down</html>", headers=_HTML),
    "JSON that is cut off": Fault(status=200, body='{"ok": tr', headers=_JSON),
    "JSON that is a list": Fault(status=200, body="[]", headers=_JSON),
    "an answer without a team": Fault(status=200, body='{"ok": true}', headers=_JSON),
    "too many requests": Fault.rate_limited(),
}


async def test_it_is_ready_once_slack_has_said_who_it_is(world: World) -> None:
    assert await world.get("/healthz") == (200, "ok\n")
    assert await world.get("/readyz") == (200, "ready\n")


async def test_it_is_not_ready_where_slack_refuses_the_token(start_world: StartWorld) -> None:
    async def refused(world: World) -> None:
        world.slack.faults.auth_test_error = "invalid_auth"
        await world.start_unready_bot()

    world = await start_world(start=refused)
    await world.log.has("slack_auth_test")

    assert await world.get("/readyz") == (503, "waiting for Slack's auth.test\n")
    assert await world.get("/healthz") == (200, "ok\n")
    assert world.log.of("slack_auth_test")[0] == {"error": "invalid_auth", "hint": "check SLACK_BOT_TOKEN"}


@pytest.mark.parametrize("fault", _TROUBLES.values(), ids=_TROUBLES)
async def test_it_asks_again_until_slack_answers(
    start_world: StartWorld, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr("bot.app._ASK_SLACK_AFTER", (0.0, 0.0))

    async def on_a_bad_day(world: World) -> None:
        world.slack.faults.web_api = {"auth.test": [fault, fault]}
        await world.start_bot()

    world = await start_world(start=on_a_bad_day)

    assert await world.get("/readyz") == (200, "ready\n")
    assert [line["hint"] for line in world.log.of("slack_auth_test")] == [SLACK_OUT_OF_REACH] * 2


@pytest.mark.limits(slack_request=0.05)
async def test_it_does_not_wait_for_a_slack_that_says_nothing(start_world: StartWorld) -> None:
    async def silent(world: World) -> None:
        world.slack.faults.web_api = {"auth.test": [HANG]}
        await world.start_unready_bot()

    world = await start_world(start=silent)
    await world.log.has("slack_auth_test")

    assert world.log.of("slack_auth_test")[0] == {"error": "TimeoutError", "hint": SLACK_OUT_OF_REACH}


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize(
    ("answer", "outcome", "level"),
    [(error(401, 1000, "No."), "Credentials", "error"), (error(503, 5003, "No."), "Unavailable", "warning")],
)
async def test_the_operator_learns_at_the_start_that_gameball_does_not_answer(
    start_world: StartWorld, answer: Responder, outcome: str, level: str
) -> None:
    async def refused(world: World) -> None:
        world.gameball.answer(PROBE, answer)
        await world.start_bot()

    world = await start_world(start=refused)

    [line] = [line for line in world.log.lines if line["event"] == "gameball"]
    assert (line["outcome"], line["level"]) == (outcome, level)
    # That is no reason for another process: it would be told the same.
    assert await world.get("/readyz") == (200, "ready\n")


async def test_a_process_that_drains_is_not_ready(
    start_world: StartWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    bots: list[Bot] = []

    @asynccontextmanager
    async def kept(*args: Any, **more: Any) -> AsyncIterator[Bot]:
        async with running_bot(*args, **more) as bot:
            bots.append(bot)
            yield bot

    monkeypatch.setattr("bot.server.running_bot", kept)
    world = await start_world()
    bots[0].draining = True

    assert await world.get("/readyz") == (503, "draining\n")

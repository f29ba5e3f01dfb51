"""What the platform and the machine can do to a lookup under way."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

from playground.gameball.stand_in import after, hang
from playground.slack.faults import Fault
from tests.e2e.fault_scene import AGAIN, ANSWERED, COUPONS, CUSTOMER, SLOW, Play, Row, Scene, fine
from tests.e2e.world import World

_POSTED = f"command {ANSWERED} delivery=response_url"
_LATE = f"Gameball took too long to answer. Trying again in a moment usually helps.{AGAIN}"
_NOT_REACHED = '/coupons failed with the error "dispatch_failed"'
_STOPPED = "stopped cut_off=0"
_DAY = 86_400.0


def _row(
    name: str,
    fault: str,
    play: Play,
    agent: str,
    *log: str,
    wait: int = 0,
    asked: int = 1,
    late: bool = False,
) -> Row:
    """`late` tells that the answer is posted, after the word that Gameball is slow."""
    return Row(
        "The process", f"process-{name}", fault, play, (SLOW, agent) if late else (agent,), log, wait, asked
    )


async def _gameball_is_asked(world: World) -> None:
    await world.gameball.received(1)


async def _slack_was_asked(world: World) -> None:
    await world.slack.wait_for(lambda: world.slack.response_posts)


async def _slack_has_an_answer(_: World) -> None:
    await asyncio.sleep(2.5)


def _ending(seconds: float | None, when: Callable[[World], Awaitable[None]], *faults: Fault) -> Play:
    """The process is told to end at a certain moment of a lookup, for which Gameball takes that many seconds."""

    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, hang() if seconds is None else after(seconds, fine()))
        world.slack.faults.response_url = list(faults)
        sending = asyncio.create_task(scene.send())
        await when(world)
        await world.stop_bot()
        await sending

    return play


async def _after_the_end(scene: Scene) -> None:
    world = await scene.begin()
    await world.stop_bot()
    await scene.ask()


def _clock_jumps(seconds: float) -> Play:
    """The machine's clock is set, which is not to be confused with time passing."""

    async def play(scene: Scene) -> None:
        world, now = await scene.begin(), time.time
        world.gameball.answer(CUSTOMER, after(2.5, fine()))
        sending = asyncio.create_task(scene.send())
        await world.gameball.received(1)
        world.clock.now += timedelta(seconds=seconds)
        scene.patch.setattr(time, "time", lambda: now() + seconds)
        await sending
        await scene.answered()

    return play


async def _clock_is_off(scene: Scene) -> None:
    world = await scene.begin()
    sign = world.slack.http.sign
    scene.patch.setattr(world.slack.http, "sign", lambda body: sign(body, timestamp=int(time.time() - _DAY)))
    await scene.ask()


ROWS = [
    _row(
        "sigterm-asked",
        "SIGTERM while Gameball is asked and Slack waits",
        _ending(1, _gameball_is_asked),
        COUPONS,
        "draining under_way=1",
        f"command {ANSWERED} delivery=http_response",
        _STOPPED,
        wait=1,
    ),
    _row(
        "sigterm-late",
        "SIGTERM while Gameball is asked and Slack has its answer",
        _ending(4, _slack_has_an_answer),
        COUPONS,
        "draining under_way=2",
        _POSTED,
        _STOPPED,
        wait=4,
        late=True,
    ),
    _row(
        "sigterm-between",
        "SIGTERM between two tries to post the answer",
        _ending(2.5, _slack_was_asked, Fault.rate_limited(2)),
        COUPONS,
        "draining under_way=1",
        _POSTED,
        _STOPPED,
        wait=4,
        late=True,
    ),
    _row(
        "sigterm-silent",
        "SIGTERM while Gameball never answers",
        _ending(None, _gameball_is_asked),
        _LATE,
        "draining under_way=1",
        "command outcome=TimedOut tries=1 delivery=response_url",
        _STOPPED,
        wait=10,
        late=True,
    ),
    _row(
        "sigterm-over",
        "a command after SIGTERM, where no other process listens",
        _after_the_end,
        _NOT_REACHED,
        "draining under_way=0",
        _STOPPED,
        asked=0,
    ),
    _row(
        "clock-forward",
        "the machine's clock jumps a day ahead during a lookup",
        _clock_jumps(_DAY),
        COUPONS,
        _POSTED,
        wait=2,
        late=True,
    ),
    _row(
        "clock-back",
        "the machine's clock jumps a day back during a lookup",
        _clock_jumps(-_DAY),
        COUPONS,
        _POSTED,
        wait=2,
        late=True,
    ),
    _row(
        "clock-off",
        "the machine's clock is a day off",
        _clock_is_off,
        _NOT_REACHED,
        "signature_refused",
        asked=0,
    ),
]

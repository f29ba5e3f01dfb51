"""What the platform, the machine and the app itself can do to a lookup under way."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

from playground.gameball.stand_in import after, hang
from playground.slack.faults import Fault
from tests.e2e.fault_scene import COUPONS, CUSTOMER, ON_HOME, UNCONFIRMED, Row, Scene, fine
from tests.e2e.world import World

Play = Callable[[Scene], Awaitable[None]]
Moment = Callable[[World], Awaitable[object]]

_HTTP = "command outcome=Answered gameball_status=200 delivery=http_response"
_POSTED = "command outcome=Answered gameball_status=200 delivery=response_url"
_LATE = "Gameball took too long to answer. Trying again in a moment usually helps. [Try again]"
_NOT_REACHED = '/coupons failed with the error "dispatch_failed"'
_STOPPED = "stopped cut_off=0"
_DAY = 86_400.0
_AGENTS = 20


def _row(
    name: str, fault: str, play: Play, agent: tuple[str, ...], *log: str, wait: int = 0, asked: int = 1
) -> Row:
    return Row("The process", f"process-{name}", fault, play, agent, log, wait, asked)


async def _gameball_is_asked(world: World) -> None:
    await world.gameball.received(1)


async def _slack_is_told(world: World) -> None:
    await world.slack.wait_for(lambda: world.slack.response_posts)


async def _slack_has_an_empty_answer(_: World) -> None:
    await asyncio.sleep(2.5)


def _ending(seconds: float | None, when: Moment, *faults: Fault) -> Play:
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


def _step(scene: Scene, seconds: float) -> None:
    """The machine's clock is set, which is not to be confused with time passing."""
    world, now = scene.world, time.time
    world.clock.now += timedelta(seconds=seconds)
    scene.patch.setattr(time, "time", lambda: now() + seconds)


def _clock_steps(seconds: float) -> Play:
    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, after(2.5, fine()))
        sending = asyncio.create_task(scene.send())
        await world.gameball.received(1)
        _step(scene, seconds)
        await sending
        await scene.answered()

    return play


def _clock_steps_between(seconds: float) -> Play:
    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, fine())
        await scene.ask()
        _step(scene, seconds)
        await scene.ask()

    return play


async def _clock_is_off(scene: Scene) -> None:
    await scene.begin()
    _step(scene, _DAY)
    await scene.ask()


async def _blocked(scene: Scene) -> None:
    """Other work takes the event loop again and again, while Gameball is at work on many lookups."""
    world = await scene.begin()
    world.gameball.answer(CUSTOMER, after(1, fine()))
    loop = asyncio.get_running_loop()
    for number in range(8):
        loop.call_later(number / 4, scene.time.block, 0.1)
    people = [f"U0AGENT{number:04}" for number in range(_AGENTS)]
    await asyncio.gather(*(scene.send(user_id=person) for person in people))


ROWS = [
    _row(
        "sigterm-asked",
        "SIGTERM while Gameball is asked and Slack waits",
        _ending(1, _gameball_is_asked),
        (COUPONS,),
        "draining under_way=1",
        _HTTP,
        _STOPPED,
        wait=1,
    ),
    _row(
        "sigterm-late",
        "SIGTERM while Gameball is asked and Slack has an empty answer",
        _ending(4, _slack_has_an_empty_answer),
        (COUPONS,),
        "draining under_way=1",
        _POSTED,
        _STOPPED,
        wait=4,
    ),
    _row(
        "sigterm-between",
        "SIGTERM between two tries to post the answer",
        _ending(2.5, _slack_is_told, Fault.rate_limited(2)),
        (COUPONS,),
        "draining under_way=1",
        _POSTED,
        _STOPPED,
        wait=4,
    ),
    _row(
        "sigterm-posting",
        "SIGTERM while the answer is posted",
        _ending(2.5, _slack_is_told),
        (COUPONS,),
        "draining under_way=1",
        _POSTED,
        _STOPPED,
        wait=2,
    ),
    _row(
        "sigterm-last-resort",
        "SIGTERM when the `response_url` has just turned out to be expired",
        _ending(4, _slack_is_told, Fault.expired_url()),
        (f"{ON_HOME}{UNCONFIRMED}",),
        "draining under_way=1",
        "response_url_failed reason=404 expired_url",
        "command outcome=Answered gameball_status=200 delivery=home",
        _STOPPED,
        wait=4,
    ),
    _row(
        "sigterm-silent",
        "SIGTERM while Gameball never answers",
        _ending(None, _gameball_is_asked),
        (_LATE,),
        "draining under_way=1",
        "command outcome=TimedOut tries=1 delivery=response_url",
        _STOPPED,
        wait=10,
    ),
    _row(
        "sigterm-over",
        "a command after SIGTERM, where no other process listens",
        _after_the_end,
        (_NOT_REACHED,),
        "draining under_way=0",
        _STOPPED,
        asked=0,
    ),
    _row(
        "clock-forward",
        "the machine's clock jumps a day ahead during a lookup",
        _clock_steps(_DAY),
        (COUPONS,),
        _POSTED,
        wait=2,
    ),
    _row(
        "clock-back",
        "the machine's clock jumps a day back during a lookup",
        _clock_steps(-_DAY),
        (COUPONS,),
        _POSTED,
        wait=2,
    ),
    _row(
        "clock-forward-between",
        "the clock jumps 4 minutes ahead between two lookups of one customer",
        _clock_steps_between(240),
        (COUPONS, COUPONS),
        _HTTP,
    ),
    _row(
        "clock-back-between",
        "the clock jumps 4 minutes back between two lookups of one customer",
        _clock_steps_between(-240),
        (COUPONS, COUPONS),
        _HTTP,
    ),
    _row(
        "clock-off",
        "the machine's clock is a day off",
        _clock_is_off,
        (_NOT_REACHED,),
        "signature_refused",
        asked=0,
    ),
    _row(
        "blocked",
        f"the event loop is blocked for 0.1 s four times a second, during {_AGENTS} lookups",
        _blocked,
        (COUPONS,) * _AGENTS,
        _HTTP,
        wait=1,
    ),
]

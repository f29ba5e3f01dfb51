"""One row of the fault matrix, and the stage on which it is played: real sockets, the app's real time limits, and a
time that passes only while nothing happens."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

import pytest

from bot.limits import LIMITS
from playground.gameball.stand_in import Responder, coupon, coupons
from playground.slack.workspace import Message, OpenView, Workspace
from tests.e2e.conftest import StartWorld
from tests.e2e.passing_time import PassingTime
from tests.e2e.world import World, buttons_of, words_of

CUSTOMER = "customer-canary"
IN_A_MODAL = "in a modal: "
IN_THE_CHANNEL = "in the channel: "
AGAIN = " [Try again]"
COUPONS = f"Coupons of `{CUSTOMER}`: 1 usable, 1 not usable"
SLOW = f"Gameball is slow. Still looking up `{CUSTOMER}`…"
COUPONS_IN_A_MODAL = f"{IN_A_MODAL}Coupons of {CUSTOMER}"
ANSWERED = "outcome=Answered gameball_status=200"
"""How the log tells of coupons that were shown."""

_SLACK_GIVES_UP_AFTER = 3.0
_LONG = 60.0
"""Seconds of a test's time, far more than any answer takes."""
_LOGGED = (
    *("action", "outcome", "refused", "gameball_status", "gameball_code", "unreadable", "tries", "delivery"),
    *("error", "reason", "style", "under_way", "cut_off"),
)
_ALWAYS_THERE = {"gameball", "listening", "ready", "draining", "stopped"}

TWO = (
    coupon(name="Summer treat", code="CANARY-SUMMER10"),
    coupon(name="Long gone", code="CANARY-GONE10", isActive=False, isAvailableToUse=False),
)


def fine() -> Responder:
    """A customer with one coupon that works and one that does not."""
    return coupons(TWO)


Play = Callable[["Scene"], Awaitable[None]]
Side = Literal["Gameball", "Slack", "The process"]


@dataclass(frozen=True)
class Row:
    """`agent` is all that appears, the first line of each with its Try again button; `after` the whole seconds until the
    first of it, the word that Gameball is slow apart where more follows; `log` the lines of the log without who, where and when, those about the process only where the row is
    about them; `asked` how many requests reach Gameball."""

    side: Side
    id: str
    fault: str
    play: Play
    agent: tuple[str, ...]
    log: tuple[str, ...]
    after: int = 0
    asked: int = 1


class Scene:
    """Entered, it makes time pass as the test needs it."""

    world: World

    def __init__(self, start_world: StartWorld) -> None:
        self._time = PassingTime()
        self.patch = pytest.MonkeyPatch()
        self._start_world = start_world
        self._began = 0.0
        self._ended: float | None = None
        self._is_slow = False
        self._forgotten_messages = self._forgotten_lines = 0

    def __enter__(self) -> Self:
        self._time.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.patch.undo()
        self._time.__exit__(*error)

    async def begin(self, before: Callable[[World], None] | None = None, **settings: Any) -> World:
        """Start everything. `before` is called when the stand-ins are there and the app is not; the app is not waited for
        then."""

        async def start(world: World) -> None:
            self._note_arrivals(world.slack.workspace)
            world.limits = LIMITS
            if before is None:
                await world.start_bot()
            else:
                before(world)
                await world.start_unready_bot()

        self.world = await self._start_world(start=start, **({"card_style": "card"} | settings))
        self.world.slack.http.answer_timeout = _SLACK_GIVES_UP_AFTER
        self._from_now_on()
        return self.world

    def _note_arrivals(self, workspace: Workspace) -> None:
        changed = workspace.changed

        def noted(event: dict[str, Any]) -> None:
            if event["type"].startswith(("message", "views")) and (self._ended is None or self._is_slow):
                self._ended = time.monotonic()
                self._is_slow = getattr(event.get("message"), "text", "") == SLOW
            changed(event)

        self.patch.setattr(workspace, "changed", noted)

    async def ask(self) -> Message:
        """Ask for the customer, and wait for the answer."""
        await self.send()
        return await self.answered()

    async def send(self) -> None:
        """Ask for the customer; the answer may come later."""
        self._from_now_on()
        await self.world.slack.send_command(CUSTOMER)

    async def answered(self) -> Message:
        """The answer, and not the word that Gameball is slow."""
        while (message := await self.world.slack.next_message(timeout=_LONG)).text == SLOW:
            pass
        return message

    def forget(self) -> None:
        """What was so far is not what the row is about."""
        self._forgotten_messages = len(self.world.slack.workspace.arrivals)
        self._forgotten_lines = len(self.world.log.lines)
        self.world.gameball.requests.clear()
        self._from_now_on()

    def _from_now_on(self) -> None:
        self._began, self._ended = time.monotonic(), None

    async def outcome(self, row: Row) -> Row:
        """The row as it turned out, once nothing can follow."""
        # One that is replaced by a newer one is still one answer.
        arrived = {
            message.ts: message for message in (await self.world.answers())[self._forgotten_messages :]
        }
        named = {line.split()[0] for line in row.log}
        lines = [
            _written(line)
            for line in self.world.log.lines[self._forgotten_lines :]
            if line["event"] not in _ALWAYS_THERE - named
        ]
        # A sum of jumps may be a little below the whole number that it stands for.
        seconds = 0.0 if self._ended is None else round(self._ended - self._began, 3)
        return replace(
            row,
            # Of several windows, the one on top is seen.
            agent=(*map(_read, arrived.values()), *map(_read_in_a_modal, self.world.slack.views[-1:])),
            # What is tried again and again says the same again and again.
            log=tuple(dict.fromkeys(lines)),
            after=int(seconds),
            asked=len(self.world.gameball.requests),
        )


def _read(message: Message) -> str:
    where = "" if message.ephemeral else IN_THE_CHANNEL
    again = AGAIN if "Try again" in buttons_of(message.blocks) else ""
    return where + message.text.partition("\n")[0] + again


def _read_in_a_modal(view: OpenView) -> str:
    words = words_of(view.view["blocks"]).replace("⚠️ *", "").replace("*\n", ". ")
    return IN_A_MODAL + words.partition("\n")[0]


def _written(line: Mapping[str, Any]) -> str:
    fields = [f"{name}={line[name]}" for name in _LOGGED if line.get(name) not in {None, ""}]
    return " ".join([line["event"], *fields]).replace(" unreadable=0", "")

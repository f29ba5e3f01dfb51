"""A fault and what comes of it: the rows of the fault matrix, and the stage on which they are played."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

import pytest

from bot.access import own_workspace
from bot.listeners import actions, shortcuts
from bot.listeners import customer_text as reply_text
from bot.listeners import forms as submissions
from bot.listeners import home as events
from bot.slack import last_resort
from bot.slack import replies as reply
from playground.gameball.stand_in import Responder, coupon, coupons
from playground.slack.workspace import Message, Workspace
from tests.e2e.passing_time import PassingTime
from tests.e2e.world import World, buttons_of, words_of

CUSTOMER = "customer-canary"
IN_A_MODAL = "in a modal: "
ON_HOME = "on the Home tab: "
IN_THE_CHANNEL = "in the channel: "
AGAIN = " [Try again]"
UNCONFIRMED = (
    "Slack did not confirm an answer to you. What you asked at … may not have been answered. If you do not see it,"
    " please ask again."
)
COUPONS = f"Coupons of {CUSTOMER}: 1 can be used, 1 cannot"
COUPONS_IN_A_MODAL = f"{IN_A_MODAL}Coupons of {CUSTOMER}"

_REAL_LIMITS = [
    (module, "ANSWER_WITHIN", reply.ANSWER_WITHIN) for module in (actions, reply, shortcuts, submissions)
] + [
    (events, "_HEALTH_WITHIN", events._HEALTH_WITHIN),
    (own_workspace, "_TOLD_WITHIN", own_workspace._TOLD_WITHIN),
    (last_resort, "_WINDOW_WITHIN", last_resort._WINDOW_WITHIN),
    (last_resort, "_TELL_WITHIN", last_resort._TELL_WITHIN),
    (reply_text, "_AT_HAND", reply_text._AT_HAND),
]
_SLACK_GIVES_UP_AFTER = 3.0
_LONG = 60.0
"""Seconds of a test's time, far more than any answer takes."""

_LOGGED = (
    *("action", "outcome", "refused", "gameball_status", "gameball_code", "unreadable", "tries", "delivery"),
    *("error", "reason", "rung", "style", "under_way", "cut_off"),
)
_NONE = ("unreadable", 0)
_ALWAYS_THERE = {"gameball", "listening", "ready", "draining", "stopped"}


TWO = (
    coupon(name="Summer treat", code="CANARY-SUMMER10"),
    coupon(name="Long gone", code="CANARY-GONE10", isActive=False, isAvailableToUse=False),
)


def fine() -> Responder:
    """A customer with one coupon that works and one that does not."""
    return coupons(TWO)


Play = Callable[["Scene"], Awaitable[None]]


@dataclass(frozen=True)
class Row:
    """`agent` is all that appears, the first line of each with its Try again button; `after` the whole seconds
    until the first of it; `log` the lines of the log without who, where and when, those about the process only where
    the row is about them; `asked` how many requests reach Gameball."""

    side: Literal["Gameball", "Slack", "The process"]
    id: str
    fault: str
    play: Play
    agent: tuple[str, ...]
    log: tuple[str, ...]
    after: int = 0
    asked: int = 1


StartWorld = Callable[..., Awaitable[World]]


class Scene:
    """One run of everything, in the test's own time and with the app's real limits."""

    world: World
    _ended: float | None

    def __init__(self, start_world: StartWorld, prepare: Callable[[World], None] = lambda _: None) -> None:
        """`prepare` is called when the stand-ins are there and the app is not."""
        self.time = PassingTime()
        self.patch = pytest.MonkeyPatch()
        self._start_world = start_world
        self._prepare = prepare
        self._began, self._ended = 0.0, None
        self._forgotten = [0, 0]

    def __enter__(self) -> Self:
        self.time.__enter__()
        for module, name, limit in _REAL_LIMITS:
            self.patch.setattr(module, name, limit)
        return self

    def __exit__(self, *error: object) -> None:
        self.patch.undo()
        self.time.__exit__(*error)

    async def begin(
        self, before: Callable[[World], Awaitable[None] | None] = lambda _: None, **settings: object
    ) -> World:
        """Start everything. `before` is called where `prepare` is."""

        async def start(world: World) -> None:
            self._prepare(world)
            self._note_arrivals(world.slack.workspace)
            # At another host than the Web API, as Slack's are: the two share no connections.
            elsewhere = world.slack.url.replace("127.0.0.1", "localhost")
            self.patch.setattr(world.slack._urls, "_base_url", lambda: elsewhere)
            if (preparing := before(world)) is not None:
                await preparing
            await world.start_bot()

        self.world = await self._start_world(start=start, **({"card_style": "card"} | settings))
        self.world.slack.http.answer_timeout = _SLACK_GIVES_UP_AFTER
        self._began, self._ended = time.monotonic(), None
        return self.world

    def _note_arrivals(self, workspace: Workspace) -> None:
        changed = workspace.changed

        def noted(event: dict[str, Any]) -> None:
            if event["type"].startswith(("message", "views", "home")) and self._ended is None:
                self._ended = time.monotonic()
            changed(event)

        self.patch.setattr(workspace, "changed", noted)

    async def ask(self) -> None:
        """Ask for the customer, and wait for the answer."""
        await self.send()
        await self.answered()

    async def send(self, **who: str) -> None:
        """Ask for the customer; the answer may come later."""
        self._began, self._ended = time.monotonic(), None
        await self.world.slack.send_command(CUSTOMER, **who)

    async def answered(self) -> Message:
        return await self.world.slack.next_message(timeout=_LONG)

    async def pass_by(self, seconds: float) -> None:
        """Let that much time pass."""
        await asyncio.sleep(seconds)

    async def logged(self, event: str) -> None:
        """Wait until the log has a line of that name."""
        await self.world.log.has(event)

    def forget(self) -> None:
        """What was so far is not what the row is about."""
        self._forgotten = [
            len(there) for there in (self.world.slack.workspace.arrivals, self.world.log.lines)
        ]
        self._began, self._ended = time.monotonic(), None
        self.world.gameball.requests.clear()

    async def outcome(self, row: Row) -> Row:
        """The row as it turned out, once nothing can follow."""
        # One that is replaced by a newer one is still one answer.
        arrived = {message.ts: message for message in (await self.world.answers())[self._forgotten[0] :]}
        answers = [_read(message) for message in arrived.values()]
        answers += [f"{IN_A_MODAL}{_said(view.view)}" for view in self.world.slack.views]
        homes = self.world.slack.workspace.homes.values()
        answers += [f"{ON_HOME}{_said(home.view)}" for home in homes]
        named = {line.split()[0] for line in row.log}
        lines = [
            line
            for line in self.world.log.lines[self._forgotten[1] :]
            if line["event"] not in _ALWAYS_THERE - named
        ]
        # What is tried again and again says the same again and again.
        log = tuple(dict.fromkeys(map(_written, lines)))
        after = 0 if self._ended is None else int(self._ended - self._began)
        return Row(
            row.side,
            row.id,
            row.fault,
            row.play,
            tuple(answers),
            log,
            after,
            asked=len(self.world.gameball.requests),
        )


def _read(message: Message) -> str:
    where = "" if message.ephemeral else IN_THE_CHANNEL
    again = AGAIN if "Try again" in buttons_of(message.blocks) else ""
    return where + message.text.partition("\n")[0] + again


def _said(view: dict[str, Any]) -> str:
    words = words_of(view["blocks"]).replace("⚠️ *", "").replace("*\n", ". ").partition("\n")[0]
    return re.sub(r"<!date\^[^>]*>", "…", words)


def _written(line: Mapping[str, Any]) -> str:
    fields = [
        f"{name}={line[name]}"
        for name in _LOGGED
        if line.get(name) is not None and (name, line[name]) != _NONE
    ]
    return " ".join([line["event"], *fields])

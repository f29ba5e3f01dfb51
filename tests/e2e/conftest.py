from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from functools import cache
from typing import Protocol

import httpx
import pytest

from bot.access import own_workspace
from bot.listeners import actions, shortcuts
from bot.listeners import customer_text as reply_text
from bot.listeners import forms as submissions
from bot.listeners import home as events
from bot.slack import last_resort
from bot.slack import replies as reply
from tests.e2e.world import PATIENCE, World, running_world

_WAITERS = (actions, reply, shortcuts, submissions)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine makes nothing late: what is meant to be late says so."""
    for module in _WAITERS:
        monkeypatch.setattr(module, "ANSWER_WITHIN", PATIENCE)
    monkeypatch.setattr(events, "_HEALTH_WITHIN", PATIENCE)
    monkeypatch.setattr(own_workspace, "_TOLD_WITHIN", PATIENCE)
    monkeypatch.setattr(last_resort, "_WINDOW_WITHIN", PATIENCE)
    monkeypatch.setattr(last_resort, "_TELL_WITHIN", PATIENCE)
    monkeypatch.setattr(reply_text, "_AT_HAND", PATIENCE)


@pytest.fixture(autouse=True)
def one_list_of_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the authorities' certificates takes longer than most tests here, and one list is like the other."""
    monkeypatch.setattr(httpx, "create_ssl_context", _TLS)


_TLS = cache(httpx.create_ssl_context)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, patient: None) -> None:  # noqa: ARG001 - it comes first
    """What is not there at once is late."""
    for module in _WAITERS:
        monkeypatch.setattr(module, "ANSWER_WITHIN", 0.02)
    monkeypatch.setattr(events, "_HEALTH_WITHIN", 0.02)
    monkeypatch.setattr(reply_text, "_AT_HAND", 0.02)


class StartWorld(Protocol):
    def __call__(
        self, *, start: Callable[[World], Awaitable[None]] = ..., **settings: object
    ) -> Awaitable[World]: ...


@pytest.fixture
async def start_world(restored_logging: None) -> AsyncIterator[StartWorld]:  # noqa: ARG001 - put back after the log
    """Starts everything, with settings of the test's own."""
    async with AsyncExitStack() as stack:

        async def start_one(
            *, start: Callable[[World], Awaitable[None]] = World.start_bot, **settings: object
        ) -> World:
            return await stack.enter_async_context(running_world(start=start, **settings))

        yield start_one


@pytest.fixture
async def world(start_world: StartWorld) -> World:
    """Everything running, where Slack's taste in cards is known already: answers come in the HTTP response."""
    return await start_world(card_style="card")

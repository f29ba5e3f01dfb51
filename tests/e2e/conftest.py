from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import cache
from typing import Protocol

import httpx
import pytest

from bot.limits import TimeLimits
from playground.slack.payloads import Installation
from tests.e2e.world import PATIENCE, PATIENT, World, running_world


@pytest.fixture(autouse=True)
def one_list_of_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the authorities' certificates takes longer than most tests here, and one list is like the other."""
    monkeypatch.setattr(httpx, "create_ssl_context", _TLS)


_TLS = cache(httpx.create_ssl_context)


@pytest.fixture
def limits(request: pytest.FixtureRequest) -> TimeLimits:
    """What a busy machine takes makes nothing late. A test changes limits with `@pytest.mark.limits(answer=0.02)`."""
    marker = request.node.get_closest_marker("limits")
    return replace(PATIENT, **(marker.kwargs if marker else {}))


@pytest.fixture(autouse=True)
def patient_triggers(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine, the stand-in's 3 seconds may pass before the app opens a window."""
    monkeypatch.setattr("playground.slack.views.TRIGGER_LIFETIME_S", PATIENCE)


class StartWorld(Protocol):
    def __call__(
        self,
        *,
        start: Callable[[World], Awaitable[None]] = ...,
        installation: Installation | None = ...,
        **settings: object,
    ) -> Awaitable[World]: ...


@pytest.fixture
async def start_world(restored_logging: None, limits: TimeLimits) -> AsyncIterator[StartWorld]:  # noqa: ARG001 - put back after the log
    """Starts everything, with settings of the test's own."""
    async with AsyncExitStack() as stack:

        async def start_one(
            *,
            start: Callable[[World], Awaitable[None]] = World.start_bot,
            installation: Installation | None = None,
            **settings: object,
        ) -> World:
            return await stack.enter_async_context(
                running_world(start=start, limits=limits, installation=installation, **settings)
            )

        yield start_one


@pytest.fixture
async def world(start_world: StartWorld) -> World:
    """Everything running, where it is known that Slack accepts cards: answers come in the HTTP response."""
    return await start_world(card_style="card")

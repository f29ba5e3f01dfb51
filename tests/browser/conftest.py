"""Browser tests: a real Chromium at the real playground, which runs in the tests' own process.

One browser serves all of them; each test has a browser context and a playground of its own. Any error that a page or
the server behind it reports fails the test, whatever it is about."""

import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from playground.slack.conversation import SUPPORT
from tests.browser.agent import Agent
from tests.browser.stage import MissingBrowserError, Stage, chromium, staged
from tests.factories import NOW

_HERE = Path(__file__).parent
_TIMEOUT = 60_000
"""Milliseconds. Nothing takes nearly as long, but the machine may be busy."""

OpenPage = Callable[..., Awaitable[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests share one browser, which needs one event loop."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Skips where there is none, unless REQUIRE_BROWSER says that there must be one."""
    expect.set_options(timeout=_TIMEOUT)
    try:
        async with chromium() as opened:
            yield opened
    except MissingBrowserError as missing:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(f"{missing}; REQUIRE_BROWSER is set")
        pytest.skip(str(missing))


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    async with staged(NOW) as playground:
        yield playground


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(
    browser: Browser, stage: Stage, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[OpenPage]:
    """Opens the playground in a browser context of its own, whose settings are the arguments. `at` is a part of its
    address: a place, where no answer is there when it opens."""
    faults: list[str] = []
    async with AsyncExitStack() as contexts:

        async def open_in(at: str = f"/#{SUPPORT.id}", **settings: Any) -> Page:
            usual = {"viewport": {"width": 1280, "height": 900}, "timezone_id": "UTC", "locale": "en-US"}
            context: BrowserContext = await browser.new_context(**(usual | settings))
            contexts.push_async_callback(context.close)
            context.set_default_timeout(_TIMEOUT)
            await context.clock.set_fixed_time(NOW)
            page = await context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
            await page.goto(stage.url + at, wait_until="commit")
            await page.get_by_test_id("message").first.wait_for()
            return page

        yield open_in
    reported = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    faults += [record.getMessage() for record in reported]
    assert faults == []


@pytest_asyncio.fixture(loop_scope="session")
async def agent(open_page: OpenPage, stage: Stage) -> Agent:
    return Agent(await open_page(), stage)

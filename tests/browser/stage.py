"""The playground with both of its stand-ins in reach, at an instant of the test's choice, and a browser to see it in."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from playwright.async_api import Browser, Error, async_playwright

from playground.gameball.stand_in import GameballStandIn
from playground.server import playground_settings, running, stand_ins
from playground.slack.stand_in import SlackStandIn

_DEBIANS = "/usr/bin/chromium"
_SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


class MissingBrowserError(Exception):
    def __init__(self) -> None:
        super().__init__("there is no Chromium: `make browser` gets one")


@dataclass(frozen=True)
class Stage:
    url: str
    slack: SlackStandIn
    gameball: GameballStandIn


@asynccontextmanager
async def staged(now: datetime) -> AsyncIterator[Stage]:
    """The real playground on a free port, until the block ends. For the app, Gameball and Slack it is always `now`."""
    settings = playground_settings().model_copy(update={"port": 0})
    slack, gameball = stand_ins(settings, clock=lambda: now)
    # However busy the machine is, the app is not too slow for Slack.
    slack.http.answer_timeout = 60
    async with running(settings, slack, gameball, clock=lambda: now) as url:
        yield Stage(url, slack, gameball)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, or else Playwright's own, without a window. Raises MissingBrowserError where neither is there."""
    path = _DEBIANS if os.access(_DEBIANS, os.X_OK) else None
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=path, args=_SWITCHES)
        except Error as error:
            if "Executable doesn't exist" in error.message:
                raise MissingBrowserError from error
            raise
        yield browser
        await browser.close()

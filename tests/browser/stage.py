"""The playground with both of its stand-ins in reach, at an instant of the test's choice, and a browser to see it in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from playground.gameball.stand_in import GameballStandIn
from playground.server import playground_settings, running, stand_ins
from playground.slack.stand_in import SlackStandIn

CHROMIUM = Path("/usr/bin/chromium")
_SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


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
    """Debian's Chromium, without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_SWITCHES)
        yield browser
        await browser.close()

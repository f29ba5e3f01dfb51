"""The playground with both of its stand-ins in reach, at an instant of the test's choice, and a browser to see it in."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from playwright.async_api import Browser, async_playwright

from playground import server
from playground.gameball.stand_in import GameballStandIn
from playground.slack.delivery import HttpDelivery
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
    """The real playground on a free port, until the block ends. For the bot, Gameball and Slack it is always `now`."""
    slacks: list[SlackStandIn] = []
    gameballs: list[GameballStandIn] = []

    def make_slack(**how: Any) -> SlackStandIn:
        slack = SlackStandIn(**how, clock=now.timestamp)
        # Only the signatures are of the real time, which the bot's server holds them against.
        slack.http = HttpDelivery(
            signing_secret=how["signing_secret"], clock=time.time, answer_timeout=slack.http.answer_timeout
        )
        slack.delivery = slack.http
        slacks.append(slack)
        return slack

    def make_gameball(**how: Any) -> GameballStandIn:
        gameballs.append(GameballStandIn(**how))
        return gameballs[-1]

    settings = server.playground_settings().model_copy(update={"port": 0})
    with patch.multiple(server, SlackStandIn=make_slack, GameballStandIn=make_gameball):
        async with server.playground(settings, clock=lambda: now) as url:
            gameballs[0].latency = 0
            yield Stage(url, slacks[0], gameballs[0])


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_SWITCHES)
        yield browser
        await browser.close()

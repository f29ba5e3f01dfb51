"""Where the doctor looks: the stand-ins, and an environment that fits them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.check.doctor import check
from bot.check.finding import Finding
from bot.check.samples import samples
from bot.settings import Settings
from playground.gameball.stand_in import GameballStandIn
from playground.slack.stand_in import SlackStandIn
from tests.e2e.world import API_KEY, APP_TOKEN, BOT_TOKEN, SECRET_KEY

SIGNING_SECRET = "00000000000000000000ca7a12100000"
HIDDEN = [BOT_TOKEN, APP_TOKEN, API_KEY, SECRET_KEY, SIGNING_SECRET, "canary"]
"""What no finding may show."""


@dataclass
class Visit:
    slack: SlackStandIn
    gameball: GameballStandIn
    patch: pytest.MonkeyPatch

    async def findings(self) -> dict[str, Finding]:
        found = [finding async for finding in check(Settings.load())]
        lines = " ".join(finding.line() for finding in found)
        assert [hidden for hidden in HIDDEN if hidden in lines] == []
        return {finding.id: finding for finding in found}

    async def unwell(self) -> dict[str, str]:
        """What is not all right, and how. What nobody can see from here is left out."""
        found = await self.findings()
        found.pop("slack.calls", None)
        return {finding.id: finding.verdict for finding in found.values() if finding.verdict != "ok"}


@asynccontextmanager
async def visit(patch: pytest.MonkeyPatch) -> AsyncIterator[Visit]:
    """`patch` is of a test that is in a folder without a .env. One of the app's messages stands for all."""
    patch.setattr("bot.check.messages.samples", lambda: samples()[:1])
    slack = SlackStandIn(bot_token=BOT_TOKEN, app_token=APP_TOKEN)
    gameball = GameballStandIn(api_key=API_KEY, secret_key=SECRET_KEY)
    async with slack, gameball:
        environment = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": slack.api_url,
            "GAMEBALL_API_KEY": API_KEY,
            "GAMEBALL_SECRET_KEY": SECRET_KEY,
            "GAMEBALL_API_URL": gameball.url,
        }
        for name, value in environment.items():
            patch.setenv(name, value)
        yield Visit(slack, gameball, patch)

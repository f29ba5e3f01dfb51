import json
import urllib.parse
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Received:
    body: bytes
    headers: dict[str, str]

    @property
    def payload(self) -> Json:
        """What Slack said, whichever way it was encoded."""
        if self.headers["Content-Type"] == "application/json":
            return dict(json.loads(self.body))
        form = dict(urllib.parse.parse_qsl(self.body.decode(), keep_blank_values=True))
        return dict(json.loads(form["payload"])) if "payload" in form else form


@dataclass
class FakeBot:
    """An app that keeps what it receives and answers with whatever `reply` makes of it."""

    received: list[Received] = field(default_factory=list)
    reply: Callable[[Json], Any] = lambda _payload: web.Response()

    @property
    def last(self) -> Json:
        return self.received[-1].payload

    async def handle(self, request: web.Request) -> web.StreamResponse:
        received = Received(await request.read(), dict(request.headers))
        self.received.append(received)
        answer = self.reply(received.payload)
        if hasattr(answer, "__await__"):
            answer = await answer
        return answer if isinstance(answer, web.StreamResponse) else web.json_response(answer)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot() -> FakeBot:
    return FakeBot()


@pytest.fixture
async def slack(bot: FakeBot, clock: Clock) -> AsyncIterator[SlackStandIn]:
    """A Slack with the fake bot installed over HTTP."""
    app = web.Application()
    app.router.add_post("/slack/events", bot.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with SlackStandIn(clock=clock) as standin:
        standin.bot_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        yield standin
    await runner.cleanup()


@pytest.fixture
async def http(slack: SlackStandIn) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the stand-in, such as the bot or the page."""
    async with aiohttp.ClientSession(slack.url) as session:
        yield session


@pytest.fixture
def client(slack: SlackStandIn, http: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient("xoxb-playground", base_url=slack.api_url, session=http)

"""The whole product on this machine: the real server on a real socket, and the playground's stand-ins around it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import aiohttp
from aiohttp import web

from bot.limits import TimeLimits
from bot.server import serving
from bot.settings import ServeSettings
from playground.gameball.stand_in import Asked, GameballStandIn, Responder, coupon, coupons
from playground.server import playground_settings
from playground.slack.delivery import Answer
from playground.slack.faults import Fault
from playground.slack.payloads import Installation
from playground.slack.stand_in import SlackStandIn
from playground.slack.workspace import Message, OpenView
from tests.e2e.captured_log import Log
from tests.factories import NOW

Json = dict[str, Any]
T = TypeVar("T")

SIGNING_SECRET = "e2e-signing-secret-canary"
BOT_TOKEN = "xoxb-e2e-token-canary"
APP_TOKEN = "xapp-e2e-token-canary"
API_KEY = "gb_live_e2e-api-key-canary"
SECRET_KEY = "e2e-secret-key-canary"
SLOW = "Gameball is slow."
PATIENCE = 30.0
"""Seconds that a busy machine may take for what should take none."""
PATIENT = TimeLimits(
    answer=PATIENCE, trigger=PATIENCE, kept_answer=PATIENCE, health=PATIENCE, before_update=0.0
)
"""A busy machine makes nothing late: what is meant to be late says so."""


@dataclass
class Clock:
    """The bot's and Gameball's time, which passes when a test says so."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


class Held:
    """An answer of Gameball's that comes when the test releases it."""

    def __init__(self, responder: Responder) -> None:
        self._released = asyncio.Event()
        self._responder = responder

    async def __call__(self, asked: Asked) -> web.StreamResponse:
        waits = [asyncio.ensure_future(event.wait()) for event in (self._released, asked.stopping)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        return await self._responder(asked)

    def release(self) -> None:
        self._released.set()


@dataclass
class World:
    slack: SlackStandIn
    gameball: GameballStandIn
    log: Log
    clock: Clock
    settings: ServeSettings
    limits: TimeLimits = PATIENT
    url: str = ""
    asked_at_start: list[str | None] = field(default_factory=list)
    _ready_before: int = 0
    _bot: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def start_bot(self) -> None:
        await self.start_unready_bot()
        await self.ready()

    async def start_unready_bot(self) -> None:
        """Start the bot, and do not wait until Slack has told which workspace is its own."""
        self.url = await self.start_with(serving(self.settings, clock=self.clock, limits=self.limits))
        self.slack.bot_url = f"{self.url}/slack/events"

    async def start_with(self, bot: AbstractAsyncContextManager[T]) -> T:
        """Start the bot in another way than over HTTP."""
        self._ready_before = len(self.log.of("ready"))
        tried = len(self.log.of("gameball"))
        started = await self._bot.enter_async_context(bot)
        # The bot tries Gameball when it starts; what a test counts begins after that.
        await self.log.has("gameball", tried + 1)
        self.asked_at_start = self.asked
        self.gameball.requests.clear()
        return started

    async def stop_bot(self) -> None:
        """As SIGTERM does: what was accepted is finished, and nothing can follow."""
        await self._bot.aclose()

    async def restart_bot(self) -> None:
        """Another process, with nothing kept from the one before."""
        await self.stop_bot()
        await self.start_bot()

    async def ready(self) -> None:
        """Wait until the bot knows which workspace is its own."""
        await self.log.has("ready", self._ready_before + 1)

    async def ask(self, text: str, **who: Any) -> Message:
        """The answer to `/coupons text`, whichever way it comes."""
        await self.slack.send_command(text, **who)
        return await self.next_answer()

    async def click(self, where: Message, action_id: str, **which: Any) -> Message:
        """What a click in a message makes appear."""
        await self.slack.click(where, action_id, **which)
        return await self.next_message()

    async def next_answer(self) -> Message:
        """The next message that is more than the word that Gameball is slow."""
        while (message := await self.next_message()).text.startswith(SLOW):
            pass
        return message

    async def next_message(self) -> Message:
        """The oldest message of the bot's or of Slack's own, new or replaced, that was not handed out yet."""
        return await self.slack.next_message(timeout=PATIENCE)

    async def home(self) -> OpenView:
        """The Home tab, once it is published."""
        published: OpenView = await self.slack.wait_for(lambda: self.slack.home, timeout=PATIENCE)
        return published

    async def answers(self) -> list[Message]:
        """Every message of the bot's or of Slack's own, once nothing can follow."""
        await self.stop_bot()
        return self.slack.workspace.arrivals

    def shown(self, message: Message) -> Message:
        """The message as it is on show now."""
        found = self.slack.workspace.message(message.channel_id, message.ts)
        assert found is not None
        return found

    @property
    def bot_messages(self) -> list[Message]:
        """The bot's messages that are on show."""
        return [message for message in self.slack.messages if message.kind == "bot"]

    @property
    def modal(self) -> OpenView:
        return self.slack.views[-1]

    async def modal_with(self, block_id: str) -> OpenView:
        """The modal on top, once it has such a block."""
        return await self._modal(lambda view: block_id in ids_of(view.view["blocks"]))

    async def modal_saying(self, words: str) -> OpenView:
        """The modal on top, once it says so."""
        return await self._modal(lambda view: words in words_of(view.view["blocks"]))

    async def _modal(self, predicate: Callable[[OpenView], bool]) -> OpenView:
        opened: OpenView = await self.slack.wait_for(
            lambda: next((view for view in self.slack.views[-1:] if predicate(view)), None), timeout=PATIENCE
        )
        return opened

    async def look_up_in_modal(self, customer: str, code: str = "", **who: Any) -> Answer:
        """Open the form from anywhere, fill it in and submit it."""
        await self.slack.shortcut("customer_coupons", **who)
        await self.modal_with("customer")
        return await self.submit(customer, code)

    async def submit(self, customer: str, code: str = "", **who: Any) -> Answer:
        return await self.slack.submit_view(self.modal.id, {"customer": customer, "code": code}, **who)

    async def request(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """A request of the test's own making to /slack/events."""
        answer = await self.slack.http.send(body, headers)
        return answer.status, answer.body

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}{path}") as response:
            return response.status, await response.text()

    @property
    def asked(self) -> list[str | None]:
        """The customers that Gameball was asked for, in order."""
        return [request.customer_id for request in self.gameball.requests]

    @property
    def api_methods(self) -> list[str]:
        return [call.method for call in self.slack.api_calls if call.method != "auth.test"]


@asynccontextmanager
async def running_world(
    *,
    start: Callable[[World], Awaitable[None]] = World.start_bot,
    limits: TimeLimits = PATIENT,
    installation: Installation | None = None,
    **settings: Any,
) -> AsyncIterator[World]:
    clock = Clock()
    slack = SlackStandIn(
        bot_token=BOT_TOKEN,
        signing_secret=SIGNING_SECRET,
        app_token=APP_TOKEN,
        answer_timeout=PATIENCE,
        conversation=True,
        installation=installation,
    )
    gameball = GameballStandIn(
        api_key=settings.get("gameball_api_key", API_KEY), secret_key=SECRET_KEY, clock=clock
    )
    async with slack, gameball:
        made_up = {
            "slack_signing_secret": SIGNING_SECRET,
            "slack_bot_token": BOT_TOKEN,
            "slack_app_token": APP_TOKEN,
            "gameball_api_key": API_KEY,
            "gameball_secret_key": SECRET_KEY,
            "slack_api_url": slack.api_url,
            "gameball_api_url": gameball.url,
            "contact": None,
            "port": 0,
        }
        chosen = ServeSettings.model_validate(playground_settings().model_dump() | made_up | settings)
        written = Log(patience=PATIENCE)
        written.capture(chosen)
        world = World(slack, gameball, written, clock, chosen, limits)
        try:
            await start(world)
            yield world
        finally:
            await world.stop_bot()


def two_coupons() -> Responder:
    """A customer with one coupon that works and one that does not."""
    return coupons(
        [coupon(), coupon(name="Long gone", code="GONE10", isActive=False, isAvailableToUse=False)]
    )


def slack_error(code: str, *, status: int = 200, wait: int | None = None) -> Fault:
    """The Web API's way of refusing, for so many seconds where it says."""
    headers = {"Content-Type": "application/json"} | ({} if wait is None else {"Retry-After": str(wait)})
    return Fault(status=status, body=json.dumps({"ok": False, "error": code}), headers=headers)


def ids_of(blocks: list[Json] | tuple[Json, ...]) -> list[str]:
    return [str(block.get("block_id")) for block in blocks]


def types_of(blocks: list[Json] | tuple[Json, ...]) -> set[str]:
    return {str(block["type"]) for block in blocks}


def titles_of(blocks: list[Json] | tuple[Json, ...]) -> list[str]:
    """The titles of the cards, each "worth  ·  name"."""
    return [str(block["title"]["text"]) for block in blocks if block["type"] == "card"]


def words_of(part: Any) -> str:
    """All that blocks say, line by line."""
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return "\n".join(own + [words for value in part.values() if (words := words_of(value))])
    if isinstance(part, list | tuple):
        return "\n".join(words for item in part if (words := words_of(item)))
    return ""


def buttons_of(part: Any) -> list[str]:
    """The labels of all buttons, in order."""
    if isinstance(part, dict):
        own = [str(part["text"]["text"])] if part.get("type") == "button" else []
        return own + [label for value in part.values() for label in buttons_of(value)]
    if isinstance(part, list | tuple):
        return [label for item in part for label in buttons_of(item)]
    return []

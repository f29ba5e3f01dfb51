"""A stand-in for Slack: the app's other side, in this process and on this machine alone.

It knows the app only through what Slack would know: its address, its tokens and its answers."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from playground.slack.conversation import CHANNELS, USERS, VIEWER, start_conversation
from playground.slack.delivery import HttpDelivery
from playground.slack.fault_responses import CLOSING
from playground.slack.faults import Faults
from playground.slack.payloads import Installation
from playground.slack.people import People
from playground.slack.posting import Posting
from playground.slack.response_urls import ResponsePost, ResponseUrls
from playground.slack.socket_mode import SocketModeDelivery
from playground.slack.views import Triggers, Views
from playground.slack.web_api import ApiCall, WebApi
from playground.slack.workspace import Message, OpenView, User, Workspace

BOT_NAME = "Gameball Coupons"


class SlackStandIn(People):
    """Serves on 127.0.0.1 while it is entered, once: `async with SlackStandIn() as slack`.

    Entering raises OSError where the port is taken. `bot_url` is where the app takes Slack's requests; set
    `delivery` to `socket_mode` for the other way. `router` takes further routes before it is entered."""

    def __init__(
        self,
        *,
        bot_token: str = "xoxb-playground",  # noqa: S107 - a token for a Slack that is not there
        signing_secret: str = "playground-signing-secret",  # noqa: S107 - as above
        app_token: str = "xapp-playground",  # noqa: S107 - as above
        command: str = "/coupons",
        clock: Callable[[], float] = time.time,
        port: int = 0,
        answer_timeout: float = 3.0,
        conversation: bool = False,
        installation: Installation | None = None,
    ) -> None:
        """`clock` is in Unix seconds; `port` 0 takes any free one; `answer_timeout` is in seconds;
        `conversation` fills #support."""
        installation = installation or Installation()
        self.bot = User(installation.bot_user_id, BOT_NAME)
        self.faults = Faults()
        workspace = Workspace(clock=clock, users=[*USERS, self.bot], channels=list(CHANNELS))
        self.http = HttpDelivery(signing_secret=signing_secret, answer_timeout=answer_timeout)
        self.socket_mode = SocketModeDelivery(
            app_id=installation.app_id,
            answer_timeout=answer_timeout,
            on_change=lambda: workspace.changed({"type": "connection"}),
        )
        self._port = port
        self._url = ""
        self._handed_out = 0
        self._has_conversation = conversation
        posting = Posting(workspace, bot=self.bot, faults=self.faults)
        triggers = Triggers(clock)
        views = Views(workspace, installation, triggers)
        urls = ResponseUrls(workspace, posting, faults=self.faults, base_url=lambda: self.url)
        super().__init__(
            workspace,
            installation=installation,
            viewer=VIEWER,
            command=command,
            delivery=self.http,
            posting=posting,
            response_urls=urls,
            views=views,
            triggers=triggers,
        )
        self._web_api = WebApi(
            workspace,
            views,
            installation=installation,
            bot_token=bot_token,
            app_token=app_token,
            faults=self.faults,
            open_socket=lambda: self.socket_mode.open_url(self.url),
            base_url=lambda: self.url,
        )
        server = web.Application()
        server[CLOSING] = asyncio.Event()
        server.on_shutdown.append(self._end_streams)
        self.router = server.router
        for part in (self._web_api, urls, self.socket_mode):
            part.add_routes(self.router)
        self._runner = web.AppRunner(server, access_log=None)
        if conversation:
            start_conversation(workspace)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.close()
        await self._runner.cleanup()

    async def _end_streams(self, server: web.Application) -> None:
        """Ends what would keep the server from closing."""
        server[CLOSING].set()
        self.workspace.end_subscriptions()
        await self.socket_mode.close()

    @property
    def url(self) -> str:
        return self._url

    @property
    def api_url(self) -> str:
        """For the app's SLACK_API_URL."""
        return f"{self._url}/api/"

    @property
    def bot_url(self) -> str | None:
        return self.http.url

    @bot_url.setter
    def bot_url(self, url: str | None) -> None:
        self.http.url = url

    @property
    def messages(self) -> list[Message]:
        """Everything on show, other users' ephemeral messages included, oldest first."""
        return self.workspace.messages

    @property
    def views(self) -> list[OpenView]:
        """The open modals, the visible one last."""
        return self.workspace.views

    @property
    def home(self) -> OpenView | None:
        """The viewer's Home tab, once published."""
        return self.workspace.homes.get(self.viewer.id)

    @property
    def api_calls(self) -> list[ApiCall]:
        return self._web_api.calls

    @property
    def response_posts(self) -> list[ResponsePost]:
        return self._urls.posts

    def sign(
        self, body: bytes, *, timestamp: int | str | None = None, secret: str | None = None
    ) -> dict[str, str]:
        """Slack's signature headers for a request of the test's own making."""
        return self.http.sign(body, timestamp=timestamp, secret=secret)

    async def next_message(self, *, timeout: float = 5.0) -> Message:  # noqa: ASYNC109 - as tests say it
        """The oldest message of the app or of Slack itself, new or replaced, that was not returned yet."""
        arrivals = self.workspace.arrivals
        await self.workspace.wait_for(lambda: len(arrivals) > self._handed_out, timeout=timeout)
        self._handed_out += 1
        return arrivals[self._handed_out - 1]

    async def wait_for(self, predicate: Callable[[], Any], *, timeout: float = 5.0) -> Any:  # noqa: ASYNC109 - as above
        """The first truthy value of `predicate`, asked again at every change of what this object shows."""
        return await self.workspace.wait_for(predicate, timeout=timeout)

    def reset(self) -> None:
        """Everything on show goes; the conversation starts over."""
        self.workspace.clear()
        if self._has_conversation:
            start_conversation(self.workspace)

"""The one place that puts the app together."""

import asyncio
import json
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import listeners
from bot.access.allowed import Access
from bot.access.own_workspace import OwnWorkspace
from bot.access.quota import Quota
from bot.access.record import ARRIVED
from bot.background import Background
from bot.blocks.problem import internal_problem
from bot.connections import connector
from bot.coupons.health import Health
from bot.coupons.lookup import Lookup
from bot.deliveries import Deliveries, name_of
from bot.gameball.client import GameballClient
from bot.gameball.errors import OperatorError
from bot.listeners.home_tab import HomeTab
from bot.listeners.services import Services
from bot.log import customer_hasher
from bot.payload import Payload
from bot.settings import Settings
from bot.slack.client import slack_client
from bot.slack.failure import PASSING, slack_failure
from bot.slack.last_resort import LastResort
from bot.slack.replies import Replies
from bot.slack.reused_connection import noting_reuse
from bot.slack.views import Modals

_log = structlog.stdlib.get_logger("bot")


@dataclass
class Bot:
    """The app and what it runs with. Which workspace is its own is known once Slack has answered `auth.test`."""

    app: AsyncApp
    slack: AsyncWebClient
    background: Background
    deliveries: Deliveries
    own_workspace: OwnWorkspace
    replies: Replies
    draining: bool = False

    @property
    def ready(self) -> bool:
        return self.own_workspace.team_id is not None and not self.draining

    async def dispatch(self, payload: Payload, *, arrived: float) -> BoltResponse:
        """The app's answer to a checked payload of Slack's; what arrives twice is served once. `arrived` is when the
        request for it came in, on the monotonic clock."""
        ARRIVED.set(arrived)

        async def serve() -> BoltResponse:
            # In this mode Bolt takes the payload as it is. No header has a say in what is done with it.
            return await self.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=payload))

        return await self.deliveries.once(name_of(payload), serve)


def create_app(
    settings: Settings,
    *,
    gameball: GameballClient,
    slack_session: aiohttp.ClientSession,
    clock: Callable[[], datetime],
) -> Bot:
    """Assemble the app. No network traffic; the sessions given are the caller's to close."""
    token = settings.slack_bot_token.get_secret_value()
    slack = slack_client(settings.slack_api_url, slack_session, token)
    own_workspace = OwnWorkspace()

    @lru_cache(maxsize=2)
    def authorized(team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token=token)

    async def authorize() -> AuthorizeResult:
        # One workspace, one token. Bolt's own way asks auth.test within the first command's 3 seconds.
        return authorized(own_workspace.team_id)

    # Bolt reads the environment by itself, and warns that it leaves the token there aside. Other warnings quote payloads.
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    app = AsyncApp(
        name="coupons",
        logger=logger,
        # The answer leaves when the listener returns; Bolt's other way polls for it every 10 ms.
        process_before_response=True,
        client=slack_client(settings.slack_api_url, slack_session),
        authorize=authorize,
        # The server verifies, before anything is parsed; Socket Mode's connection is authenticated.
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        # Bolt's own way is a warning that quotes the payload.
        raise_error_for_unhandled_request=True,
    )
    background = Background()
    access = Access(settings.allowed_channels, settings.allowed_users, own_workspace)
    modals = Modals(slack, style=settings.card_style)
    home_tab = HomeTab(modals, access, clock=clock, data=settings.gameball_data)
    last_resort = LastResort(modals, home_tab, clock=clock)
    replies = Replies(
        style=settings.card_style, session=slack_session, background=background, last_resort=last_resort
    )
    services = Services(
        lookup=Lookup(gameball, clock=clock),
        health=Health(gameball),
        replies=replies,
        modals=modals,
        home_tab=home_tab,
        last_resort=last_resort,
        background=background,
        access=access,
        quota=Quota(settings.max_customers_per_user),
        clock=clock,
        hashed=customer_hasher(settings.gameball_secret_key.get_secret_value()),
        data=settings.gameball_data,
    )
    listeners.register(app, services)

    @app.error
    async def failed(error: Exception) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            # Of a type that Slack has thought up since: to refuse it would show the user an error.
            return BoltResponse(status=200)
        reference = secrets.token_hex(4)
        _log.error("internal_error", exc_info=error, reference=reference)
        message = internal_problem(reference)
        return BoltResponse(
            status=200,
            body=json.dumps({"text": message.text, "blocks": message.blocks}),
            headers={"Content-Type": "application/json"},
        )

    return Bot(app, slack, background, Deliveries(), own_workspace, replies)


_SLACK_WITHIN = 10.0
"""Seconds for a request to Slack. The SDK's clients leave their own limits aside where they are given a session."""


@asynccontextmanager
async def running_bot(
    settings: Settings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> AsyncIterator[Bot]:
    """The app with its connections open, introduced to Slack in the background."""
    async with (
        GameballClient(
            api_url=settings.gameball_api_url,
            api_version=settings.gameball_api_version,
            api_key=settings.gameball_api_key,
            secret_key=settings.gameball_secret_key,
        ) as gameball,
        aiohttp.ClientSession(
            connector=connector(),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=_SLACK_WITHIN),
            trace_configs=[noting_reuse()],
        ) as slack_session,
    ):
        bot = create_app(settings, gameball=gameball, slack_session=slack_session, clock=clock)
        greetings = [asyncio.create_task(_introduce(bot)), asyncio.create_task(_try_gameball(gameball))]
        try:
            yield bot
        finally:
            for greeting in greetings:
                greeting.cancel()
            await asyncio.gather(*greetings, return_exceptions=True)


async def _try_gameball(gameball: GameballClient) -> None:
    """Tell the operator now, rather than an agent later, whether Gameball takes the keys. It also opens the connection
    that the first lookup goes over."""
    problem = await Health(gameball).of_gameball()
    if problem is None:
        _log.info("gameball", outcome="Fine")
        return
    name = type(problem).__name__.removesuffix("Error")
    write = _log.error if isinstance(problem, OperatorError) else _log.warning
    write(
        "gameball",
        outcome=name,
        gameball_status=problem.status,
        gameball_code=problem.code,
        hint="python -m bot check tells more",
    )


_INTRODUCE_EVERY = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)


async def _introduce(bot: Bot) -> None:
    """Learn from Slack who the app is, however long Slack takes."""
    for attempt in range(1_000_000):
        try:
            answer = await bot.slack.auth_test()
            team_id = answer["team_id"]
        except SlackApiError as error:
            word = slack_failure(error)
            if word in PASSING:
                _log.warning("slack_auth_test", error=word)
            else:
                _log.error("slack_auth_test", error=word, hint="check SLACK_BOT_TOKEN")
        except Exception as error:  # noqa: BLE001 - the SDK stumbles over what is not Slack's in many ways
            _log.warning("slack_auth_test", error=slack_failure(error))
        else:
            if team_id:
                bot.own_workspace.learn(team_id)
                _log.info("ready", team=team_id)
                return
            _log.warning("slack_auth_test", error="no team_id")
        await asyncio.sleep(_INTRODUCE_EVERY[min(attempt, len(_INTRODUCE_EVERY) - 1)])

"""The one place that assembles the app."""

import asyncio
import json
import logging
import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

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
from bot.access.interaction import Interaction
from bot.access.quota import Quota
from bot.access.record import Record
from bot.background import Background
from bot.blocks.contact import contact_in_words
from bot.blocks.kit import Message
from bot.blocks.problem import internal_problem
from bot.blocks.refusal import unknown_command
from bot.coupons.lookup import Lookup
from bot.gameball.client import GameballClient
from bot.gameball.errors import GameballError, Health, OperatorError
from bot.limits import LIMITS, TimeLimits
from bot.listeners.services import Services
from bot.log import customer_hasher
from bot.settings import Settings
from bot.setup.status import Status
from bot.slack.card_style import CardStyle
from bot.slack.client import slack_client, slack_session
from bot.slack.failure import PASSING, SLACK_OUT_OF_REACH, slack_failure
from bot.slack.last_resort import LastResort
from bot.slack.replies import Replies
from bot.slack.response_urls import ResponseUrls
from bot.slack.views import Views

_log = structlog.stdlib.get_logger("bot")


@dataclass
class Bot:
    """The app, what it runs with, and what it has learned of Slack and Gameball since it started."""

    app: AsyncApp
    slack: AsyncWebClient
    background: Background
    access: Access
    draining: bool = False
    slack_refusal: str | None = None
    gameball: Health = "waiting"

    def status(self, mode: Literal["http", "socket"], *, connected: bool = True) -> Status:
        return Status(
            mode=mode,
            gameball=self.gameball,
            slack_knows_token=bool(self.access.own),
            slack_refusal=self.slack_refusal,
            connected=connected,
            draining=self.draining,
        )

    async def dispatch(self, payload: dict[str, Any]) -> BoltResponse:
        """The app's answer to what Slack sent."""
        # In this mode Bolt takes the payload as it was read, and no header decides what is done with it.
        return await self.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=payload))


def create_app(
    settings: Settings,
    gameball: GameballClient,
    clock: Callable[[], datetime],
    *,
    session: aiohttp.ClientSession,
    limits: TimeLimits = LIMITS,
) -> Bot:
    """Assemble the app. Makes no request; the client and the session are the caller's to close."""
    token = settings.slack_bot_token.get_secret_value()
    slack = slack_client(settings.slack_api_url, session, token)
    contact = contact_in_words(settings.contact or "")
    access = Access(settings.allowed_channels, settings.allowed_users, contact=contact)

    async def authorize() -> AuthorizeResult:
        # One workspace, one token. Bolt's own way asks auth.test within the first command's 3 seconds.
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    # Bolt's warnings quote payloads.
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    app = AsyncApp(
        name="coupons",
        logger=logger,
        # The answer leaves when the listener returns; Bolt's default mode polls for it every 10 ms.
        process_before_response=True,
        client=slack_client(settings.slack_api_url, session),
        authorize=authorize,
        # The server verifies before it parses; Socket Mode's connection is authenticated.
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        # Otherwise Bolt's answer is a 404, which Slack shows as an error.
        raise_error_for_unhandled_request=True,
    )
    background = Background()
    card_style = CardStyle(settings.card_style)
    views = Views(slack, card_style, limits)
    services = Services(
        gameball=gameball,
        lookup=Lookup(gameball, clock=clock),
        replies=Replies(ResponseUrls(session, limits), card_style),
        views=views,
        card_style=card_style,
        last_resort=LastResort(views, limits),
        background=background,
        access=access,
        quota=Quota(settings.max_customers_per_user),
        clock=clock,
        limits=limits,
        hashed=customer_hasher(settings.gameball_secret_key.get_secret_value()),
        data=settings.gameball_data,
        search_url=settings.customer_search_url or "",
        contact=contact,
        reply_languages=settings.reply_languages,
        reply_timezone=settings.reply_timezone,
    )
    listeners.register(app, services)

    @app.error
    async def failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
        return _failed(error, body, contact)

    return Bot(app, slack, background, access)


def _failed(error: Exception, body: dict[str, Any], contact: str) -> BoltResponse:
    """Answers what no listener answered, with a 200: on any other status Slack shows an error of its own."""
    if not isinstance(error, BoltUnhandledRequestError):
        reference = secrets.token_hex(4)
        _log.error("internal_error", exc_info=error, reference=reference)
        return _response(internal_problem(reference, contact))
    if "command" in body:
        Record(Interaction.of_command(body), outcome="UnknownCommand", delivery="http_response").write()
        return _response(unknown_command())
    # Of a kind that Slack has added since.
    Record(Interaction.of_payload(body), outcome="Unknown", delivery="http_response").write()
    return BoltResponse(status=200)


def _response(message: Message) -> BoltResponse:
    body = {"text": message.text, "blocks": message.blocks, "response_type": "ephemeral"}
    return BoltResponse(status=200, body=json.dumps(body), headers={"Content-Type": "application/json"})


@asynccontextmanager
async def running_bot(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    limits: TimeLimits = LIMITS,
) -> AsyncIterator[Bot]:
    """The app with its connections open. Slack and Gameball are asked in the background who and how they are."""
    async with (
        GameballClient(
            api_url=settings.gameball_api_url,
            api_version=settings.gameball_api_version,
            api_key=settings.gameball_api_key,
            secret_key=settings.gameball_secret_key,
        ) as gameball,
        slack_session(limits) as session,
    ):
        bot = create_app(settings, gameball, clock, session=session, limits=limits)
        questions = [asyncio.create_task(_ask_slack(bot)), asyncio.create_task(_ask_gameball(bot, gameball))]
        try:
            yield bot
        finally:
            for question in questions:
                question.cancel()
            await asyncio.gather(*questions, return_exceptions=True)


async def _ask_gameball(bot: Bot, gameball: GameballClient) -> None:
    """Tell the operator now, rather than an agent later, whether Gameball accepts the keys. It also opens the connection
    that the first lookup uses."""
    try:
        await gameball.check_access()
    except GameballError as error:
        bot.gameball = error
        write = _log.error if isinstance(error, OperatorError) else _log.warning
        write(
            "gameball",
            outcome=type(error).__name__.removesuffix("Error"),
            gameball_status=error.status,
            gameball_code=error.code,
            hint="python -m bot check tells more",
        )
    else:
        bot.gameball = "fine"
        _log.info("gameball", outcome="Fine")


_ASK_SLACK_AFTER = (1.0, 2.0, 5.0, 15.0, 30.0)
_ASK_SLACK_EVERY = 60.0


async def _ask_slack(bot: Bot) -> None:
    """Learn from Slack which workspace is the app's own, however long Slack takes."""
    waits = iter(_ASK_SLACK_AFTER)
    while True:
        try:
            answer = await bot.slack.auth_test()
            own = frozenset(
                slack_id
                for name in ("team_id", "enterprise_id")
                if isinstance(slack_id := answer.get(name), str) and re.fullmatch("[TE][A-Z0-9]+", slack_id)
            )
        except Exception as error:  # noqa: BLE001 - the SDK fails in many ways where the answer is not Slack's
            word = slack_failure(error)
            refused = isinstance(error, SlackApiError) and word not in PASSING
            bot.slack_refusal = word if refused else None
            if refused:
                _log.error("slack_auth_test", error=word, hint="check SLACK_BOT_TOKEN")
            else:
                _log.warning("slack_auth_test", error=word, hint=SLACK_OUT_OF_REACH)
        else:
            if own:
                bot.access.own = own
                _log.info("ready", team=" ".join(sorted(own, reverse=True)))
                return
            _log.warning("slack_auth_test", error="no team_id", hint=SLACK_OUT_OF_REACH)
        await asyncio.sleep(next(waits, _ASK_SLACK_EVERY))

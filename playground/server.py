"""The playground: both stand-ins, the page and the real app, in one process, on this machine alone."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from pydantic import SecretStr

from bot.blocks import ids
from bot.server import serving
from bot.settings import ServeSettings
from playground.gameball.stand_in import GameballStandIn
from playground.page.api import PageApi
from playground.slack.conversation import COLLEAGUE, NOT_ALLOWED, TIRELESS, USERS
from playground.slack.payloads import Installation
from playground.slack.stand_in import SlackStandIn
from playground.slack.workspace import User

_LATENCY = 0.08
"""Seconds that the stand-in Gameball takes, about as long as a request to the real one."""

Clock = Callable[[], datetime]


def playground_settings() -> ServeSettings:
    """Made-up keys; from the environment come PORT, CARD_STYLE and how to log. Raises SettingsError."""
    return ServeSettings.load(
        slack_bot_token=SecretStr("xoxb-playground"),
        slack_signing_secret=SecretStr("playground-signing-secret"),
        slack_app_token=SecretStr("xapp-playground"),
        slack_api_url="https://slack.com/api/",
        gameball_api_key=SecretStr("gb_test_playground"),
        gameball_secret_key=SecretStr("playground-secret-key"),
        gameball_api_url="https://api.gameball.co",
        gameball_api_version="v4.0",
        allowed_channels=frozenset(),
        allowed_users=frozenset(user.id for user in USERS if user is not NOT_ALLOWED),
        max_customers_per_user=30,
        contact=COLLEAGUE.id,
        reply_languages=("en", "ar"),
        host="127.0.0.1",
    )


@asynccontextmanager
async def playground(settings: ServeSettings) -> AsyncIterator[str]:
    """Run it until the block ends. Yields the page's address, on `settings.port`."""

    def now() -> datetime:
        return datetime.now(UTC)

    slack, gameball = stand_ins(settings, clock=now)
    gameball.latency = _LATENCY
    async with running(settings, slack, gameball, clock=now) as url:
        yield url


def stand_ins(settings: ServeSettings, *, clock: Clock) -> tuple[SlackStandIn, GameballStandIn]:
    """Slack with the page, and Gameball; not entered yet."""
    slack = SlackStandIn(
        bot_token=settings.slack_bot_token.get_secret_value(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        command=ids.COMMAND,
        clock=lambda: clock().timestamp(),
        port=settings.port,
        conversation=True,
        installation=Installation(enterprise_id="E0PLAYGRND1"),
    )

    async def before_opening(user: User) -> None:
        """Somebody who has met the limit on customers, has met it in the app itself."""
        if user == TIRELESS:
            customers = (f"cust_{number}" for number in range(settings.max_customers_per_user))
            await asyncio.gather(
                *(slack.send_command(one, user_id=user.id, channel_id="D0TIRELESS1") for one in customers)
            )

    page = PageApi(
        slack,
        command={
            "command": ids.COMMAND,
            "usage_hint": ids.COMMAND_USAGE,
            "description": ids.COMMAND_DESCRIPTION,
        },
        shortcuts=[
            {
                "type": "message",
                "callback_id": ids.MESSAGE_SHORTCUT,
                "name": ids.MESSAGE_SHORTCUT_NAME,
                "description": ids.MESSAGE_SHORTCUT_DESCRIPTION,
            },
            {
                "type": "global",
                "callback_id": ids.GLOBAL_SHORTCUT,
                "name": ids.GLOBAL_SHORTCUT_NAME,
                "description": ids.GLOBAL_SHORTCUT_DESCRIPTION,
            },
        ],
        before_opening=before_opening,
    )
    page.add_routes(slack.router)
    gameball = GameballStandIn(
        api_key=settings.gameball_api_key.get_secret_value(),
        secret_key=settings.gameball_secret_key.get_secret_value(),
        clock=clock,
    )
    return slack, gameball


@asynccontextmanager
async def running(
    settings: ServeSettings, slack: SlackStandIn, gameball: GameballStandIn, *, clock: Clock
) -> AsyncIterator[str]:
    """The app between these two, until the block ends. Yields the page's address."""
    async with slack, gameball:
        addresses = {
            "slack_api_url": slack.api_url,
            "gameball_api_url": gameball.url,
            "customer_search_url": f"{slack.url}/page/shop.html?query={{query}}",
            "port": 0,
        }
        async with serving(settings.model_copy(update=addresses), clock=clock) as bot_url:
            slack.bot_url = f"{bot_url}/slack/events"
            yield slack.url

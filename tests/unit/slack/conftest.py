from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.access.interaction import Interaction
from bot.blocks import kit
from bot.blocks.kit import Message
from bot.limits import LIMITS
from bot.slack.card_style import CardStyle
from bot.slack.client import slack_client, slack_session
from bot.slack.views import Views
from playground.slack.stand_in import SlackStandIn
from tests.e2e.passing_time import PassingTime

CARD = kit.card(block_id="c1", icon="tag", title="15% off", subtitle="Works", body="`CODE`", subtext="")
MESSAGE = Message("Coupons of cust_1001", [kit.section("Coupons"), CARD])


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    # Its time stands still, so that a trigger does not end on a busy machine.
    async with SlackStandIn(clock=lambda: 1_800_000_000.0) as stand_in:
        yield stand_in


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with slack_session(LIMITS) as opened:
        yield opened


@pytest.fixture
async def time_passes(slack: SlackStandIn, session: aiohttp.ClientSession) -> AsyncIterator[PassingTime]:  # noqa: ARG001 - put back before they end
    """No test waits: time passes at once where nothing else happens."""
    with PassingTime() as time:
        yield time


@pytest.fixture
def card_style() -> CardStyle:
    return CardStyle("auto")


@pytest.fixture
def views(slack: SlackStandIn, session: aiohttp.ClientSession, card_style: CardStyle) -> Views:
    return Views(slack_client(slack.api_url, session, "xoxb-playground"), card_style, LIMITS)


@pytest.fixture
def interaction(slack: SlackStandIn) -> Interaction:
    """A command that was just typed, with a `response_url` and a trigger that Slack knows."""
    form = parse_qs(slack.command_form("cust_1001").decode())
    return Interaction.of_command({name: values[0] for name, values in form.items()})


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    """What was logged, without the levels."""
    with capture_logs([lambda _, __, event: {**event}]) as lines:
        yield lines

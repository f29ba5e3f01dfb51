"""What was not delivered is shown in a window, while the trigger opens one."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks.modals import Origin
from bot.limits import LIMITS
from bot.slack.delivery import Delivery
from bot.slack.last_resort import LastResort
from bot.slack.views import Views
from playground.slack.stand_in import SlackStandIn
from tests.e2e.world import slack_error, types_of
from tests.unit.slack.conftest import MESSAGE

pytestmark = pytest.mark.usefixtures("time_passes")


async def _settle(
    views: Views, interaction: Interaction, logged: list[Any], delivery: Delivery, *, after: float = 0.0
) -> str:
    """How the log says that a message was delivered, so many seconds after the command."""
    record = Record(interaction)
    await asyncio.sleep(after)
    await LastResort(views, LIMITS).settle(delivery, MESSAGE, record)
    record.write()
    return str(logged[-1]["delivery"])


@pytest.mark.parametrize("delivery", ["failed", "ended"])
async def test_what_was_not_delivered_is_shown_in_a_window(
    slack: SlackStandIn, views: Views, interaction: Interaction, logged: list[Any], delivery: Delivery
) -> None:
    assert await _settle(views, interaction, logged, delivery, after=2.9) == "view"

    shown = slack.views[-1].view
    # Whether Slack accepts cards may not be known, and there is no other try.
    assert types_of(shown["blocks"]) == {"section", "divider"}
    # Its buttons need to know where they belong.
    origin = Origin(channel_id=interaction.channel_id, response_url=interaction.response_url)
    assert Origin.parse(shown["private_metadata"]) == origin


@pytest.mark.parametrize("delivery", ["response_url", "view", "closed"])
async def test_what_was_delivered_is_shown_once(
    slack: SlackStandIn, views: Views, interaction: Interaction, logged: list[Any], delivery: Delivery
) -> None:
    assert await _settle(views, interaction, logged, delivery) == delivery
    assert slack.api_calls == []


@pytest.mark.parametrize("after", [3.0, 7.5])
async def test_slack_is_not_asked_for_a_window_that_it_cannot_open(
    slack: SlackStandIn, views: Views, interaction: Interaction, logged: list[Any], after: float
) -> None:
    assert await _settle(views, interaction, logged, "failed", after=after) == "failed"
    assert slack.api_calls == []


async def test_without_a_trigger_there_is_no_window(
    slack: SlackStandIn, views: Views, interaction: Interaction, logged: list[Any]
) -> None:
    assert await _settle(views, replace(interaction, trigger_id=""), logged, "failed") == "failed"
    assert slack.api_calls == []


async def test_a_window_that_slack_does_not_open_is_a_failure(
    slack: SlackStandIn, views: Views, interaction: Interaction, logged: list[Any]
) -> None:
    slack.faults.web_api["views.open"] = [slack_error("expired_trigger_id")]

    assert await _settle(views, interaction, logged, "failed") == "failed"
    assert [line["event"] for line in logged] == ["view_not_opened", "command"]

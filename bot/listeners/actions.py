"""Clicks on the buttons under a list of coupons. Each button's value holds what it shows."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.blocks import ids
from bot.blocks.kit import Message
from bot.blocks.refusal import outdated_button
from bot.blocks.state import State
from bot.listeners.interaction import Interaction
from bot.listeners.record import Record
from bot.listeners.services import Services

# Every button that shows coupons, and whether it goes past the answers kept.
_SHOWING = {
    ids.SHOW_ALL: False,
    ids.SHOW_USABLE: False,
    ids.SHOW_UNUSABLE: False,
    ids.PREVIOUS_PAGE: False,
    ids.NEXT_PAGE: False,
    ids.REFRESH: True,
    ids.TRY_AGAIN: True,
}


def register(app: AsyncApp, services: Services) -> None:
    # One listener for all actions: any that is not known gets an answer too.
    @app.action(re.compile(""))
    async def click(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        interaction = Interaction.of_payload(body)
        record = Record(interaction, action=action.get("action_id"))
        await services.replies.update(
            ack, interaction.response_url, _answer(services, interaction, action, record), record
        )


async def _answer(
    services: Services, interaction: Interaction, action: dict[str, Any], record: Record
) -> tuple[Message, bool]:
    """The answer to a click, and whether it takes the place of the message clicked in."""
    refusal = services.refusal(interaction, record)
    if refusal:
        return refusal, False
    action_id = action.get("action_id")
    try:
        fresh = _SHOWING[str(action_id)]
        state = State.parse(str(action.get("value")))
    except (KeyError, ValueError):
        record.add(outcome="UnknownAction")
        return outdated_button(), False
    message, answered = await services.coupons(state, record, fresh=fresh)
    # A failure never takes away the coupons that are shown.
    return message, answered or action_id == ids.TRY_AGAIN

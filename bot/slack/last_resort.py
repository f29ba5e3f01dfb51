"""The last rung of the reply ladder: what did not get through is told at another place. Nothing ends in silence.

In a window, while Slack opens one; else on the person's Home tab, which can be drawn at any time."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, TypeVar

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks.kit import Message, without_cards
from bot.blocks.missed import Missed
from bot.blocks.modals import Origin, View, notice_view
from bot.listeners.home_tab import HomeTab
from bot.slack.views import Modals

T = TypeVar("T")

_WINDOW_WITHIN = 3.0
"""Seconds after which a trigger_id is certainly dead."""
_TELL_WITHIN = 5.0
"""Seconds for each of the two requests: the process may have been told to stop."""


class LastResort:
    def __init__(self, modals: Modals, home_tab: HomeTab, *, clock: Callable[[], datetime]) -> None:
        self._modals = modals
        self._home_tab = home_tab
        self._clock = clock

    async def settle(self, delivery: str, record: Record, message: Message | None = None) -> None:
        """Note how an answer was delivered and, where it was not, tell of it elsewhere, once.

        `delivery` is `refused` where Slack surely has not taken the answer, which is shown itself then if it is given as
        `message`; `failed` where Slack may have taken it."""
        if delivery not in {"failed", "refused"}:
            record.add(delivery=delivery)
            return
        interaction = record.interaction
        # That stands if the process is stopped meanwhile.
        record.add(delivery="failed")
        missed = Missed(
            asked=int(self._clock().timestamp() - record.seconds),
            what="window" if interaction.trigger.window == "not opened" else "answer",
        )
        if interaction.trigger.window == "unasked" and record.seconds < _WINDOW_WITHIN:
            shown = message if message and delivery == "refused" else missed.message()
            if await _in_time(self._modals.open(interaction.trigger, _view(shown, interaction))):
                record.add(delivery="view")
                return
        if await _in_time(self._home_tab.tell(interaction, missed)):
            record.add(delivery="home")


def _view(message: Message, interaction: Interaction) -> View:
    """The message where its buttons still know where it belongs, and in the form that Slack surely takes."""
    plain = Message(message.text, without_cards(message.blocks))
    return notice_view(
        plain, Origin(channel_id=interaction.channel_id, response_url=interaction.response_url)
    )


async def _in_time(telling: Coroutine[Any, Any, T]) -> T | None:
    try:
        async with asyncio.timeout(_TELL_WITHIN):
            return await telling
    except TimeoutError:
        return None

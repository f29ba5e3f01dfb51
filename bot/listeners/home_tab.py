"""The Home tab of one person: what that person may see there, and what did not get through to them elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.blocks.home import Health, closed_home, home
from bot.blocks.missed import Missed
from bot.listeners.access import Access
from bot.listeners.interaction import Interaction
from bot.listeners.modals import Modals


@dataclass(frozen=True)
class HomeTab:
    """`data` tells which of Gameball's data the keys open."""

    modals: Modals
    access: Access
    clock: Callable[[], datetime]
    data: Literal["test", "live"] | None

    async def show(
        self, interaction: Interaction, *, gameball: Health | None = None, missed: Missed | None = None
    ) -> str:
        """Draw it anew; `gameball` is None where nobody asked. Returns `view`, or `failed`."""
        now = self.clock()
        if missed and not missed.is_recent(now):
            missed = None
        # The tab belongs to no channel.
        refused = await self.access.refusal(replace(interaction, channel_id=""))
        if refused:
            why, message = refused
            # Elsewhere such a person may ask, and so may have missed an answer.
            view = closed_home(message, missed=missed if why == "channel" else None)
        else:
            view = home(gameball=gameball, data=self.data, now=now, missed=missed)
        return await self.modals.publish(interaction.user_id, view)

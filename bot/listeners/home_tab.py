"""The Home tab of one person: what that person may see there, and what did not get through to them elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.access.allowed import Access
from bot.access.interaction import Interaction
from bot.blocks.home import Health, closed_home, home
from bot.blocks.kit import Message
from bot.blocks.missed import Missed
from bot.slack.views import Modals

# Refusals of people who may ask at another place or time, and so may have missed an answer.
_MAY_ASK_ELSEWHERE = {"channel", "workspace_unknown"}


class HomeTab:
    def __init__(
        self,
        modals: Modals,
        access: Access,
        *,
        clock: Callable[[], datetime],
        data: Literal["test", "live"] | None,
    ) -> None:
        """`data` tells which of Gameball's data the keys open."""
        self._modals = modals
        self._access = access
        self._clock = clock
        self._data = data
        # By person, what was told some minutes ago at most: a tab that is being drawn meanwhile would wipe it out.
        self._told: dict[str, Missed] = {}

    async def show(
        self, interaction: Interaction, *, gameball: Health | None = None, missed: Missed | None = None
    ) -> str:
        """Draw it anew; `gameball` is None where nobody asked, `missed` is what the tab told of before. Returns `view`,
        or `failed`."""
        self._forget_old()
        refused = await self._refusal(interaction)
        missed = self._told.get(interaction.user_id) or missed
        if missed and not missed.is_recent(self._clock()):
            missed = None
        if refused is None:
            view = home(gameball=gameball, data=self._data, now=self._clock(), missed=missed)
        else:
            why, message = refused
            view = closed_home(message, missed=missed if why in _MAY_ASK_ELSEWHERE else None)
        return await self._modals.publish(interaction.user_id, view)

    async def tell(self, interaction: Interaction, missed: Missed) -> bool:
        """Say on the tab what did not get through. Returns whether it says so now: not to who may not ask at all."""
        refused = await self._refusal(interaction)
        if refused is not None and refused[0] not in _MAY_ASK_ELSEWHERE:
            return False
        self._told[interaction.user_id] = missed
        return await self.show(interaction) == "view"

    def _forget_old(self) -> None:
        now = self._clock()
        self._told = {user_id: told for user_id, told in self._told.items() if told.is_recent(now)}

    async def _refusal(self, interaction: Interaction) -> tuple[str, Message] | None:
        # The tab belongs to no channel.
        return await self._access.refusal(replace(interaction, channel_id=""))

"""One click, with all that serving it takes."""

from dataclasses import dataclass
from typing import Any

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks.kit import Message
from bot.listeners.services import Services
from bot.slack.places import Place


@dataclass(frozen=True)
class Click:
    """`view` is the modal or Home that was clicked in, empty for a message."""

    services: Services
    interaction: Interaction
    place: Place
    action_id: str
    value: str
    view: dict[str, Any]
    record: Record

    async def show(self, message: Message, *, replace: bool) -> None:
        """Show a message where the click was, or else tell of it elsewhere."""
        await self.settle(await self.place.show(message, replace=replace), message)

    async def settle(self, delivery: str, message: Message | None = None) -> None:
        """Note how the answer was delivered. What did not get through is told elsewhere."""
        await self.services.last_resort.settle(delivery, self.record, message)

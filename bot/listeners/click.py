"""One click, with all that serving it takes."""

from dataclasses import dataclass
from typing import Any

from bot.blocks.kit import Message
from bot.listeners.interaction import Interaction
from bot.listeners.places import Place
from bot.listeners.record import Record
from bot.listeners.services import Services


@dataclass(frozen=True)
class Click:
    """`view` is the modal or Home that was clicked in, empty for a message."""

    services: Services
    interaction: Interaction
    place: Place
    action_id: str
    value: str
    trigger_id: str
    view: dict[str, Any]
    record: Record

    async def show(self, message: Message, *, replace: bool) -> str:
        """Show a message where the click was, and note how that went."""
        delivery = await self.place.show(message, replace=replace)
        self.record.add(delivery=delivery)
        return delivery

"""One click, with all that serving it takes."""

from dataclasses import dataclass

from bot.access.record import Record
from bot.blocks.kit import Message, View
from bot.listeners.services import Services
from bot.slack.places import Place


@dataclass(frozen=True)
class Click:
    """`view` is the modal or Home tab that was clicked in, empty for a message."""

    services: Services
    place: Place
    action_id: str
    value: str
    view: View
    record: Record

    async def show(self, message: Message, *, replace: bool) -> None:
        """Show a message where the click was, or else in a window."""
        delivery = await self.place.show(message, replace=replace)
        await self.services.last_resort.settle(delivery, message, self.record)

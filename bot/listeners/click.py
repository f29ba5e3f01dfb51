"""One click, with all that serving it takes."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.access.record import Record
from bot.blocks.kit import Message, View
from bot.blocks.slow import still_looking_up
from bot.listeners.services import Services
from bot.slack.places import InHome, Place

T = TypeVar("T")


@dataclass(frozen=True)
class Click:
    """`view` is the modal or Home tab that was clicked in, empty for a message."""

    services: Services
    place: Place
    action_id: str
    value: str
    view: View
    record: Record

    async def wait(self, work: Coroutine[Any, Any, T], customer_id: str) -> T:
        """What the work returns. Where it takes long, the agent is told so meanwhile: Slack shows the button at work until
        the acknowledgement only."""
        task = asyncio.create_task(work)
        try:
            await asyncio.wait({task}, timeout=self.services.limits.answer)
            # A window over the Home tab would use up the trigger that the answer needs.
            if not task.done() and not isinstance(self.place, InHome):
                # The answer is shown after this has ended, so that it is the last one.
                await self.place.show(still_looking_up(customer_id), replace=False)
            return await task
        finally:
            task.cancel()

    async def show(self, message: Message, *, replace: bool) -> None:
        """Show a message where the click was, or else in a window."""
        delivery = await self.place.show(message, replace=replace)
        await self.services.last_resort.settle(delivery, message, self.record)

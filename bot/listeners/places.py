"""Where an answer to a click is shown: in the message that was clicked in, or in the modal."""

from dataclasses import dataclass
from typing import Any

from bot.blocks.kit import Message
from bot.blocks.views import Origin, results_view, with_notice
from bot.listeners.modals import Modals
from bot.listeners.reply import Replies


@dataclass(frozen=True)
class InMessage:
    replies: Replies
    response_url: str

    @property
    def share_url(self) -> str:
        return self.response_url

    async def show(self, message: Message, *, replace: bool) -> str:
        """Show it in place of the message clicked in, or below it. Returns how it went, for the log."""
        shown = await self.replies.post(
            self.response_url, message, response_type="ephemeral", replace_original=replace
        )
        return "response_url" if shown else "failed"


@dataclass(frozen=True)
class InModal:
    modals: Modals
    view: dict[str, Any]

    @property
    def origin(self) -> Origin:
        return Origin.parse(self.view.get("private_metadata") or "")

    @property
    def share_url(self) -> str:
        return self.origin.response_url

    async def show(self, message: Message, *, replace: bool) -> str:
        """Show it in place of what the modal shows, or above it. Returns how it went, for the log."""
        view = results_view(message, self.origin) if replace else with_notice(self.view, message)
        return await self.modals.update(str(self.view.get("id")), view)


Place = InMessage | InModal


def place_of(body: dict[str, Any], *, replies: Replies, modals: Modals) -> Place:
    """The place of a click, by its payload."""
    view = body.get("view")
    if isinstance(view, dict):
        return InModal(modals, view)
    return InMessage(replies, str(body.get("response_url") or ""))

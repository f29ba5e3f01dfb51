"""Where the answer to a click is shown: in the message that was clicked in, in the modal, or in a new modal."""

from dataclasses import dataclass
from typing import Any, ClassVar

from bot.access.interaction import Interaction
from bot.blocks.kit import Message, View
from bot.blocks.modals import Origin, notice_view, results_view, with_notice
from bot.slack.delivery import Delivery
from bot.slack.replies import Replies
from bot.slack.views import Views


@dataclass(frozen=True)
class InMessage:
    """`share_url` and `share_thread` tell where coupons are shared from here; both may be empty."""

    replies: Replies
    response_url: str
    share_thread: ClassVar[str] = ""
    hides_conversation: ClassVar = False

    @property
    def share_url(self) -> str:
        return self.response_url

    async def show(self, message: Message, *, replace: bool) -> Delivery:
        """Show it in place of the message that was clicked in, or below it."""
        return await self.replies.post(self.response_url, message, replace_original=replace)


@dataclass(frozen=True)
class InModal:
    views: Views
    view: View
    hides_conversation: ClassVar = True

    @property
    def origin(self) -> Origin:
        return Origin.parse(self.view.get("private_metadata") or "")

    @property
    def share_url(self) -> str:
        return self.origin.response_url

    @property
    def share_thread(self) -> str:
        return self.origin.thread_ts

    async def show(self, message: Message, *, replace: bool) -> Delivery:
        """Show it in place of what the modal shows, or above it."""
        view = results_view(message, self.origin) if replace else with_notice(self.view, message)
        return await self.views.update(str(self.view.get("id")), view)


@dataclass(frozen=True)
class InHome:
    """The Home tab itself does not change: an answer comes in a modal."""

    views: Views
    interaction: Interaction
    share_url: ClassVar[str] = ""
    share_thread: ClassVar[str] = ""
    hides_conversation: ClassVar = True

    async def show(self, message: Message, *, replace: bool) -> Delivery:  # noqa: ARG002 - nothing to replace
        """Show it in a modal."""
        return "view" if await self.views.open(self.interaction, notice_view(message)) else "failed"


Place = InMessage | InModal | InHome


def place_of(body: dict[str, Any], interaction: Interaction, *, replies: Replies, views: Views) -> Place:
    """The place of a click, by its payload."""
    view = body.get("view")
    if not isinstance(view, dict):
        return InMessage(replies, interaction.response_url)
    return InHome(views, interaction) if view.get("type") == "home" else InModal(views, view)

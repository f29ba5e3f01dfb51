"""Where an answer to a click is shown: in the message that was clicked in, in the modal, or in a new one."""

from dataclasses import dataclass
from typing import Any, ClassVar

from bot.access.interaction import Interaction
from bot.access.trigger import Trigger
from bot.blocks.kit import Message
from bot.blocks.modals import Origin, notice_view, results_view, with_notice
from bot.slack.replies import Replies
from bot.slack.views import Modals


@dataclass(frozen=True)
class InMessage:
    replies: Replies
    response_url: str
    thread: ClassVar[dict[str, str]] = {}
    hides_conversation: ClassVar = False

    @property
    def share_url(self) -> str:
        return self.response_url

    async def show(self, message: Message, *, replace: bool) -> str:
        """Show it in place of the message clicked in, or below it. Returns how it went, for the log."""
        return await self.replies.post(
            self.response_url, message, response_type="ephemeral", replace_original=replace
        )


@dataclass(frozen=True)
class InModal:
    modals: Modals
    view: dict[str, Any]
    hides_conversation: ClassVar = True

    @property
    def origin(self) -> Origin:
        return Origin.parse(self.view.get("private_metadata") or "")

    @property
    def share_url(self) -> str:
        return self.origin.response_url

    @property
    def thread(self) -> dict[str, str]:
        """What makes a shared message one of the thread that the modal was opened from."""
        return {"thread_ts": self.origin.thread_ts} if self.origin.thread_ts else {}

    async def show(self, message: Message, *, replace: bool) -> str:
        """Show it in place of what the modal shows, or above it. Returns how it went, for the log."""
        view = results_view(message, self.origin) if replace else with_notice(self.view, message)
        return await self.modals.update(str(self.view.get("id")), view)


@dataclass(frozen=True)
class InHome:
    """The Home tab itself stays as it is: what there is to say comes in a modal."""

    modals: Modals
    trigger: Trigger
    share_url: str = ""
    thread: ClassVar[dict[str, str]] = {}
    hides_conversation: ClassVar = True

    async def show(self, message: Message, *, replace: bool) -> str:  # noqa: ARG002 - there is nothing to replace
        """Show it in a modal. Returns how it went, for the log."""
        opened = await self.modals.open(self.trigger, notice_view(message))
        return "view" if opened else "failed"


Place = InMessage | InModal | InHome


def place_of(body: dict[str, Any], interaction: Interaction, *, replies: Replies, modals: Modals) -> Place:
    """The place of a click, by its payload."""
    view = body.get("view")
    if isinstance(view, dict) and view.get("type") == "home":
        return InHome(modals, interaction.trigger)
    if isinstance(view, dict):
        return InModal(modals, view)
    return InMessage(replies, interaction.response_url)

"""What people do in the workspace, in short: for tests and for the page."""

import html
import re
import urllib.parse
from typing import Any

from playground.slack.block_tree import action_of
from playground.slack.conversation import SUPPORT
from playground.slack.delivery import Answer
from playground.slack.interactions import Delivered, Interactions
from playground.slack.posting import Posting
from playground.slack.workspace import Message, OpenView, User, Workspace

Json = dict[str, Any]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class People:
    """Every method that reaches the bot comes back when the answer is on show.

    `user_id` defaults to the viewer; a `team_id` other than the app's makes the person a guest."""

    def __init__(
        self,
        workspace: Workspace,
        interactions: Interactions,
        posting: Posting,
        *,
        viewer: User,
        command: str,
    ) -> None:
        self.workspace = workspace
        self.interactions = interactions
        self.viewer = viewer
        self._posting = posting
        self._command = command

    @property
    def deliveries(self) -> list[Delivered]:
        """What was sent to the bot, to be looked at or given to `redeliver`."""
        return self.interactions.deliveries

    def command_form(
        self,
        text: str = "",
        *,
        command: str | None = None,
        user_id: str | None = None,
        channel_id: str = SUPPORT.id,
        team_id: str | None = None,
    ) -> bytes:
        """The body of a slash command's request."""
        payload = self._command_payload(text, command, user_id, channel_id, team_id)
        return urllib.parse.urlencode(payload).encode()

    async def send_command(
        self,
        text: str = "",
        *,
        command: str | None = None,
        user_id: str | None = None,
        channel_id: str = SUPPORT.id,
        team_id: str | None = None,
    ) -> Answer:
        payload = self._command_payload(text, command, user_id, channel_id, team_id)
        return await self.interactions.command(payload)

    def _command_payload(
        self, text: str, command: str | None, user_id: str | None, channel_id: str, team_id: str | None
    ) -> Json:
        return self.interactions.command_payload(
            text,
            command=command or self._command,
            user_id=user_id or self.viewer.id,
            channel_id=channel_id,
            team_id=team_id,
        )

    async def redeliver(self, delivered: Delivered | None = None) -> Answer:
        """The last payload, or another one, once more."""
        return await self.interactions.redeliver(delivered or self.deliveries[-1])

    async def write(
        self,
        text: str,
        *,
        channel_id: str = SUPPORT.id,
        thread_ts: str | None = None,
        user_id: str | None = None,
    ) -> Answer | None:
        """Someone presses Enter: a slash command goes to the bot, anything else into the channel."""
        user_id = user_id or self.viewer.id
        command, rest = [*text.split(maxsplit=1), "", ""][:2]
        if not command.startswith("/"):
            user = self.workspace.user(user_id)
            ts, text = self.workspace.new_ts(), _as_typed(text)
            self.workspace.post(Message(ts, channel_id, "user", user, text, "user", thread_ts=thread_ts))
            return None
        if command == self._command and thread_ts is None:
            return await self.send_command(rest.rstrip(), user_id=user_id, channel_id=channel_id)
        known = command == self._command
        wrong = "is not supported in threads. Sorry!" if known else "is not a valid command."
        self._posting.notice(
            f"{command} {wrong}", channel_id=channel_id, user_id=user_id, thread_ts=thread_ts
        )
        return None

    async def click(
        self,
        where: Message | OpenView,
        action_id: str,
        *,
        block_id: str | None = None,
        chosen: str | None = None,
        state: Json | None = None,
        user_id: str | None = None,
        team_id: str | None = None,
    ) -> Answer:
        """Uses the element with that `action_id`, as if any confirmation was given.

        `chosen` is the value selected in a menu; `block_id` tells elements of one name apart."""
        if isinstance(where, OpenView):
            action = action_of(where.view["blocks"], action_id, block_id, chosen)
            return await self.interactions.click_in_view(where, action, state=state, team_id=team_id)
        action = action_of(where.blocks, action_id, block_id, chosen)
        return await self.interactions.click_in_message(
            where, action, state=state, user_id=user_id or self.viewer.id, team_id=team_id
        )

    async def submit_view(
        self, view_id: str, values: Json | None = None, *, team_id: str | None = None
    ) -> Answer:
        """Submits a modal. `values` is keyed by block_id: a text, an option's value, or Slack's own shape."""
        return await self.interactions.submit(self._open(view_id), values or {}, team_id=team_id)

    async def close_view(self, view_id: str, *, clear: bool = False) -> Answer | None:
        """Closes a modal, or with `clear` the whole stack. None where the bot did not ask to be told."""
        return await self.interactions.close(self._open(view_id), clear=clear)

    async def shortcut(
        self,
        callback_id: str,
        message: Message | None = None,
        *,
        user_id: str | None = None,
        team_id: str | None = None,
    ) -> Answer:
        """A message shortcut on `message`, or a global one without."""
        user_id = user_id or self.viewer.id
        if message is None:
            return await self.interactions.global_shortcut(callback_id, user_id=user_id, team_id=team_id)
        return await self.interactions.message_shortcut(
            callback_id, message, user_id=user_id, team_id=team_id
        )

    async def open_home(self, *, user_id: str | None = None, team_id: str | None = None) -> Answer:
        return await self.interactions.open_home(user_id=user_id or self.viewer.id, team_id=team_id)

    def _open(self, view_id: str) -> OpenView:
        view = self.workspace.view(view_id)
        if view is None:
            raise LookupError(f"view {view_id} is not open")
        return view


def _as_typed(text: str) -> str:
    """What Slack makes of the text a person writes: mrkdwn, with e-mail addresses as links."""
    return _EMAIL.sub(lambda found: f"<mailto:{found[0]}|{found[0]}>", html.escape(text, quote=False))

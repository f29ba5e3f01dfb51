"""What people do in the workspace: told to the app, and its answer shown. For tests and for the page."""

import html
import json
import re
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.slack.block_tree import action_of, form_state, missing_inputs
from playground.slack.conversation import SUPPORT
from playground.slack.delivery import Answer, Delivery, EnvelopeType
from playground.slack.payloads import Actor, Installation, Payloads
from playground.slack.posting import Posting
from playground.slack.response_urls import ResponseUrls
from playground.slack.views import Triggers, Views
from playground.slack.workspace import Message, OpenView, User, Workspace

Json = dict[str, Any]

REQUIRED_FIELD = "Please complete this required field."
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass
class Delivered:
    """One payload that went to the app. `show` is what is done with an answer to it."""

    envelope_type: EnvelopeType
    payload: Json
    show: Callable[[Answer], Answer]
    answer: Answer | None = None


class People:
    """Every method that reaches the app comes back when its answer is on show.

    `user_id` defaults to the viewer; a `team_id` other than the app's makes the person a guest of another
    workspace; `client` is the page that modals open in. `deliveries` is what was sent to the app, to be looked at or given to `redeliver`."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        installation: Installation,
        viewer: User,
        command: str,
        delivery: Delivery,
        posting: Posting,
        response_urls: ResponseUrls,
        views: Views,
        triggers: Triggers,
    ) -> None:
        self.workspace = workspace
        self.installation = installation
        self.viewer = viewer
        self.delivery = delivery
        self.deliveries: list[Delivered] = []
        self._command = command
        self._payloads = Payloads(installation)
        self._posting = posting
        self._urls = response_urls
        self._views = views
        self._triggers = triggers

    def command_form(self, text: str = "") -> bytes:
        """The body of the request that the viewer's slash command makes."""
        payload = self._command_payload(text, self._command, self._actor(None, None), SUPPORT.id)
        return urllib.parse.urlencode(payload).encode()

    async def send_command(
        self,
        text: str = "",
        *,
        command: str | None = None,
        user_id: str | None = None,
        channel_id: str = SUPPORT.id,
        team_id: str | None = None,
        client: str = "",
    ) -> Answer:
        actor = self._actor(user_id, team_id, client)
        payload = self._command_payload(text, command or self._command, actor, channel_id)
        return await self._deliver(
            "slash_commands", payload, lambda answer: self._posting.show_reply(payload, answer)
        )

    def _command_payload(self, text: str, command: str, actor: Actor, channel_id: str) -> Json:
        url = self._urls.issue(user_id=actor.user.id, channel_id=channel_id)
        channel = self.workspace.channel(channel_id)
        return self._payloads.command(actor, command=command, text=text, channel=channel, response_url=url)

    async def write(
        self,
        text: str,
        *,
        channel_id: str = SUPPORT.id,
        thread_ts: str | None = None,
        user_id: str | None = None,
        client: str = "",
    ) -> Answer | None:
        """Someone presses Enter: a slash command goes to the app, anything else into the channel."""
        user_id = user_id or self.viewer.id
        command, rest = [*text.split(maxsplit=1), "", ""][:2]
        if not command.startswith("/"):
            user = self.workspace.user(user_id)
            ts, text = self.workspace.new_ts(), _as_typed(text)
            self.workspace.post(Message(ts, channel_id, "user", user, text, "user", thread_ts=thread_ts))
            return None
        if command == self._command and thread_ts is None:
            return await self.send_command(
                rest.rstrip(), user_id=user_id, channel_id=channel_id, client=client
            )
        is_known = command == self._command
        wrong = "is not supported in threads. Sorry!" if is_known else "is not a valid command."
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
        filled: Json | None = None,
        user_id: str | None = None,
        team_id: str | None = None,
        client: str = "",
    ) -> Answer:
        """Uses the element with that `action_id`, as if any confirmation was given.

        `block_id` tells elements of one name apart; `chosen` is the value selected in a menu; `filled` is
        what the form around it holds, as for `submit_view`."""
        blocks = where.view["blocks"] if isinstance(where, OpenView) else where.blocks
        action = {
            **action_of(blocks, action_id, block_id, chosen),
            "action_ts": self.workspace.new_ts(),
        }
        if isinstance(where, OpenView):
            view = self._views.as_json(where, form_state(blocks, filled))
            actor = self._actor(where.user_id, team_id, where.client or client)
            return await self._deliver(
                "interactive", self._payloads.view_click(actor, view=view, action=action)
            )
        actor = self._actor(user_id, team_id, client)
        payload = self._payloads.message_click(
            actor,
            message=where,
            channel=self.workspace.channel(where.channel_id),
            action=action,
            state={},
            response_url=self._urls.issue(user_id=actor.user.id, channel_id=where.channel_id, original=where),
        )

        return await self._deliver(
            "interactive",
            payload,
            lambda answer: self._posting.show_failed_click(where, actor.user.id, answer),
        )

    async def shortcut(
        self,
        callback_id: str,
        message: Message | None = None,
        *,
        user_id: str | None = None,
        team_id: str | None = None,
        client: str = "",
    ) -> Answer:
        """A message shortcut on `message`, or a global one without."""
        actor, ts = self._actor(user_id, team_id, client), self.workspace.new_ts()
        if message is None:
            payload = self._payloads.global_shortcut(actor, callback_id=callback_id, action_ts=ts)
        else:
            payload = self._payloads.message_shortcut(
                actor,
                callback_id=callback_id,
                message=message,
                channel=self.workspace.channel(message.channel_id),
                action_ts=ts,
                response_url=self._urls.issue(user_id=actor.user.id, channel_id=message.channel_id),
            )
        return await self._deliver("interactive", payload)

    async def submit_view(
        self, view_id: str, filled: Json | None = None, *, team_id: str | None = None
    ) -> Answer:
        """Submits a modal. `filled` is keyed by block_id: a text, or an option's value.

        Where a required field is empty, Slack's client says so and the app is told nothing."""
        opened = self._open(view_id)
        values = form_state(opened.view["blocks"], filled)
        if missing := missing_inputs(opened.view["blocks"], values):
            errors = dict.fromkeys(missing, REQUIRED_FIELD)
            self._views.show_errors(opened, errors)
            return Answer(200, json.dumps({"response_action": "errors", "errors": errors}))
        actor = self._actor(opened.user_id, team_id, opened.client)
        payload = self._payloads.view_submission(actor, view=self._views.as_json(opened, values))
        return await self._deliver(
            "interactive", payload, lambda answer: self._views.show_submitted(view_id, answer)
        )

    async def close_view(self, view_id: str) -> None:
        """Closes a modal. The app does not ask to be told."""
        self.workspace.close(self._open(view_id))

    async def open_home(self, *, user_id: str | None = None, team_id: str | None = None) -> Answer:
        actor = self._actor(user_id, team_id)
        home = self.workspace.homes.get(actor.user.id)
        payload = self._payloads.app_home_opened(
            actor,
            view=None if home is None else self._views.as_json(home),
            event_id=self.workspace.new_id("Ev"),
            event_ts=self.workspace.new_ts(),
        )
        return await self._deliver("events_api", payload)

    async def redeliver(self, delivered: Delivered | None = None) -> Answer:
        """The last payload, or another one, once more, as Slack sends it where it missed the first answer."""
        again = delivered or self.deliveries[-1]
        again.answer = await self.delivery.deliver(again.envelope_type, again.payload, retry=1)
        return again.show(again.answer)

    async def _deliver(
        self,
        envelope_type: EnvelopeType,
        payload: Json,
        show: Callable[[Answer], Answer] = lambda answer: answer,
    ) -> Answer:
        delivered = Delivered(envelope_type, payload, show)
        self.deliveries.append(delivered)
        self.workspace.wake()
        delivered.answer = await self.delivery.deliver(envelope_type, payload)
        return show(delivered.answer)

    def _actor(self, user_id: str | None, team_id: str | None, client: str = "") -> Actor:
        user = self.workspace.user(user_id or self.viewer.id)
        own = self.installation
        is_guest = user.is_guest or team_id not in (None, own.team_id)
        return Actor(
            user,
            team_id or user.team_id or own.team_id,
            None if is_guest else own.enterprise_id,
            self._triggers.issue(user.id, client),
        )

    def _open(self, view_id: str) -> OpenView:
        view = self.workspace.view(view_id)
        if view is None:
            raise LookupError(f"view {view_id} is not open")
        return view


def _as_typed(text: str) -> str:
    """What Slack makes of the text a person writes: mrkdwn, with e-mail addresses as links."""
    return _EMAIL.sub(lambda found: f"<mailto:{found[0]}|{found[0]}>", html.escape(text, quote=False))

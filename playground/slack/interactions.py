"""What people do in the workspace: told to the bot, and its answer shown."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.slack.block_tree import form_state, missing_inputs
from playground.slack.delivery import Answer, Delivery, EnvelopeType
from playground.slack.payloads import Actor, Installation, Payloads
from playground.slack.posting import Posting
from playground.slack.response_urls import ResponseUrls
from playground.slack.views import RefusedViewError, Triggers, Views
from playground.slack.workspace import Message, OpenView, Workspace

Json = dict[str, Any]

REQUIRED_FIELD = "Please complete this required field."


@dataclass
class Delivered:
    """One payload that went to the bot. `show` is what is done with an answer to it."""

    envelope_type: EnvelopeType
    payload: Json
    show: Callable[[Answer], Answer]
    answer: Answer | None = None


class Interactions:
    """Every method comes back when the bot has answered and the answer is on show.

    A `team_id` other than the installation's makes the person a guest from another workspace."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        installation: Installation,
        delivery: Callable[[], Delivery],
        posting: Posting,
        response_urls: ResponseUrls,
        views: Views,
        triggers: Triggers,
    ) -> None:
        self.deliveries: list[Delivered] = []
        self.payloads = Payloads(installation)
        self._workspace = workspace
        self._installation = installation
        self._delivery = delivery
        self._posting = posting
        self._urls = response_urls
        self._views = views
        self._triggers = triggers

    def command_payload(
        self, text: str, *, command: str, user_id: str, channel_id: str, team_id: str | None = None
    ) -> Json:
        """The form fields of a slash command, with a response_url and a trigger_id that work."""
        url = self._urls.issue(user_id=user_id, channel_id=channel_id)
        channel = self._workspace.channel(channel_id)
        actor = self._actor(user_id, team_id)
        return self.payloads.command(actor, command=command, text=text, channel=channel, response_url=url)

    async def command(self, payload: Json) -> Answer:
        def show(answer: Answer) -> Answer:
            self._posting.reply(payload, answer)
            return answer

        return await self._deliver("slash_commands", payload, show)

    async def click_in_message(
        self, message: Message, action: Json, *, state: Json | None, user_id: str, team_id: str | None = None
    ) -> Answer:
        channel = self._workspace.channel(message.channel_id)
        url = self._urls.issue(user_id=user_id, channel_id=channel.id, original=message)
        payload = self.payloads.message_click(
            self._actor(user_id, team_id),
            message=message,
            channel=channel,
            action=self._action(action),
            state=form_state(message.blocks) if state is None else state,
            response_url=url,
        )

        def show(answer: Answer) -> Answer:
            if answer.error is not None:
                self._posting.notice(
                    f'That button failed with the error "{answer.error}"',
                    channel_id=channel.id,
                    user_id=user_id,
                    thread_ts=message.thread_ts,
                    round_trip_ms=answer.ms,
                )
            return answer

        return await self._deliver("interactive", payload, show)

    async def click_in_view(
        self, opened: OpenView, action: Json, *, state: Json | None, team_id: str | None = None
    ) -> Answer:
        actor = self._actor(opened.user_id, team_id)
        view = self._views.as_json(opened, state)
        payload = self.payloads.view_click(actor, view=view, action=self._action(action))
        return await self._deliver("interactive", payload, _as_it_is)

    async def message_shortcut(
        self, callback_id: str, message: Message, *, user_id: str, team_id: str | None = None
    ) -> Answer:
        channel = self._workspace.channel(message.channel_id)
        url = self._urls.issue(user_id=user_id, channel_id=channel.id)
        payload = self.payloads.message_shortcut(
            self._actor(user_id, team_id),
            callback_id=callback_id,
            message=message,
            channel=channel,
            action_ts=self._workspace.new_ts(),
            response_url=url,
        )
        return await self._deliver("interactive", payload, _as_it_is)

    async def global_shortcut(self, callback_id: str, *, user_id: str, team_id: str | None = None) -> Answer:
        actor = self._actor(user_id, team_id)
        ts = self._workspace.new_ts()
        payload = self.payloads.global_shortcut(actor, callback_id=callback_id, action_ts=ts)
        return await self._deliver("interactive", payload, _as_it_is)

    async def submit(self, opened: OpenView, filled: Json, *, team_id: str | None = None) -> Answer:
        """Submits a modal. Where a required field is empty, Slack's client says so and the bot hears nothing."""
        values = form_state(opened.view["blocks"], filled)
        if missing := missing_inputs(opened.view["blocks"], values):
            errors = dict.fromkeys(missing, REQUIRED_FIELD)
            self._views.show_errors(opened, errors)
            return Answer(200, json.dumps({"response_action": "errors", "errors": errors}))
        actor = self._actor(opened.user_id, team_id)
        payload = self.payloads.view_submission(actor, view=self._views.as_json(opened, values))
        return await self._deliver(
            "interactive", payload, lambda answer: self._show_submitted(opened.id, answer)
        )

    async def close(self, opened: OpenView, *, clear: bool = False) -> Answer | None:
        """Closes a modal, or with `clear` all of them. None where the bot did not ask to be told."""
        if clear or opened.view.get("clear_on_close", False):
            self._views.close_all(opened.user_id)
        else:
            self._views.close(opened)
        if not opened.view.get("notify_on_close", False):
            return None
        actor = self._actor(opened.user_id, None)
        payload = self.payloads.view_closed(actor, view=self._views.as_json(opened), is_cleared=clear)
        return await self._deliver("interactive", payload, _as_it_is)

    async def open_home(self, *, user_id: str, team_id: str | None = None) -> Answer:
        home = self._workspace.homes.get(user_id)
        payload = self.payloads.app_home_opened(
            self._actor(user_id, team_id),
            view=None if home is None else self._views.as_json(home),
            event_id=self._workspace.new_id("Ev"),
            event_ts=self._workspace.new_ts(),
        )
        return await self._deliver("events_api", payload, _as_it_is)

    async def verify_url(self, challenge: str) -> Answer:
        """What Slack sends when the Request URL is entered; the bot must answer with the challenge."""
        return await self._deliver("events_api", self.payloads.url_verification(challenge), _as_it_is)

    async def redeliver(self, delivered: Delivered, *, retry: int = 1) -> Answer:
        """The same payload once more, as Slack sends it where it missed the first answer."""
        delivered.answer = await self._delivery().deliver(
            delivered.envelope_type, delivered.payload, retry=retry
        )
        return delivered.show(delivered.answer)

    async def _deliver(
        self, envelope_type: EnvelopeType, payload: Json, show: Callable[[Answer], Answer]
    ) -> Answer:
        delivered = Delivered(envelope_type, payload, show)
        self.deliveries.append(delivered)
        delivered.answer = await self._delivery().deliver(envelope_type, payload)
        return show(delivered.answer)

    def _show_submitted(self, view_id: str, answer: Answer) -> Answer:
        opened = self._workspace.view(view_id)
        if answer.error is not None or opened is None:
            return answer
        response = answer.json if isinstance(answer.json, dict) else {}
        try:
            match response.get("response_action"):
                case "errors":
                    self._views.show_errors(opened, response.get("errors"))
                case "update":
                    self._views.update(response.get("view"), view_id=opened.id)
                case "push":
                    self._views.put_on_top(opened.user_id, response.get("view"))
                case "clear":
                    self._views.close_all(opened.user_id)
                case _:
                    self._views.close(opened)
        except RefusedViewError as refused:
            details = "; ".join(f"{p.pointer}: {p.message}" for p in refused.problems[:5])
            return Answer(
                answer.status, answer.body, answer.headers, answer.ms, f"{refused.code} {details}".strip()
            )
        return answer

    def _actor(self, user_id: str, team_id: str | None) -> Actor:
        user = self._workspace.user(user_id)
        return Actor(user, team_id or self._installation.team_id, self._triggers.pull(user_id))

    def _action(self, action: Json) -> Json:
        return {**action, "action_ts": self._workspace.new_ts()}


def _as_it_is(answer: Answer) -> Answer:
    return answer

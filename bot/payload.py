"""What Slack sends, read and checked at the door: Bolt and the listeners take all of this for granted.

Slack itself keeps to it. What does not was sent by somebody else, or is of a kind that this app cannot answer."""

import json
import re
from typing import Any, Self
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError, model_validator

Payload = dict[str, Any]

_FIELDS_AT_MOST = 100
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class MalformedPayloadError(Exception):
    """Says nothing of what was sent: it may quote a customer."""


def read(body: bytes, content_type: str) -> Payload:
    """The payload of an HTTP request: a form, a form with JSON in it, or JSON. Raises MalformedPayloadError."""
    try:
        text = body.decode()
        if content_type != "application/json" and not text.startswith("{"):
            form = dict(
                parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS_AT_MOST)
            )
            # Bolt would look for the word in the whole body, and lose a command with it in its text.
            if "payload" not in form:
                return checked(form)
            text = form["payload"]
        payload = json.loads(text)
        if _SURROGATE.search(text):
            # A pair is a character; half of one cannot be sent on to anybody.
            json.dumps(payload, ensure_ascii=False).encode()
        return checked(payload)
    except (ValueError, RecursionError):
        raise MalformedPayloadError from None


def checked(payload: object) -> Payload:
    """The payload itself, once it is known to be sound. Raises MalformedPayloadError."""
    try:
        _Payload.model_validate(payload)
    except ValidationError:
        raise MalformedPayloadError from None
    return payload  # type: ignore[return-value] # nothing but a mapping is valid


class _Part(BaseModel):
    """Bolt looks for users, teams and channels in these, at any depth. Whatever does not apply is absent or null."""

    id: str | None = None
    type: str | None = None
    callback_id: str | None = None
    text: str | None = None
    thread_ts: str | None = None
    team_id: str | None = None
    user_id: str | None = None
    channel_id: str | None = None
    user: "str | _Part | None" = None
    team: "str | _Part | None" = None
    enterprise: "str | _Part | None" = None
    channel: "str | _Part | None" = None
    authorizations: "list[_Part] | None" = None
    event: "_Part | None" = None
    item: "_Part | None" = None
    message: "_Part | None" = None
    previous_message: "_Part | None" = None
    assistant_thread: "_Part | None" = None
    function_data: dict[str, Any] | None = None
    workflow_step: dict[str, Any] | None = None


class _Typed(BaseModel):
    value: str | None = None


class _State(BaseModel):
    values: dict[str, dict[str, _Typed]] = {}


class _Block(BaseModel):
    type: str


class _View(BaseModel):
    type: str
    callback_id: str | None = None
    private_metadata: str | None = None
    app_installed_team_id: str | None = None
    title: dict[str, Any] | None = None
    blocks: list[_Block] | None = None
    state: _State | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        # What is shown on a modal is drawn from it anew.
        if self.type != "home" and None in (self.callback_id, self.title, self.blocks):
            raise ValueError("half a view")
        return self


class _Action(BaseModel):
    action_id: str | None = None


class _Payload(_Part):
    command: str | None = None
    ssl_check: str | None = None
    trigger_id: str | None = None
    response_url: str | None = None
    # The one place where null is no way to say nothing.
    response_urls: list[dict[str, Any]] = []
    action_id: str | None = None
    view: _View | None = None
    actions: list[_Action] | None = None

    @model_validator(mode="after")
    def _has_what_its_type_needs(self) -> Self:
        match self.type:
            case "block_actions":
                whole = bool(self.actions) and all(
                    action.action_id is not None for action in self.actions or ()
                )
            case "interactive_message":
                whole = bool(self.actions)
            case "view_submission" if self.view is not None and self.view.type == "workflow_step":
                whole = self.workflow_step is not None
            case "view_submission" | "view_closed":
                whole = self.view is not None
            case "workflow_step_edit":
                whole = self.workflow_step is not None
            case "event_callback":
                whole = self.event is not None and self.event.type is not None
            case None:
                whole = self.command is not None or self.ssl_check is not None
            case _:
                whole = True
        if not whole:
            raise ValueError("half a payload")
        return self

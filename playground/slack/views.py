"""Modals and the Home tab: triggers, the stack of modals, and changes by the app."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from playground.slack.block_kit import Problem, validate_view
from playground.slack.block_tree import form_state, with_generated_ids
from playground.slack.delivery import Answer
from playground.slack.payloads import Installation
from playground.slack.workspace import OpenView, Workspace

Json = dict[str, Any]

TRIGGER_LIFETIME_S = 3
STACK_LIMIT = 3


class RefusedViewError(Exception):
    """Slack does not show this view. `code` is Slack's word for it, such as "expired_trigger_id"."""

    def __init__(self, code: str, problems: list[Problem] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.problems = problems or []


@dataclass
class _Trigger:
    user_id: str
    client: str
    issued_at: float
    exchanged: bool = False


class Triggers:
    """A trigger_id proves that a user just did something: it works once, and for 3 seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._issued: dict[str, _Trigger] = {}

    def issue(self, user_id: str, client: str = "") -> str:
        trigger_id = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = _Trigger(user_id, client, self._clock())
        return trigger_id

    def exchange(self, trigger_id: object) -> tuple[str, str]:
        """Use the trigger up. Returns the user and the client that it was issued for; raises RefusedViewError."""
        trigger = self._issued.get(trigger_id) if isinstance(trigger_id, str) else None
        if trigger is None:
            raise RefusedViewError("invalid_trigger_id")
        if trigger.exchanged:
            raise RefusedViewError("trigger_exchanged")
        if self._clock() - trigger.issued_at > TRIGGER_LIFETIME_S:
            raise RefusedViewError("expired_trigger_id")
        trigger.exchanged = True
        return trigger.user_id, trigger.client


class Views:
    def __init__(self, workspace: Workspace, installation: Installation, triggers: Triggers) -> None:
        self._workspace = workspace
        self._app = installation
        self._triggers = triggers

    def open(self, trigger_id: object, view: object) -> OpenView:
        """A modal on top of what the user has open in the client where the trigger comes from."""
        valid = self._valid(view, "modal")
        user_id, client = self._triggers.exchange(trigger_id)
        stack = self._workspace.stack(user_id, client)
        if len(stack) >= STACK_LIMIT:
            raise RefusedViewError("push_limit_reached")
        opened = self._new(user_id, valid, stack, client)
        self._workspace.open(opened)
        return opened

    def update(self, view_id: object, view: object) -> OpenView:
        """The view in the place of one that is still open."""
        old = self._workspace.view(view_id) if isinstance(view_id, str) else None
        if old is None:
            raise RefusedViewError("not_found")
        changed = replace(old, view=self._valid(view, old.type), hash=self._hash(), errors={})
        self._workspace.set_view(changed)
        return changed

    def publish(self, user_id: object, view: object) -> OpenView:
        """The Home tab of a user."""
        if user_id not in self._workspace.users:
            raise RefusedViewError("user_not_found")
        valid = self._valid(view, "home")
        old = self._workspace.homes.get(str(user_id))
        home = replace(old, view=valid, hash=self._hash()) if old else self._new(str(user_id), valid, [])
        self._workspace.set_view(home)
        return home

    def show_submitted(self, view_id: str, answer: Answer) -> Answer:
        """Does what the app's answer to a submission says. Returns it, with an `error` where Slack refuses."""
        opened = self._workspace.view(view_id)
        if answer.error is not None or opened is None:
            return answer
        try:
            self._carry_out(opened, answer.json if isinstance(answer.json, dict) else {})
        except RefusedViewError as refused:
            details = "; ".join(f"{p.pointer}: {p.message}" for p in refused.problems[:5])
            return replace(answer, error=f"{refused.code} {details}".strip())
        return answer

    def _carry_out(self, opened: OpenView, response: Json) -> None:
        match response.get("response_action"):
            case "errors":
                self.show_errors(opened, response.get("errors"))
            case "update":
                self.update(opened.id, response.get("view"))
            case "clear":
                for view in self._workspace.stack(opened.user_id, opened.client):
                    self._workspace.close(view)
            case None:
                self._workspace.close(opened)
            case _:
                raise RefusedViewError("invalid_response_action")

    def show_errors(self, view: OpenView, errors: object) -> None:
        """Texts at the inputs, keyed by block_id."""
        inputs = {block["block_id"] for block in view.view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
            message = f"must be keyed by input blocks, of which there are {sorted(inputs)}"
            raise RefusedViewError("invalid_errors", [Problem("/errors", "failed_constraint", message)])
        self._workspace.set_view(replace(view, errors=errors))

    def as_json(self, opened: OpenView, values: Json | None = None) -> Json:
        """The view object as Slack hands it to apps, with what is filled in."""
        view = opened.view
        return {
            "callback_id": "",
            "private_metadata": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "close": None,
            "submit": None,
            **view,
            "id": opened.id,
            "team_id": self._app.team_id,
            "app_id": self._app.app_id,
            "bot_id": self._app.bot_id,
            "app_installed_team_id": self._app.team_id,
            "state": {"values": form_state(view["blocks"]) if values is None else values},
            "hash": opened.hash,
            "root_view_id": opened.root_id,
            "previous_view_id": opened.previous_id,
        }

    def _new(self, user_id: str, view: Json, stack: list[OpenView], client: str = "") -> OpenView:
        view_id = self._workspace.new_id("V")
        root = stack[0].id if stack else view_id
        below = stack[-1].id if stack else None
        return OpenView(view_id, user_id, view, self._hash(), root, client, below)

    def _hash(self) -> str:
        return f"{self._workspace.new_ts()}.{secrets.token_hex(4)}"

    @staticmethod
    def _valid(view: object, expected: str) -> Json:
        if isinstance(view, str):
            try:
                view = json.loads(view)
            except ValueError:
                raise RefusedViewError("invalid_arguments") from None
        if not isinstance(view, dict):
            raise RefusedViewError("invalid_arguments")
        problems = validate_view(view)
        if view.get("type") != expected:
            problems.append(Problem("/type", "failed_constraint", f"must be {expected}"))
        if problems:
            raise RefusedViewError("invalid_arguments", problems)
        return {**view, "blocks": list(with_generated_ids(view["blocks"]))}

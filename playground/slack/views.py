"""Modals and the App Home: triggers, the stack of modals, and changes by the bot."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from playground.slack.block_kit import Problem, validate_view
from playground.slack.block_tree import form_state, with_generated_ids
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
    pulled_at: float
    exchanged: bool = False


class Triggers:
    """A trigger_id proves that a user just did something: it works once, and for 3 seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pulled: dict[str, _Trigger] = {}

    def pull(self, user_id: str) -> str:
        trigger_id = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._pulled[trigger_id] = _Trigger(user_id, self._clock())
        return trigger_id

    def exchange(self, trigger_id: object) -> str:
        """The user who pulled it."""
        trigger = self._pulled.get(trigger_id) if isinstance(trigger_id, str) else None
        if trigger is None:
            raise RefusedViewError("invalid_trigger_id")
        if trigger.exchanged:
            raise RefusedViewError("trigger_exchanged")
        if self._clock() - trigger.pulled_at > TRIGGER_LIFETIME_S:
            raise RefusedViewError("expired_trigger_id")
        trigger.exchanged = True
        return trigger.user_id


class Views:
    def __init__(self, workspace: Workspace, installation: Installation, triggers: Triggers) -> None:
        self._workspace = workspace
        self._app = installation
        self._triggers = triggers

    def open(self, trigger_id: object, view: object) -> OpenView:
        """A modal on top of what the user has open."""
        valid = self._valid(view, "modal")
        return self.put_on_top(self._triggers.exchange(trigger_id), valid)

    def put_on_top(self, user_id: str, view: object) -> OpenView:
        valid = self._valid(view, "modal")
        stack = self._workspace.stack(user_id)
        if len(stack) >= STACK_LIMIT:
            raise RefusedViewError("push_limit_reached")
        opened = self._new(user_id, valid, stack)
        self._workspace.set_stack(user_id, [*stack, opened])
        return opened

    def update(
        self,
        view: object,
        *,
        view_id: object = None,
        external_id: object = None,
        expected_hash: object = None,
    ) -> OpenView:
        """The view in the place of one that is still open."""
        shown = [*self._workspace.views, *self._workspace.homes.values()]
        old = next(
            (
                v
                for v in shown
                if v.id == view_id or (external_id and v.view.get("external_id") == external_id)
            ),
            None,
        )
        if old is None:
            raise RefusedViewError("not_found")
        if expected_hash and expected_hash != old.hash:
            raise RefusedViewError("hash_conflict")
        changed = replace(old, view=self._valid(view, old.type), hash=self._hash(), errors={})
        self._workspace.set_view(changed)
        return changed

    def publish(self, user_id: object, view: object, *, expected_hash: object = None) -> OpenView:
        """The Home of a user."""
        if user_id not in self._workspace.users:
            raise RefusedViewError("user_not_found")
        old = self._workspace.homes.get(str(user_id))
        if expected_hash and (old is None or expected_hash != old.hash):
            raise RefusedViewError("hash_conflict")
        valid = self._valid(view, "home")
        home = (
            self._new(str(user_id), valid, []) if old is None else replace(old, view=valid, hash=self._hash())
        )
        self._workspace.set_view(home)
        return home

    def show_errors(self, view: OpenView, errors: object) -> None:
        """Texts at the inputs, keyed by block_id."""
        inputs = {block["block_id"] for block in view.view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
            message = f"must be keyed by input blocks, of which there are {sorted(inputs)}"
            raise RefusedViewError("invalid_errors", [Problem("/errors", "failed_constraint", message)])
        self._workspace.set_view(replace(view, errors=errors))

    def close(self, view: OpenView) -> None:
        """Takes one modal away; the one below it shows again."""
        stack = self._workspace.stack(view.user_id)
        self._workspace.set_stack(view.user_id, [shown for shown in stack if shown.id != view.id])

    def close_all(self, user_id: str) -> None:
        self._workspace.set_stack(user_id, [])

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

    def _new(self, user_id: str, view: Json, stack: list[OpenView]) -> OpenView:
        view_id = self._workspace.new_id("V")
        root = stack[0].id if stack else view_id
        below = stack[-1].id if stack else None
        return OpenView(view_id, user_id, view, self._hash(), root, below)

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

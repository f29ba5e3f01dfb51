"""Who did what where, out of Slack's payloads."""

from dataclasses import dataclass
from typing import Any, Self

from bot.blocks.modals import Origin


@dataclass(frozen=True, slots=True)
class Interaction:
    """One command, click, shortcut, form or event. Absent parts are empty: Slack leaves out what does not apply.

    `belongs_to` holds the ids of workspaces (T…) and organisations (E…) that tell where the person belongs; see
    `_belongs_to`. `trigger_id` opens one window; `in_modal` tells that it comes from within one, on top of which it opens
    then."""

    kind: str
    user_id: str
    belongs_to: frozenset[str]
    channel_id: str = ""
    response_url: str = ""
    trigger_id: str = ""
    in_modal: bool = False

    @classmethod
    def of_command(cls, body: dict[str, Any]) -> Self:
        return cls(
            kind="command",
            user_id=_text(body.get("user_id")),
            belongs_to=_ids(body.get("team_id"), body.get("enterprise_id")),
            channel_id=_text(body.get("channel_id")),
            response_url=_text(body.get("response_url")),
            trigger_id=_text(body.get("trigger_id")),
        )

    @classmethod
    def of_payload(cls, body: dict[str, Any]) -> Self:
        """Of an interactivity payload: a click, a shortcut or a view."""
        view = _part(body, "view")
        return cls(
            kind=_text(body.get("type")),
            user_id=_text(_part(body, "user").get("id")),
            belongs_to=_belongs_to(body),
            # A modal belongs to no channel: it remembers where it was opened from.
            channel_id=_text(_part(body, "channel").get("id"))
            or _text(_part(body, "container").get("channel_id"))
            or Origin.parse(_text(view.get("private_metadata"))).channel_id,
            response_url=_text(body.get("response_url")),
            trigger_id=_text(body.get("trigger_id")),
            in_modal=view.get("type") == "modal",
        )

    @classmethod
    def of_event(cls, body: dict[str, Any]) -> Self:
        """Of an Events API body."""
        event = _part(body, "event")
        return cls(
            kind=_text(event.get("type")),
            user_id=_text(event.get("user")),
            belongs_to=_ids(body.get("team_id"), body.get("enterprise_id")),
        )


def _belongs_to(body: dict[str, Any]) -> frozenset[str]:
    """Where the person of an interactivity payload belongs.

    In channels shared with other companies, `team` may be the app's own workspace while the person is a guest: then only
    the person's own ids count. Source: payloads recorded in Enterprise organisations and Slack Connect channels."""
    team, enterprise = _part(body, "team").get("id"), _part(body, "enterprise").get("id")
    theirs = _part(body, "user").get("team_id")
    if body.get("type") in _OF_OWN_PEOPLE or _part(body, "container").get("is_ephemeral") is True:
        return _ids(team, enterprise)
    if "view" in body:
        # A guest's own organisation stands there, and a colleague's.
        return _ids(theirs, enterprise)
    return _ids(theirs)


# Slack gives shortcuts to nobody else, and only the person whom an ephemeral message was made for can click in it. `team` is
# null where the app is installed for a whole organisation.
_OF_OWN_PEOPLE = {"shortcut", "message_action"}


def _ids(*values: object) -> frozenset[str]:
    return frozenset(text for value in values if (text := _text(value)))


def _part(body: dict[str, Any], name: str) -> dict[str, Any]:
    part = body.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

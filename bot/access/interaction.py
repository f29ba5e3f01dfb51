"""Who did what where, out of Slack's payloads."""

from dataclasses import dataclass
from typing import Any, Self

from bot.blocks.modals import Origin


@dataclass(frozen=True, slots=True)
class Interaction:
    """One command, click, shortcut, form or event. Absent parts are empty: Slack leaves out what does not apply.

    `trigger_id` opens one window; `in_modal` tells that it comes from within one, on top of which it opens then."""

    kind: str
    user_id: str
    user_team_id: str
    channel_id: str = ""
    response_url: str = ""
    trigger_id: str = ""
    in_modal: bool = False

    @classmethod
    def of_command(cls, body: dict[str, Any]) -> Self:
        return cls(
            kind="command",
            user_id=_text(body.get("user_id")),
            user_team_id=_text(body.get("team_id")),
            channel_id=_text(body.get("channel_id")),
            response_url=_text(body.get("response_url")),
            trigger_id=_text(body.get("trigger_id")),
        )

    @classmethod
    def of_payload(cls, body: dict[str, Any]) -> Self:
        """Of an interactivity payload: a click, a shortcut or a view."""
        user = _part(body, "user")
        view = _part(body, "view")
        return cls(
            kind=_text(body.get("type")),
            user_id=_text(user.get("id")),
            # Slack need not give it with the user of a message shortcut.
            user_team_id=_text(user.get("team_id")) or _text(_part(body, "team").get("id")),
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
            user_team_id=_text(body.get("team_id")),
        )


def _part(body: dict[str, Any], name: str) -> dict[str, Any]:
    part = body.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

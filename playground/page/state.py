"""What the page shows to the viewer, as JSON: the whole state, and each change of it."""

from dataclasses import asdict
from typing import Any

from playground.slack.stand_in import SlackStandIn
from playground.slack.workspace import Message, OpenView, User

Json = dict[str, Any]


def state_as_json(slack: SlackStandIn) -> Json:
    """Everything that the viewer sees."""
    workspace, viewer = slack.workspace, slack.viewer
    seen = [message for message in workspace.messages if message.is_visible_to(viewer.id)]
    return {
        "viewer": _user_as_json(viewer),
        "team": {"id": slack.installation.team_id, "name": slack.installation.team_name},
        "bot": {"name": slack.bot.name},
        "channels": [asdict(channel) for channel in workspace.channels.values()],
        "messages": [_message_as_json(message) for message in seen],
        "views": [_view_as_json(view) for view in workspace.stack(viewer.id)],
        "home": None if slack.home is None else _view_as_json(slack.home),
    }


def change_as_json(slack: SlackStandIn, change: Json) -> Json | None:
    """A change of the workspace, None where the viewer does not see it."""
    viewer_id = slack.viewer.id
    match change:
        case {"type": "message" | "message_replaced" as kind, "message": Message() as message}:
            is_seen = message.is_visible_to(viewer_id)
            return {"type": kind, "message": _message_as_json(message)} if is_seen else None
        case {"type": "views", "user_id": user_id} if user_id == viewer_id:
            return {
                "type": "views",
                "views": [_view_as_json(view) for view in slack.workspace.stack(viewer_id)],
            }
        case {"type": "home", "user_id": user_id} if user_id == viewer_id and slack.home is not None:
            return {"type": "home", "home": _view_as_json(slack.home)}
        case _:
            return None


def _user_as_json(user: User) -> Json:
    return {"id": user.id, "name": user.name}


def _message_as_json(message: Message) -> Json:
    return {
        "ts": message.ts,
        "channel_id": message.channel_id,
        "thread_ts": message.thread_ts,
        "kind": message.kind,
        "user": _user_as_json(message.user),
        "text": message.text,
        "blocks": list(message.blocks),
        "ephemeral": message.ephemeral,
        "edited": message.edited,
        "round_trip_ms": message.round_trip_ms,
        "source": message.source,
        "json": message.raw,
    }


def _view_as_json(view: OpenView) -> Json:
    return {"id": view.id, "hash": view.hash, "view": view.view}

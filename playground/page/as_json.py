"""The workspace as the page reads it."""

from typing import Any

from playground.slack.workspace import Message, OpenView, User

Json = dict[str, Any]


def user_as_json(user: User) -> Json:
    return {"id": user.id, "name": user.name, "initials": user.initials}


def message_as_json(message: Message) -> Json:
    return {
        "ts": message.ts,
        "channel_id": message.channel_id,
        "thread_ts": message.thread_ts,
        "kind": message.kind,
        "user": user_as_json(message.user),
        "text": message.text,
        "blocks": list(message.blocks),
        "ephemeral": message.ephemeral,
        "edited": message.edited,
        "round_trip_ms": message.round_trip_ms,
        "source": message.source,
        "json": message.raw,
    }


def view_as_json(view: OpenView) -> Json:
    return {"id": view.id, "type": view.type, "hash": view.hash, "view": view.view, "errors": view.errors}

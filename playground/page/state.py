"""What one page shows, as JSON: the whole state, and each change of it."""

from dataclasses import asdict, dataclass
from typing import Any

from playground.slack.stand_in import SlackStandIn
from playground.slack.workspace import Message, OpenView, User

Json = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A page in somebody's browser. `since` is the time stamp of its opening: as in Slack, what is visible to one person
    alone is kept by nobody, and a page that is opened or loaded again does not show what came before."""

    slack: SlackStandIn
    user: User
    client: str
    since: str

    def state(self) -> Json:
        """Everything on show."""
        workspace = self.slack.workspace
        home = workspace.homes.get(self.user.id)
        return {
            "since": self.since,
            "viewer": _user_as_json(self.user),
            "people": [asdict(user) for user in workspace.users.values() if user != self.slack.bot],
            "team": {"id": self.slack.installation.team_id, "name": self.slack.installation.team_name},
            "bot": {"name": self.slack.bot.name},
            "channels": [asdict(workspace.channel(channel_id)) for channel_id in self._channels()],
            "messages": [_message_as_json(message) for message in workspace.messages if self._shows(message)],
            "views": self._views(),
            "home": None if home is None else _view_as_json(home),
        }

    def change(self, change: Json) -> Json | None:
        """A change of the workspace, None where this page does not show it."""
        match change:
            case {"type": "message" | "message_replaced" as kind, "message": Message() as message}:
                return {"type": kind, "message": _message_as_json(message)} if self._shows(message) else None
            case {"type": "views"}:
                return {"type": "views", "views": self._views()}
            case {"type": "home", "user_id": self.user.id}:
                return {"type": "home", "home": _view_as_json(self.slack.workspace.homes[self.user.id])}
            case _:
                return None

    def _channels(self) -> list[str]:
        channels = self.slack.workspace.channels.values()
        return [channel.id for channel in channels if channel.shared or not self.user.is_guest]

    def _shows(self, message: Message) -> bool:
        if message.channel_id not in self._channels():
            return False
        return not message.ephemeral or (message.visible_to == self.user.id and message.ts > self.since)

    def _views(self) -> list[Json]:
        return [_view_as_json(view) for view in self.slack.workspace.stack(self.user.id, self.client)]


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

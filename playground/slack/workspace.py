"""What the stand-in Slack shows: people, channels, messages and open views, and who is told of a change.

Knows nothing of HTTP or of the app."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["user", "bot", "notice"]
Source = Literal["http_response", "response_url", "user", "slack"]


@dataclass(frozen=True)
class User:
    """`title` says who it is. `team_id` is given where the person belongs to another workspace: of the app's own
    organisation, or as a guest of another company."""

    id: str
    name: str
    title: str = ""
    team_id: str | None = None
    is_guest: bool = False

    @property
    def username(self) -> str:
        return self.name.lower().replace(" ", ".")


@dataclass(frozen=True)
class Channel:
    id: str
    name: str
    private: bool = False
    shared: bool = False
    """With another company: its people see this channel and no other."""

    @property
    def name_for_apps(self) -> str:
        """Slack does not tell apps what a private channel is called."""
        return "privategroup" if self.private else self.name


@dataclass(frozen=True)
class Message:
    """One message as a channel shows it. An ephemeral one is shown to `visible_to` alone.

    `raw` is the message as the app sent it; `blocks` are its blocks with Slack's generated ids filled in."""

    ts: str
    channel_id: str
    kind: Kind
    user: User
    text: str
    source: Source
    blocks: tuple[Json, ...] = ()
    thread_ts: str | None = None
    visible_to: str | None = None
    edited: bool = False
    round_trip_ms: float | None = None
    raw: Json = field(default_factory=dict)

    @property
    def ephemeral(self) -> bool:
        return self.visible_to is not None


@dataclass(frozen=True)
class OpenView:
    """A modal that is open for one user, or that user's Home tab.

    `client` is the page that a modal is open in; where it is empty, all pages of the user show it."""

    id: str
    user_id: str
    view: Json
    hash: str
    root_id: str
    client: str = ""
    previous_id: str | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return str(self.view["type"])


class Workspace:
    """The state, and a stream of its changes. Everything happens in one event loop, so nothing locks."""

    def __init__(self, *, clock: Callable[[], float], users: list[User], channels: list[Channel]) -> None:
        self.clock = clock
        self.users = {user.id: user for user in users}
        self.channels = {channel.id: channel for channel in channels}
        self.messages: list[Message] = []
        self.arrivals: list[
            Message
        ] = []  # each message of the app or of Slack, and again when it is replaced
        self.views: list[OpenView] = []
        self.homes: dict[str, OpenView] = {}
        self._last_ts = 0
        self._ids = itertools.count(1)
        self._subscribers: set[asyncio.Queue[Json | None]] = set()
        self._changed = asyncio.Event()
        self._closed = False

    def user(self, user_id: str) -> User:
        """An id that nobody has is a guest, named after it."""
        return self.users.get(user_id) or User(user_id, user_id)

    def channel(self, channel_id: str) -> Channel:
        """An id that no channel has is a direct message."""
        return self.channels.get(channel_id) or Channel(channel_id, "directmessage")

    def new_ts(self) -> str:
        """A time stamp that no other message has."""
        self._last_ts = max(self._last_ts + 1, int(self.clock() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._ids):010d}"

    def message(self, channel_id: str, ts: str) -> Message | None:
        return next((m for m in self.messages if (m.channel_id, m.ts) == (channel_id, ts)), None)

    def post(self, message: Message) -> Message:
        self.messages.append(message)
        if message.kind != "user":
            self.arrivals.append(message)
        self.changed({"type": "message", "message": message})
        return message

    def replace(self, original: Message, **changes: Any) -> Message:
        """Shows `original` with `changes` in its place, unless it is not on show any more."""
        message = replace(original, edited=True, **changes)
        for index, shown in enumerate(self.messages):
            if (shown.channel_id, shown.ts) == (original.channel_id, original.ts):
                self.messages[index] = message
                self.arrivals.append(message)
                self.changed({"type": "message_replaced", "message": message})
        return message

    def clear(self) -> None:
        self.messages.clear()
        self.views.clear()
        self.homes.clear()
        self.changed({"type": "state"})

    def view(self, view_id: str) -> OpenView | None:
        shown = [*self.views, *self.homes.values()]
        return next((view for view in shown if view.id == view_id), None)

    def stack(self, user_id: str, client: str) -> list[OpenView]:
        """The modals that a user has open in one client, the visible one last."""
        return [view for view in self.views if view.user_id == user_id and view.client in {client, ""}]

    def open(self, view: OpenView) -> None:
        self.views.append(view)
        self.changed({"type": "views"})

    def close(self, view: OpenView) -> None:
        self.views = [shown for shown in self.views if shown.id != view.id]
        self.changed({"type": "views"})

    def set_view(self, view: OpenView) -> None:
        """Shows a modal or a Home tab in the place of the one with the same id."""
        if view.type == "home":
            self.homes[view.user_id] = view
            self.changed({"type": "home", "user_id": view.user_id})
        else:
            self.views = [view if shown.id == view.id else shown for shown in self.views]
            self.changed({"type": "views"})

    def changed(self, event: Json) -> None:
        """Tells every subscriber, and every `wait_for`."""
        for queue in self._subscribers:
            queue.put_nowait(event)
        self.wake()

    def wake(self) -> None:
        """Every `wait_for` asks again: after a change that no page shows."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_for(self, predicate: Callable[[], Any], *, timeout: float) -> Any:  # noqa: ASYNC109 - as tests say it
        """The first truthy value of `predicate`, asked again at every change. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while not (value := predicate()):
                await self._changed.wait()
        return value

    @contextmanager
    def subscription(self) -> Iterator[asyncio.Queue[Json | None]]:
        """The changes from now on. None means that no more will come."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._subscribers.add(queue)
        if self._closed:
            queue.put_nowait(None)
        try:
            yield queue
        finally:
            self._subscribers.discard(queue)

    def end_subscriptions(self) -> None:
        self._closed = True
        for queue in self._subscribers:
            queue.put_nowait(None)

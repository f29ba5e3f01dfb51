"""The `response_url`s that go out with interactions, and what arrives at them."""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from playground.slack.delivery import ms_since
from playground.slack.fault_responses import suffer
from playground.slack.faults import Faults
from playground.slack.posting import Posting, RefusedMessageError
from playground.slack.workspace import Message, Workspace

Json = dict[str, Any]

LIFETIME_S = 30 * 60
USES = 5


@dataclass(frozen=True)
class ResponsePost:
    """One request at a `response_url`. `status` is 0 where a fault left it without an answer."""

    url: str
    body: Any
    status: int
    answer: str


@dataclass
class _ResponseUrl:
    url: str
    user_id: str
    channel_id: str
    original: Message | None
    issued_at: float
    started: float = field(default_factory=time.perf_counter)
    uses: int = 0


class ResponseUrls:
    """Issues the urls and serves them. `posts` records every request there, refused ones too."""

    def __init__(
        self, workspace: Workspace, posting: Posting, *, faults: Faults, base_url: Callable[[], str]
    ) -> None:
        self.posts: list[ResponsePost] = []
        self._workspace = workspace
        self._posting = posting
        self._faults = faults
        self._base_url = base_url
        self._issued: dict[str, _ResponseUrl] = {}

    def issue(self, *, user_id: str, channel_id: str, original: Message | None = None) -> str:
        """A new url. `original` is the message that was clicked; a command has none, and so cannot replace.

        What is posted there goes into the channel, not into a thread, unless it says `thread_ts`."""
        key = secrets.token_urlsafe(16)
        url = f"{self._base_url()}/response/{key}"
        self._issued[key] = _ResponseUrl(url, user_id, channel_id, original, self._workspace.clock())
        return url

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/response/{key}", self._receive)

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        text = await request.text()
        try:
            body: Any = json.loads(text)
        except ValueError:
            body = text
        fault = self._faults.next_response_url()
        if fault is not None and not fault.is_carried_out:
            self._record(
                ResponsePost(
                    str(request.url), body, fault.status if fault.kind == "answer" else 0, str(fault.body)
                )
            )
            return await suffer(fault, request)
        status, answer = self._serve(request.match_info["key"], body)
        self._record(ResponsePost(str(request.url), body, status, answer))
        return web.Response(status=status, text=answer) if fault is None else await suffer(fault, request)

    def _record(self, post: ResponsePost) -> None:
        self.posts.append(post)
        self._workspace.changed({"type": "response_post"})

    def _serve(self, key: str, body: Any) -> tuple[int, str]:
        issued = self._issued.get(key)
        if issued is None:
            return 404, "no_service"
        if self._workspace.clock() - issued.issued_at > LIFETIME_S:
            return 404, "expired_url"
        if issued.uses >= USES:
            return 404, "used_url"
        if not isinstance(body, dict):
            return 400, "invalid_payload"
        try:
            self._show(issued, body)
        except RefusedMessageError as error:
            return 400, error.code
        issued.uses += 1
        return 200, "ok"

    def _show(self, issued: _ResponseUrl, body: Json) -> None:
        original = issued.original
        # Where the app says nothing, Slack has been seen to replace the message that was clicked. Doing so
        # here shows when the app forgets to say `replace_original: false`.
        if original is not None and body.get("replace_original", True):
            self._posting.replace(original, body, round_trip_ms=ms_since(issued.started))
        else:
            self._posting.post(
                body,
                channel_id=issued.channel_id,
                user_id=issued.user_id,
                source="response_url",
                round_trip_ms=ms_since(issued.started),
            )

"""What the page talks to: its files, the state, a stream of changes, and what the viewer does."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from playground.gameball.scenarios import SCENARIOS
from playground.page.state import Page
from playground.page.to_try import OPENING, TO_TRY
from playground.slack.delivery import Answer
from playground.slack.stand_in import SlackStandIn
from playground.slack.workspace import User

Json = dict[str, Any]

FILES = Path(__file__).parent / "files"

# Whatever a customer's data holds, the page runs no script but its own; Trusted Types make the browser itself
# refuse `innerHTML` and the like.
_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'"
)


class PageApi:
    """Serves `/`, `/page/` and `/playground/`, at the stand-in Slack's address."""

    def __init__(
        self,
        slack: SlackStandIn,
        *,
        command: Json,
        shortcuts: Sequence[Json],
        before_opening: Callable[[User], Awaitable[None]] | None = None,
    ) -> None:
        """`command` is {command, usage_hint, description}; a shortcut is {type, callback_id, name,
        description}. `before_opening` is awaited before somebody's page shows anything."""
        self._slack = slack
        self._before_opening = before_opening
        self._app = {
            "command": command,
            "shortcuts": list(shortcuts),
            "scenarios": [asdict(scenario) for scenario in SCENARIOS],
            "opening": OPENING,
            "to_try": [asdict(one) for one in TO_TRY],
        }

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/", self._index)
        router.add_get("/page/{file:[a-zA-Z0-9_./-]+}", self._file)
        router.add_get("/playground/events", self._events)
        actions: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "messages": self._write,
            "actions": self._act,
            "view_submissions": self._submit,
            "view_closed": self._close,
            "shortcuts": self._shortcut,
            "home": self._open_home,
            "reset": self._reset,
        }
        for name, act in actions.items():
            router.add_post(f"/playground/{name}", _json_endpoint(act))

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return _page_file("index.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return _page_file(request.match_info["file"])

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """The whole state first, then every change that the page shows: none is missed in between."""
        user = self._slack.workspace.user(self._user_id(request.query))
        if self._before_opening is not None:
            await self._before_opening(user)
        since = request.query.get("since") or self._slack.workspace.new_ts()
        page = Page(self._slack, user, request.query.get("client", ""), since)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        # The page may be closed or reloaded meanwhile.
        with suppress(ConnectionResetError), self._slack.workspace.subscription() as changes:
            await response.prepare(request)
            await _send(response, self._state(page))
            while (change := await changes.get()) is not None:
                event = self._state(page) if change["type"] == "state" else page.change(change)
                if event is not None:
                    await _send(response, event)
        return response

    def _state(self, page: Page) -> Json:
        state = self._app | page.state()
        # Slack offers an app's shortcuts to nobody else.
        return {"type": "state", "state": state | {"shortcuts": []} if page.user.is_guest else state}

    def _user_id(self, given: Mapping[str, Any]) -> str:
        """Who acts: whom the page's address names, or else the viewer."""
        user_id = str(given.get("user_id", ""))
        return user_id if user_id in self._slack.workspace.users else self._slack.viewer.id

    def _who(self, body: Json) -> Json:
        return {"user_id": self._user_id(body), "client": str(body.get("client", ""))}

    async def _write(self, body: Json) -> Json:
        channel_id, text, thread_ts = body["channel_id"], body["text"], body.get("thread_ts")
        return _outcome(
            await self._slack.write(text, channel_id=channel_id, thread_ts=thread_ts, **self._who(body))
        )

    async def _act(self, body: Json) -> Json:
        workspace, at = self._slack.workspace, body["container"]
        where = (
            workspace.view(at["view_id"])
            if at["type"] == "view"
            else workspace.message(at["channel_id"], at["ts"])
        )
        if where is None:
            return {"ok": False, "error": f"{at['type']}_not_found"}
        return _outcome(
            await self._slack.click(
                where,
                body["action_id"],
                block_id=body["block_id"],
                chosen=body.get("chosen"),
                filled=body.get("filled"),
                **self._who(body),
            )
        )

    async def _submit(self, body: Json) -> Json:
        answer = await self._slack.submit_view(body["view_id"], body["filled"])
        response = answer.json if isinstance(answer.json, dict) else {}
        if answer.error is None and response.get("response_action") == "errors":
            return {"ok": False, "errors": response["errors"]}
        return _outcome(answer)

    async def _close(self, body: Json) -> Json:
        await self._slack.close_view(body["view_id"])
        return _outcome(None)

    async def _shortcut(self, body: Json) -> Json:
        slack, at = self._slack, body.get("message")
        message = None if at is None else slack.workspace.message(at["channel_id"], at["ts"])
        if at is not None and message is None:
            return {"ok": False, "error": "message_not_found"}
        return _outcome(await slack.shortcut(body["callback_id"], message, **self._who(body)))

    async def _open_home(self, body: Json) -> Json:
        return _outcome(await self._slack.open_home(user_id=self._user_id(body)))

    async def _reset(self, _body: Json) -> Json:
        self._slack.reset()
        return _outcome(None)


def _outcome(answer: Answer | None) -> Json:
    """How it went. `answer` is None where the app was told nothing."""
    if answer is None:
        return {"ok": True}
    outcome = {"ok": answer.error is None, "round_trip_ms": answer.ms}
    return outcome if answer.error is None else outcome | {"error": answer.error}


def _json_endpoint(
    act: Callable[[Json], Awaitable[Json]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Takes JSON only: another site's form cannot send that here."""

    async def receive(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            body = await request.json()
            # A reload of the page does not take back what was done.
            outcome = await asyncio.shield(act(body))
        except (ValueError, LookupError, TypeError) as error:
            return web.json_response({"ok": False, "error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response(outcome)

    return receive


def _page_file(name: str) -> web.FileResponse:
    path = (FILES / name).resolve()
    if not (path.is_relative_to(FILES) and path.is_file()):
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-cache", "Content-Security-Policy": _POLICY})


async def _send(response: web.StreamResponse, event: Json) -> None:
    await response.write(f"data: {json.dumps(event)}\n\n".encode())

"""What the playground's page talks to: its files, the state, a stream of changes, and what the viewer does."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from playground.page.as_json import message_as_json, user_as_json, view_as_json
from playground.slack.delivery import Answer
from playground.slack.workspace import Message

if TYPE_CHECKING:
    from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]

PAGE = Path(__file__).parent / "files"

# Whatever a customer's data holds, the page runs no script but its own.
_POLICY = "default-src 'self'; img-src 'self' data: https: http:"


class PageApi:
    """Serves `/`, `/page/` and `/playground/`."""

    def __init__(
        self, slack: "SlackStandIn", *, shortcuts: Sequence[Json], scenarios: Sequence[Json]
    ) -> None:
        self._slack = slack
        self._shortcuts = list(shortcuts)
        self._scenarios = list(scenarios)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/", self._index)
        router.add_get("/page/{file:[a-zA-Z0-9_./-]+}", self._file)
        router.add_get("/playground/state", self._get_state)
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

    async def _get_state(self, _request: web.Request) -> web.Response:
        return web.json_response(self.state())

    def state(self) -> Json:
        """Everything the page shows to the viewer."""
        slack, workspace, viewer = self._slack, self._slack.workspace, self._slack.viewer
        seen = [message for message in workspace.messages if message.is_visible_to(viewer.id)]
        return {
            "viewer": user_as_json(viewer),
            "team": {"id": slack.installation.team_id, "name": slack.installation.team_name},
            "bot": {"name": slack.bot.name},
            "channels": [asdict(channel) for channel in workspace.channels.values()],
            "command": slack.command_info,
            "shortcuts": self._shortcuts,
            "scenarios": self._scenarios,
            "messages": [message_as_json(message) for message in seen],
            "views": [view_as_json(view) for view in workspace.stack(viewer.id)],
            "home": None if slack.home is None else view_as_json(slack.home),
        }

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """The whole state first, so that nothing falls between the two, then every change the viewer sees."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        # A page that is closed or reloaded meanwhile is told no more.
        with suppress(ConnectionResetError), self._slack.workspace.subscription() as changes:
            await response.prepare(request)
            await _send(response, {"type": "state", "state": self.state()})
            while (change := await changes.get()) is not None:
                if (event := self._event(change)) is not None:
                    await _send(response, event)
        return response

    def _event(self, change: Json) -> Json | None:
        """A change of the workspace as the page reads it, None where the viewer does not see it."""
        slack, viewer_id = self._slack, self._slack.viewer.id
        match change:
            case {"type": "message_deleted", "message": Message() as message}:
                return {"type": "message_deleted", "ts": message.ts, "channel_id": message.channel_id}
            case {"type": "message" | "message_replaced" as kind, "message": Message() as message}:
                shown = message.is_visible_to(viewer_id)
                return {"type": kind, "message": message_as_json(message)} if shown else None
            case {"type": "views", "user_id": user_id} if user_id == viewer_id:
                stack = slack.workspace.stack(viewer_id)
                return {"type": "views", "views": [view_as_json(view) for view in stack]}
            case {"type": "home", "user_id": user_id} if user_id == viewer_id and slack.home is not None:
                return {"type": "home", "home": view_as_json(slack.home)}
            case {"type": "state"}:
                return {"type": "state", "state": self.state()}
            case _:
                return None

    async def _write(self, body: Json) -> Json:
        channel_id, text, thread_ts = body["channel_id"], body["text"], body.get("thread_ts")
        return _outcome(await self._slack.write(text, channel_id=channel_id, thread_ts=thread_ts))

    async def _act(self, body: Json) -> Json:
        slack, container, action = self._slack, body["container"], body["action"]
        state = body.get("state")
        if container["type"] == "view":
            view = slack.workspace.view(container["view_id"])
            if view is None:
                return {"ok": False, "error": "view_not_found"}
            return _outcome(await slack.interactions.click_in_view(view, action, state=state))
        message = slack.workspace.message(container["channel_id"], container["ts"])
        if message is None:
            return {"ok": False, "error": "message_not_found"}
        viewer_id = slack.viewer.id
        return _outcome(
            await slack.interactions.click_in_message(message, action, state=state, user_id=viewer_id)
        )

    async def _submit(self, body: Json) -> Json:
        answer = await self._slack.submit_view(body["view_id"], body["state"]["values"])
        response = answer.json if isinstance(answer.json, dict) else {}
        if response.get("response_action") == "errors":
            return {"errors": response["errors"]}
        return _outcome(answer)

    async def _close(self, body: Json) -> Json:
        return _outcome(await self._slack.close_view(body["view_id"]))

    async def _shortcut(self, body: Json) -> Json:
        slack, at = self._slack, body.get("message")
        message = None if at is None else slack.workspace.message(at["channel_id"], at["ts"])
        if at is not None and message is None:
            return {"ok": False, "error": "message_not_found"}
        return _outcome(await slack.shortcut(body["callback_id"], message))

    async def _open_home(self, _body: Json) -> Json:
        return _outcome(await self._slack.open_home())

    async def _reset(self, _body: Json) -> Json:
        self._slack.reset()
        return _outcome(None)


def _outcome(answer: Answer | None) -> Json:
    if answer is None:
        return {"ok": True, "round_trip_ms": 0}
    if answer.error is not None:
        return {"ok": False, "error": answer.error, "round_trip_ms": answer.ms}
    return {"ok": True, "round_trip_ms": answer.ms}


def _json_endpoint(
    act: Callable[[Json], Awaitable[Json]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Takes JSON only: another site's form cannot send that here."""

    async def receive(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            body = await request.json()
            # A page that is reloaded meanwhile does not take back what was done.
            outcome = await asyncio.shield(act(body))
        except (ValueError, LookupError, TypeError) as error:
            return web.json_response({"ok": False, "error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response(outcome)

    return receive


def _page_file(name: str) -> web.FileResponse:
    path = (PAGE / name).resolve()
    if not (path.is_relative_to(PAGE) and path.is_file()):
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-cache", "Content-Security-Policy": _POLICY})


async def _send(response: web.StreamResponse, event: Json) -> None:
    await response.write(f"data: {json.dumps(event)}\n\n".encode())

"""The methods of Slack's Web API that an app with the scope `commands` can use."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from playground.slack.block_kit import Problem, validate_blocks, validate_message, validate_view
from playground.slack.fault_responses import suffer
from playground.slack.faults import Faults
from playground.slack.payloads import Installation
from playground.slack.views import RefusedViewError, Views
from playground.slack.workspace import OpenView, Workspace

Json = dict[str, Any]
Method = Callable[[Json], Json]

SCOPES = "commands"


@dataclass(frozen=True)
class ApiCall:
    """One request. `answer` is empty where a fault kept the method from being carried out."""

    method: str
    token: str | None
    arguments: Json
    answer: Json = field(default_factory=dict)


class WebApi:
    """Serves `/api/<method>`. `calls` records every request there, refused ones too."""

    def __init__(
        self,
        workspace: Workspace,
        views: Views,
        *,
        installation: Installation,
        bot_token: str,
        app_token: str,
        faults: Faults,
        open_socket: Callable[[], str],
        base_url: Callable[[], str],
    ) -> None:
        self.calls: list[ApiCall] = []
        self._workspace = workspace
        self._views = views
        self._app = installation
        self._bot_token = bot_token
        self._app_token = app_token
        self._faults = faults
        self._open_socket = open_socket
        self._base_url = base_url
        self._methods: dict[str, Method] = {
            "auth.test": self._auth_test,
            "views.open": lambda a: self._shown(views.open(a.get("trigger_id"), a.get("view"))),
            "views.push": lambda a: self._shown(views.open(a.get("trigger_id"), a.get("view"))),
            "views.update": lambda a: self._shown(
                views.update(
                    a.get("view"),
                    view_id=a.get("view_id"),
                    external_id=a.get("external_id"),
                    expected_hash=a.get("hash"),
                )
            ),
            "views.publish": lambda a: self._shown(
                views.publish(a.get("user_id"), a.get("view"), expected_hash=a.get("hash"))
            ),
            "chat.postMessage": _missing_scope,
            "chat.postEphemeral": _missing_scope,
            "chat.update": _missing_scope,
            "chat.delete": _missing_scope,
        }

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/api/{method}", self._receive)

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = _token(request.headers, arguments)

        fault = self._faults.next_web_api(method)
        if fault is not None and not fault.is_carried_out:
            self._record(ApiCall(method, token, arguments))
            return await suffer(fault, request)
        answer = self._call(method, token, arguments)
        self._record(ApiCall(method, token, arguments, answer))
        if fault is not None:
            return await suffer(fault, request)
        return web.json_response(answer, headers={"X-OAuth-Scopes": SCOPES})

    def _record(self, call: ApiCall) -> None:
        self.calls.append(call)
        self._workspace.changed({"type": "api_call"})

    def _call(self, method: str, token: str | None, arguments: Json) -> Json:
        if method == "blocks.validate":
            return _validate(arguments)
        known = method == "apps.connections.open" or method in self._methods
        if not known:
            return _error("unknown_method", req_method=method)
        if token is None:
            return _error("not_authed")
        if method == "apps.connections.open":
            if token == self._bot_token:
                return _error("not_allowed_token_type")
            if token != self._app_token:
                return _error("invalid_auth")
            return {"ok": True, "url": self._open_socket()}
        if token != self._bot_token:
            return _error("not_allowed_token_type" if token == self._app_token else "invalid_auth")
        try:
            return self._methods[method](arguments)
        except RefusedViewError as refused:
            return _refused(refused)

    def _auth_test(self, _arguments: Json) -> Json:
        if self._faults.auth_test_error is not None:
            return _error(self._faults.auth_test_error)
        return {
            "ok": True,
            "url": f"{self._base_url()}/",
            "team": self._app.team_name,
            "user": self._workspace.user(self._app.bot_user_id).username,
            "team_id": self._app.team_id,
            "user_id": self._app.bot_user_id,
            "bot_id": self._app.bot_id,
            "is_enterprise_install": False,
        }

    def _shown(self, view: OpenView) -> Json:
        return {"ok": True, "view": self._views.as_json(view)}


async def _arguments(request: web.Request) -> Json:
    """The arguments from the query, a JSON body or a form; malformed JSON counts as none."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            body = {}
        return arguments | (body if isinstance(body, dict) else {})
    return arguments | dict(await request.post())


def _token(headers: Mapping[str, str], arguments: Json) -> str | None:
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" and token else arguments.pop("token", None)


def _error(code: str, **more: Any) -> Json:
    return {"ok": False, "error": code, **more}


def _missing_scope(_arguments: Json) -> Json:
    return _error("missing_scope", needed="chat:write", provided=SCOPES)


def _refused(refused: RefusedViewError) -> Json:
    details = [f"[ERROR] {p.message} [json-pointer:/view{p.pointer}]" for p in refused.problems]
    return _error(refused.code, **({"response_metadata": {"messages": details}} if details else {}))


def _validate(arguments: Json) -> Json:
    """`blocks.validate`: exactly one of `blocks`, `message` and `view`, as JSON or as text with JSON in it."""
    given = [name for name in ("blocks", "message", "view") if arguments.get(name)]
    if len(given) != 1:
        return _error("invalid_arguments")
    value = arguments[given[0]]
    try:
        value = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return _error("invalid_arguments")
    check: Callable[[Any], list[Problem]]
    check = {"blocks": validate_blocks, "message": validate_message, "view": validate_view}[given[0]]
    if not (problems := check(value)):
        return {"ok": True}
    errors = [{"pointer": p.pointer, "code": p.code, "message": p.message} for p in problems]
    return _error(f"invalid_{given[0]}", errors=errors)

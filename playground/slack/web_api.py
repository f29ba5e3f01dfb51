"""The methods of Slack's Web API that the app calls."""

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
        self._installation = installation
        self._bot_token = bot_token
        self._app_token = app_token
        self._faults = faults
        self._open_socket = open_socket
        self._base_url = base_url

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/api/{method}", self._receive)

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = _token(request.headers)

        fault = self._faults.next_web_api(method)
        if fault is not None and not fault.is_carried_out:
            self._record(ApiCall(method, token, arguments))
            return await suffer(fault, request)
        answer = self._answer(method, token, arguments)
        self._record(ApiCall(method, token, arguments, answer))
        if fault is not None:
            return await suffer(fault, request)
        return web.json_response(answer, headers={"X-OAuth-Scopes": "commands"})

    def _record(self, call: ApiCall) -> None:
        self.calls.append(call)
        self._workspace.changed({"type": "api_call"})

    def _answer(self, method: str, token: str | None, arguments: Json) -> Json:
        if method == "blocks.validate":
            return _validate(arguments)
        if token is None:
            return _error("not_authed")
        expected, other = self._bot_token, self._app_token
        if method == "apps.connections.open":
            expected, other = other, expected
        if token != expected:
            return _error("not_allowed_token_type" if token == other else "invalid_auth")
        try:
            return self._carry_out(method, arguments)
        except RefusedViewError as refused:
            return _refused(refused)

    def _carry_out(self, method: str, arguments: Json) -> Json:
        view = arguments.get("view")
        match method:
            case "auth.test":
                return self._auth_test()
            case "apps.connections.open":
                return {"ok": True, "url": self._open_socket()}
            case "views.open" | "views.push":
                return self._shown(self._views.open(arguments.get("trigger_id"), view))
            case "views.update":
                return self._shown(self._views.update(arguments.get("view_id"), view))
            case "views.publish":
                return self._shown(self._views.publish(arguments.get("user_id"), view))
            case _:
                return _error("unknown_method", req_method=method)

    def _auth_test(self) -> Json:
        if self._faults.auth_test_error is not None:
            return _error(self._faults.auth_test_error)
        installation = self._installation
        return {
            "ok": True,
            "url": f"{self._base_url()}/",
            "team": installation.team_name,
            "user": self._workspace.user(installation.bot_user_id).username,
            "team_id": installation.enterprise_id
            if installation.is_enterprise_install
            else installation.team_id,
            "user_id": installation.bot_user_id,
            "bot_id": installation.bot_id,
            "is_enterprise_install": installation.is_enterprise_install,
            **({"enterprise_id": installation.enterprise_id} if installation.enterprise_id else {}),
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


def _token(headers: Mapping[str, str]) -> str | None:
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" and token else None


def _error(code: str, **more: Any) -> Json:
    return {"ok": False, "error": code, **more}


def _refused(refused: RefusedViewError) -> Json:
    details = [f"[ERROR] {p.message} [json-pointer:/view{p.pointer}]" for p in refused.problems]
    return _error(refused.code, **({"response_metadata": {"messages": details}} if details else {}))


def _validate(arguments: Json) -> Json:
    """`blocks.validate`: takes one of `blocks`, `message` and `view`, as JSON or as text with JSON in it."""
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

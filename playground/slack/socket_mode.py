"""Slack's side of Socket Mode: the app connects, and what people do goes to it in envelopes."""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from playground.slack.delivery import Answer, EnvelopeType, ms_since

Json = dict[str, Any]


class SocketModeDelivery:
    """Serves `/link` and delivers over the newest connection. `answer_timeout` is in seconds.

    `on_change` is called when a connection comes or goes."""

    def __init__(self, *, app_id: str, answer_timeout: float, on_change: Callable[[], None]) -> None:
        self.connections: list[web.WebSocketResponse] = []
        self._app_id = app_id
        self._on_change = on_change
        self.answer_timeout = answer_timeout
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    def open_url(self, base_url: str) -> str:
        """The address for one connection, as `apps.connections.open` hands it out."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return f"{base_url.replace('http', 'ws', 1)}/link?ticket={ticket}&app_id={self._app_id}"

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/link", self._connect)

    async def deliver(self, envelope_type: EnvelopeType, payload: Json, *, retry: int = 0) -> Answer:
        if not self.connections:
            return Answer(0, error="dispatch_failed")
        envelope_id = secrets.token_hex(16)
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": envelope_type,
            "accepts_response_payload": envelope_type != "events_api",
            "payload": payload,
        }
        if retry:
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout"}
        answered = self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self.answer_timeout):
                await self.connections[-1].send_json(envelope)
                ack = await answered
        except TimeoutError:
            return Answer(0, ms=ms_since(started), error="operation_timeout")
        except ConnectionError:
            return Answer(0, ms=ms_since(started), error="dispatch_failed")
        finally:
            del self._waiting[envelope_id]
        body = json.dumps(ack["payload"]) if ack.get("payload") else ""
        return Answer(200, body, ms=ms_since(started))

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ends every connection, with the warning that Slack gives first."""
        for connection in list(self.connections):
            await connection.send_json({"type": "disconnect", "reason": reason})
            await connection.close()

    async def close(self) -> None:
        for connection in list(self.connections):
            await connection.close()

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="invalid_auth")
        self._tickets.discard(ticket)
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        count = len(self.connections) + 1
        info = {"app_id": self._app_id}
        await connection.send_json({"type": "hello", "num_connections": count, "connection_info": info})
        self.connections.append(connection)
        self._on_change()
        try:
            async for message in connection:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(message.data)
        finally:
            self.connections.remove(connection)
            self._on_change()
        return connection

    def _acknowledge(self, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            return
        waiting = self._waiting.get(ack.get("envelope_id", "")) if isinstance(ack, dict) else None
        if waiting is not None and not waiting.done():
            waiting.set_result(ack)

"""Connections that say nothing, or never come to the point, are closed: they would hold the server otherwise.

aiohttp limits the time between requests, but not the time that a request's head may take."""

import asyncio
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from aiohttp.web_protocol import RequestHandler


class SlowClients:
    """Watches the connections of one server: each must bring a whole request head within `within` seconds of its
    start, and of the end of the `keep_alive` seconds after its last answer. One look at all of them tells, now and then:
    a timer for each would take more memory than all else that is known of it."""

    def __init__(self, *, within: float, keep_alive: float) -> None:
        self._within = within
        self._keep_alive = keep_alive
        self._look_every = within / 10
        # For each connection, until when it may stay without a request; None while one is served.
        self._patience: dict[RequestHandler, float | None] = {}

    def __len__(self) -> int:
        return len(self._patience)

    def watched(self, server: Callable[[], RequestHandler]) -> Callable[[], RequestHandler]:
        """A server's protocol factory, with its connections watched."""

        def accept() -> RequestHandler:
            connection = server()
            # It has its transport in the loop's next turn. Before that, it looks like one that went away.
            asyncio.get_running_loop().call_soon(self._watch, connection)
            return connection

        return accept

    def middleware(self) -> Middleware:
        """Notes that a connection came to the point."""

        @web.middleware
        async def served(request: web.Request, handler: Handler) -> web.StreamResponse:
            connection = request.protocol
            self._allow(connection, None)
            try:
                return await handler(request)
            finally:
                patience = self._keep_alive + self._within
                self._allow(connection, asyncio.get_running_loop().time() + patience)

        return served

    def _watch(self, connection: RequestHandler) -> None:
        loop = asyncio.get_running_loop()
        if not self._patience:
            loop.call_later(self._look_every, self._look)
        self._patience[connection] = loop.time() + self._within

    def _allow(self, connection: RequestHandler, until: float | None) -> None:
        # One that was given up while its request was served would stay for ever.
        if connection in self._patience:
            self._patience[connection] = until

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        for connection, until in list(self._patience.items()):
            if connection.transport is None:
                del self._patience[connection]
            elif until is not None and now >= until:
                del self._patience[connection]
                connection.transport.abort()
        if self._patience:
            loop.call_later(self._look_every, self._look)

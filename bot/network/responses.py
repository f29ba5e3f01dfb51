"""A limit on responses that belong to no request: "100 Continue" again and again, or a second response after the first. aiohttp
reads as many as come."""

from functools import partial
from typing import Any, Self

import aiohttp
from aiohttp.connector import Connection

_AT_MOST = 10


class Response(aiohttp.ClientResponse):
    """As aiohttp's own. Where more responses wait than anybody needs, the connection ends: without an end, they would
    fill the memory, and keep the process busy."""

    async def start(self, connection: Connection) -> Self:
        protocol: Any = connection.protocol
        # It stays with the connection, which is kept for the next request.
        protocol.feed_data = partial(_feed, protocol)
        await super().start(connection)
        return self


def _feed(protocol: Any, data: Any, size: int = 0) -> None:
    if len(protocol._buffer) < _AT_MOST:  # noqa: SLF001 - aiohttp has no limit of its own
        type(protocol).feed_data(protocol, data, size)
    else:
        protocol.close()

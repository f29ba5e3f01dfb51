"""A limit on answers that nobody asked for: interim ones such as "100 Continue", and those that follow an answer on a connection
that is kept. aiohttp takes in as many as come."""

from functools import partial
from typing import Any, Self

import aiohttp
from aiohttp.connector import Connection

_AT_MOST = 10


class Response(aiohttp.ClientResponse):
    """As aiohttp's own. Where more heads of answers wait than anybody needs, the connection ends: without an end, they would
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

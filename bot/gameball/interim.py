"""A limit on interim answers, such as "100 Continue": aiohttp reads them, however many they are, before the answer itself."""

from functools import partial
from typing import Any, Self

import aiohttp
from aiohttp.connector import Connection

_AT_MOST = 10


class Response(aiohttp.ClientResponse):
    """As aiohttp's own. Raises ClientResponseError where more interim answers come than anybody needs: without an end, they
    keep the process busy."""

    async def start(self, connection: Connection) -> Self:
        protocol: Any = connection.protocol
        protocol.read = partial(self._next, protocol.read, iter(range(_AT_MOST + 1)))
        try:
            await super().start(connection)
        finally:
            del protocol.read
        return self

    async def _next(self, read: Any, left: Any) -> Any:
        if next(left, None) is None:
            raise aiohttp.ClientResponseError(self.request_info, self.history, message="interim answers")
        return await read()

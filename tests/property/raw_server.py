"""A Gameball whose answers are any bytes, and which notes the bytes that it is asked with."""

import asyncio
from typing import Self

from bot.gameball.client import GameballClient, RequestLimits
from bot.gameball.errors import GameballError
from bot.gameball.models import CustomerCoupons
from tests.conftest import client_at

NO_COUPONS = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"


class RawServer:
    """Runs while it is entered, in an event loop of its own: a property's examples share it, and one client.

    Each connection is answered once, with `answer`, and closed. `head` is the newest request's."""

    def __init__(self) -> None:
        self.answer = NO_COUPONS
        self.head = b""
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        self._runner.run(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._stop())
        self._runner.close()

    def ask(self, customer_id: str = "c") -> CustomerCoupons | GameballError:
        return self._runner.run(self._ask(customer_id))

    async def _start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self._client: GameballClient = client_at(
            f"http://127.0.0.1:{port}", limits=RequestLimits(tries=1, body=100_000)
        )

    async def _stop(self) -> None:
        await self._client.__aexit__()
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.head = await reader.readuntil(b"\r\n\r\n")
        writer.write(self.answer)
        writer.close()

    async def _ask(self, customer_id: str) -> CustomerCoupons | GameballError:
        try:
            return await self._client.get_customer_coupons(customer_id)
        except GameballError as error:
            return error

"""The distance to a service: a proxy on loopback that makes every byte take its time, both ways."""

import asyncio
from typing import Self, cast


class Distance:
    """Listens on a free port of 127.0.0.1 and passes on to `target`, `round_trip` seconds away.

    Loopback's own handshake takes no time, so a new connection's first bytes wait for one round trip more."""

    def __init__(self, target: int, *, round_trip: float) -> None:
        self.port = 0
        self.target = target
        self.one_way = round_trip / 2
        self.open: set[asyncio.Transport] = set()

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(lambda: _Near(self), "127.0.0.1", 0)
        self.port = self._listener.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listener.close()
        for transport in list(self.open):
            transport.abort()


class _End(asyncio.Protocol):
    """One side of a proxied connection; what it receives comes out of the other side, later."""

    def __init__(self, distance: Distance) -> None:
        self.distance = distance
        self.other: _End | None = None
        self.transport: asyncio.Transport | None = None
        self.ready = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are asyncio's in all but their base class.
        self.transport = cast(asyncio.Transport, transport)
        self.distance.open.add(self.transport)

    def connection_lost(self, _error: Exception | None) -> None:
        if self.transport:
            self.distance.open.discard(self.transport)
        self._later(self._close_other)

    def data_received(self, data: bytes) -> None:
        self._later(self._write_other, data)

    def _later(self, what: object, *arguments: object) -> None:
        loop = asyncio.get_running_loop()
        # A timer never overtakes one set before for the same time, so the order is kept.
        self.ready = max(self.ready, loop.time() + self.distance.one_way)
        loop.call_at(self.ready, what, *arguments)  # type: ignore[arg-type]

    def _write_other(self, data: bytes) -> None:
        if self.other and self.other.transport and not self.other.transport.is_closing():
            self.other.transport.write(data)

    def _close_other(self) -> None:
        if self.other and self.other.transport:
            self.other.transport.close()


class _Near(_End):
    """The caller's side."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        loop = asyncio.get_running_loop()
        # The caller's first bytes leave only when its handshake would be over.
        self.ready = loop.time() + 3 * self.distance.one_way
        far = self.other = _End(self.distance)
        far.other = self
        self._connecting = loop.create_task(self._connect(far))

    async def _connect(self, far: _End) -> None:
        try:
            await asyncio.get_running_loop().create_connection(lambda: far, "127.0.0.1", self.distance.target)
        except OSError:
            if self.transport:
                self.transport.abort()

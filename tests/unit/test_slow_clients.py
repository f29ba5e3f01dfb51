"""The bookkeeping of SlowClients; what clients see of it is in tests/e2e/test_door_slow_clients.py."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiohttp import web

from bot.slow_clients import SlowClients

_WITHIN, _KEEP_ALIVE = 10.0, 120.0


class Connection:
    """A connection as the server sees one."""

    def __init__(self) -> None:
        self.aborted = False
        self.transport: Any = SimpleNamespace(abort=self._abort)

    def _abort(self) -> None:
        self.aborted = True

    def lost(self) -> None:
        self.transport = None


class Clock:
    """The loop's time, which passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._due: list[tuple[float, Any, tuple[Any, ...]]] = []

    def time(self) -> float:
        return self.now

    def call_later(self, delay: float, callback: Any, *args: Any) -> None:
        self._due.append((self.now + delay, callback, args))

    def call_soon(self, callback: Any, *args: Any) -> None:
        callback(*args)

    def passes(self, seconds: float) -> None:
        end = self.now + seconds
        while due := [entry for entry in self._due if entry[0] <= end]:
            entry = min(due, key=lambda entry: entry[0])
            self._due.remove(entry)
            self.now = entry[0]
            entry[1](*entry[2])
        self.now = end


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: clock)
    return clock


@pytest.fixture
def slow_clients() -> SlowClients:
    return SlowClients(within=_WITHIN, keep_alive=_KEEP_ALIVE)


def _accept(slow_clients: SlowClients) -> Connection:
    connection = Connection()
    assert slow_clients.watched(lambda: cast(Any, connection))() is cast(Any, connection)
    return connection


def _serve(slow_clients: SlowClients, connection: Connection, meanwhile: Any = lambda: None) -> None:
    """One request on a connection, from the head to the end of its handler."""
    request = cast(Any, SimpleNamespace(protocol=connection))

    async def handler(_: web.Request) -> web.Response:
        meanwhile()
        return web.Response()

    serving = cast(Any, slow_clients.middleware()(request, handler))
    with pytest.raises(StopIteration):
        serving.send(None)


@pytest.mark.usefixtures("clock")
def test_a_connection_is_watched_from_its_start(slow_clients: SlowClients) -> None:
    _accept(slow_clients)

    assert len(slow_clients) == 1


def test_one_without_a_request_is_cut_off_after_the_limit(slow_clients: SlowClients, clock: Clock) -> None:
    connection = _accept(slow_clients)

    clock.passes(_WITHIN - 1)
    assert not connection.aborted

    clock.passes(2)
    assert (connection.aborted, len(slow_clients)) == (True, 0)


def test_one_that_is_served_stays(slow_clients: SlowClients, clock: Clock) -> None:
    connection = _accept(slow_clients)

    _serve(slow_clients, connection, lambda: clock.passes(1000))

    assert (connection.aborted, len(slow_clients)) == (False, 1)


def test_one_that_was_answered_may_rest_before_the_next_head(slow_clients: SlowClients, clock: Clock) -> None:
    connection = _accept(slow_clients)
    _serve(slow_clients, connection)

    clock.passes(_KEEP_ALIVE + _WITHIN - 1)
    assert not connection.aborted

    clock.passes(2)
    assert (connection.aborted, len(slow_clients)) == (True, 0)


def test_one_that_went_away_is_forgotten(slow_clients: SlowClients, clock: Clock) -> None:
    _accept(slow_clients).lost()

    clock.passes(_WITHIN)

    assert len(slow_clients) == 0


def test_one_that_comes_when_all_others_are_gone_is_watched(slow_clients: SlowClients, clock: Clock) -> None:
    _accept(slow_clients).lost()
    clock.passes(_WITHIN)
    late = _accept(slow_clients)

    clock.passes(_WITHIN + 1)

    assert late.aborted


def test_one_that_went_away_while_it_was_served_is_forgotten(slow_clients: SlowClients, clock: Clock) -> None:
    connection = _accept(slow_clients)

    def meanwhile() -> None:
        connection.lost()
        clock.passes(_WITHIN)

    _serve(slow_clients, connection, meanwhile)

    assert len(slow_clients) == 0

"""Time that passes only while nothing else happens: the real limits, in a fraction of the seconds."""

import asyncio
import socket
import time
from typing import Any, Self

import pytest

_QUIET = 0.005
"""Real seconds without anything from a socket, after which nothing seems to be under way any more."""


class PassingTime:
    """What `time.monotonic` and the running event loop take for the time, while it is entered.

    It stands still while there is work, however long that takes on a busy machine, and then jumps to what is due next.
    Other processes know nothing of it."""

    def __init__(self) -> None:
        self.now = time.monotonic()
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        loop: Any = asyncio.get_running_loop()
        select, run_in_executor = loop._selector.select, loop.run_in_executor
        in_threads: set[asyncio.Future[Any]] = set()
        self._echo = _Echo()

        def run_and_note(*call: Any) -> asyncio.Future[Any]:
            future: asyncio.Future[Any] = run_in_executor(*call)
            in_threads.add(future)
            future.add_done_callback(in_threads.discard)
            return future

        def select_or_jump(timeout: float | None = None) -> Any:
            if not timeout:
                return select(timeout)
            if (ready := select(_QUIET)) or in_threads:
                return ready
            self._echo.wait()
            if not (ready := select(0)):
                self.now += timeout
            return ready

        self._patch.setattr(loop._selector, "select", select_or_jump)
        self._patch.setattr(loop, "run_in_executor", run_and_note)
        self._patch.setattr(time, "monotonic", lambda: self.now)
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.undo()
        self._echo.close()


class _Echo:
    """A busy kernel delivers late, but in order: once this is back, so is what was sent before it."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self._here = socket.create_connection(listener.getsockname())
            self._there, _ = listener.accept()

    def wait(self) -> None:
        self._here.send(b".")
        self._there.recv(1)

    def close(self) -> None:
        self._here.close()
        self._there.close()

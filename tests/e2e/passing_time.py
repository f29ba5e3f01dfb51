"""Time that passes only while nothing else happens: the real limits, in a fraction of the seconds."""

import asyncio
import time
from typing import Any

import pytest

_QUIET = 0.01
"""Real seconds without anything from a socket, after which nothing is under way any more."""


class PassingTime:
    """What `time.monotonic` and the event loop take for the time, from here to the end of the test.

    It stands still while there is work, however long that takes on a busy machine, and then jumps to what is due next.
    Made in the loop that it governs; threads and other processes know nothing of it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = time.monotonic()
        loop: Any = asyncio.get_running_loop()
        select = loop._selector.select

        def select_or_jump(timeout: float | None = None) -> Any:
            ready = select(_QUIET if timeout else timeout)
            if timeout and not ready:
                self.now += timeout
            return ready

        patch.setattr(loop._selector, "select", select_or_jump)
        patch.setattr(time, "monotonic", lambda: self.now)

    def block(self, seconds: float) -> None:
        """What a call does to the event loop that takes that long and does not await."""
        self.now += seconds

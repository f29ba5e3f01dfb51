"""The command line in this process: what the whole process is set to."""

import asyncio
import gc
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from bot import __main__


@pytest.fixture
def restored_search_for_garbage() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


@pytest.mark.usefixtures("needed_settings", "restored_logging", "restored_search_for_garbage")
def test_garbage_is_looked_for_once_the_app_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[bool] = []

    @asynccontextmanager
    async def serving(_: object) -> AsyncIterator[str]:
        searched.append(gc.isenabled())
        # What the platform does, once it runs.
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGTERM)
        yield "http://127.0.0.1"
        searched.append(gc.isenabled())

    monkeypatch.setattr("bot.server.serving", serving)

    assert (__main__.main(["serve"]), searched) == (0, [False, True])

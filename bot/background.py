"""Work that outlives the response to Slack that it belongs to."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import structlog

T = TypeVar("T")

_log = structlog.stdlib.get_logger("bot")


class Background:
    """The tasks under way. asyncio itself keeps no reference to a task, and cancels all of them at the exit."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._computing = asyncio.Lock()

    def __len__(self) -> int:
        return len(self._tasks)

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        # Not every task is awaited, and asyncio's own report would quote the error's message.
        if not task.cancelled() and (error := task.exception()):
            _log.error("internal_error", exc_info=error)

    async def finish(self, work: Coroutine[Any, Any, T], within: float) -> asyncio.Task[T]:
        """Start the work and wait for it, `within` seconds at most. It goes on after that; the task tells whether it is
        done."""
        task = self.spawn(work)
        await asyncio.wait({task}, timeout=within)
        return task

    async def compute(self, work: Callable[[], T]) -> T:
        """What the work returns, computed by a thread, so that the event loop serves others meanwhile. One at a time: several
        would slow down all the others."""
        async with self._computing:
            return await asyncio.to_thread(work)

    async def drain(self, within: float) -> int:
        """Wait for what is under way, `within` seconds at most. Returns how many tasks were cut off."""
        deadline = asyncio.get_running_loop().time() + within
        # Tasks may start others.
        while self._tasks and (left := deadline - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(self._tasks, timeout=left)
        cut_off = list(self._tasks)
        for task in cut_off:
            task.cancel()
        await asyncio.gather(*cut_off, return_exceptions=True)
        return len(cut_off)

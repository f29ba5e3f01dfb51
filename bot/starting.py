"""The app while it is not there yet: it is imported once the port is open, and what comes meanwhile waits for it."""

import asyncio
import errno
import os
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.payload import Payload

if TYPE_CHECKING:
    from bot.app import Bot

_EMPTY_AFTER = 2.3
"""Seconds, as in listeners/reply.py, which is imported later."""
_IMPORTS_AT_MOST, _IMPORT_EVERY = 30, 0.5

_log = structlog.stdlib.get_logger("bot")


async def imported_app() -> "Callable[..., AbstractAsyncContextManager[Bot]]":
    """Import it in a thread, so that the health checks are answered meanwhile. Raises ImportError."""
    for _ in range(_IMPORTS_AT_MOST):
        try:
            return await asyncio.to_thread(_import_app)
        except (OSError, ImportError) as error:
            # What is compiled is opened by the system, which tells in words.
            if not any(os.strerror(number) in str(error) for number in (errno.EMFILE, errno.ENFILE)):
                raise ImportError("the app cannot be imported") from error
            # Strangers may hold all that this process may open; those who say nothing are closed soon.
            _log.warning("import_waits", hint="too many files are open")
            await asyncio.sleep(_IMPORT_EVERY)
    raise ImportError("the app cannot be imported: too many files are open")


def _import_app() -> "Callable[..., AbstractAsyncContextManager[Bot]]":
    from bot.app import running_bot  # noqa: PLC0415 - most of the start goes into this import

    return running_bot


class Early:
    """Requests that come before the app."""

    def __init__(
        self,
        starting: "asyncio.Future[Bot]",
        dispatch: "Callable[[Bot, Payload, float], Awaitable[web.Response]]",
    ) -> None:
        self._starting = starting
        self._dispatch = dispatch
        # The event loop alone would let them be collected.
        self._tasks: set[asyncio.Task[web.Response]] = set()

    async def answer(self, payload: Payload, arrived: float) -> web.Response:
        """The app's answer or, where Slack would give up before it comes, an empty one: the app then posts what it has to
        say to a command or a click, as it does whenever it is late."""
        task = asyncio.create_task(self._once_started(payload, arrived))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # What else is sent has its answer in the response alone.
        may_be_late = "command" in payload or payload.get("type") == "block_actions"
        await asyncio.wait({task}, timeout=arrived + _EMPTY_AFTER - time.monotonic() if may_be_late else None)
        return task.result() if task.done() else web.Response()

    async def handed_over(self, within: float) -> None:
        """Once the app is there, wait until all of them are with it, those that were answered empty too; `within` seconds
        at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)

    async def _once_started(self, payload: Payload, arrived: float) -> web.Response:
        await asyncio.wait([self._starting])
        if self._starting.cancelled():
            return web.Response(status=503)
        return await self._dispatch(self._starting.result(), payload, arrived)


def readiness(starting: "asyncio.Future[Bot]") -> str:
    """In a word or some: "ready", or what is waited for."""
    if not starting.done() or starting.cancelled():
        return "starting"
    bot = starting.result()
    if bot.ready:
        return "ready"
    return "draining" if bot.draining else "waiting for Slack's auth.test"

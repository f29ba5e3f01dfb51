"""One call for all who ask for the same at the same time, and its result for those who ask some seconds later."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

from bot.eager_tasks import begin

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Call(Generic[V]):
    def __init__(self, *, fresh: bool) -> None:
        self.fresh = fresh
        self.waiters: list[asyncio.Future[V]] = []
        self.task: asyncio.Task[None] | None = None

    def succeed(self, result: V) -> None:
        for waiter in self.waiters:
            if not waiter.done():
                waiter.set_result(result)

    def cut_off(self) -> None:
        for waiter in self.waiters:
            waiter.cancel()

    def fail(self, error: Exception) -> None:
        for waiter in self.waiters:
            if not waiter.done():
                waiter.set_exception(error)


class Coalescing(Generic[K, V]):
    """Calls `work` for a key, once for all who ask while it is under way, and keeps what it returns.

    Results are kept for `kept_for` seconds, the latest `kept_at_most` of them, and only where `keeps` says so. Errors go
    to all who wait, and are never kept. A call that nobody waits for any more is cancelled."""

    def __init__(
        self,
        work: Callable[[K], Coroutine[Any, Any, V]],
        *,
        kept_for: float,
        kept_at_most: int,
        keeps: Callable[[V], bool] = lambda _: True,
    ) -> None:
        self._work = work
        self._kept_for = kept_for
        self._kept_at_most = kept_at_most
        self._keeps = keeps
        self._calls: dict[K, _Call[V]] = {}
        # Until when, and what; the oldest first.
        self._kept: dict[K, tuple[float, V]] = {}
        self._timer: asyncio.TimerHandle | None = None

    async def get(self, key: K, *, fresh: bool = False) -> tuple[V, bool]:
        """The result, and whether another caller's call brought it.

        With `fresh`, it is from no call that began before; many who ask for that at once share one all the same."""
        call = self._calls.get(key)
        shared = call is not None and (call.fresh or not fresh)
        if call is None or not shared:
            if fresh:
                self._kept.pop(key, None)
            elif kept := self._kept.get(key):
                return kept[1], True
            call = self._calls[key] = _Call(fresh=fresh)
        waiter: asyncio.Future[V] = asyncio.get_running_loop().create_future()
        call.waiters.append(waiter)
        if call.task is None:
            call.task = begin(self._run(key, call))
        try:
            return await waiter, shared
        finally:
            call.waiters.remove(waiter)
            if not (call.waiters or call.task.done()):
                self._forget(key, call)
                call.task.cancel()
            # An error would hold on to this frame, and this frame to the error.
            del waiter

    async def _run(self, key: K, call: _Call[V]) -> None:
        """Those who wait are told from here: a callback of the task would tell them a turn of the event loop later."""
        try:
            result = await self._work(key)
        except Exception as error:  # noqa: BLE001 - it is for those who wait
            self._forget(key, call)
            call.fail(error)
            return
        except asyncio.CancelledError:
            self._forget(key, call)
            call.cut_off()
            # Its task holds on to this error, the error to this frame, and the call to the task.
            del call
            raise
        # A newer call may have taken its place.
        if self._forget(key, call) and self._keeps(result):
            self._keep(key, result)
        call.succeed(result)

    def _forget(self, key: K, call: _Call[V]) -> bool:
        if self._calls.get(key) is not call:
            return False
        del self._calls[key]
        return True

    def _keep(self, key: K, value: V) -> None:
        loop = asyncio.get_running_loop()
        self._kept.pop(key, None)
        self._kept[key] = (loop.time() + self._kept_for, value)
        if len(self._kept) > self._kept_at_most:
            del self._kept[next(iter(self._kept))]
        if self._timer is None:
            self._timer = loop.call_later(self._kept_for, self._forget_old)

    def _forget_old(self) -> None:
        loop = asyncio.get_running_loop()
        while self._kept and (until := next(iter(self._kept.values()))[0]) <= loop.time():
            del self._kept[next(iter(self._kept))]
        self._timer = loop.call_at(until, self._forget_old) if self._kept else None

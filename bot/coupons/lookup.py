"""Asks Gameball once for what many agents ask at the same time, and keeps the answer for some seconds."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from bot.gameball.client import GameballClient
from bot.gameball.models import CustomerCoupons

KEPT_FOR = 15.0
"""Seconds for which an answer is kept. Errors are never kept."""
_ANSWERS_KEPT = 256
_COUPONS_KEPT = 20_000
"""In all answers together: they take some 10 MB."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What Gameball answered about a customer, and when. `shared` tells that another lookup caused the
    request."""

    customer_id: str
    answer: CustomerCoupons
    as_of: datetime
    shared: bool = False


class _Request(NamedTuple):
    task: asyncio.Task[Snapshot]
    fresh: bool


class _Kept(NamedTuple):
    snapshot: Snapshot
    timer: asyncio.TimerHandle
    """Removes the answer when its time is over."""


class Lookup:
    def __init__(self, gameball: GameballClient, *, clock: Callable[[], datetime]) -> None:
        self._gameball = gameball
        self._clock = clock
        # Both by customer id. The kept answers are in the order in which they came.
        self._requests: dict[str, _Request] = {}
        self._kept: dict[str, _Kept] = {}

    async def coupons_of(self, customer_id: str, *, fresh: bool = False) -> Snapshot:
        """The customer's coupons. Raises a GameballError, the same one to all who share a request.

        With `fresh`, kept answers and requests that began without `fresh` are not used. A lookup that is
        cancelled does not cancel its request, which others may share."""
        request = self._requests.get(customer_id)
        if request is not None and (request.fresh or not fresh):
            return replace(await _result(request.task), shared=True)
        if fresh:
            self._forget(customer_id)
        elif customer_id in self._kept:
            return replace(self._kept[customer_id].snapshot, shared=True)
        task = asyncio.create_task(self._ask(customer_id))
        self._requests[customer_id] = _Request(task, fresh)
        task.add_done_callback(partial(self._end, customer_id))
        return await _result(task)

    async def _ask(self, customer_id: str) -> Snapshot:
        answer = await self._gameball.get_customer_coupons(customer_id)
        return Snapshot(customer_id, answer, self._clock())

    def _end(self, customer_id: str, task: asyncio.Task[Snapshot]) -> None:
        # asyncio logs an error that is never read, and maybe nobody waits for this task any more.
        failed = task.cancelled() or task.exception() is not None
        request = self._requests.get(customer_id)
        # A fresh request may have replaced this one. Then this answer is older than what will be kept.
        if request is None or request.task is not task:
            return
        del self._requests[customer_id]
        if not failed:
            self._keep(task.result())

    def _keep(self, snapshot: Snapshot) -> None:
        room = _COUPONS_KEPT - len(snapshot.answer.coupons)
        while len(self._kept) >= _ANSWERS_KEPT or (self._kept and self._coupons_kept > room):
            self._forget(next(iter(self._kept)))
        timer = asyncio.get_running_loop().call_later(KEPT_FOR, self._forget, snapshot.customer_id)
        self._kept[snapshot.customer_id] = _Kept(snapshot, timer)

    @property
    def _coupons_kept(self) -> int:
        return sum(len(kept.snapshot.answer.coupons) for kept in self._kept.values())

    def _forget(self, customer_id: str) -> None:
        kept = self._kept.pop(customer_id, None)
        if kept is not None:
            kept.timer.cancel()


async def _result(task: asyncio.Task[Snapshot]) -> Snapshot:
    """The task's result. Cancelling the caller does not cancel the task."""
    # Not asyncio.shield: since Python 3.14, it logs the task's error if a caller was cancelled before.
    await asyncio.wait([task])
    return task.result()

"""One answer for each thing that happens in Slack, even where the request for it arrives twice."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from slack_bolt.response import BoltResponse

KEPT_FOR = 15.0
"""Seconds for which a second delivery gets the first one's answer; proxies and Slack repeat sooner than that."""


class Deliveries:
    """Requests under way and just answered, by what Slack calls them."""

    def __init__(self) -> None:
        self._answers: dict[str, asyncio.Task[BoltResponse]] = {}

    async def once(
        self, name: str | None, serve: Callable[[], Coroutine[Any, Any, BoltResponse]]
    ) -> BoltResponse:
        """Serve a request, or wait for the answer to the one of the same name. Without a name it is always served."""
        if not name:
            return await serve()
        task = self._answers.get(name)
        if task is None:
            task = self._answers[name] = asyncio.create_task(serve())
            task.add_done_callback(lambda _: self._forget_later(name))
        # Whoever goes away takes nobody else's answer along.
        return await asyncio.shield(task)

    def _forget_later(self, name: str) -> None:
        asyncio.get_running_loop().call_later(KEPT_FOR, self._answers.pop, name, None)


def name_of(body: dict[str, Any]) -> str | None:
    """What tells one thing that happened from all others: Slack's trigger_id, or an event's id."""
    name = body.get("trigger_id") or body.get("event_id")
    return name if isinstance(name, str) else None

"""One answer for each thing that happens in Slack, even where the request for it arrives twice."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from slack_bolt.response import BoltResponse

KEPT_FOR = 15.0
"""Seconds for which a second delivery gets the first one's answer; proxies and Slack repeat sooner than that."""
WHOLE_AT_MOST = 200
"""Answers kept whole, the latest ones: each has some kilobytes. Of those before, only that they were given is kept."""


class Deliveries:
    """Requests under way and just answered, by what Slack calls them."""

    def __init__(self) -> None:
        self._answers: dict[str, asyncio.Future[BoltResponse]] = {}
        # When each was given, and those that are whole, oldest first.
        self._given: deque[tuple[float, str]] = deque()
        self._whole: deque[BoltResponse] = deque()

    async def once(
        self, name: str | None, serve: Callable[[], Coroutine[Any, Any, BoltResponse]]
    ) -> BoltResponse:
        """Serve a request, or wait for the answer to the one of the same name. Without a name it is always served."""
        if not name:
            return await serve()
        while name in self._answers:
            first = self._answers[name]
            await asyncio.wait([first])
            # Whoever goes away takes nobody else's answer along.
            if not first.cancelled():
                return first.result()
        loop = asyncio.get_running_loop()
        answer = self._answers[name] = loop.create_future()
        try:
            response = await serve()
        except asyncio.CancelledError:
            del self._answers[name]
            answer.cancel()
            raise
        except BaseException as error:
            answer.set_exception(error)
            # It is raised here in any case, and asyncio need not tell of it too.
            answer.exception()
            raise
        else:
            answer.set_result(response)
            self._whole.append(response)
            if len(self._whole) > WHOLE_AT_MOST:
                self._whole.popleft().body = ""
            return response
        finally:
            if not answer.cancelled():
                self._given.append((loop.time(), name))
                if len(self._given) == 1:
                    loop.call_later(KEPT_FOR, self._forget_old)

    def _forget_old(self) -> None:
        loop = asyncio.get_running_loop()
        while self._given and self._given[0][0] + KEPT_FOR <= loop.time():
            answer = self._answers.pop(self._given.popleft()[1])
            if self._whole and not answer.exception() and answer.result() is self._whole[0]:
                self._whole.popleft()
        if self._given:
            loop.call_at(self._given[0][0] + KEPT_FOR, self._forget_old)


def name_of(body: dict[str, Any]) -> str | None:
    """What tells one thing that happened from all others: Slack's trigger_id, or an event's id."""
    name = body.get("trigger_id") or body.get("event_id")
    return name if isinstance(name, str) else None

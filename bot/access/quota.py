"""A limit on how many customers one person looks up: enough for support work, too few to harvest codes."""

import time
from collections.abc import Callable

WINDOW = 600.0
"""Seconds within which distinct customers are counted."""


class Quota:
    """Counts in this process alone: the limit of the whole app is this times its processes."""

    def __init__(self, customers: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        """At most this many different customers for each person within the window; 0 means no limit."""
        self._customers = customers
        self._clock = clock
        # For each person, when each customer was last asked for.
        self._asked: dict[str, dict[str, float]] = {}
        self._swept = clock()

    def admits(self, user_id: str, customer: str) -> bool:
        """Count a lookup. Asking again for a customer already counted is always admitted."""
        if not self._customers:
            return True
        now = self._clock()
        self._forget_old(now)
        asked = self._asked.setdefault(user_id, {})
        for old in [name for name, at in asked.items() if at <= now - WINDOW]:
            del asked[old]
        if customer not in asked and len(asked) >= self._customers:
            return False
        asked[customer] = now
        return True

    def _forget_old(self, now: float) -> None:
        """Whom nobody counts any more is not kept: everybody is looked through once in a window."""
        if now >= self._swept + WINDOW:
            self._swept = now
            self._asked = {
                user_id: asked
                for user_id, asked in self._asked.items()
                if max(asked.values(), default=0.0) > now - WINDOW
            }

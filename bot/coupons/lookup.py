"""Gameball asked once for what many agents ask at once, and not again for some seconds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.coupons.coalescing import Coalescing
from bot.gameball.client import GameballClient
from bot.gameball.models import CustomerCoupons

KEPT_FOR = 15.0
"""Seconds for which an answer serves again. Errors are never kept."""
_KEPT_AT_MOST = 256


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What Gameball said of a customer, and when. `shared` tells that this request did not cause the call."""

    customer_id: str
    answer: CustomerCoupons
    as_of: datetime
    shared: bool = False


class Lookup:
    """Lookups of customers' coupons, coalesced and kept for a few seconds."""

    def __init__(self, gameball: GameballClient, *, clock: Callable[[], datetime]) -> None:
        self._gameball = gameball
        self._clock = clock
        self._snapshots = Coalescing(self._ask, kept_for=KEPT_FOR, kept_at_most=_KEPT_AT_MOST)

    async def coupons_of(self, customer_id: str, *, fresh: bool = False) -> Snapshot:
        """The customer's coupons; with `fresh`, as they are from now on rather than some seconds ago.

        Raises a GameballError."""
        snapshot, shared = await self._snapshots.get(customer_id, fresh=fresh)
        return replace(snapshot, shared=True) if shared else snapshot

    async def _ask(self, customer_id: str) -> Snapshot:
        answer = await self._gameball.get_customer_coupons(customer_id)
        return Snapshot(customer_id, answer, self._clock())

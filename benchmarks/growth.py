"""Growth: what a long list of coupons costs, in this process, step by step."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf

from benchmarks.gameball import coupons_body
from bot.blocks.results import View, results
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.gameball.models import parse_coupons

SIZES = (10, 100, 1_000, 10_000)


@dataclass(frozen=True)
class Growth:
    """Seconds for a whole list of that many coupons: to parse it, and to judge it and draw its first page. The least of
    all turns: what a turn takes longer is the machine's."""

    parsing: dict[int, float] = field(default_factory=lambda: dict.fromkeys(SIZES, inf))
    page: dict[int, float] = field(default_factory=lambda: dict.fromkeys(SIZES, inf))

    @property
    def page_per_coupon(self) -> float:
        """What one coupon more costs a page, in seconds."""
        least, most = SIZES[0], SIZES[-1]
        return (self.page[most] - self.page[least]) / (most - least)


def measure(found: Growth, *, turns: int) -> None:
    """Takes so many turns more. Garbage is to be looked for as seldom as the bot's own processes do."""
    now = datetime.now(UTC)
    state, view = State(customer_id="cust_1"), View(now=now, data="test")
    # One size after the other, again and again: whatever slows the machine down meets all alike.
    for _ in range(turns):
        for size in SIZES:
            body = coupons_body(size)
            answer = parse_coupons(body)
            if len(answer.coupons) != size:
                raise RuntimeError(f"{size - len(answer.coupons)} of {size} coupons were not read")
            snapshot = Snapshot("cust_1", answer, now)
            # Short lists are over too soon for one run of each to say much.
            times = max(1, 2_000 // size)
            found.parsing[size] = min(found.parsing[size], _time(parse_coupons, times, body))
            found.page[size] = min(found.page[size], _time(results, times, snapshot, state, view))


def _time(work: Callable[..., object], times: int, *arguments: object) -> float:
    # The processor's time: that other processes run meanwhile is none of the bot's growth.
    began = time.thread_time()
    for _ in range(times):
        work(*arguments)
    return (time.thread_time() - began) / times

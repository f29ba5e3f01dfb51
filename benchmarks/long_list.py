"""**A page out of 10,000 coupons** is read, judged, sorted and drawn in the benchmark's own process. The least
processor time of several turns is shown, as what a turn takes longer is the machine's. Linear means: at 10,000 a
coupon costs at most one and a half times as much as at 1,000."""

import time
from collections.abc import Callable

from benchmarks.cards import draw, read
from benchmarks.gameball import coupons_body
from benchmarks.report import Row

_FEW, _MANY = 1_000, 10_000
_TURNS = 7


async def measure() -> list[Row]:
    bodies = {size: coupons_body(size) for size in (_FEW, _MANY)}
    lists = {size: read(body) for size, body in bodies.items()}
    return [
        _row(f"Reading {_MANY:,} coupons", 20e-6, lambda size: read(bodies[size])),
        _row("… judging them and drawing a page", 6e-6, lambda size: draw("cust_1", lists[size])),
    ]


def _row(what: str, limit: float, work: Callable[[int], object]) -> Row:
    few, many = (min(_seconds(work, size) for _ in range(_TURNS)) / size for size in (_FEW, _MANY))
    return Row(
        what,
        f"linear, under {limit * 1e6:.0f} µs a coupon",
        f"{many * 1e6:.1f} µs a coupon, {many / few:.2f} times as much as at {_FEW:,}",
        many < limit and many / few <= 1.5,
        "Every coupon is read, judged with all its reasons and sorted in Python; only the page is drawn.",
    )


def _seconds(work: Callable[[int], object], size: int) -> float:
    began = time.thread_time()
    work(size)
    return time.thread_time() - began

"""`python -m benchmarks`: measure, print the table, write docs/performance.md and its plot."""

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks import cold_start, cost, crowd, desk, growth, profile
from benchmarks.cores import Cores
from benchmarks.gameball import Gameball
from benchmarks.limits import raise_open_files
from benchmarks.plot import draw
from benchmarks.report import as_markdown, as_table
from benchmarks.servers import BOT, FLOOR, ROOT, TUTORIAL, TUTORIAL_KEPT, Server, Services
from benchmarks.slack import Slack
from benchmarks.targets import Figures, targets

T = TypeVar("T")


@dataclass(frozen=True)
class Effort:
    """How much is measured. `seconds` are of one round of one server, for cost and profile."""

    desk_rounds: int
    real_quiet: bool
    cost_rounds: int
    seconds: float
    crowds: int
    starts: int
    repeats: int
    profile_seconds: float


_FULL = Effort(
    30, real_quiet=True, cost_rounds=8, seconds=1.5, crowds=5, starts=11, repeats=9, profile_seconds=5.0
)
_QUICK = Effort(
    6, real_quiet=False, cost_rounds=3, seconds=0.5, crowds=1, starts=3, repeats=3, profile_seconds=2.0
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds: a look, not a result")
    parser.add_argument(
        "--output", type=Path, default=ROOT / "docs", help="the folder to write to (default: docs)"
    )
    arguments = parser.parse_args()
    cores = Cores.choose()
    cores.pin_load()
    raise_open_files()
    with tempfile.TemporaryDirectory(prefix="coupons-benchmark-") as directory:
        figures = _run(_measure(_QUICK if arguments.quick else _FULL, cores, Path(directory)))
    rows = targets(figures)
    print(f"\n{as_table(rows)}\n")
    arguments.output.mkdir(parents=True, exist_ok=True)
    plot = arguments.output / "performance.svg"
    draw(figures, plot)
    page = arguments.output / "performance.md"
    page.write_text(as_markdown(figures, rows, cores=cores, plot=plot.name), encoding="utf-8")
    print(f"Written: {page}, {plot}")
    return 0


async def _measure(effort: Effort, cores: Cores, directory: Path) -> Figures:
    far = desk.measure(
        cores=cores, directory=directory, rounds=effort.desk_rounds, real_quiet=effort.real_quiet
    )
    at_desk = await _step("time to cards at a desk's pace", far)
    rounds = await _step("cost of a lookup", _cost(effort, cores, directory))
    bots_crowds, floors_crowds = await _step("many at once", _crowds(effort, cores, directory))
    same = crowd.measure(BOT, customers=["everybody_1"] * 200, takes=0.5, cores=cores, directory=directory)
    same_customer = await _step("coalescing", same)
    start = asyncio.to_thread(cold_start.measure, cores=cores, directory=directory, rounds=effort.starts)
    started = await _step("cold start", start)
    gc.collect()
    grown = await _step("growth", asyncio.to_thread(growth.measure, repeats=effort.repeats))
    profiles = {}
    for kind in (BOT, FLOOR):
        shares = profile.shares(kind, seconds=effort.profile_seconds, cores=cores, directory=directory)
        profiles[kind.name] = await _step(f"profile of {kind.title}", shares)
    return Figures(at_desk, rounds, bots_crowds, floors_crowds, started, grown, same_customer, profiles)


async def _cost(effort: Effort, cores: Cores, directory: Path) -> cost.Rounds:
    async with Slack() as slack, Gameball() as gameball, AsyncExitStack() as stack:
        services = Services(slack.base, f"http://localhost:{gameball.port}", {})
        servers = [
            await stack.enter_async_context(Server(kind, services, cores=cores, directory=directory))
            for kind in (BOT, FLOOR, TUTORIAL, TUTORIAL_KEPT)
        ]
        return await cost.measure(slack, servers, rounds=effort.cost_rounds, seconds=effort.seconds)


async def _crowds(
    effort: Effort, cores: Cores, directory: Path
) -> tuple[list[crowd.Crowd], list[crowd.Crowd]]:
    everyone = [f"crowd_{number}" for number in range(1000)]
    rounds = [
        [
            await crowd.measure(kind, customers=everyone, takes=1.5, cores=cores, directory=directory)
            for kind in (BOT, FLOOR)
        ]
        for _ in range(effort.crowds)
    ]
    bots, floors = (list(of_one) for of_one in zip(*rounds, strict=True))
    return bots, floors


async def _step(name: str, work: Awaitable[T]) -> T:
    began = time.perf_counter()
    print(f"{name} …", end=" ", flush=True)
    result = await work
    print(f"{time.perf_counter() - began:.0f} s", flush=True)
    return result


def _run(work: Awaitable[Figures]) -> Figures:
    async def whole() -> Figures:
        return await work

    if sys.platform == "win32":
        return asyncio.run(whole())
    import uvloop  # noqa: PLC0415 - there is none for Windows

    return uvloop.run(whole())


if __name__ == "__main__":
    sys.exit(main())

"""`python -m benchmarks`: measure, print the table, write docs/performance.md and its plot."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Sequence
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
from benchmarks.servers import BOT, FLOOR, ROOT, TUTORIAL, TUTORIAL_KEPT, Kind, Server, Services
from benchmarks.slack import Slack
from benchmarks.targets import Figures, targets
from bot.garbage import collect_seldom

T = TypeVar("T")


@dataclass(frozen=True)
class Effort:
    """How much is measured: `laps`, and in each of them so many rounds. `seconds` are a server's in a round of cost, whether in
    one turn or in `cost_turns`."""

    laps: int
    desk_rounds: int
    real_quiet: bool
    cost_rounds: int
    cost_turns: int
    seconds: float
    crowds: int
    starts: int
    growth_turns: int
    profile_seconds: float


_FULL = Effort(
    laps=3,
    desk_rounds=9,
    real_quiet=True,
    cost_rounds=2,
    cost_turns=4,
    seconds=1.2,
    crowds=2,
    starts=3,
    growth_turns=3,
    profile_seconds=5.0,
)
_QUICK = Effort(
    laps=1,
    desk_rounds=6,
    real_quiet=False,
    cost_rounds=2,
    cost_turns=2,
    seconds=0.5,
    crowds=1,
    starts=2,
    growth_turns=3,
    profile_seconds=2.0,
)
_CROWD = [f"crowd_{number}" for number in range(1000)]
_SAME_CUSTOMER = ["everybody_1"] * 200


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds: a look, not a result")
    parser.add_argument(
        "--output", type=Path, default=ROOT / "docs", help="the folder to write to (default: docs)"
    )
    arguments = parser.parse_args()
    effort = _QUICK if arguments.quick else _FULL
    cores = Cores.choose()
    cores.pin_load()
    raise_open_files()
    # As the bot's own processes do; and what is measured here, or sends the load, does so from the first lap on.
    collect_seldom()
    with tempfile.TemporaryDirectory(prefix="coupons-benchmark-") as directory:
        figures = _run(_measure(effort, cores, Path(directory)))
    rows = targets(figures)
    print(f"\n{as_table(rows)}\n")
    arguments.output.mkdir(parents=True, exist_ok=True)
    plot = arguments.output / "performance.svg"
    draw(figures, plot)
    page = arguments.output / "performance.md"
    page.write_text(
        as_markdown(figures, rows, cores=cores, laps=effort.laps, plot=plot.name), encoding="utf-8"
    )
    print(f"Written: {page}, {plot}")
    return 0


async def _measure(effort: Effort, cores: Cores, directory: Path) -> Figures:
    figures = Figures()
    for lap in range(1, effort.laps + 1):
        print(f"lap {lap} of {effort.laps}:")
        real_quiet = effort.real_quiet and lap == effort.laps
        far = desk.measure(
            figures.desk, cores=cores, directory=directory, rounds=effort.desk_rounds, real_quiet=real_quiet
        )
        await _step("time to cards at a desk's pace", far)
        await _step("cost of a lookup", _cost(figures.cost, effort, cores, directory))
        await _step("many at once", _crowds(figures, effort, cores, directory))
        start = cold_start.measure(figures.cold_start, cores=cores, directory=directory, rounds=effort.starts)
        await _step("cold start", start)
        grow = asyncio.to_thread(growth.measure, figures.growth, turns=effort.growth_turns)
        await _step("growth", grow)
    print("profiles:")
    for kind in (BOT, FLOOR):
        shares = profile.shares(kind, seconds=effort.profile_seconds, cores=cores, directory=directory)
        figures.profiles[kind.name] = await _step(kind.title, shares)
    return figures


async def _cost(found: cost.Rounds, effort: Effort, cores: Cores, directory: Path) -> None:
    async with Slack() as slack, Gameball() as gameball, AsyncExitStack() as stack:
        services = Services(slack.base, f"http://localhost:{gameball.port}", {})
        bot, floor, *tutorials = [
            await stack.enter_async_context(Server(kind, services, cores=cores, directory=directory))
            for kind in (BOT, FLOOR, TUTORIAL, TUTORIAL_KEPT)
        ]
        await cost.measure(
            found,
            slack,
            (bot, floor),
            tutorials,
            rounds=effort.cost_rounds,
            turns=effort.cost_turns,
            seconds=effort.seconds,
        )


async def _crowds(figures: Figures, effort: Effort, cores: Cores, directory: Path) -> None:
    async def come(kind: Kind, customers: Sequence[str], takes: float) -> crowd.Crowd:
        return await crowd.measure(kind, customers=customers, takes=takes, cores=cores, directory=directory)

    figures.crowds += [await come(BOT, _CROWD, takes=1.5) for _ in range(effort.crowds)]
    figures.floor_crowds.append(await come(FLOOR, _CROWD, takes=1.5))
    figures.same_customer.append(await come(BOT, _SAME_CUSTOMER, takes=0.5))


async def _step(name: str, work: Awaitable[T]) -> T:
    began = time.perf_counter()
    print(f"  {name} …", end=" ", flush=True)
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

"""**Under load**, 32 agents ask again as soon as they have their cards. Gameball is on the same machine and
answers at once, so that the server's own work is what counts. Processor time is that of the server's processes.
A command that is refused is not counted."""

import asyncio
import time
from collections import defaultdict
from contextlib import suppress
from statistics import median

import aiohttp

from benchmarks.report import Row, ms
from benchmarks.servers import BOT, FLOOR, TUTORIAL_KEPT, TUTORIAL_NEW, Command, Server, ready
from benchmarks.slack import Slack
from benchmarks.world import near

_CONNECTIONS = 32
_ROUNDS = 8
_SECONDS = 1.0
_Figures = defaultdict[Command, list[float]]


async def measure() -> list[Row]:
    rates: _Figures = defaultdict(list)
    costs: _Figures = defaultdict(list)
    async with near() as world, ready(world, BOT, FLOOR, TUTORIAL_KEPT, TUTORIAL_NEW) as servers:
        for number in range(_ROUNDS):
            for server in servers if number % 2 else reversed(servers):
                rate, cost = await _turn(world.slack, server)
                rates[server.command].append(rate)
                costs[server.command].append(cost)
    return _rows(rates, costs)


async def _turn(slack: Slack, server: Server) -> tuple[float, float]:
    """Lookups a second, and the processor seconds of one."""
    used, began = server.processor_seconds(), time.perf_counter()
    lookups = 0

    async def agent() -> None:
        nonlocal lookups
        while time.perf_counter() < began + _SECONDS:
            # Bolt without async refuses a command that has waited 3 seconds for one of its threads.
            with suppress(aiohttp.ClientResponseError):
                await slack.look_up(server.port)
                lookups += 1

    await asyncio.gather(*(agent() for _ in range(_CONNECTIONS)))
    took = time.perf_counter() - began
    return lookups / took, (server.processor_seconds() - used) / max(lookups, 1)


def _rows(rates: _Figures, costs: _Figures) -> list[Row]:
    cost, of_floor = _ratio(costs, FLOOR), _ratio(rates, FLOOR)
    of_tutorial = _ratio(rates, TUTORIAL_KEPT)
    rate = {command: f"{median(found):,.0f}" for command, found in rates.items()}
    more_work = (
        "Beyond the floor, the bot has Bolt, httpx, retries, the limit for each person and the log line."
    )
    return [
        Row(
            "Processor time of a lookup",
            "within 1.7 times the floor",
            f"{cost:.2f} times ({ms(median(costs[BOT]), 2)}; the floor {ms(median(costs[FLOOR]), 2)})",
            cost <= 1.7,
            more_work,
        ),
        Row(
            f"Lookups a second at {_CONNECTIONS} connections",
            "at least 0.55 of the floor",
            f"{of_floor:.2f} of it ({rate[BOT]}; the floor {rate[FLOOR]})",
            of_floor >= 0.55,
            more_work,
        ),
        Row(
            "… than the tutorials' way, kept client",
            "ahead",
            f"{of_tutorial:.1f} times ({rate[TUTORIAL_KEPT]}; new client each time {rate[TUTORIAL_NEW]})",
            of_tutorial > 1,
            "Both draw the same cards, each with one processor; what they do around that is the difference.",
        ),
    ]


def _ratio(figures: _Figures, other: Command) -> float:
    return median(bot / beside for bot, beside in zip(figures[BOT], figures[other], strict=True))

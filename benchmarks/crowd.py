"""**Many at once** come to a new process in each of three rounds. Answers are counted until at least 5 seconds
have passed, so that a second answer does not go unseen. Counts and memory are those of the worst round, and memory
is the most that was resident; the time is that of the round in the middle. The 200 agents ask while Gameball takes
half a second."""

import asyncio
import time
from dataclasses import dataclass
from statistics import median

from benchmarks.report import Row
from benchmarks.servers import BOT, Server, ready
from benchmarks.slack import Lookup
from benchmarks.world import near

_ROUNDS = 3
_WITHIN = 5.0


@dataclass(frozen=True)
class Crowd:
    """`once` counts those answered exactly once; `slowest` is in seconds, `memory` in MB."""

    once: int
    lost: list[BaseException]
    slowest: float
    memory: float
    requests: int


async def measure() -> list[Row]:
    crowds = [await _come([""] * 1000, gameball_takes=1.5) for _ in range(_ROUNDS)]
    once, lost = min(crowd.once for crowd in crowds), max((crowd.lost for crowd in crowds), key=len)
    slowest, memory = median(crowd.slowest for crowd in crowds), max(crowd.memory for crowd in crowds)
    same = await _come(["the_same_customer"] * 200, gameball_takes=0.5)
    return [
        Row(
            "1,000 at once, Gameball taking 1.5 s",
            f"each answered once within {_WITHIN:.0f} s, none lost",
            f"{once:,} once, {len(lost):,} lost, the slowest after {slowest:.1f} s",
            once == 1000 and slowest <= _WITHIN,
            "All of Gameball's answers come within the same moment, and one process draws the cards one by one."
            + (f" One that was lost: {lost[0]!r}." if lost else ""),
        ),
        Row(
            "… memory then",
            "under 150 MB",
            f"{memory:.0f} MB",
            memory < 150,
            "Each lookup holds two connections with their requests; the rest is what is imported.",
        ),
        Row(
            "200 agents ask for one customer at once",
            "1 request to Gameball",
            f"{same.requests}, {same.once} agents answered",
            same.requests == 1 and same.once == 200,
            "Each further request was for agents who should have shared the first one.",
        ),
    ]


async def _come(customers: list[str], *, gameball_takes: float) -> Crowd:
    """One lookup for each of them, all at once; an empty name is a customer that nobody has asked for."""
    async with near() as world, ready(world, BOT) as (server,):
        before = world.gameball.requests
        world.gameball.takes = gameball_takes
        memory = asyncio.create_task(_most_memory(server))
        asked = [world.slack.look_up(server.port, customer) for customer in customers]
        results = await asyncio.gather(*asked, return_exceptions=True)
        most_memory = await memory
        answered = [result for result in results if isinstance(result, Lookup)]
        return Crowd(
            once=sum(lookup.answers == 1 for lookup in answered),
            lost=[result for result in results if isinstance(result, BaseException)],
            slowest=max((lookup.seconds for lookup in answered), default=0.0),
            memory=most_memory,
            requests=world.gameball.requests - before,
        )


async def _most_memory(server: Server) -> float:
    most, end = 0.0, time.monotonic() + _WITHIN
    while time.monotonic() < end:
        most = max(most, server.memory())
        await asyncio.sleep(0.05)
    return most

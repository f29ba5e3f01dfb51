"""What one lookup costs: nothing kept, five coupons, Gameball answering at once."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.servers import Server
from benchmarks.slack import Cards, Slack


@dataclass(frozen=True)
class Rate:
    """One round: latencies in seconds, lookups per second, and the server's processor time for each, where known."""

    median: float
    p95: float
    per_second: float
    cpu: float | None


async def rate(slack: Slack, server: Server, *, connections: int, seconds: float) -> Rate:
    """Everyone asks for another customer as soon as they have their cards, until the time is over."""
    cpu_before = server.cpu_time()
    began = time.perf_counter()
    end = began + seconds
    latencies: list[float] = []

    async def agent() -> None:
        connection = await server.connect()
        while time.perf_counter() < end:
            latencies.append((await slack.look_up(connection, slack.new_customer())).seconds)
        connection.close()

    await asyncio.gather(*(agent() for _ in range(connections)))
    took = time.perf_counter() - began
    cpu_after = server.cpu_time()
    cpu = None if cpu_before is None or cpu_after is None else (cpu_after - cpu_before) / len(latencies)
    return Rate(median(latencies), _p95(latencies), len(latencies) / took, cpu)


def _p95(latencies: list[float]) -> float:
    return sorted(latencies)[len(latencies) * 95 // 100]


Rounds = dict[tuple[str, int], list[Rate]]
"""By server and number of connections."""


async def measure(
    found: Rounds,
    slack: Slack,
    pair: tuple[Server, Server],
    others: Sequence[Server],
    *,
    rounds: int,
    turns: int,
    seconds: float,
) -> None:
    """Adds so many rounds, in which each server has its turn: whatever else the machine does meets all alike.

    What the `pair` is compared by is a matter of a tenth: in each round its two take `turns` short turns one right after
    the other, each as often the first as the second, which add up to one turn of `seconds` of each of the others."""

    async def take_turn(server: Server, connections: int, lasting: float) -> None:
        measured = await rate(slack, server, connections=connections, seconds=lasting)
        found.setdefault((server.kind.name, connections), []).append(measured)

    for server in (*pair, *others):
        await warm_up(slack, server)
    for _ in range(rounds):
        for connections in (1, 32):
            for turn in range(turns):
                for server in pair if turn % 2 else reversed(pair):
                    await take_turn(server, connections, seconds / turns)
            for server in others:
                await take_turn(server, connections, seconds)


async def warm_up(slack: Slack, server: Server, *, lookups: int = 50) -> Cards:
    """What a process learns from its first lookups is learned, the style of cards among it."""
    connection = await server.connect()
    for _ in range(lookups):
        last = await slack.look_up(connection, slack.new_customer())
    connection.close()
    return last

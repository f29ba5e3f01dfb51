"""**At a desk's pace**, both services are 40 ms away behind TLS, and every server gets one lookup after 6 seconds
without any. httpx closes a kept connection after 5 such seconds, unless it is told otherwise; a desk is rarely
faster. No app can change the way between Slack and the server, so it is not counted, and the last way of a post to
a `response_url` is not either."""

import asyncio
import time
from collections import defaultdict
from statistics import median

from benchmarks.report import Row, ms
from benchmarks.servers import BOT, TUTORIAL_KEPT, TUTORIAL_NEW, Command, Server, ready
from benchmarks.world import ROUND_TRIP, World, far

_ROUNDS = 6
_QUIET = 6.0


async def measure() -> list[Row]:
    round_trips: list[float] = []
    still_open: list[float] = []
    times: defaultdict[Command, list[float]] = defaultdict(list)
    async with far() as world, ready(world, BOT, TUTORIAL_KEPT, TUTORIAL_NEW) as servers:
        await _round_trip(world)  # opens the connection
        for number in range(_ROUNDS):
            await asyncio.sleep(_QUIET)
            round_trips.append(await _round_trip(world))
            for server in servers if number % 2 else reversed(servers):
                times[server.command].append(await _look_up(world, server))
                if server.command is TUTORIAL_KEPT:
                    still_open.append(await _look_up(world, server))
    best = f"; {ms(median(still_open))} while its connection is still open"
    return [
        _alone(median(times[BOT]), median(round_trips)),
        _beside("kept client", 3, times[BOT], times[TUTORIAL_KEPT], best),
        _beside("new client each time", 5, times[BOT], times[TUTORIAL_NEW]),
    ]


async def _look_up(world: World, server: Server) -> float:
    lookup = await world.slack.look_up(server.port)
    return lookup.seconds - (ROUND_TRIP / 2 if lookup.posted else 0)


async def _round_trip(world: World) -> float:
    """One request to Gameball over an open connection: the least that anybody can do."""
    began = time.perf_counter()
    async with world.session.get(world.environment["GAMEBALL_API_URL"]) as response:
        await response.read()
    return time.perf_counter() - began


def _alone(seconds: float, round_trip: float) -> Row:
    limit = round_trip + 0.008
    return Row(
        "Time to cards at a desk's pace",
        f"one Gameball round trip + 8 ms: {ms(limit, 1)}",
        ms(seconds, 1),
        seconds <= limit,
        "With its connection still open the bot waits for one round trip only; the rest is its own work.",
    )


def _beside(way: str, least: int, own: list[float], others: list[float], more: str = "") -> Row:
    ratio = median(other / bot for bot, other in zip(own, others, strict=True))
    return Row(
        f"… than the tutorials' way, {way}",
        f"at least {least} times faster",
        f"{ratio:.1f} times ({ms(median(others))}{more})",
        ratio >= least,
        "The ratio is made of the round trips and TLS handshakes that the bot does without.",
    )

"""Time to cards at a desk's pace: both services 40 ms away behind TLS, one lookup after 20 s of quiet."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.cores import Cores
from benchmarks.cost import warm_up
from benchmarks.gameball import Gameball
from benchmarks.proxy import Distance
from benchmarks.servers import BOT, FLOOR, TUTORIAL, TUTORIAL_KEPT, Server, Services
from benchmarks.slack import Slack
from benchmarks.tls import Authority

ROUND_TRIP = 0.040
_QUIET = 20.0
_LONG_PAUSE = 120.0
Times = dict[str, list[float]]
"""Seconds to cards of each lookup, by server."""


@dataclass
class Desk:
    """`after_pause`: after two minutes, when the services have closed what was idle. `both_ways`: the way from Slack
    to the server, and back, counted too. `after_real_quiet`: the bot alone, after 20 s that really passed, and how many
    connections to Gameball it then opened."""

    round_trips: list[float] = field(default_factory=list)
    quiet: Times = field(default_factory=dict)
    after_pause: Times = field(default_factory=dict)
    both_ways: Times = field(default_factory=dict)
    after_real_quiet: tuple[float, int] | None = None

    @property
    def round_trip(self) -> float:
        """What one request to Gameball over an open connection takes, in seconds: the least that anybody can do."""
        return median(self.round_trips)


async def measure(desk: Desk, *, cores: Cores, directory: Path, rounds: int, real_quiet: bool) -> None:
    """Adds so many rounds to what was measured before."""
    async with _far_services(directory) as (slack, gameball, services, client_side):
        desk.round_trips += await _round_trips(services.gameball, client_side)
        async with AsyncExitStack() as stack:
            servers = [
                await stack.enter_async_context(Server(kind, services, cores=cores, directory=directory))
                for kind in (BOT, FLOOR, TUTORIAL, TUTORIAL_KEPT)
            ]
            for server in servers:
                await warm_up(slack, server, lookups=3)
            await _lookups(slack, gameball, servers, desk.quiet, rounds=rounds, quiet=_QUIET)
            await _lookups(slack, gameball, servers, desk.after_pause, rounds=rounds // 3, quiet=_LONG_PAUSE)
            await _lookups_from_afar(slack, servers, desk.both_ways, rounds=rounds // 2)
            if real_quiet:
                desk.after_real_quiet = await _really_quiet(slack, gameball, servers[0])


@asynccontextmanager
async def _far_services(
    directory: Path,
) -> AsyncIterator[tuple[Slack, Gameball, Services, ssl.SSLContext]]:
    authority = Authority(directory)
    async with (
        Slack(tls=authority.server_side()) as slack,
        Gameball(tls=authority.server_side()) as gameball,
        Distance(slack.port, round_trip=ROUND_TRIP) as to_slack,
        Distance(gameball.port, round_trip=ROUND_TRIP) as to_gameball,
    ):
        slack.reached_at = to_slack.port
        services = Services(slack.base, f"https://localhost:{to_gameball.port}", authority.trusting)
        yield slack, gameball, services, authority.client_side()


async def _round_trips(gameball: str, client_side: ssl.SSLContext) -> list[float]:
    port = int(gameball.rpartition(":")[2])
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, ssl=client_side, server_hostname="localhost"
    )
    taken = []
    for _ in range(9):
        began = time.perf_counter()
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.rpartition(b"Content-Length: ")[2]))
        taken.append(time.perf_counter() - began)
    writer.close()
    return taken


async def _lookups(
    slack: Slack, gameball: Gameball, servers: Sequence[Server], times: Times, *, rounds: int, quiet: float
) -> None:
    before = len(times.get(servers[0].kind.name, []))
    # On from where the lap before ended: each is the first as often as the others.
    for number in range(before, before + rounds):
        slack.pass_idle_time(quiet)
        gameball.pass_idle_time(quiet)
        # What was closed is known at the other end a little later.
        await asyncio.sleep(2 * ROUND_TRIP)
        turn = number % len(servers)
        for server in (*servers[turn:], *servers[:turn]):
            connection = await server.connect()
            cards = await slack.look_up(connection, slack.new_customer())
            times.setdefault(server.kind.name, []).append(cards.seconds)
            connection.close()


async def _lookups_from_afar(slack: Slack, servers: Sequence[Server], times: Times, *, rounds: int) -> None:
    for server in servers:
        async with Distance(server.port, round_trip=ROUND_TRIP) as to_server:
            connection = await server.connect(to_server.port)
            # The first one pays for opening the connection, which is Slack's business.
            await slack.look_up(connection, slack.new_customer())
            for _ in range(rounds):
                cards = await slack.look_up(connection, slack.new_customer())
                times.setdefault(server.kind.name, []).append(cards.seconds)
            connection.close()


async def _really_quiet(slack: Slack, gameball: Gameball, server: Server) -> tuple[float, int]:
    connection = await server.connect()
    await slack.look_up(connection, slack.new_customer())
    connection.close()
    opened = gameball.connections
    await asyncio.sleep(_QUIET)
    connection = await server.connect()
    cards = await slack.look_up(connection, slack.new_customer())
    connection.close()
    return cards.seconds, gameball.connections - opened

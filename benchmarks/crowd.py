"""Many at once: different customers under way together, and many agents who ask for the same one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cores import Cores
from benchmarks.cost import warm_up
from benchmarks.gameball import Gameball
from benchmarks.http_client import Connection
from benchmarks.servers import Kind, Server, Services
from benchmarks.slack import Cards, NoCardsError, Slack


@dataclass(frozen=True)
class Crowd:
    """`slowest` is in seconds, of those answered; `memory` in MB, None where the platform does not tell."""

    asked: int
    in_http_response: int
    at_response_url: int
    slowest: float
    memory: float | None
    gameball_requests: int

    @property
    def lost(self) -> int:
        return self.asked - self.in_http_response - self.at_response_url


def middle(rounds: Sequence[Crowd]) -> Crowd:
    """The round in the middle, from the best to the worst; of an even number, the worse of the two."""
    return sorted(rounds, key=_badness)[len(rounds) // 2]


def worst(rounds: Sequence[Crowd]) -> Crowd:
    return max(rounds, key=_badness)


def memory_in(rounds: Sequence[Crowd]) -> tuple[float, float] | None:
    """In MB: in the round in the middle by that, and at most."""
    known = sorted(crowd.memory for crowd in rounds if crowd.memory is not None)
    return (known[len(known) // 2], known[-1]) if known else None


def _badness(crowd: Crowd) -> tuple[int, int, float]:
    return crowd.lost, crowd.at_response_url, crowd.slowest


async def measure(
    kind: Kind, *, customers: Sequence[str], takes: float, cores: Cores, directory: Path
) -> Crowd:
    """One lookup for each of `customers`, all at once, in a new process; Gameball takes `takes` seconds."""
    async with Slack() as slack, Gameball() as gameball:
        services = Services(slack.base, f"http://localhost:{gameball.port}", {})
        async with Server(kind, services, cores=cores, directory=directory) as server:
            await warm_up(slack, server, lookups=3)
            gameball.takes = takes
            before = gameball.requests
            connections = [await server.connect() for _ in customers]
            tasks = [_ask(slack, *pair) for pair in zip(connections, customers, strict=True)]
            answers = await asyncio.gather(*tasks)
            for connection in connections:
                connection.close()
            cards = [answer for answer in answers if answer]
            return Crowd(
                asked=len(customers),
                in_http_response=sum(card.way == "http_response" for card in cards),
                at_response_url=sum(card.way == "response_url" for card in cards),
                slowest=max((card.seconds for card in cards), default=0.0),
                memory=server.peak_memory(),
                gameball_requests=gameball.requests - before,
            )


async def _ask(slack: Slack, connection: Connection, customer_id: str) -> Cards | None:
    try:
        return await slack.look_up(connection, customer_id)
    except (NoCardsError, TimeoutError, OSError):
        return None

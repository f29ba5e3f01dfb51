"""Cold start: from `exec` to the first 200 of `/healthz`, and to the first command's cards, beside a bare import of what the
bot cannot do without."""

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.cores import Cores
from benchmarks.gameball import Gameball
from benchmarks.http_client import Connection
from benchmarks.servers import BOT, FLOOR, TUTORIAL, Kind, Services, free_port, spawn
from benchmarks.slack import Slack

_Ask = Callable[[Connection], Awaitable[None]]

# It ends there: the bot's end is not counted either.
_BARE_IMPORT = (sys.executable, "-c", "import slack_bolt.async_app, httpx; import os; os._exit(0)")
_BEFORE_THE_PORT = "import bot.__main__, bot.settings, bot.log, bot.server, uvloop"
_START = (
    *(sys.executable, "-X", "importtime", "-c"),
    f"{_BEFORE_THE_PORT}; import sys; print('open', file=sys.stderr); import bot.app",
)
_STARTS_WITHIN = 30.0


@dataclass
class ColdStart:
    """Seconds, one of each for every round; `cards` by server. `imports`: microseconds that the bot's imports take before
    its port is open, and after, by package, as Python itself times them, which makes each slower."""

    healthy: list[float] = field(default_factory=list)
    bare_import: list[float] = field(default_factory=list)
    cards: dict[str, list[float]] = field(default_factory=dict)
    imports: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))


async def measure(found: ColdStart, *, cores: Cores, directory: Path, rounds: int) -> None:
    """Adds so many rounds. One before the first compiles the bytecode and is not counted."""
    async with Slack() as slack, Gameball() as gameball:
        services = Services(slack.base, f"http://localhost:{gameball.port}", {})
        if not found.healthy:
            await _round(ColdStart(), slack, services, cores, directory)
        for _ in range(rounds):
            await _round(found, slack, services, cores, directory)
        found.imports = await asyncio.to_thread(_imports, cores, services, directory)


async def _round(found: ColdStart, slack: Slack, services: Services, cores: Cores, directory: Path) -> None:
    async def first_cards(connection: Connection) -> None:
        await slack.look_up(connection, slack.new_customer())

    for kind in (BOT, FLOOR, TUTORIAL):
        asked = (_health, first_cards) if kind is BOT else (first_cards,)
        *health, cards = await _start(kind, asked, services, cores=cores, log=directory / "cold-start.log")
        found.healthy += health
        found.cards.setdefault(kind.name, []).append(cards)
        if kind is BOT:
            found.bare_import.append(await asyncio.to_thread(_bare_import, cores, services, directory))


async def _start(
    kind: Kind, asked: Iterable[_Ask], services: Services, *, cores: Cores, log: Path
) -> list[float]:
    """Seconds from `exec` until each answer was there, asked one after the other from when the port is open."""
    port = free_port()
    began = time.perf_counter()
    process = spawn(kind, port, services, cores=cores, log=log)
    try:
        while (connection := await _connection_to(port)) is None:
            if process.poll() is not None or time.perf_counter() - began > _STARTS_WITHIN:
                written = await asyncio.to_thread(log.read_text)
                raise RuntimeError(f"{kind.name} did not start:\n{written[-2000:]}")
            await asyncio.sleep(0.001)
        answered = []
        for ask in asked:
            await ask(connection)
            answered.append(time.perf_counter() - began)
        connection.close()
        return answered
    finally:
        # gunicorn ends its workers when it is asked to, and not when it is killed.
        process.send_signal(kind.stop)
        await asyncio.to_thread(process.wait)


async def _connection_to(port: int) -> Connection | None:
    try:
        return await Connection.to(port)
    except OSError:
        return None


async def _health(connection: Connection) -> None:
    answer = await connection.ask(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    if answer.status != 200:
        raise RuntimeError(f"/healthz says {answer.status}")


def _bare_import(cores: Cores, services: Services, directory: Path) -> float:
    with cores.for_server():
        began = time.perf_counter()
        subprocess.run(_BARE_IMPORT, cwd=directory, env=services.for_port(0), check=True)
        return time.perf_counter() - began


def _imports(cores: Cores, services: Services, directory: Path) -> tuple[Counter[str], Counter[str]]:
    with cores.for_server():
        ended = subprocess.run(
            _START, cwd=directory, env=services.for_port(0), stderr=subprocess.PIPE, text=True, check=True
        )
    before, _, after = ended.stderr.partition("open\n")
    return _by_package(before), _by_package(after)


def _by_package(report: str) -> Counter[str]:
    microseconds: Counter[str] = Counter()
    for line in report.splitlines():
        # Microseconds by itself, and with what it imports.
        by_itself, _, name = line.removeprefix("import time:").split("|")
        if by_itself.strip().isdigit():
            package = name.strip().partition(".")[0]
            known = "the standard library" if package in sys.stdlib_module_names else package
            microseconds[known] += int(by_itself)
    return microseconds

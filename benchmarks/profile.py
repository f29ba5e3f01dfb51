"""Where a lookup's time goes: the server under py-spy, its samples added up by what was at work."""

import shutil
import signal
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.cores import Cores
from benchmarks.cost import rate, warm_up
from benchmarks.gameball import Gameball
from benchmarks.servers import Kind, Server, Services
from benchmarks.slack import Slack

# The innermost frame whose file is in one of these is what was at work. py-spy names files as they are imported.
_PARTS = (
    ("bot/__main__", "Python and the event loop"),
    ("bot/blocks/", "cards"),
    ("bot/coupons/", "verdicts, order, page"),
    ("bot/gameball/models", "reading coupons"),
    ("bot/gameball/body", "reading coupons"),
    ("bot/", "the rest of the bot"),
    ("benchmarks/peers/", "the handler itself"),
    ("babel/", "cards"),
    ("httpx_aiohttp/", "httpx's transport over aiohttp"),
    ("httpx/", "httpx"),
    ("aiohttp/client", "aiohttp's client"),
    ("aiohttp/connector", "aiohttp's client"),
    ("yarl/", "aiohttp's client"),
    ("aiohttp/", "aiohttp's server"),
    ("slack_bolt/", "Bolt"),
    ("slack_sdk/", "Bolt"),
    ("tenacity/", "retries (stamina, tenacity)"),
    ("stamina/", "retries (stamina, tenacity)"),
    ("bot/coupons/coalescing.py", "coalescing"),
    ("structlog/", "the log line"),
    ("logging/", "the log line"),
)
_REST = "Python and the event loop"


async def shares(kind: Kind, *, seconds: float, cores: Cores, directory: Path) -> dict[str, float] | None:
    """The share of each part in the server's work at 32 connections, the largest first.

    None where py-spy is missing or the platform does not let it look."""
    py_spy = shutil.which("py-spy", path=str(Path(sys.executable).parent))
    if py_spy is None:
        return None
    samples = directory / f"{kind.name}.samples"
    watched = (
        py_spy,
        "record",
        "--format",
        "raw",
        "--rate",
        "400",
        "--output",
        str(samples),
        "--",
        *kind.command,
    )
    try:
        async with Slack() as slack, Gameball() as gameball:
            services = Services(slack.base, f"http://localhost:{gameball.port}", {})
            # py-spy writes its samples when it is interrupted, and ends the server then.
            watched_kind = replace(kind, command=watched, stop=signal.SIGINT)
            server = Server(watched_kind, services, cores=cores, directory=directory)
            async with server:
                await warm_up(slack, server)
                await rate(slack, server, connections=32, seconds=seconds)
    except (RuntimeError, OSError):
        return None
    return _added_up(samples)


def _added_up(samples: Path) -> dict[str, float] | None:
    if not samples.exists():
        return None
    counts: Counter[str] = Counter()
    for line in samples.read_text().splitlines():
        stack, _, number = line.rpartition(" ")
        if "_find_and_load" not in stack:
            counts[_part(stack.split(";"))] += int(number)
    total = sum(counts.values())
    return {part: count / total for part, count in counts.most_common()} if total else None


def _part(frames: list[str]) -> str:
    for frame in reversed(frames):
        file = frame.rpartition(" (")[2]
        for path, part in _PARTS:
            if file.startswith(path):
                return part
    return _REST

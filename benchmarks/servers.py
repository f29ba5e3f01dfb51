"""The servers under test: each a process of its own, started as its users would start it."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.cores import Cores
from benchmarks.http_client import Connection
from benchmarks.slack import SIGNING_SECRET

ROOT = Path(__file__).resolve().parent.parent
_STARTS_WITHIN = 30.0
_STOPS_WITHIN = 30.0


@dataclass(frozen=True)
class Kind:
    """`command` has `{port}` where the port belongs; `stop` is the signal that ends it."""

    name: str
    title: str
    command: tuple[str, ...]
    stop: signal.Signals = signal.SIGTERM


BOT = Kind("bot", "the bot", (sys.executable, "-m", "bot", "serve"))
FLOOR = Kind("floor", "bare aiohttp (the floor)", (sys.executable, "-m", "benchmarks.peers.floor"))
# One process for one core, like the others. Bolt runs listeners on ten threads of its own; gunicorn gets more than
# enough beside them.
_GUNICORN = (
    *(sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:{port}", "--worker-class", "gthread"),
    *("--workers", "1", "--threads", "40", "--keep-alive", "75", "--log-level", "warning"),
)
TUTORIAL = Kind("tutorial", "the tutorials' way", (*_GUNICORN, "benchmarks.peers.tutorial:create_app()"))
TUTORIAL_KEPT = Kind(
    "tutorial-kept",
    "the same, its client kept",
    (*_GUNICORN, "benchmarks.peers.tutorial:create_app(kept=True)"),
)


@dataclass(frozen=True)
class Services:
    """Where the two services are."""

    slack: str
    gameball: str
    environment: Mapping[str, str]

    def for_port(self, port: int) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "SLACK_BOT_TOKEN": "xoxb-benchmark",
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": f"{self.slack}/api/",
            "GAMEBALL_API_KEY": "gb_test_benchmark",
            "GAMEBALL_SECRET_KEY": "benchmark-secret-key",
            "GAMEBALL_API_URL": self.gameball,
            **self.environment,
        }


class Server:
    """Runs on the server's core while it is entered. Entering raises RuntimeError where it does not start."""

    def __init__(self, kind: Kind, services: Services, *, cores: Cores, directory: Path) -> None:
        self.kind = kind
        self.port = free_port()
        self._services = services
        self._cores = cores
        self._directory = directory
        self._log = directory / f"{kind.name}-{self.port}.log"

    async def __aenter__(self) -> Self:
        self._process = spawn(self.kind, self.port, self._services, cores=self._cores, log=self._log)
        deadline = time.monotonic() + _STARTS_WITHIN
        while not await self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._stop()
                raise RuntimeError(f"{self.kind.name} did not start:\n{self._log.read_text()[-2000:]}")
            await asyncio.sleep(0.02)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._process.send_signal(self.kind.stop)
        # Not on this thread: what the server still says to the stand-ins wants to be answered.
        with suppress(subprocess.TimeoutExpired):
            await asyncio.to_thread(self._process.wait, _STOPS_WITHIN)
        self._stop()

    def _stop(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    async def connect(self, port: int | None = None) -> Connection:
        """A connection to it, through the proxy at `port` where there is one."""
        return await Connection.to(port or self.port)

    def peak_memory(self) -> float | None:
        """The most resident memory so far, in MB, of all its processes; None where the platform does not tell."""
        peaks = [_peak(pid) for pid in self._processes()]
        known = [peak for peak in peaks if peak is not None]
        return sum(known) if known else None

    def cpu_time(self) -> float | None:
        """The processor time used so far, in seconds, by all its processes; None where the platform does not tell."""
        try:
            return sum(time.clock_gettime(_cpu_clock(pid)) for pid in self._processes())
        except (OSError, AttributeError):
            return None

    def _processes(self) -> list[int]:
        return [self._process.pid, *_children(self._process.pid)]

    async def _answers(self) -> bool:
        try:
            connection = await self.connect()
            answer = await connection.ask(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            connection.close()
        except OSError:
            return False
        return answer.status == 200


def spawn(kind: Kind, port: int, services: Services, *, cores: Cores, log: Path) -> subprocess.Popen[bytes]:
    """Start it away from the project's folder: a developer's .env has no say in this."""
    with cores.for_server(), log.open("wb") as output:
        return subprocess.Popen(
            [argument.replace("{port}", str(port)) for argument in kind.command],
            cwd=log.parent,
            env=services.for_port(port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _peak(pid: int) -> float | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), None)


def _cpu_clock(pid: int) -> int:
    """Linux's name for the clock of another process's processor time; see clock_getcpuclockid(3)."""
    return (~pid << 3) | 2


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []

"""The servers that are compared: each a process of its own, started as its users would start it."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil
from aiohttp.test_utils import unused_port

from benchmarks.world import World

ROOT = Path(__file__).resolve().parent.parent
_STARTS_WITHIN = 30.0
_STOPS_WITHIN = 20.0

Command = tuple[str, ...]
"""How a server is started, with `{port}` where the port belongs."""

BOT: Command = (sys.executable, "-m", "bot", "serve")
FLOOR: Command = (sys.executable, "-m", "benchmarks.floor")
# One process, like the others. Bolt runs listeners on ten threads of its own; gunicorn's are enough for them.
_GUNICORN = (
    *(sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:{port}", "--worker-class", "gthread"),
    *("--workers", "1", "--threads", "40", "--keep-alive", "75", "--log-level", "warning"),
)
TUTORIAL_KEPT: Command = (*_GUNICORN, "benchmarks.tutorial:create_app(kept=True)")
TUTORIAL_NEW: Command = (*_GUNICORN, "benchmarks.tutorial:create_app(kept=False)")


@dataclass(frozen=True)
class Server:
    command: Command
    port: int
    process: asyncio.subprocess.Process
    log: Path

    def processor_seconds(self) -> float:
        """What it has used so far."""
        times = [process.cpu_times() for process in self._processes()]
        return sum(time.user + time.system for time in times)

    def memory(self) -> float:
        """What is resident now, in MB."""
        return sum(process.memory_info().rss for process in self._processes()) / 2**20

    def _processes(self) -> list[psutil.Process]:
        # gunicorn's worker is a child of the process that was started.
        process = psutil.Process(self.process.pid)
        return [process, *process.children()]


@asynccontextmanager
async def started(command: Command, world: World) -> AsyncIterator[Server]:
    """Just started, and it may not listen yet. It is stopped at the end."""
    port = unused_port()
    # Away from the project's folder, so that a developer's .env has no effect.
    with tempfile.TemporaryDirectory() as directory:
        log = Path(directory) / "log"
        with log.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                *(argument.replace("{port}", str(port)) for argument in command),
                cwd=directory,
                env={**_environment(port), **world.environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        try:
            yield Server(command, port, process, log)
        finally:
            if process.returncode is None:
                process.terminate()
            try:
                await asyncio.wait_for(process.wait(), _STOPS_WITHIN)
            except TimeoutError:
                process.kill()


async def first_cards(server: Server, world: World) -> None:
    """Ask again until the server listens. Raises RuntimeError where it ends before, or takes too long."""
    deadline = time.monotonic() + _STARTS_WITHIN
    while True:
        try:
            await world.slack.look_up(server.port)
        except aiohttp.ClientError as error:
            if server.process.returncode is not None or time.monotonic() > deadline:
                raise RuntimeError(f"No answer. It wrote:\n{server.log.read_text()[-2000:]}") from error
            await asyncio.sleep(0.002)
        else:
            return


@asynccontextmanager
async def ready(world: World, *commands: Command) -> AsyncIterator[list[Server]]:
    """All of them, each with its first lookups done: what a process learns from these is known."""
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(started(command, world)) for command in commands]
        for server in servers:
            await first_cards(server, world)
            for _ in range(10):
                await world.slack.look_up(server.port)
        yield servers


def _environment(port: int) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "HOST": "127.0.0.1", "PORT": str(port)}

"""`python -m bot` as a process of its own, as the platform starts it."""

import asyncio
import json
import os
import resource
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any

from tests.e2e.world import PATIENCE, World

ROOT = Path(__file__).parents[2]

Json = dict[str, Any]
Output = tuple[asyncio.ReadTransport, asyncio.StreamReader]
_LONGEST_LINE = 8 * 1024 * 1024


class BotProcess:
    """A process under way. `lines` is the newest of what it has logged."""

    def __init__(self, process: Process, output: Output, on_line: Callable[[Json], None]) -> None:
        self.pid = process.pid
        self.lines: deque[Json] = deque(maxlen=1000)
        self._process = process
        self._output, self._written = output
        self._on_line = on_line
        self._grown = asyncio.Event()
        assert process.stderr is not None
        self._log = asyncio.create_task(self._read())
        self._errors = asyncio.create_task(process.stderr.read())

    async def _read(self) -> None:
        async for written in self._written:
            line = json.loads(written)
            self.lines.append(line)
            self._on_line(line)
            self._grown.set()

    async def logged(self, event: str) -> Json:
        """The first line of that name; waits until there is one."""
        async with asyncio.timeout(PATIENCE):
            while not (found := [line for line in self.lines if line["event"] == event]):
                self._grown.clear()
                await self._grown.wait()
        return found[0]

    async def url(self) -> str:
        """Where it listens, once Slack has told it its workspace."""
        await self.logged("ready")
        return f"http://127.0.0.1:{(await self.logged('listening'))['port']}"

    def read(self, *, on: bool) -> None:
        """Whether its standard output is read."""
        self._output.resume_reading() if on else self._output.pause_reading()

    def terminate(self, *signals: signal.Signals) -> None:
        """As a platform ends it, with SIGTERM where nothing else is said: what it has accepted is finished."""
        for number in signals or (signal.SIGTERM,):
            self._process.send_signal(number)

    async def kill(self) -> None:
        """As a machine that fails ends it: at once."""
        if self._process.returncode is None:
            self._process.kill()
        self.read(on=True)
        await self.ended()

    async def exited(self) -> int:
        """The exit code, also where nobody reads what was written."""
        async with asyncio.timeout(PATIENCE):
            return await self._process.wait()

    async def ended(self) -> int:
        """The exit code, once it is there and everything that was written is read."""
        async with asyncio.timeout(PATIENCE):
            await self._log
            return await self._process.wait()

    async def errors(self) -> str:
        """All that was written to standard error; the process must have ended."""
        return (await self._errors).decode()


def environment_for(world: World, **more: str) -> dict[str, str]:
    """The settings with which a process serves in this world."""
    settings = world.settings
    secrets = ("slack_bot_token", "slack_signing_secret", "slack_app_token", "gameball_api_key")
    return {
        **{name.upper(): getattr(settings, name).get_secret_value() for name in secrets},
        "GAMEBALL_SECRET_KEY": settings.gameball_secret_key.get_secret_value(),
        "SLACK_API_URL": settings.slack_api_url,
        "GAMEBALL_API_URL": settings.gameball_api_url,
        "CARD_STYLE": settings.card_style,
        "LOG_LEVEL": "debug",
        **more,
    }


@asynccontextmanager
async def running(
    *arguments: str,
    environment: Mapping[str, str],
    directory: Path,
    on_line: Callable[[Json], None] = lambda _: None,
    open_files: tuple[int, int] | None = None,
) -> AsyncIterator[BotProcess]:
    """Start it in a folder without a .env, with this environment and nothing else of the developer's. `on_line` gets each
    line of its log; `open_files` are the system's soft and hard limit for it."""
    # asyncio would wait for the end of a pipe of its own before it tells that the process has ended.
    read_end, write_end = os.pipe()
    output = await _output(read_end)
    try:
        started = await _started(arguments, environment, directory, write_end, open_files)
    finally:
        os.close(write_end)
    process = BotProcess(started, output, on_line)
    try:
        yield process
    finally:
        await process.kill()


async def run(
    *arguments: str, environment: Mapping[str, str], directory: Path, stdout: int | IO[bytes] = PIPE
) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a process that ends by itself."""
    process = await _started(arguments, environment, directory, stdout)
    try:
        async with asyncio.timeout(PATIENCE):
            out, errors = await process.communicate()
    except TimeoutError:
        process.kill()
        raise
    return await process.wait(), (out or b"").decode(), errors.decode()


async def _output(read_end: int) -> Output:
    reader = asyncio.StreamReader(limit=_LONGEST_LINE)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read_end, "rb", buffering=0)
    )
    return transport, reader


async def _started(
    arguments: tuple[str, ...],
    environment: Mapping[str, str],
    directory: Path,
    stdout: int | IO[bytes] = PIPE,
    open_files: tuple[int, int] | None = None,
) -> Process:
    here = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "HOST": "127.0.0.1", "PORT": "0"}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        env={"PATH": os.environ["PATH"], **here, **environment},
        cwd=directory,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=stdout,
        stderr=PIPE,
        limit=_LONGEST_LINE,
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_NOFILE, open_files) if open_files else None,
    )

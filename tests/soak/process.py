"""`python -m bot serve` as a platform runs it: a process of its own, known by its address and its log."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60.0
STOPS_WITHIN = 30.0

Json = dict[str, Any]


class BotProcess:
    """Runs while it is entered. `settings` are environment variables; it is started away from anybody's .env.

    `on_line` gets every line of the log; one that is not JSON comes as {"event": the line, "level": "not JSON"}."""

    def __init__(
        self, settings: dict[str, str], *, directory: Path, on_line: Callable[[Json], None] = lambda _: None
    ) -> None:
        self.port = 0
        self._settings = settings
        self._directory = directory
        self._on_line = on_line
        self._ready = asyncio.Event()
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        here = {"PYTHONPATH": str(ROOT), "HOST": "127.0.0.1", "PORT": "0", "LOG_FORMAT": "json"}
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "serve"),
            cwd=self._directory,
            env={**kept, **here, **self._settings},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            limit=8 * 1024 * 1024,
        )
        self._reading = asyncio.create_task(self._read())
        try:
            async with asyncio.timeout(STARTS_WITHIN):
                await self._ready.wait()
        except TimeoutError:
            await self.kill()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """As a platform does it, and only once the whole log is read. It may be stopped already."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(STOPS_WITHIN):
                    await self.process.wait()
            except TimeoutError:
                await self.kill()
        if self._reading is not None:
            await self._reading

    async def kill(self) -> None:
        """As a machine that fails does it: at once, with whatever is under way."""
        self.process.kill()
        await self.process.wait()

    @property
    def process(self) -> Process:
        if self._process is None:
            raise RuntimeError("it is not started")
        return self._process

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024

    @property
    def open_files(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for raw in self.process.stdout:
            try:
                line: Json = json.loads(raw)
            except ValueError:
                line = {"event": raw.decode(errors="replace").rstrip(), "level": "not JSON"}
            if line["event"] == "listening":
                self.port = line["port"]
            if line["event"] == "ready":
                self._ready.set()
            self._on_line(line)

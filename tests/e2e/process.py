"""`python -m bot` as a process of its own, as the platform starts it."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.world import PATIENCE, World

ROOT = Path(__file__).parents[2]

Json = dict[str, Any]


@dataclass
class BotProcess:
    """A process under way. `lines` is what it has logged so far."""

    process: asyncio.subprocess.Process
    lines: list[Json] = field(default_factory=list)

    async def logged(self, event: str) -> Json:
        """The first line of that name; reads on until there is one."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while not (found := [line for line in self.lines if line["event"] == event]):
                written = await self.process.stdout.readline()
                assert written, f"ended without {event}: {await self.errors()}"
                self.lines.append(json.loads(written))
        return found[0]

    def terminate(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    async def ended(self) -> int:
        """The exit code, once it is there; what was written meanwhile is in `lines`."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            written = (await self.process.stdout.read()).decode()
            self.lines += [json.loads(line) for line in written.splitlines()]
            return await self.process.wait()

    async def errors(self) -> str:
        """All that was written to standard error; the process must have ended."""
        assert self.process.stderr is not None
        return (await self.process.stderr.read()).decode()


def environment_for(world: World, **more: str) -> dict[str, str]:
    """The settings with which a process serves in this world."""
    settings = world.settings
    secrets = (
        "slack_bot_token",
        "slack_signing_secret",
        "slack_app_token",
        "gameball_api_key",
        "gameball_secret_key",
    )
    return {
        **{name.upper(): getattr(settings, name).get_secret_value() for name in secrets},
        "SLACK_API_URL": settings.slack_api_url,
        "GAMEBALL_API_URL": settings.gameball_api_url,
        "CARD_STYLE": settings.card_style,
        "HOST": "127.0.0.1",
        "PORT": "0",
        "LOG_LEVEL": "debug",
        **more,
    }  # fmt: skip


@asynccontextmanager
async def running(
    *arguments: str,
    environment: Mapping[str, str],
    directory: Path,
    stdout: int = asyncio.subprocess.PIPE,
    code: str = "",
) -> AsyncIterator[BotProcess]:
    """Start it with this environment and nothing else of the developer's. `stdout` is where it writes to; `code`, where there
    is some, starts it in a way of the test's own."""
    inherited = {name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_START") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(("-c", code) if code else ("-m", "bot")),
        *arguments,
        env={**inherited, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        cwd=directory,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=stdout,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield BotProcess(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def run(
    *arguments: str, environment: Mapping[str, str], directory: Path
) -> tuple[int | None, str, str]:
    """Exit code, standard output and standard error of a process that ends by itself."""
    async with running(*arguments, environment=environment, directory=directory) as bot:
        async with asyncio.timeout(PATIENCE):
            out, errors = await bot.process.communicate()
        return bot.process.returncode, out.decode(), errors.decode()

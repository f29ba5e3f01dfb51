"""Cold start: from `exec` to the first 200 of `/healthz`, beside a bare import of what the bot cannot do without."""

import http.client
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cores import Cores
from benchmarks.servers import BOT, Services, free_port, spawn

# It ends there: the bot's end is not counted either.
_BARE_IMPORT = (sys.executable, "-c", "import os, slack_bolt.async_app, httpx; os._exit(0)")
_STARTS_WITHIN = 30.0


@dataclass(frozen=True)
class ColdStart:
    """Seconds, one of each for every round."""

    bot: list[float]
    bare_import: list[float]


def measure(*, cores: Cores, directory: Path, rounds: int) -> ColdStart:
    """The first round of each compiles the bytecode and is not counted."""
    pairs = [(_bot(cores, directory), _bare_import(cores, directory)) for _ in range(rounds + 1)]
    return ColdStart([bot for bot, _ in pairs[1:]], [bare for _, bare in pairs[1:]])


def _bare_import(cores: Cores, directory: Path) -> float:
    with cores.for_server():
        began = time.perf_counter()
        subprocess.run(_BARE_IMPORT, cwd=directory, env=_nowhere().for_port(0), check=True)
        return time.perf_counter() - began


def _bot(cores: Cores, directory: Path) -> float:
    port = free_port()
    log = directory / "cold-start.log"
    began = time.perf_counter()
    process = spawn(BOT, port, _nowhere(), cores=cores, log=log)
    try:
        while not _is_healthy(port):
            if process.poll() is not None or time.perf_counter() - began > _STARTS_WITHIN:
                raise RuntimeError(f"the bot did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.001)
        return time.perf_counter() - began
    finally:
        process.kill()
        process.wait()


def _nowhere() -> Services:
    """A port that nobody listens on: the bot is healthy before it has met Slack."""
    nobody = f"http://localhost:{free_port()}"
    return Services(nobody, nobody, {})


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()

"""Cold start: from `exec` to the first 200 of `/healthz`, beside a bare import of what the bot cannot do without."""

import http.client
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cores import Cores
from benchmarks.servers import BOT, Services, free_port, spawn

_BARE = "import slack_bolt.async_app, httpx"
# It ends there: the bot's end is not counted either.
_BARE_IMPORT = (sys.executable, "-c", f"{_BARE}; import os; os._exit(0)")
_MORE_THAN_BARE = (
    *(sys.executable, "-X", "importtime", "-c"),
    f"{_BARE}; import sys; print('bare', file=sys.stderr); import bot.settings, bot.log, bot.server, uvloop",
)
_STARTS_WITHIN = 30.0


@dataclass(frozen=True)
class ColdStart:
    """Seconds, one of each for every round. `imports`: what the bot imports beyond the bare import, by package, as Python
    itself times it, which makes each import slower."""

    bot: list[float]
    bare_import: list[float]
    imports: dict[str, float]


def measure(*, cores: Cores, directory: Path, rounds: int) -> ColdStart:
    """The first round of each compiles the bytecode and is not counted."""
    pairs = [(_bot(cores, directory), _bare_import(cores, directory)) for _ in range(rounds + 1)]
    imports = _imports(cores, directory)
    return ColdStart([bot for bot, _ in pairs[1:]], [bare for _, bare in pairs[1:]], imports)


def _imports(cores: Cores, directory: Path) -> dict[str, float]:
    with cores.for_server():
        ended = subprocess.run(
            _MORE_THAN_BARE,
            cwd=directory,
            env=_nowhere().for_port(0),
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
    _, _, more = ended.stderr.partition("bare\n")
    seconds: dict[str, float] = {}
    for line in more.splitlines():
        # Microseconds by itself, and with what it imports.
        by_itself, _, name = line.removeprefix("import time:").split("|")
        package = name.strip().partition(".")[0]
        seconds[package] = seconds.get(package, 0.0) + int(by_itself) / 1e6
    return dict(sorted(seconds.items(), key=lambda item: -item[1]))


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

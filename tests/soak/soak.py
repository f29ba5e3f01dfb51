"""Many commands a second for many minutes, with faults of Gameball and Slack, against a real server process.

`make soak`, or `python -m tests.soak.soak --minutes 2`. Exit code 1 where a command was not answered exactly once, or
memory or open files grew. Only this machine is talked to."""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from playground.gameball.stand_in import GameballStandIn
from tests.e2e.process import BotProcess, running
from tests.soak.desk import AGENTS, CUSTOMERS_OF_AN_AGENT, SIGNING_SECRET, Desk
from tests.soak.figures import MEMORY_GROWS_AT_MOST, growth, memory_of, open_files_of, report
from tests.soak.weather import Weather

_API_KEY, _SECRET_KEY = "gb_test_soak", "soak-secret-key"
_FAULTS = 0.3
"""The part of requests that meet a fault."""
_EVERY = 5.0
"""Seconds from one reading of memory and open files to the next."""
_WARM_UP = 12
"""Readings: a minute."""
_MINUTES_AT_MOST, _RATE_AT_MOST = 60.0, 200.0
_TELLING = 2.0
"""Minutes below which memory is still on its way up."""
_LOOKS = 75
"""How often to look, five times a second, whether a process has noticed that all its connections have ended."""

Json = dict[str, Any]


class Lines:
    """What the process logged, counted as it comes."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.unexpected: list[str] = []
        self.cut_off: int | None = None

    def __call__(self, line: Json) -> None:
        if line["event"] == "command":
            self.outcomes[str(line.get("outcome"))] += 1
        elif line["event"] == "stopped":
            self.cut_off = line["cut_off"]
        elif line["level"] not in {"info", "debug"}:
            self.unexpected.append(json.dumps(line))


class Gauge:
    """The process's memory and open files over time."""

    def __init__(self, bot: BotProcess) -> None:
        self.memory: list[float] = []
        self.files: list[int] = []
        self._bot = bot

    async def watch(self) -> None:
        while True:
            self.memory.append(memory_of(self._bot.pid))
            self.files.append(open_files_of(self._bot.pid))
            await asyncio.sleep(_EVERY)


async def soak(*, minutes: float, rate: float, seed: int, directory: Path) -> Json:
    weather, lines = Weather(Random(seed + 1), faults=_FAULTS), Lines()
    async with (
        Desk(Random(seed), faults=_FAULTS) as desk,
        GameballStandIn(api_key=_API_KEY, secret_key=_SECRET_KEY) as gameball,
    ):
        for agent in range(AGENTS):
            for number in range(CUSTOMERS_OF_AN_AGENT):
                gameball.answer(f"cust_{agent}_{number}", weather)
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-soak",
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": f"{desk.url}/api/",
            "GAMEBALL_API_KEY": _API_KEY,
            "GAMEBALL_SECRET_KEY": _SECRET_KEY,
            "GAMEBALL_API_URL": gameball.url,
        }
        async with running("serve", environment=environment, directory=directory, on_line=lines) as bot:
            url = f"{await bot.url()}/slack/events"
            files_before = open_files_of(bot.pid)
            gauge = Gauge(bot)
            watching = asyncio.create_task(gauge.watch())
            began = time.monotonic()
            async with asyncio.TaskGroup() as tasks:
                # Each at its time, whether the ones before are answered or not.
                for number in range(int(minutes * 60 * rate)):
                    await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
                    tasks.create_task(desk.command(url))
                    # The stand-in keeps every request.
                    gameball.requests.clear()
            watching.cancel()
            # Under load, connections are kept for the next burst. What is left without any is a leak.
            await desk.close()
            await gameball.stop()
            files_after = await _at_rest(bot, files_before)
            bot.terminate()
            await bot.ended()
            errors = await bot.errors()
    # The last readings fall into the time when nothing is sent any more.
    memory = gauge.memory[min(_WARM_UP, len(gauge.memory) // 2) : max(1, int(minutes * 60 / _EVERY))]
    grown = growth(memory)
    seconds = sorted(desk.seconds)
    passed = (
        not (desk.wrong or lines.unexpected or errors)
        and (minutes < _TELLING or grown <= MEMORY_GROWS_AT_MOST)
        and files_after <= files_before
        and lines.cut_off == 0
    )
    return {
        "passed": passed,
        "minutes": minutes,
        "commands a second": rate,
        **desk.counts,
        "not answered exactly once": desk.wrong[:100],
        "HTTP answer, ms": {
            name: round(seconds[min(len(seconds) - 1, int(len(seconds) * part))] * 1000)
            for name, part in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))
        },
        "outcomes": dict(lines.outcomes.most_common()),
        "answers of Gameball": dict(weather.counts.most_common()),
        "memory growth after a minute": f"{grown * 100:+.1f} %",
        "open files at rest, before and after": [files_before, files_after],
        "open files, most": max(gauge.files),
        "cut off at the end": lines.cut_off,
        "unexpected lines": lines.unexpected[:20],
        "standard error": errors[:2000],
        "memory in MB, every 5 s": gauge.memory,
    }


async def _at_rest(bot: BotProcess, before: int) -> int:
    """The open files, once they are as many as before or that has been waited for."""
    for _ in range(_LOOKS):
        if open_files_of(bot.pid) <= before:
            break
        await asyncio.sleep(0.2)
    return open_files_of(bot.pid)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help=f"at most {_MINUTES_AT_MOST:g}")
    parser.add_argument("--rate", type=float, default=50.0, help="commands a second")
    parser.add_argument("--seed", type=int, default=4)
    arguments = parser.parse_args()
    if not (0 < arguments.minutes <= _MINUTES_AT_MOST and 0 < arguments.rate <= _RATE_AT_MOST):
        parser.error(f"at most {_MINUTES_AT_MOST:g} minutes, and {_RATE_AT_MOST:g} commands a second")
    with tempfile.TemporaryDirectory() as directory:
        work = soak(
            minutes=arguments.minutes, rate=arguments.rate, seed=arguments.seed, directory=Path(directory)
        )
        return report(asyncio.run(work))


if __name__ == "__main__":
    sys.exit(main())

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
from tests.soak.desk import AGENTS, CUSTOMERS_OF_AN_AGENT, SIGNING_SECRET, Desk
from tests.soak.process import BotProcess
from tests.soak.report import report
from tests.soak.weather import Weather

_API_KEY, _SECRET_KEY = "gb_test_soak", "soak-secret-key"
_WARM_UP = 60.0
_EVERY = 5.0
_MINUTES_AT_MOST, _RATE_AT_MOST = 60.0, 200.0
MEMORY_GROWS_AT_MOST = 0.05
_TELLING = 2.0
"""Minutes below which memory is still on its way up."""
_LOOKS = 75
"""How often to look, five times a second, whether a process has noticed that all its connections have ended."""

Json = dict[str, Any]


class Lines:
    """What the process logged, counted as it comes."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.undelivered: Counter[str] = Counter()
        self.unexpected: list[str] = []
        self.cut_off: int | None = None

    def __call__(self, line: Json) -> None:
        if line["event"] == "command":
            self.outcomes[str(line.get("outcome"))] += 1
        elif line["event"] == "stopped":
            self.cut_off = line["cut_off"]
        elif line["event"] in {"response_url_failed", "blocks_refused"}:
            self.undelivered[f"{line['event']}: {line['reason']}"] += 1
        elif line["level"] not in {"info", "debug"} and len(self.unexpected) < 100:
            self.unexpected.append(json.dumps(line))


class Gauge:
    """The process's memory and open files over time, read every few seconds once it is warm."""

    def __init__(self, bot: BotProcess) -> None:
        self.memory: list[float] = []
        self.files: list[int] = []
        self._bot = bot

    async def watch(self) -> None:
        while True:
            self.memory.append(round(self._bot.memory, 1))
            self.files.append(self._bot.open_files)
            await asyncio.sleep(_EVERY)


async def soak(*, minutes: float, rate: float, faults: float, seed: int, directory: Path) -> Json:
    rng = Random(seed)
    weather, lines = Weather(Random(seed + 1), faults=faults), Lines()
    async with (
        Desk(rng, faults=faults) as desk,
        GameballStandIn(api_key=_API_KEY, secret_key=_SECRET_KEY) as gameball,
    ):
        for agent in range(AGENTS):
            for number in range(CUSTOMERS_OF_AN_AGENT):
                gameball.answer(f"cust_{agent}_{number}", weather)
        settings = {
            "SLACK_BOT_TOKEN": "xoxb-soak",
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": f"{desk.url}/api/",
            "GAMEBALL_API_KEY": _API_KEY,
            "GAMEBALL_SECRET_KEY": _SECRET_KEY,
            "GAMEBALL_API_URL": gameball.url,
        }
        async with BotProcess(settings, directory=directory, on_line=lines) as bot:
            files = [bot.open_files]
            gauge = Gauge(bot)
            watching = asyncio.create_task(gauge.watch())
            took = await _commands(desk, bot, gameball, minutes=minutes, rate=rate)
            watching.cancel()
            # Under load, connections are kept for the next burst. What is left without any is a leak.
            await desk.close()
            await gameball.stop()
            files.append(await _at_rest(bot, files[0]))
    return _figures(desk, gauge, lines, weather, minutes=minutes, rate=rate, took=took, files=files)


async def _at_rest(bot: BotProcess, before: int) -> int:
    """The open files, once they are as many as before or that has been waited for."""
    for _ in range(_LOOKS):
        if bot.open_files <= before:
            break
        await asyncio.sleep(0.2)
    return bot.open_files


async def _commands(
    desk: Desk, bot: BotProcess, gameball: GameballStandIn, *, minutes: float, rate: float
) -> float:
    """Send them at their times, whether the ones before are answered or not."""
    url = f"http://127.0.0.1:{bot.port}/slack/events"
    began = time.monotonic()
    async with asyncio.TaskGroup() as tasks:
        for number in range(int(minutes * 60 * rate)):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            tasks.create_task(desk.command(url))
            # The stand-in keeps every request.
            gameball.requests.clear()
    return time.monotonic() - began


def _figures(
    desk: Desk,
    gauge: Gauge,
    lines: Lines,
    weather: Weather,
    *,
    minutes: float,
    rate: float,
    took: float,
    files: list[int],
) -> Json:
    """`files` are the open files at rest, before the first command and after the last."""
    warm = int(min(_WARM_UP, minutes * 60 / 2) / _EVERY)
    # The last readings fall into the time when nothing is sent any more.
    sending = int(minutes * 60 / _EVERY)
    memory = gauge.memory[warm:sending]
    quarter = max(1, len(memory) // 4)
    before, after = _mean(memory[:quarter]), _mean(memory[-quarter:])
    seconds = sorted(desk.seconds)
    passed = (
        not desk.wrong
        and not lines.undelivered
        and not lines.unexpected
        and (minutes < _TELLING or after <= before * (1 + MEMORY_GROWS_AT_MOST))
        and files[1] <= files[0]
        and lines.cut_off == 0
    )
    return {
        "passed": passed,
        "minutes": minutes,
        "commands a second": rate,
        "seconds in all": round(took),
        **desk.counts,
        "not answered exactly once": desk.wrong,
        "HTTP answer, ms": {
            name: round(seconds[min(len(seconds) - 1, int(len(seconds) * part))] * 1000)
            for name, part in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))
        },
        "outcomes": dict(lines.outcomes.most_common()),
        "answers of Gameball": dict(weather.counts.most_common()),
        "memory in MB, first and last quarter after the warm-up": [round(before, 1), round(after, 1)],
        "memory growth": f"{(after / before - 1) * 100:+.1f} %",
        "memory in MB, highest": max(gauge.memory),
        "open files at rest, before and after": files,
        "open files, most": max(gauge.files),
        "cut off at the end": lines.cut_off,
        "not delivered": dict(lines.undelivered),
        "unexpected lines": lines.unexpected[:20],
        "memory in MB, every 5 s": gauge.memory,
        "open files, every 5 s": gauge.files,
    }


def _mean(values: list[Any]) -> float:
    return sum(values) / len(values) if values else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help=f"at most {_MINUTES_AT_MOST:g}")
    parser.add_argument("--rate", type=float, default=50.0, help="commands a second")
    parser.add_argument("--faults", type=float, default=0.3, help="the part of requests that meet a fault")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--out", type=Path, help="write the figures there, as JSON")
    arguments = parser.parse_args()
    if not (0 < arguments.minutes <= _MINUTES_AT_MOST and 0 < arguments.rate <= _RATE_AT_MOST):
        parser.error(f"at most {_MINUTES_AT_MOST:g} minutes, and {_RATE_AT_MOST:g} commands a second")
    with tempfile.TemporaryDirectory() as directory:
        figures = asyncio.run(
            soak(
                minutes=arguments.minutes,
                rate=arguments.rate,
                faults=arguments.faults,
                seed=arguments.seed,
                directory=Path(directory),
            )
        )
    return report(figures, arguments.out)


if __name__ == "__main__":
    sys.exit(main())

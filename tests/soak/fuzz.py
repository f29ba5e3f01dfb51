"""Very many mutated requests against a real server process: `make fuzz`, or `python -m tests.soak.fuzz --requests 5000`.

Exit code 1 where one was answered with an error, the log shows a fault of the app's, or memory grew. Only this machine
is talked to."""

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
from playground.slack.stand_in import SlackStandIn
from tests.soak.mutations import Corpus, fault_in
from tests.soak.process import BotProcess
from tests.soak.report import report
from tests.soak.wire import Wire

_SIGNING_SECRET, _BOT_TOKEN = "fuzz-signing-secret", "xoxb-fuzz"
_API_KEY, _SECRET_KEY = "gb_test_fuzz", "fuzz-secret-key"
_CONNECTIONS = 16
_AT_MOST = 1_000_000
_WARM_UP = 0.2
"""The part of the requests after which memory is expected to stay."""
MEMORY_GROWS_AT_MOST = 0.05
_TELLING = 120.0
"""Seconds below which memory is still on its way up: answers are kept for 15."""

# What mutated addresses, triggers, views and signatures lead to. Anything else above info is a fault of the app's.
_USUAL = {
    "signature_refused",
    "response_url_failed",
    "view_not_opened",
    "view_not_shown",
    "view_refused",
    "blocks_refused",
}

Json = dict[str, Any]


class Fuzz:
    def __init__(
        self, corpus: Corpus, bot: BotProcess, slack: SlackStandIn, gameball: GameballStandIn
    ) -> None:
        self.statuses: Counter[str] = Counter()
        self.faults: list[str] = []
        self.memory: list[float] = []
        self._corpus = corpus
        self._bot = bot
        self._slack = slack
        self._gameball = gameball
        self._sent = 0
        self._every = self._began = 0.0

    async def run(self, requests: int, *, rate: float) -> None:
        self._every = 1 / rate
        self._began = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            for _ in range(_CONNECTIONS):
                tasks.create_task(self._send(requests))

    async def _send(self, requests: int) -> None:
        wire: Wire | None = None
        while self._sent < requests:
            self._sent += 1
            if self._sent % max(1, requests // 50) == 0:
                self._measure()
            await asyncio.sleep(max(0.0, self._began + self._sent * self._every - time.monotonic()))
            message = self._corpus.next()
            try:
                wire = wire or await Wire.to(self._bot.port)
                response = await wire.ask(message.content)
            except (OSError, TimeoutError) as error:
                self.faults.append(f"{type(error).__name__} for {message.words}")
                wire = None
                continue
            self.statuses[f"{response.status}, {'signed' if message.signed else 'forged'}"] += 1
            self.faults.extend(fault_in(message, response))
            if response.ends_connection:
                wire.close()
                wire = None
        if wire:
            wire.close()

    def _measure(self) -> None:
        self.memory.append(round(self._bot.memory, 1))
        # The stand-ins keep everything that arrives.
        self._gameball.requests.clear()
        self._slack.response_posts.clear()
        self._slack.api_calls.clear()
        self._slack.workspace.arrivals.clear()
        self._slack.reset()


async def fuzz(*, requests: int, rate: float, seed: int, directory: Path) -> Json:
    lines: Counter[str] = Counter()
    unexpected: list[str] = []

    def on_line(line: Json) -> None:
        lines[line["event"] if line["level"] != "not JSON" else "not JSON"] += 1
        if line["level"] not in {"info", "debug"} and line["event"] not in _USUAL and len(unexpected) < 100:
            unexpected.append(json.dumps(line))

    slack = SlackStandIn(bot_token=_BOT_TOKEN, signing_secret=_SIGNING_SECRET)
    async with slack, GameballStandIn(api_key=_API_KEY, secret_key=_SECRET_KEY) as gameball:
        settings = {
            "SLACK_BOT_TOKEN": _BOT_TOKEN,
            "SLACK_SIGNING_SECRET": _SIGNING_SECRET,
            "SLACK_API_URL": slack.api_url,
            "GAMEBALL_API_KEY": _API_KEY,
            "GAMEBALL_SECRET_KEY": _SECRET_KEY,
            "GAMEBALL_API_URL": gameball.url,
            "CARD_STYLE": "card",
            "MAX_CUSTOMERS_PER_USER": "0",
        }
        corpus = Corpus(
            Random(seed), secret=_SIGNING_SECRET, now=time.time, response_url=f"{slack.url}/response/nobodys"
        )
        async with BotProcess(settings, directory=directory, on_line=on_line) as bot:
            run = Fuzz(corpus, bot, slack, gameball)
            began = time.monotonic()
            await run.run(requests, rate=rate)
            took = time.monotonic() - began
    warm = run.memory[int(len(run.memory) * _WARM_UP) :]
    quarter = max(1, len(warm) // 4)
    before, after = sum(warm[:quarter]) / quarter, sum(warm[-quarter:]) / quarter
    return {
        "passed": not run.faults
        and not unexpected
        and (took < _TELLING or after <= before * (1 + MEMORY_GROWS_AT_MOST)),
        "requests": requests,
        "requests a second, at most": rate,
        "seed": seed,
        "seconds": round(took),
        "statuses": dict(run.statuses.most_common()),
        "faults": run.faults[:50],
        "unexpected lines": unexpected[:20],
        "lines": dict(lines.most_common()),
        "memory in MB, first and last quarter after the warm-up": [round(before, 1), round(after, 1)],
        "memory growth": f"{(after / before - 1) * 100:+.1f} %",
        "memory in MB, in 50 readings": run.memory,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000, help=f"at most {_AT_MOST}")
    # Answers are kept for a while, in case a request comes again: memory follows the rate.
    parser.add_argument("--rate", type=float, default=250.0, help="requests a second, at most")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--out", type=Path, help="write the figures there, as JSON")
    arguments = parser.parse_args()
    if not (50 <= arguments.requests <= _AT_MOST and arguments.rate > 0):
        parser.error(f"from 50 to {_AT_MOST} requests, at more than none a second")
    with tempfile.TemporaryDirectory() as directory:
        figures = asyncio.run(
            fuzz(
                requests=arguments.requests,
                rate=arguments.rate,
                seed=arguments.seed,
                directory=Path(directory),
            )
        )
    return report(figures, arguments.out)


if __name__ == "__main__":
    sys.exit(main())

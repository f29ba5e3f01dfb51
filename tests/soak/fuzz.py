"""Very many mutated requests against a real server process, then floods and bombs beside honest commands: `make fuzz`, or
`python -m tests.soak.fuzz --requests 5000 --seconds 5`.

Exit code 1 where one was not answered as it should be, the log shows more than it may, or memory grew. Only this machine
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
from tests.e2e.process import BotProcess, running
from tests.soak.figures import MEMORY_GROWS_AT_MOST, growth, memory_of, report
from tests.soak.floods import floods
from tests.soak.mutations import Corpus
from tests.soak.originals import originals
from tests.soak.wire import Message, Response, Wire

_SIGNING_SECRET, _BOT_TOKEN = "fuzz-signing-secret", "xoxb-fuzz"
_API_KEY, _SECRET_KEY = "gb_test_fuzz", "fuzz-secret-key"
_CONNECTIONS = 16
_AT_MOST = 1_000_000
_RATE = 250.0
"""Requests a second, at most."""
_READINGS = 50
_TELLING = 20_000
"""Requests below which memory is still on its way up."""

_USUAL = {
    *("signature_refused", "response_url_failed", "blocks_refused"),
    *("view_not_opened", "view_not_shown", "view_refused"),
}
"""What mutated addresses, triggers, views and signatures lead to."""
_FIELDS = {"event", "level", "timestamp", "error", "at", "reference"}
"""All that a line `internal_error` may have."""

Json = dict[str, Any]


class Fuzz:
    def __init__(self, slack: SlackStandIn, gameball: GameballStandIn) -> None:
        self.statuses: Counter[str] = Counter()
        self.lines: Counter[str] = Counter()
        self.faults: list[str] = []
        self.memory: list[float] = []
        self._slack = slack
        self._gameball = gameball
        self._sent = 0

    def on_line(self, line: Json) -> None:
        self.lines[line["event"]] += 1
        fault = _fault_in_line(line)
        if fault:
            self.faults.append(fault)

    async def run(self, bot: BotProcess, *, requests: int, rng: Random) -> None:
        url = await bot.url()
        port = int(url.rpartition(":")[2])
        self._slack.bot_url = f"{url}/slack/events"
        corpus = Corpus(rng, await originals(self._slack), secret=_SIGNING_SECRET, now=time.time)
        began = time.monotonic()

        async def send() -> None:
            wire: Wire | None = None
            while self._sent < requests:
                self._sent += 1
                if self._sent % (requests // _READINGS) == 0:
                    self._read_memory(bot)
                await asyncio.sleep(max(0.0, began + self._sent / _RATE - time.monotonic()))
                message = corpus.next()
                try:
                    wire = wire or await Wire.to(port)
                    response = await wire.ask(message.content)
                except (OSError, TimeoutError) as error:
                    self.faults.append(f"{type(error).__name__} for {message.words}")
                    wire = None
                    continue
                self._note(message, response)
                if response.ends_connection:
                    wire.close()
                    wire = None
            if wire:
                wire.close()

        await asyncio.gather(*(send() for _ in range(_CONNECTIONS)))

    def _note(self, message: Message, response: Response) -> None:
        self.statuses[f"{response.status}, {'signed' if message.signed else 'forged'}"] += 1
        # 500 is for what Bolt fails over.
        if response.status not in ({200, 400, 401, 500} if message.signed else {400, 401}):
            self.faults.append(f"{response.status} for {message.words}")
        if response.status == 500 and response.body:
            self.faults.append(f"words with a 500 for {message.words}")

    def _read_memory(self, bot: BotProcess) -> None:
        self.memory.append(memory_of(bot.pid))
        # The stand-ins keep everything that arrives.
        for kept in (self._gameball.requests, self._slack.response_posts, self._slack.api_calls):
            kept.clear()
        self._slack.reset()


def _fault_in_line(line: Json) -> str | None:
    """What a line of the log says that it should not."""
    text = json.dumps(line)
    if "cust_" in text or "/response/" in text:
        return f"a line that tells too much: {text}"
    told = line["event"] in _USUAL or line.get("outcome") == "InternalError"
    if line["event"] == "internal_error":
        told = set(line) <= _FIELDS
    return None if told or line["level"] in {"info", "debug"} else f"an unexpected line: {text}"


async def fuzz(*, requests: int, seed: int, directory: Path) -> Json:
    slack = SlackStandIn(bot_token=_BOT_TOKEN, signing_secret=_SIGNING_SECRET, conversation=True)
    async with slack, GameballStandIn(api_key=_API_KEY, secret_key=_SECRET_KEY) as gameball:
        environment = {
            "SLACK_BOT_TOKEN": _BOT_TOKEN,
            "SLACK_SIGNING_SECRET": _SIGNING_SECRET,
            "SLACK_API_URL": slack.api_url,
            "GAMEBALL_API_KEY": _API_KEY,
            "GAMEBALL_SECRET_KEY": _SECRET_KEY,
            "GAMEBALL_API_URL": gameball.url,
            "CARD_STYLE": "card",
            "MAX_CUSTOMERS_PER_USER": "0",
        }
        run = Fuzz(slack, gameball)
        began = time.monotonic()
        async with running("serve", environment=environment, directory=directory, on_line=run.on_line) as bot:
            await run.run(bot, requests=requests, rng=Random(seed))
            bot.terminate()
            await bot.ended()
            errors = await bot.errors()
    grown = growth(run.memory[_READINGS // 5 :])
    return {
        "passed": not run.faults and not errors and (requests < _TELLING or grown <= MEMORY_GROWS_AT_MOST),
        "requests": requests,
        "seed": seed,
        "seconds": round(time.monotonic() - began),
        "statuses": dict(run.statuses.most_common()),
        "faults": run.faults[:50],
        "standard error": errors[:2000],
        "lines": {event[:40]: count for event, count in run.lines.most_common(12)},
        "memory growth after a fifth of the requests": f"{grown * 100:+.1f} %",
        "memory in MB": run.memory,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000, help=f"at most {_AT_MOST}")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each flood and bomb, after that")
    arguments = parser.parse_args()
    if not _READINGS <= arguments.requests <= _AT_MOST:
        parser.error(f"from {_READINGS} to {_AT_MOST} requests")
    with tempfile.TemporaryDirectory() as directory:
        work = fuzz(requests=arguments.requests, seed=arguments.seed, directory=Path(directory))
        codes = [report(asyncio.run(work))]
        codes.append(report(asyncio.run(floods(seconds=arguments.seconds, directory=Path(directory)))))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())

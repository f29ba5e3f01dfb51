"""Floods of strangers and bombs of Gameball's, each for some seconds, beside an agent's commands: part of `make fuzz`.

By itself: `python -m tests.soak.floods --seconds 20`. Each command must be answered with coupons."""

import argparse
import asyncio
import gzip
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from playground.gameball.stand_in import Asked, GameballStandIn, Responder, coupon, coupons, raw
from playground.slack.stand_in import SlackStandIn
from tests.e2e.process import ROOT, BotProcess, running
from tests.soak.figures import memory_of, report
from tests.soak.strangers import FLOODS
from tests.soak.wire import FORM

_SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-floods",
    "SLACK_SIGNING_SECRET": "floods-signing-secret",
    "GAMEBALL_API_KEY": "gb_test_floods",
    "GAMEBALL_SECRET_KEY": "floods-secret-key",
}
_EVERY = 0.1
"""Seconds between an agent's commands, and five times as many between bombs."""
_USUAL = {"signature_refused", "connections_refused"}
_SIXTEEN_MB = 16 * 1024 * 1024 - 100
_INTERIM = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
_NONE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"
MEMORY_AT_MOST = 512.0
"""MB: what the smallest of the usual platforms give."""

Json = dict[str, Any]


def _zipped(body: bytes, encoding: str) -> Responder:
    async def respond(_: Asked) -> web.StreamResponse:
        return web.Response(body=body, headers={"Content-Encoding": encoding})

    return respond


def _list(item: bytes, number: int) -> Responder:
    return raw(b"[" + b",".join([item] * number) + b"]", "application/json")


def _without_end(first: bytes, then: bytes) -> Responder:
    """Sends this, and goes on until the app ends the connection."""

    async def respond(asked: Asked) -> web.StreamResponse:
        transport = asked.request.transport
        assert transport is not None
        transport.write(first)
        for _ in range(1000):
            if transport.is_closing():
                break
            transport.write(then * 1000)
            await asyncio.sleep(0)
        return web.Response()

    return respond


async def _many_cookies(_: Asked) -> web.StreamResponse:
    response = web.json_response([])
    for number in range(100):
        response.headers.add("Set-Cookie", f"cookie{number}={'x' * 3900}")
    return response


def bombs() -> dict[str, tuple[Responder, str]]:
    """By what it is: how Gameball answers, and the outcome of a lookup."""
    zeros = gzip.compress(bytes(2**30), compresslevel=1)
    many = [coupon(name=f"No. {number}", code=f"CODE-{number}") for number in range(20_000)]
    return {
        "10,000 coupons": (coupons(many[:10_000]), "Answered"),
        "20,000 coupons": (coupons(many), "Answered"),
        "850,000 coupons": (_list(b'{"code":"S1"}', 850_000), "TooLongAnswer"),
        "16 MB of zeros": (_list(b"0", _SIXTEEN_MB // 2), "TooLongAnswer"),
        "a million objects": (_list(b"{}", 1_000_000), "TooLongAnswer"),
        "a million texts": (_list(b'""', 1_000_000), "TooLongAnswer"),
        "a name of 16 MB": (
            raw(b'[{"code":"A","name":"%s"}]' % (b"n" * (_SIXTEEN_MB - 30)), "x"),
            "Answered",
        ),
        "a number of 16 MB": (
            raw(b'[{"code":"A","value":%s}]' % (b"9" * (_SIXTEEN_MB - 30)), "x"),
            "Answered",
        ),
        "16 MB of brackets": (raw(b"[" * _SIXTEEN_MB, "application/json"), "UnreadableAnswer"),
        "1 GB, compressed": (_zipped(zeros, "gzip"), "TooLongAnswer"),
        "interim answers without an end": (_without_end(b"", _INTERIM), "Unreachable"),
        "answers that nobody asked for": (_without_end(_NONE, _NONE), "Answered"),
        "100 cookies": (_many_cookies, "Answered"),
        "1 GB, compressed twice": (_zipped(gzip.compress(zeros), "gzip, gzip"), "UnreadableAnswer"),
    }


class Beside:
    """An agent's commands while something else is going on, each over a connection of its own."""

    def __init__(self, slack: SlackStandIn, url: str, bot: BotProcess) -> None:
        self._slack, self._url, self._bot = slack, url, bot

    async def status_and_text(self, customer_id: str) -> tuple[int, str]:
        body = self._slack.command_form(customer_id)
        headers = {"Content-Type": FORM, **self._slack.sign(body)}
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60.0)) as session,
                session.post(self._url, data=body, headers=headers) as response,
            ):
                return response.status, await response.text()
        except (aiohttp.ClientError, TimeoutError) as error:
            return 0, type(error).__name__

    async def go_on(self, seconds: float) -> Json:
        ways: Counter[str] = Counter()
        took, memory = [], 0.0
        end = time.monotonic() + seconds
        while (began := time.monotonic()) < end:
            status, text = await self.status_and_text("cust_one")
            answered = status == 200 and "Coupons of cust_one" in text
            ways["answered" if answered else f"{status} {text[:60]}"] += 1
            took.append(time.monotonic() - began)
            memory = max(memory, memory_of(self._bot.pid))
            await asyncio.sleep(_EVERY)
        took.sort()
        return {
            "commands": dict(ways),
            "ms": {"p50": round(took[len(took) // 2] * 1000), "max": round(took[-1] * 1000)},
            "memory in MB, at most": memory,
        }


@asynccontextmanager
async def _flood(port: int, kind: str) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.soak.strangers", str(port), kind), cwd=ROOT, stderr=DEVNULL
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def _bombing(beside: Beside, customer_id: str) -> AsyncIterator[None]:
    async def again_and_again() -> None:
        async with asyncio.TaskGroup() as asked:
            for number in range(10_000):
                asked.create_task(beside.status_and_text(f"{customer_id}_{number}"))
                await asyncio.sleep(5 * _EVERY)

    task = asyncio.create_task(again_and_again())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Lines:
    """What the process logged, counted as it comes."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.unexpected: list[str] = []

    def __call__(self, line: Json) -> None:
        if line["event"] == "command":
            self.outcomes[str(line.get("outcome"))] += 1
        elif line["level"] not in {"info", "debug"} and line["event"] not in _USUAL:
            self.unexpected.append(str(line)[:500])


async def floods(*, seconds: float, directory: Path) -> Json:
    """Every flood and every bomb for so many seconds."""
    slack = SlackStandIn(
        bot_token=_SECRETS["SLACK_BOT_TOKEN"],
        signing_secret=_SECRETS["SLACK_SIGNING_SECRET"],
        conversation=True,
    )
    gameball = GameballStandIn(
        api_key=_SECRETS["GAMEBALL_API_KEY"], secret_key=_SECRETS["GAMEBALL_SECRET_KEY"]
    )
    lines, found, faults = Lines(), {}, []
    async with slack, gameball:
        environment = {
            **_SECRETS,
            "SLACK_API_URL": slack.api_url,
            "GAMEBALL_API_URL": gameball.url,
            "CARD_STYLE": "card",
            "MAX_CUSTOMERS_PER_USER": "0",
        }
        async with running("serve", environment=environment, directory=directory, on_line=lines) as bot:
            url = await bot.url()
            beside = Beside(slack, f"{url}/slack/events", bot)
            for kind in FLOODS:
                async with _flood(int(url.rpartition(":")[2]), kind):
                    found[kind] = await beside.go_on(seconds)
            before = "Answered"
            for number, (kind, (responder, outcome)) in enumerate(bombs().items()):
                lines.outcomes.clear()
                gameball.requests.clear()
                for each in range(int(seconds / _EVERY)):
                    gameball.answer(f"bomb{number}_{each}", responder)
                async with _bombing(beside, f"bomb{number}"):
                    found[kind] = await beside.go_on(seconds)
                found[kind]["outcomes"] = dict(lines.outcomes)
                # Some of the kind before end only now.
                if not lines.outcomes[outcome] or set(lines.outcomes) - {"Answered", outcome, before, "None"}:
                    faults.append(f"{kind}: {dict(lines.outcomes)}, and not {outcome}")
                before = outcome
            bot.terminate()
            code, errors = await bot.ended(), await bot.errors()
    faults += [kind for kind, figures in found.items() if set(figures["commands"]) != {"answered"}]
    most = max(figures["memory in MB, at most"] for figures in found.values())
    return {
        "passed": not (faults or lines.unexpected or errors or code) and most <= MEMORY_AT_MOST,
        "seconds for each": seconds,
        "faults": faults,
        "unexpected lines": lines.unexpected[:20],
        "standard error": errors[:2000],
        "beside": found,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each flood and bomb")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        return report(asyncio.run(floods(seconds=arguments.seconds, directory=Path(directory))))


if __name__ == "__main__":
    sys.exit(main())

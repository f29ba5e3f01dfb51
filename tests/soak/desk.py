"""A busy support desk: sends commands, takes every answer, and counts how often each command was answered."""

import asyncio
import itertools
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Self
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from playground.slack.fault_responses import CLOSING, suffer
from playground.slack.faults import Fault
from playground.slack.signing import sign

SIGNING_SECRET = "soak-signing-secret"
AGENTS = 200
CUSTOMERS_OF_AN_AGENT = 20
_GIVES_UP_AFTER = 10.0
_COMES_WITHIN = 45.0
"""Seconds from a command to its answer at the `response_url`: Gameball's 10, the tries to post it, and some."""

# Faults that say that the message was not shown. After a connection that breaks, or a 500, nobody can know: the fault
# matrix has those.
_FAULTS = (Fault.rate_limited(1), Fault(status=503))
_SLOW = 2.0


@dataclass
class _Command:
    sent: float
    faults_left: int
    http_answers: int = 0
    posts: int = 0
    posted: asyncio.Event = field(default_factory=asyncio.Event)


class Desk:
    """Stands in for Slack while it is entered: `auth.test`, every `response_url`, and the agents.

    `wrong` holds a line for each command that was not answered exactly once."""

    def __init__(self, rng: Random, *, faults: float) -> None:
        """`faults` is the part of posts at a `response_url` that meet a fault."""
        self.counts: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.wrong: list[str] = []
        self.url = ""
        self._rng = rng
        self._faults = faults
        self._numbers = itertools.count(1)
        self._open: dict[str, _Command] = {}
        app = web.Application()
        app[CLOSING] = asyncio.Event()
        app.router.add_post("/api/auth.test", self._auth_test)
        app.router.add_post("/response/{number}", self._post)
        self._runner = web.AppRunner(app, access_log=None)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End every connection to and from the app. It may be closed already."""
        await self._session.close()
        await self._runner.cleanup()

    async def command(self, bot_url: str) -> None:
        """One command from its sending to the end of all waiting for its answer."""
        number = str(next(self._numbers))
        agent = self._rng.randrange(AGENTS)
        command = self._open[number] = _Command(
            time.monotonic(), faults_left=2 if self._rng.random() < self._faults else 0
        )
        form = {
            "command": "/coupons",
            "text": f"cust_{agent}_{self._rng.randrange(CUSTOMERS_OF_AN_AGENT)}",
            "user_id": f"U{agent:010}",
            "team_id": "T1",
            "channel_id": "C0123456789",
            "response_url": f"{self.url}/response/{number}",
            "trigger_id": f"{number}.1",
        }
        status = await self._send(bot_url, urlencode(form).encode(), command)
        if status == 200 and not command.http_answers:
            with suppress(TimeoutError):
                await asyncio.wait_for(command.posted.wait(), _COMES_WITHIN)
        # A second answer would come soon after the first.
        await asyncio.sleep(2)
        del self._open[number]
        self._settle(number, status, command)

    async def _send(self, bot_url: str, body: bytes, command: _Command) -> int:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            **sign(body, secret=SIGNING_SECRET, timestamp=int(time.time())),
        }
        try:
            async with (
                asyncio.timeout(_GIVES_UP_AFTER),
                self._session.post(bot_url, data=body, headers=headers) as response,
            ):
                text = await response.text()
        except (TimeoutError, aiohttp.ClientError) as error:
            self.counts[type(error).__name__] += 1
            return 0
        self.seconds.append(time.monotonic() - command.sent)
        command.http_answers = 1 if text else 0
        return response.status

    def _settle(self, number: str, status: int, command: _Command) -> None:
        self.counts["commands"] += 1
        self.counts["answered in the HTTP response"] += command.http_answers
        self.counts["answered at the response_url"] += command.posts
        if status != 200 or command.http_answers + command.posts != 1:
            self.wrong.append(
                f"command {number}: status {status}, {command.http_answers} in HTTP, {command.posts} posts"
            )

    async def _auth_test(self, _: web.Request) -> web.Response:
        return web.json_response({"ok": True, "team_id": "T1", "user_id": "U0BOT"})

    async def _post(self, request: web.Request) -> web.Response:
        await request.read()
        number = request.match_info["number"]
        command = self._open.get(number)
        if command is None:
            self.wrong.append(f"command {number}: a post after it was settled")
            return web.Response(status=404, text="expired_url")
        if command.faults_left and self._rng.random() < 0.7:
            command.faults_left -= 1
            self.counts["faults of Slack"] += 1
            return await suffer(self._rng.choice(_FAULTS), request)
        command.posts += 1
        if self._rng.random() < self._faults / 4:
            self.counts["slow answers of Slack"] += 1
            await asyncio.sleep(_SLOW)
        command.posted.set()
        return web.Response(text="ok")

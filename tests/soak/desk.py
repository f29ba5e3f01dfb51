"""A busy support desk: sends commands, takes every answer, and counts how often each command was answered."""

import asyncio
import itertools
import time
from collections import Counter
from dataclasses import dataclass
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
"""Seconds from a command to its answer at the `response_url`: Gameball's 10, the ladder's 15, and some."""

# Faults that say that the message was not shown; the third try always finds Slack well. After a connection that breaks,
# or a 500, nobody can know, and the app does not risk a second message: tests/e2e has those.
_FAULTS = (Fault.rate_limited(1), Fault(status=503))
_SLOW = 2.0


@dataclass
class _Command:
    sent: float
    http_answers: int = 0
    posts: int = 0
    faults_left: int = 0
    done: asyncio.Event | None = None


class Desk:
    """Stands in for Slack while it is entered: `auth.test`, every `response_url`, and the agents.

    `wrong` holds a line for each command that was not answered exactly once, at most 100 of them."""

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

    @property
    def waiting(self) -> int:
        return len(self._open)

    async def command(self, bot_url: str) -> None:
        """One command from its sending to the end of all waiting for its answer."""
        number = str(next(self._numbers))
        agent = self._rng.randrange(AGENTS)
        body = urlencode(
            {
                "command": "/coupons",
                "text": f"cust_{agent}_{self._rng.randrange(CUSTOMERS_OF_AN_AGENT)}",
                "user_id": f"U{agent:010}",
                "team_id": "T1",
                "channel_id": "C0123456789",
                "response_url": f"{self.url}/response/{number}",
                "trigger_id": f"{number}.{time.time_ns()}",
            }
        ).encode()
        command = self._open[number] = _Command(
            time.monotonic(),
            faults_left=2 if self._rng.random() < self._faults else 0,
            done=asyncio.Event(),
        )
        status = await self._send(bot_url, body, command)
        if status == 200 and not command.http_answers:
            try:
                async with asyncio.timeout(_COMES_WITHIN):
                    assert command.done is not None
                    await command.done.wait()
            except TimeoutError:
                pass
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
        if response.status == 200 and text:
            command.http_answers += 1
        return response.status

    def _settle(self, number: str, status: int, command: _Command) -> None:
        self.counts["commands"] += 1
        self.counts["answered in the HTTP response"] += command.http_answers
        self.counts["answered at the response_url"] += command.posts
        if status == 200 and command.http_answers + command.posts == 1:
            self.counts["answered exactly once"] += 1
        elif len(self.wrong) < 100:
            self.wrong.append(
                f"command {number}: status {status}, {command.http_answers} in HTTP, {command.posts} posts"
            )

    async def _auth_test(self, _: web.Request) -> web.Response:
        return web.json_response({"ok": True, "team_id": "T1", "user_id": "U0BOT"})

    async def _post(self, request: web.Request) -> web.Response:
        await request.read()
        command = self._open.get(request.match_info["number"])
        if command is None:
            self.counts["posts for a command that was settled"] += 1
            self.wrong.append(f"command {request.match_info['number']}: a post after it was settled")
            return web.Response(status=404, text="expired_url")
        if command.faults_left and self._rng.random() < 0.7:
            command.faults_left -= 1
            self.counts["faults of Slack"] += 1
            return await suffer(self._rng.choice(_FAULTS), request)
        command.posts += 1
        if self._rng.random() < self._faults / 4:
            self.counts["slow answers of Slack"] += 1
            await asyncio.sleep(_SLOW)
        if command.done is not None:
            command.done.set()
        return web.Response(text="ok")

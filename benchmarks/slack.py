"""What stands in for Slack: sends signed `/coupons` commands, and takes the cards whichever way they come."""

import asyncio
import itertools
import json
import ssl
import time
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from benchmarks.http_client import Connection
from benchmarks.http_server import HttpServer, Reply, Request, reply

SIGNING_SECRET = "benchmark-signing-secret"
_GIVES_UP_AFTER = 30.0
_LOOKUPS_OF_AN_AGENT = 20
"""After so many another agent asks: the bot limits how many customers one person looks up."""


@dataclass(frozen=True, slots=True)
class Cards:
    """A lookup's answer: how it came, and the seconds from the signed request until it was in Slack's hands."""

    seconds: float
    way: Literal["http_response", "response_url"]


class NoCardsError(Exception):
    """Something came that is not the customer's cards."""


class Slack(HttpServer):
    """Also serves the Web API's `auth.test` and every `response_url`. `posts` counts what arrived at the latter."""

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(self._answer, tls=tls)
        self.posts = 0
        self.reached_at = 0
        """The port that stands before this one, where a proxy does."""
        self._verifier = SignatureVerifier(SIGNING_SECRET)
        self._numbers = itertools.count(1)
        self._awaited: dict[str, asyncio.Future[bytes]] = {}
        self._identity = reply(
            json.dumps(
                {"ok": True, "team_id": "T1", "user_id": "U2", "bot_id": "B1", "team": "Shop"}
            ).encode()
        )
        self._ok = reply(b"ok", kind="text/plain")

    @property
    def base(self) -> str:
        return f"{self.scheme}://localhost:{self.reached_at or self.port}"

    def _answer(self, request: Request) -> Reply:
        if request.path == "/api/auth.test":
            return self._identity
        self.posts += 1
        awaited = self._awaited.pop(request.path, None)
        if awaited and not awaited.done():
            awaited.set_result(request.body)
        return self._ok

    def new_customer(self) -> str:
        return f"cust_{next(self._numbers)}"

    async def look_up(self, connection: Connection, customer_id: str) -> Cards:
        """Raises NoCardsError, ConnectionError, or TimeoutError after half a minute."""
        number = next(self._numbers)
        response_path = f"/commands/{number}"
        request = self._signed(customer_id, number, response_path)
        posted = self._awaited[response_path] = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        try:
            async with asyncio.timeout(_GIVES_UP_AFTER):
                answer = await connection.ask(request)
                if answer.status != 200:
                    raise NoCardsError(f"status {answer.status}")
                if answer.body:
                    _check(answer.body)
                    return Cards(time.perf_counter() - began, "http_response")
                _check(await posted)
                return Cards(time.perf_counter() - began, "response_url")
        finally:
            self._awaited.pop(response_path, None)

    def _signed(self, customer_id: str, number: int, response_path: str) -> bytes:
        body = urlencode(
            {
                "token": "unused",
                "team_id": "T1",
                "team_domain": "shop",
                "channel_id": "C0123456789",
                "channel_name": "support",
                "user_id": f"U{number // _LOOKUPS_OF_AN_AGENT:010}",
                "user_name": "sara",
                "command": "/coupons",
                "text": customer_id,
                "api_app_id": "A1",
                "is_enterprise_install": "false",
                "response_url": f"{self.base}{response_path}",
                "trigger_id": f"{number}.1234567890.0123456789abcdef0123456789abcdef",
            }
        )
        timestamp = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body)
        return (
            "POST /slack/events HTTP/1.1\r\nHost: bot.example.com\r\n"
            "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept: application/json,*/*\r\n"
            "Accept-Encoding: gzip,deflate\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {timestamp}\r\n"
            f"X-Slack-Signature: {signature}\r\n\r\n{body}"
        ).encode()


def _check(body: bytes) -> None:
    # A page of cards is some kilobytes; counting is cheaper than parsing, and wrong answers have none.
    if body.count(b'"slack_icon"') < 5:
        raise NoCardsError(body[:200].decode(errors="replace"))

"""What stands in for Slack: sends signed `/coupons` commands, and takes the cards whichever way they come."""

import asyncio
import itertools
import time
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from benchmarks.gameball import shows_cards

SIGNING_SECRET = "benchmark-signing-secret"
_LIMIT = 15.0
_LOOKUPS_OF_AN_AGENT = 20
"""After so many another agent asks: the bot limits how many customers one person looks up."""


class Lookup:
    """One command. `answers` counts how often its cards came. They came first after `seconds`, and `posted` tells
    whether that was at the `response_url` and not in the HTTP response. `instead` is the last message without them,
    which says that the lookup goes on, or why there are none."""

    def __init__(self) -> None:
        self.answers = 0
        self.seconds = 0.0
        self.posted = False
        self.instead = b""
        self.answered = asyncio.Event()
        self._began = time.perf_counter()

    def take(self, message: bytes, *, posted: bool) -> None:
        if not shows_cards(message):
            self.instead = message or self.instead
            return
        self.answers += 1
        if self.answers == 1:
            self.seconds = time.perf_counter() - self._began
            self.posted = posted
            self.answered.set()


class Slack:
    """`base` is where the servers reach it: set once that is known."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.base = ""
        self._session = session
        self._signer = SignatureVerifier(SIGNING_SECRET)
        self._numbers = itertools.count(1)
        self._lookups: dict[str, Lookup] = {}

    async def handle(self, request: web.BaseRequest) -> web.Response:
        """Serve the Web API's `auth.test`, and every `response_url`."""
        if request.path == "/api/auth.test":
            identity = {"team_id": "T1", "team": "Shop", "user_id": "U2", "bot_id": "B1"}
            return web.json_response({"ok": True, **identity})
        message = await request.read()
        if lookup := self._lookups.get(request.path):
            lookup.take(message, posted=True)
        return web.Response(text="ok")

    async def look_up(self, port: int, customer_id: str = "") -> Lookup:
        """Ask the server at `port` for this customer, or for one that nobody has asked for. Returns when the
        cards are here. Raises aiohttp.ClientError where the command is not taken, TimeoutError after 15 s."""
        number = next(self._numbers)
        path = f"/commands/{number}"
        body, headers = self._signed(number, customer_id or f"cust_{number}", f"{self.base}{path}")
        lookup = self._lookups[path] = Lookup()
        url = f"http://127.0.0.1:{port}/slack/events"
        try:
            async with asyncio.timeout(_LIMIT):
                async with self._session.post(url, data=body, headers=headers) as response:
                    response.raise_for_status()
                    lookup.take(await response.read(), posted=False)
                await lookup.answered.wait()
        except TimeoutError as error:
            raise TimeoutError(f"no cards, but {lookup.instead[:200]!r}") from error
        return lookup

    def _signed(self, number: int, customer_id: str, response_url: str) -> tuple[bytes, dict[str, str]]:
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
                "response_url": response_url,
                "trigger_id": f"{number}.1234567890.0123456789abcdef0123456789abcdef",
            }
        )
        timestamp = str(int(time.time()))
        return body.encode(), {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": self._signer.generate_signature(timestamp=timestamp, body=body) or "",
        }

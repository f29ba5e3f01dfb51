"""Sending what people do to the app, over signed HTTP, and reading its answer."""

import asyncio
import json
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import aiohttp

from playground.slack.signing import sign

Json = dict[str, Any]
EnvelopeType = Literal["slash_commands", "interactive", "events_api"]

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """The app's answer. Where none came in time, `status` is 0 and `error` is the word that Slack shows."""

    status: int
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    ms: float = 0.0
    error: str | None = None

    @property
    def json(self) -> Any | None:
        """The body as JSON, None where it is not JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class Delivery(Protocol):
    """One of Slack's two ways to an app: HTTP or Socket Mode."""

    async def deliver(self, envelope_type: EnvelopeType, payload: Json, *, retry: int = 0) -> Answer:
        """The app's answer to `payload`. Never raises: what goes wrong is the Answer's `error`."""
        ...


def encode(envelope_type: EnvelopeType, payload: Json) -> tuple[bytes, str]:
    """A payload as the body of Slack's HTTP request, and the content type."""
    if envelope_type == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if envelope_type == "slash_commands" else {"payload": json.dumps(payload)}
    return urllib.parse.urlencode(form).encode(), _FORM


class HttpDelivery:
    """POSTs to `url` with Slack's signature. `answer_timeout` is in seconds; Slack's own is 3."""

    def __init__(self, *, signing_secret: str, answer_timeout: float) -> None:
        self.url: str | None = None
        self._secret = signing_secret
        # Kept here: a test that sets the machine's clock does not set Slack's.
        self._real_time = time.time
        self.answer_timeout = answer_timeout
        self._session: aiohttp.ClientSession | None = None

    def sign(
        self, body: bytes, *, timestamp: int | str | None = None, secret: str | None = None
    ) -> dict[str, str]:
        """Slack's two signature headers, of the real time now unless told otherwise."""
        at = int(self._real_time()) if timestamp is None else timestamp
        return sign(body, secret=self._secret if secret is None else secret, timestamp=at)

    async def deliver(self, envelope_type: EnvelopeType, payload: Json, *, retry: int = 0) -> Answer:
        body, content_type = encode(envelope_type, payload)
        headers = {"Content-Type": content_type, **self.sign(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return await self.send(body, headers)

    async def send(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """POSTs exactly this body with exactly these headers."""
        if self.url is None:
            return Answer(0, error="dispatch_failed")
        started = time.perf_counter()
        try:
            async with (
                asyncio.timeout(self.answer_timeout),
                self._open_session().post(
                    self.url, data=body, headers=headers, allow_redirects=False
                ) as response,
            ):
                text = await response.text(errors="replace")
        except TimeoutError:
            return Answer(0, ms=ms_since(started), error="operation_timeout")
        except aiohttp.ClientError:
            return Answer(0, ms=ms_since(started), error="dispatch_failed")
        error = None if response.status == 200 else "dispatch_failed"
        return Answer(response.status, text, response.headers, ms_since(started), error)

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            agent = "Slackbot 1.0 (+https://api.slack.com/robots)"
            connector = aiohttp.TCPConnector(limit=0, force_close=True)
            self._session = aiohttp.ClientSession(connector=connector, headers={"User-Agent": agent})
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


def ms_since(started: float) -> float:
    """Milliseconds since `started`, a time of `time.perf_counter`."""
    return round((time.perf_counter() - started) * 1000, 1)

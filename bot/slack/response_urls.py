"""One message posted at a `response_url`, and whether Slack can have it where that is not confirmed."""

import asyncio
import re
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.proxy import proxy_for
from bot.retries import with_retries
from bot.slack.reused_connection import was_reused

_POST_WITHIN = 5.0
"""Seconds for one request."""
_POSTS_AT_ONCE = 50
_WAIT_AT_MOST = 10.0
"""Seconds that Slack may ask to wait for another try."""


@dataclass(frozen=True)
class Loss:
    """Why a message was not confirmed. Where Slack surely has not taken it, it `is_certain`."""

    reason: str
    is_certain: bool


class ResponseUrls:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        # In a rush, posts wait for their turn rather than for each other: the time of each begins with its own.
        self._posting = asyncio.Semaphore(_POSTS_AT_ONCE)

    async def post(self, response_url: str, body: dict[str, Any]) -> Loss | None:
        """Post, trying again where the message cannot have arrived. Returns what came in between, or None."""
        client = AsyncWebhookClient(response_url, session=self._session, retry_handlers=[])
        # To replace a message a second time changes nothing.
        repeatable = bool(body.get("replace_original"))
        is_certain = True

        def worth_retrying(error: Exception) -> bool | float:
            nonlocal is_certain
            unseen = _is_unseen(error)
            # A later try that is refused does not tell what became of this one.
            is_certain = is_certain and unseen
            if not (repeatable or unseen):
                return False
            if isinstance(error, _TryLaterError):
                return error.advice
            return isinstance(error, aiohttp.ClientError | TimeoutError) and not isinstance(
                error, aiohttp.InvalidURL
            )

        async def send() -> Loss | None:
            # Not given none, the client has looked for one by itself.
            client.proxy = proxy_for(response_url)
            # The client's own limit does not hold with a session that it is given.
            async with self._posting, asyncio.timeout(_POST_WITHIN):
                answer = await client.send_dict(body)
            _TryLaterError.check(answer)
            return None if answer.status_code == 200 else Loss(_refusal(answer), is_certain)

        try:
            return await with_retries(send, on=worth_retrying, attempts=3, within=15.0, wait_initial=0.2)
        except _TryLaterError as error:
            return Loss(f"{error.status}", is_certain)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            # A ValueError: what answers is not Slack, and sends no text, for example.
            return Loss(type(error).__name__, is_certain)


class _TryLaterError(Exception):
    def __init__(self, status: int, retry_after: str | None) -> None:
        super().__init__(status)
        self.status = status
        self.wait = float(retry_after) if retry_after and retry_after.isdecimal() else None

    @property
    def advice(self) -> bool | float:
        """Whether to try again, or after how many seconds."""
        if self.wait is None:
            return True
        return self.wait if self.wait <= _WAIT_AT_MOST else False

    @classmethod
    def check(cls, answer: WebhookResponse) -> None:
        if answer.status_code == 429 or answer.status_code >= 500:
            raise cls(answer.status_code, answer.headers.get("Retry-After"))


def _refusal(answer: WebhookResponse) -> str:
    """Slack's word for why, such as invalid_blocks. Whatever else may stand there is not for the log."""
    word = re.match(r"[A-Za-z_ ]{1,60}\Z", answer.body or "")
    return f"{answer.status_code} {word[0].lower()}" if word else str(answer.status_code)


def _is_unseen(error: Exception) -> bool:
    """Whether Slack cannot have taken the message. After a time-out, most failures of Slack's, or where a new connection
    broke, it may have: a second one would be a duplicate."""
    if isinstance(error, _TryLaterError):
        return error.status in {429, 503}
    if isinstance(error, aiohttp.InvalidURL):
        return True
    if isinstance(error, TimeoutError) or not isinstance(error, aiohttp.ClientConnectionError):
        return False
    return isinstance(error, aiohttp.ClientConnectorError) or was_reused()

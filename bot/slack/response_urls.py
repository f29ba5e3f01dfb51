"""One message posted at a `response_url`."""

import asyncio
import json
import re
from contextlib import suppress
from typing import Any

import aiohttp
import stamina

from bot.limits import TimeLimits
from bot.network.proxy import proxy_for

_WAIT_AT_MOST = 10.0
"""Seconds that Slack may ask to wait for another try."""
_READ_AT_MOST = 1000
"""Bytes of an answer: Slack says `ok`, or why not."""


class ResponseUrls:
    def __init__(self, session: aiohttp.ClientSession, limits: TimeLimits) -> None:
        self._session = session
        self._limits = limits

    async def post(self, response_url: str, body: dict[str, Any]) -> str | None:
        """Post a message, again where it surely did not arrive. Returns why it was not delivered, or None."""
        # To replace a message a second time changes nothing.
        repeatable = bool(body.get("replace_original"))

        def seconds_before_retry(error: Exception) -> bool | float:
            if isinstance(error, _TryLaterError):
                return error.wait if repeatable or error.status in {429, 503} else False
            if isinstance(error, aiohttp.ClientConnectorError):
                return True
            # It may have arrived: a second post would be a duplicate.
            return (
                repeatable
                and isinstance(error, aiohttp.ClientError | TimeoutError)
                and not isinstance(error, aiohttp.InvalidURL)
            )

        try:
            async for attempt in stamina.retry_context(
                on=seconds_before_retry,
                attempts=3,
                timeout=self._limits.response_url_retries,
                wait_initial=0.2,
                wait_jitter=0.2,
            ):
                with attempt:
                    return await self._send(response_url, body)
        except _TryLaterError as error:
            return str(error.status)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return type(error).__name__
        raise AssertionError("a retry context ends by returning or raising")

    async def _send(self, response_url: str, body: dict[str, Any]) -> str | None:
        async with (
            asyncio.timeout(self._limits.response_url_post),
            self._session.post(
                response_url, json=body, allow_redirects=False, proxy=proxy_for(response_url)
            ) as response,
        ):
            if response.status == 429 or response.status >= 500:
                raise _TryLaterError(response.status, response.headers.get("Retry-After", ""))
            return _refusal(response.status, await response.content.read(_READ_AT_MOST))


class _TryLaterError(Exception):
    """`wait` tells after how many seconds to try again: True for as usual, False for not at all."""

    def __init__(self, status: int, retry_after: str) -> None:
        super().__init__(status)
        self.status = status
        self.wait: bool | float = True
        if retry_after.isdecimal():
            self.wait = float(retry_after) if float(retry_after) <= _WAIT_AT_MOST else False


def _refusal(status: int, body: bytes) -> str | None:
    """The status and Slack's word for why, such as invalid_blocks; None where Slack has taken the message.

    Slack has taken it where the status is 200 and the body says `ok`. Refusals come with any status, as text or as JSON."""
    said = body.decode(errors="replace").strip()
    with suppress(ValueError, RecursionError):
        answer = json.loads(said)
        if isinstance(answer, dict):
            said = "ok" if answer.get("ok") is True else str(answer.get("error"))
    if status == 200 and said.lower() == "ok":
        return None
    # Nothing else of the body may get into the log.
    word = re.fullmatch(r"[A-Za-z_ ]{1,60}", said)
    return f"{status} {word[0].lower()}" if word else str(status)

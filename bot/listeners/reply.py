"""The reply ladder: how a message reaches the agent, exactly once, whatever Slack takes.

1. In the HTTP response to the command, where the answer is there in time and Slack's taste in cards is known.
2. Else the response is empty, and the message is posted once at the `response_url`, where Slack says what it refuses:
   cards, then the same as sections, then plain text.

"Loading…" is never sent: a command's `response_url` cannot replace it."""

import asyncio
import re
from collections.abc import Coroutine
from typing import Any, Literal

import aiohttp
import stamina
import structlog
from pydantic_core import to_json
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.blocks import kit
from bot.listeners.background import Background
from bot.listeners.record import Record
from bot.listeners.reused_connection import was_reused

CardStyle = Literal["auto", "card", "section"]

ANSWER_WITHIN = 2.3
"""Seconds until a command is answered empty. Slack gives up after 3, the way to it included."""
_POST_WITHIN = 5.0
"""Seconds for one request at a `response_url`."""
_POSTS_AT_ONCE = 50
_WAIT_AT_MOST = 10.0
"""Seconds that Slack may ask to wait for another try."""

_JSON = "application/json;charset=utf-8"
_LATER = b""
"""In place of the HTTP response's body: the answer will be posted."""

_log = structlog.stdlib.get_logger("bot")


class Replies:
    """Sends messages, and remembers for the process whether Slack takes cards."""

    def __init__(self, *, style: CardStyle, session: aiohttp.ClientSession, background: Background) -> None:
        self._style = style
        self._takes_cards: bool | None = {"auto": None, "card": True, "section": False}[style]
        self._session = session
        # In a rush, posts wait for their turn rather than for each other: the time of each begins with its own.
        self._posting = asyncio.Semaphore(_POSTS_AT_ONCE)
        self._background = background

    async def answer(
        self, ack: AsyncAck, response_url: str, work: Coroutine[Any, Any, kit.Message], record: Record
    ) -> None:
        """Answer a command with the message that `work` makes; `work` must not raise."""
        loop = asyncio.get_running_loop()
        in_time: asyncio.Future[bytes] = loop.create_future()
        patience = loop.call_later(ANSWER_WITHIN, _give_up, in_time)
        self._background.spawn(self._deliver(work, in_time, response_url, record))
        try:
            body = await in_time
        finally:
            patience.cancel()
        await ack()
        if body != _LATER:
            # Bolt hands it on as it is. As text it would be there twice, for as long as the connection is open.
            ack.response = BoltResponse(status=200, body=body, headers={"Content-Type": _JSON})  # type: ignore[arg-type]

    async def _deliver(
        self,
        work: Coroutine[Any, Any, kit.Message],
        in_time: asyncio.Future[bytes],
        response_url: str,
        record: Record,
    ) -> None:
        """Hand the message over `in_time` while the command waits for it there, else post it."""
        message = await work
        if not in_time.done():
            # Serialised at once: of many answers that come at the same moment, one at a time is there in all its objects.
            body = self._http_body(message)
            in_time.set_result(body)
            if body != _LATER:
                # The answer leaves now, and its line is written after it.
                await asyncio.sleep(0)
                record.add(delivery="http_response")
                record.write()
                return
        delivered = await self.post(response_url, message, response_type="ephemeral")
        record.add(delivery="response_url" if delivered else "failed")
        record.write()

    def _http_body(self, message: kit.Message) -> bytes:
        if self._takes_cards is None and _has_cards(message):
            # Nothing would tell whether Slack takes them.
            return _LATER
        blocks = message.blocks if self._takes_cards else kit.without_cards(message.blocks)
        return to_json({"text": message.text, "blocks": blocks, "response_type": "ephemeral"})

    async def post(self, response_url: str, message: kit.Message, **how: Any) -> bool:
        """Post at a `response_url`, going down the ladder until Slack takes it. Returns whether it did."""
        rungs: list[dict[str, Any]] = []
        if _has_cards(message) and self._takes_cards is not False:
            rungs.append({"text": message.text, "blocks": message.blocks})
        rungs.append({"text": message.text, "blocks": kit.without_cards(message.blocks)})
        # Empty blocks: a replaced message would otherwise keep the old ones.
        rungs.append({"text": message.text, "blocks": []})
        for number, rung in enumerate(rungs):
            refused = await self._post_once(response_url, {**rung, **how})
            if refused is None:
                # Where only text was taken, it is the message that is at fault, and not its cards.
                if number < len(rungs) - 1:
                    self._learn(message, took_cards=number == 0 and len(rungs) == 3)
                return True
            if "block" not in refused:
                _log.error("response_url_failed", reason=refused)
                return False
            _log.warning("blocks_refused", reason=refused, rung=number)
        return False

    def _learn(self, message: kit.Message, *, took_cards: bool) -> None:
        if self._style == "auto" and _has_cards(message) and self._takes_cards is not took_cards:
            self._takes_cards = took_cards
            _log.info("card_style", style="card" if took_cards else "section")

    async def _post_once(self, response_url: str, body: dict[str, Any]) -> str | None:
        """Post, trying again where the message cannot have arrived. Returns why Slack refused it, or None."""
        client = AsyncWebhookClient(response_url, session=self._session, retry_handlers=[])
        # To replace a message a second time changes nothing.
        repeatable = bool(body.get("replace_original"))

        def worth_retrying(error: Exception) -> bool | float:
            if isinstance(error, _TryLaterError):
                # Behind any other failure of Slack's, the message may have arrived.
                return error.advice if repeatable or error.status in {429, 503} else False
            return isinstance(error, aiohttp.ClientError | TimeoutError) and (repeatable or _is_unseen(error))

        try:
            async for attempt in stamina.retry_context(
                on=worth_retrying, attempts=3, timeout=15.0, wait_initial=0.2, wait_jitter=0.2
            ):
                with attempt:
                    # The client's own limit does not hold with a session that it is given.
                    async with self._posting, asyncio.timeout(_POST_WITHIN):
                        answer = await client.send_dict(body)
                    _TryLaterError.check(answer)
                    return None if answer.status_code == 200 else _refusal(answer)
        except _TryLaterError as error:
            return f"{error.status}"
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return type(error).__name__
        raise AssertionError("a retry context ends by returning or raising")


def _give_up(in_time: asyncio.Future[bytes]) -> None:
    if not in_time.done():
        in_time.set_result(_LATER)


class _TryLaterError(Exception):
    def __init__(self, status: int, retry_after: str | None) -> None:
        super().__init__(status)
        self.status = status
        self.wait = float(retry_after) if retry_after and retry_after.isdigit() else None

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
    """Whether Slack cannot have seen the message. After a time-out, or where a new connection broke, it may have: a
    second one would be a duplicate."""
    if isinstance(error, TimeoutError) or not isinstance(error, aiohttp.ClientConnectionError):
        return False
    return isinstance(error, aiohttp.ClientConnectorError) or was_reused()


def _has_cards(message: kit.Message) -> bool:
    return any(block["type"] == "card" for block in message.blocks)

"""The reply ladder: how a message reaches the agent, exactly once, whatever Slack takes.

1. In the HTTP response to the command, where the answer is there in time and Slack's taste in cards is known.
2. Else the response is empty, and the message is posted once at the `response_url`, where Slack says what it refuses:
   cards, then the same as sections, then plain text.
3. Else it is told at another place: see last_resort.py.

"Loading…" is never sent: a command's `response_url` cannot replace it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Literal

import aiohttp
import structlog
from pydantic_core import to_json
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot.access.record import Record
from bot.background import Background
from bot.blocks import kit
from bot.slack.last_resort import LastResort
from bot.slack.response_urls import ResponseUrls
from bot.slack.views import CardStyle

Posted = Literal["response_url", "refused", "failed"]

ANSWER_WITHIN = 2.3
"""Seconds until a command is answered empty. Slack gives up after 3, the way to it included."""

_JSON = "application/json;charset=utf-8"
_LATER = b""
"""In place of the HTTP response's body: the answer will be posted."""

_log = structlog.stdlib.get_logger("bot")


class Replies:
    """Sends messages, and remembers for the process whether Slack takes cards."""

    def __init__(
        self,
        *,
        style: CardStyle,
        session: aiohttp.ClientSession,
        background: Background,
        last_resort: LastResort,
    ) -> None:
        self._style = style
        self._takes_cards: bool | None = {"auto": None, "card": True, "section": False}[style]
        self._response_urls = ResponseUrls(session)
        self._background = background
        self._last_resort = last_resort

    async def answer(self, ack: AsyncAck, work: Coroutine[Any, Any, kit.Message], record: Record) -> None:
        """Answer a command with the message that `work` makes; `work` must not raise."""
        loop = asyncio.get_running_loop()
        in_time: asyncio.Future[bytes] = loop.create_future()
        patience = loop.call_later(ANSWER_WITHIN - record.seconds, _give_up, in_time)
        self._background.spawn(self._deliver(work, in_time, record))
        try:
            body = await in_time
        finally:
            patience.cancel()
        await ack()
        if body != _LATER:
            # Bolt hands it on as it is. As text it would be there twice, for as long as the connection is open.
            ack.response = BoltResponse(status=200, body=body, headers={"Content-Type": _JSON})  # type: ignore[arg-type]

    async def _deliver(
        self, work: Coroutine[Any, Any, kit.Message], in_time: asyncio.Future[bytes], record: Record
    ) -> None:
        """Hand the message over `in_time` while the command waits for it there, else post it."""
        try:
            message = await work
            if record.seconds >= ANSWER_WITHIN:
                # The timer is late too, in a rush.
                _give_up(in_time)
            if not in_time.done():
                # Serialised at once: of many answers that come at the same moment, one at a time is there in all its
                # objects.
                in_time.set_result(body := self._http_body(message))
                if body != _LATER:
                    record.add(delivery="http_response")
                    # The answer leaves now, and its line is written after it.
                    del message
                    await asyncio.sleep(0)
                    return
            await self.post_instead(message, record)
        except Exception as error:  # whatever it is, the agent is told, and the log its place
            _log.error("internal_error", exc_info=error)
            record.add(outcome="InternalError")
            await self._last_resort.settle("failed", record)
        finally:
            # However it ends: the process may be stopped meanwhile.
            record.write()

    async def post_instead(self, message: kit.Message, record: Record) -> None:
        """Post the answer to a command that is not in its response; where that fails, tell of it elsewhere."""
        delivery = await self.post(record.interaction.response_url, message, response_type="ephemeral")
        await self._last_resort.settle(delivery, record, message)

    def _http_body(self, message: kit.Message) -> bytes:
        if self._takes_cards is None and _has_cards(message):
            # Nothing would tell whether Slack takes them.
            return _LATER
        blocks = message.blocks if self._takes_cards else kit.without_cards(message.blocks)
        return to_json({"text": message.text, "blocks": blocks, "response_type": "ephemeral"})

    async def post(self, response_url: str, message: kit.Message, **how: Any) -> Posted:
        """Post at a `response_url`, going down the ladder until Slack takes it. Returns how that went: `failed` where
        Slack may have taken it all the same, `refused` where it surely has not."""
        rungs: list[dict[str, Any]] = []
        if _has_cards(message) and self._takes_cards is not False:
            rungs.append({"text": message.text, "blocks": message.blocks})
        rungs.append({"text": message.text, "blocks": kit.without_cards(message.blocks)})
        # Empty blocks: a replaced message would otherwise keep the old ones.
        rungs.append({"text": message.text, "blocks": []})
        for number, rung in enumerate(rungs):
            loss = await self._response_urls.post(response_url, {**rung, **how})
            if loss is None:
                # Where only text was taken, it is the message that is at fault, and not its cards.
                if number < len(rungs) - 1:
                    self._learn(message, took_cards=number == 0 and len(rungs) == 3)
                return "response_url"
            if "block" not in loss.reason:
                _log.error("response_url_failed", reason=loss.reason)
                return "refused" if loss.is_certain else "failed"
            _log.warning("blocks_refused", reason=loss.reason, rung=number)
        return "refused"

    def _learn(self, message: kit.Message, *, took_cards: bool) -> None:
        if self._style == "auto" and _has_cards(message) and self._takes_cards is not took_cards:
            self._takes_cards = took_cards
            _log.info("card_style", style="card" if took_cards else "section")


def _give_up(in_time: asyncio.Future[bytes]) -> None:
    if not in_time.done():
        in_time.set_result(_LATER)


def _has_cards(message: kit.Message) -> bool:
    return any(block["type"] == "card" for block in message.blocks)

"""The reply ladder: how a message reaches the agent exactly once, whatever form Slack accepts.

1. In the HTTP response, where the answer is ready in time and it is known whether Slack accepts cards.
2. Else the message is posted once at the `response_url`, where Slack says what it refuses: with cards, then as sections,
   then as plain text. The response says that Gameball is slow, or is empty where the answer is only waiting for this post.
3. Else in a window: see last_resort.py.

What the response says stays: a command's `response_url` cannot replace it."""

import re
from typing import Any, Literal

import structlog

from bot.blocks.kit import Message
from bot.slack.card_style import CardStyle
from bot.slack.failure import is_about_content
from bot.slack.response_urls import ResponseUrls

# A response_url ends after 5 posts, or 30 minutes.
_ENDED = re.compile("expired|used")

_log = structlog.stdlib.get_logger("bot")


class Replies:
    def __init__(self, response_urls: ResponseUrls, card_style: CardStyle) -> None:
        self._response_urls = response_urls
        self._card_style = card_style

    def as_response(self, message: Message) -> dict[str, Any] | None:
        """The HTTP response to a command; None where nothing would tell whether Slack accepts the message's cards."""
        if not self._card_style.is_known_for(message.blocks):
            return None
        blocks = self._card_style.forms(message.blocks)[0]
        return {"text": message.text, "blocks": blocks, "response_type": "ephemeral"}

    async def post(
        self,
        response_url: str,
        message: Message,
        *,
        response_type: Literal["ephemeral", "in_channel"] = "ephemeral",
        replace_original: bool = False,
        thread_ts: str = "",
    ) -> Literal["response_url", "failed", "ended"]:
        """Post a message, in plainer forms until Slack accepts it. `ended`: nothing can be posted there any more."""
        how: dict[str, Any] = {"response_type": response_type, "replace_original": replace_original}
        if thread_ts:
            how["thread_ts"] = thread_ts
        # The last form is the text alone. Its empty blocks take the place of those of a message that is replaced.
        for blocks in [*self._card_style.forms(message.blocks), []]:
            refusal = await self._response_urls.post(
                response_url, {"text": message.text, "blocks": blocks, **how}
            )
            if refusal is None:
                self._card_style.learn(message.blocks, blocks)
                return "response_url"
            if not is_about_content(refusal):
                _log.error("response_url_failed", reason=refusal)
                return "ended" if _ENDED.search(refusal) else "failed"
            _log.warning("blocks_refused", reason=refusal)
        return "failed"

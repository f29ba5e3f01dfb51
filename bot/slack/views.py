"""Modals and the Home tab: opened, updated and published by Slack's Web API."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal

import aiohttp
import stamina
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.access.interaction import Interaction
from bot.blocks.kit import View
from bot.limits import TimeLimits
from bot.slack.card_style import CardStyle
from bot.slack.failure import PASSING, is_about_content, slack_failure

Shown = Literal["view", "closed", "failed"]

_log = structlog.stdlib.get_logger("bot")


class Views:
    def __init__(self, slack: AsyncWebClient, card_style: CardStyle, limits: TimeLimits) -> None:
        self._slack = slack
        self._card_style = card_style
        self._limits = limits

    def drawn(self, view: View) -> View:
        """The view in the form that Slack accepts, as far as that is known."""
        return {**view, "blocks": self._card_style.forms(view["blocks"])[0]}

    async def open(self, interaction: Interaction, view: View) -> str | None:
        """Open a modal; this uses up the interaction's trigger. Returns the view's id, None where Slack did not open it."""
        method = self._slack.views_push if interaction.in_modal else self._slack.views_open
        try:
            answer = await method(trigger_id=interaction.trigger_id, view=self.drawn(view))
            return str(answer["view"]["id"])
        except Exception as error:  # the SDK fails in many ways where the answer is not Slack's
            _log.error("view_not_opened", error=slack_failure(error))
            return None

    async def update(self, view_id: str, view: View) -> Shown:
        """Show a view in place of another: `closed` where the person has closed that meanwhile."""
        return await self._show(lambda drawn: self._slack.views_update(view_id=view_id, view=drawn), view)

    async def publish(self, user_id: str, view: View) -> Shown:
        """Show the Home tab."""
        return await self._show(lambda drawn: self._slack.views_publish(user_id=user_id, view=drawn), view)

    async def _show(self, send: Callable[[View], Awaitable[Any]], view: View) -> Shown:
        for blocks in self._card_style.forms(view["blocks"]):
            try:
                await self._send(send, {**view, "blocks": blocks})
            except SlackApiError as error:
                word = slack_failure(error)
                if word == "not_found":
                    return "closed"
                _log.warning("view_refused", error=word)
                if not is_about_content(word):
                    return "failed"
            except Exception as error:  # as above
                _log.error("view_not_shown", error=slack_failure(error))
                return "failed"
            else:
                self._card_style.learn(view["blocks"], blocks)
                return "view"
        return "failed"

    async def _send(self, send: Callable[[View], Awaitable[Any]], view: View) -> None:
        # Sent twice, it changes nothing.
        async for attempt in stamina.retry_context(
            on=self._seconds_before_retry,
            attempts=3,
            timeout=self._limits.slack_retries,
            wait_initial=0.2,
            wait_jitter=0.2,
        ):
            with attempt:
                await send(view)

    def _seconds_before_retry(self, error: Exception) -> bool | float:
        if not isinstance(error, SlackApiError):
            return isinstance(error, aiohttp.ClientError) and not isinstance(error, TimeoutError)
        if slack_failure(error) == "ratelimited":
            wait = str(error.response.headers.get("Retry-After", ""))
            return float(wait) if wait.isdecimal() and int(wait) < self._limits.slack_retries else False
        return slack_failure(error) in PASSING

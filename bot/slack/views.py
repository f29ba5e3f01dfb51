"""Views: opened before anything else is asked, changed as often as there is something new to show."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Literal

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.access.trigger import Trigger
from bot.blocks import kit
from bot.retries import with_retries
from bot.slack.failure import PASSING, slack_failure

CardStyle = Literal["auto", "card", "section"]
View = dict[str, Any]

_TRIES_WITHIN = 4.0
"""Seconds from the first try to the last one."""
_REFUSED_BLOCKS = {"invalid_arguments", "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}

_log = structlog.stdlib.get_logger("bot")


class Modals:
    """Opens, changes and publishes views, and remembers for the process whether Slack takes cards in them."""

    def __init__(self, slack: AsyncWebClient, *, style: CardStyle) -> None:
        self._slack = slack
        self._style = style
        self._takes_cards: bool | None = {"auto": None, "card": True, "section": False}[style]

    @property
    def knows_style(self) -> bool:
        """Whether a view can go out in an HTTP response, where nothing tells what Slack makes of it."""
        return self._takes_cards is not None

    def drawn(self, view: View) -> View:
        """The view in the style that Slack takes, as far as that is known."""
        return view if self._takes_cards is not False else _without_cards(view)

    async def open(self, trigger: Trigger, view: View) -> str | None:
        """Open a modal, which uses up the trigger. Returns the view's id, None where Slack did not open it."""
        method = self._slack.views_push if trigger.in_modal else self._slack.views_open
        trigger.window = "not opened"
        try:
            answer = await method(trigger_id=trigger.id, view=self.drawn(view))
            view_id = str(answer["view"]["id"])
        except Exception as error:  # the SDK stumbles over what is not Slack's in many ways
            _log.error("view_not_opened", error=slack_failure(error))
            return None
        trigger.window = "opened"
        return view_id

    async def update(self, view_id: str, view: View) -> str:
        """Show a view in place of another: `view`, `closed` where the user has closed it meanwhile, or `failed`."""
        return await self._show(lambda drawn: self._slack.views_update(view_id=view_id, view=drawn), view)

    async def publish(self, user_id: str, view: View) -> str:
        """Show the Home tab."""
        return await self._show(lambda drawn: self._slack.views_publish(user_id=user_id, view=drawn), view)

    async def _show(self, send: Callable[[View], Awaitable[Any]], view: View) -> str:
        """Send it, again where Slack is in trouble: done twice, it changes nothing."""
        plainer = _without_cards(view)
        rungs = [plainer] if plainer == view or self._takes_cards is False else [view, plainer]
        for rung in rungs:
            try:
                await with_retries(
                    partial(send, rung), on=_may_pass, attempts=3, within=_TRIES_WITHIN, wait_initial=0.2
                )
            except SlackApiError as error:
                why = slack_failure(error)
                if why == "not_found":
                    return "closed"
                _log.warning("view_refused", error=why)
                if why not in _REFUSED_BLOCKS:
                    return "failed"
            except Exception as error:  # as above
                _log.error("view_not_shown", error=slack_failure(error))
                return "failed"
            else:
                self._learn(view, took_cards=rung is view)
                return "view"
        return "failed"

    def _learn(self, view: View, *, took_cards: bool) -> None:
        if self._style == "auto" and self._takes_cards is not False and view != _without_cards(view):
            self._takes_cards = took_cards


def _may_pass(error: Exception) -> bool | float:
    """Whether the same request may fare better, or after how many seconds."""
    if not isinstance(error, SlackApiError):
        return isinstance(error, aiohttp.ClientError) and not isinstance(error, TimeoutError)
    if slack_failure(error) == "ratelimited":
        wait = str(error.response.headers.get("Retry-After", ""))
        return float(wait) if wait.isdecimal() and int(wait) < _TRIES_WITHIN else False
    return slack_failure(error) in PASSING


def _without_cards(view: View) -> View:
    return {**view, "blocks": kit.without_cards(view["blocks"])}

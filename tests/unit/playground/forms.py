"""Views of a made-up bot, and how it opens them."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from playground.slack.stand_in import SlackStandIn
from playground.slack.workspace import OpenView

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def field(block_id: str, **more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "v", **more.pop("element", {})}
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element, **more}


def modal(name: str = "find", *blocks: Json, **more: Any) -> Json:
    shown = list(blocks) or [{"type": "divider"}]
    return {"type": "modal", "callback_id": name, "title": plain("Find"), "blocks": shown, **more}


def form(**more: Any) -> Json:
    code = field("code", optional=True, element={"initial_value": "SAVE10"})
    return modal("form", field("customer"), code, submit=plain("Find"), **more)


async def opened(slack: SlackStandIn, client: AsyncWebClient, bot: Any, view: Json) -> OpenView:
    await slack.shortcut("customer_coupons")
    await client.views_open(trigger_id=bot.last["trigger_id"], view=view)
    return slack.views[-1]


def names(slack: SlackStandIn) -> list[str]:
    return [view.view["callback_id"] for view in slack.views]

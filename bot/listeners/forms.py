"""The modal's form, submitted: results in its place, or what is wrong at the field."""

import asyncio
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks import ids
from bot.blocks.kit import View
from bot.blocks.modals import Origin, loading_view, notice_view, results_view
from bot.blocks.refusal import CUSTOMER_ID_MENTION, CUSTOMER_ID_MISSING
from bot.listeners.services import Answer, Services
from bot.listeners.typed.parsing import AskForCoupons, parse_form


def register(app: AsyncApp, services: Services) -> None:
    @app.view(ids.FORM_VIEW)
    async def look_up(ack: AsyncAck, body: dict[str, Any], view: View) -> None:
        record = Record(Interaction.of_payload(body))
        response = await _response(services, view, record)
        await ack(**response)

    @app.view(ids.REPLY_VIEW)
    async def done(ack: AsyncAck) -> None:
        # The button beside it goes back to the coupons, where they are in a window below.
        await ack(response_action="clear")


async def _response(services: Services, view: View, record: Record) -> dict[str, Any]:
    """What Slack is to do with the window. Where that is to wait, it is updated later."""
    refusal = services.refusal(record.interaction, record)
    if refusal:
        return _answered(record, response_action="update", view=notice_view(refusal))
    asked = parse_form(_typed(view, ids.CUSTOMER_BLOCK), _typed(view, ids.CODE_BLOCK))
    if not isinstance(asked, AskForCoupons):
        record.add(outcome="NotUnderstood")
        fault = CUSTOMER_ID_MENTION if asked else CUSTOMER_ID_MISSING
        return _answered(record, response_action="errors", errors={ids.CUSTOMER_BLOCK: fault})

    origin = Origin.parse(view.get("private_metadata") or "")
    work = services.answer(services.look_up(asked, record, can_share=bool(origin.response_url)), record)
    task = await services.background.finish(work, services.limits.answer)
    if task.done():
        answer = task.result()
        if answer.at_field:
            return _answered(record, response_action="errors", errors={ids.CUSTOMER_BLOCK: answer.at_field})
        found = results_view(answer.message, origin)
        if services.card_style.is_known_for(found["blocks"]):
            return _answered(record, response_action="update", view=services.views.drawn(found))
    services.background.spawn(_update(services, task, str(view.get("id")), origin, record))
    # Unlike a message, a view can be updated: "Looking up" does not stay behind.
    return {
        "response_action": "update",
        "view": loading_view(origin, asked.customer_id, slow=not task.done()),
    }


def _answered(record: Record, **response: Any) -> dict[str, Any]:
    record.add(delivery="http_response")
    record.write()
    return response


async def _update(
    services: Services, task: asyncio.Task[Answer], view_id: str, origin: Origin, record: Record
) -> None:
    try:
        # The update must not arrive before the response, or "Looking up" would stay.
        answer, _ = await asyncio.gather(task, asyncio.sleep(services.limits.before_update))
        shown = await services.views.update(view_id, results_view(answer.message, origin))
        await services.last_resort.settle(shown, answer.message, record)
    finally:
        record.write()


def _typed(view: View, block_id: str) -> str:
    values = (view.get("state") or {}).get("values", {})
    return str(values.get(block_id, {}).get(ids.INPUT, {}).get("value") or "")

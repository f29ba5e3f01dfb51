"""The modal's form, submitted: results in its place, or what is wrong at the field."""

import asyncio
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks import ids
from bot.blocks.modals import Origin, loading_view, notice_view, results_view
from bot.blocks.refusal import CODE_TOO_LONG, CUSTOMER_ID_MISSING
from bot.blocks.state import State
from bot.listeners.parsing import MAX_CODE, plain_text
from bot.listeners.services import Answer, Services
from bot.slack.replies import ANSWER_WITHIN

_RESPONSE_ARRIVES_WITHIN = 0.3


def register(app: AsyncApp, services: Services) -> None:
    @app.view(ids.FORM_VIEW)
    async def look_up(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        interaction = Interaction.of_payload(body)
        record = Record(interaction)
        refusal = await services.refusal(interaction, record)
        if refusal:
            await ack(response_action="update", view=notice_view(refusal))
            record.add(delivery="http_response")
            record.write()
            return
        customer_id, code = _typed(view, ids.CUSTOMER_BLOCK), _typed(view, ids.CODE_BLOCK)
        faults = {ids.CUSTOMER_BLOCK: CUSTOMER_ID_MISSING} if not customer_id else {}
        if len(code) > MAX_CODE:
            faults[ids.CODE_BLOCK] = CODE_TOO_LONG
        if faults:
            await ack(response_action="errors", errors=faults)
            record.add(outcome="NotUnderstood", delivery="http_response")
            record.write()
            return
        await _answer(ack, services, view, State(customer_id=customer_id, code=code or None), record)

    @app.view(ids.REPLY_VIEW)
    async def done(ack: AsyncAck) -> None:
        # "Done" closes the text; there is nothing to do.
        await ack()


async def _answer(
    ack: AsyncAck, services: Services, view: dict[str, Any], state: State, record: Record
) -> None:
    origin = Origin.parse(view.get("private_metadata") or "")
    work = services.coupons(state, record, can_share=bool(origin.response_url))
    task = await services.background.finish(work, max(0.0, ANSWER_WITHIN - record.seconds))
    if task.done() and (fault := task.result().at_field):
        await ack(response_action="errors", errors={ids.CUSTOMER_BLOCK: fault})
        record.add(delivery="http_response")
        record.write()
    elif task.done() and (services.modals.knows_style or not task.result().found):
        shown = services.modals.drawn(results_view(task.result().message, origin))
        await ack(response_action="update", view=shown)
        record.add(delivery="http_response")
        record.write()
    else:
        # A view can be changed later, unlike a message: what it shows meanwhile does not stay behind.
        await ack(response_action="update", view=loading_view(origin, state.customer_id))
        services.background.spawn(_show_later(services, task, str(view.get("id")), origin, record))


async def _show_later(
    services: Services, task: asyncio.Task[Answer], view_id: str, origin: Origin, record: Record
) -> None:
    try:
        # The update must not overtake the response, or "Looking up" would stay.
        answer, _ = await asyncio.gather(task, asyncio.sleep(_RESPONSE_ARRIVES_WITHIN))
        shown = await services.modals.update(view_id, results_view(answer.message, origin))
        await services.last_resort.settle(shown, record)
    finally:
        record.write()


def _typed(view: dict[str, Any], block_id: str) -> str:
    values = (view.get("state") or {}).get("values", {})
    typed = values.get(block_id, {}).get(ids.INPUT, {}).get("value") or ""
    return plain_text(typed.replace("`", "")).strip("\"' ")

"""The message shortcut and the global one: the form in a modal, before anything is asked."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks import ids
from bot.blocks.kit import View
from bot.blocks.modals import Origin, form_view, notice_view
from bot.blocks.refusal import not_opened
from bot.blocks.shared import what_it_is_about
from bot.listeners.services import Services
from bot.listeners.typed.guessing import Guess, guess
from bot.listeners.typed.message_text import text_of
from bot.slack.delivery import Delivery


def register(app: AsyncApp, services: Services) -> None:
    @app.shortcut(re.compile(f"^({ids.MESSAGE_SHORTCUT}|{ids.GLOBAL_SHORTCUT})$"))
    async def shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await services.background.finish(_open(services, body), services.limits.answer)
        await ack()


async def _open(services: Services, body: dict[str, Any]) -> None:
    interaction = Interaction.of_payload(body)
    record = Record(interaction, shortcut=body.get("callback_id"), outcome="Form")
    try:
        try:
            view = _view(services, body, record)
        except Exception as error:  # the agent gets an answer in any case
            view = notice_view(services.internal(error, record))
        delivery: Delivery = "view" if await services.views.open(interaction, view) else "failed"
        # A global shortcut has no conversation to answer in.
        if delivery == "failed" and interaction.response_url:
            delivery = await services.replies.post(interaction.response_url, not_opened())
        record.add(delivery=delivery)
    finally:
        record.write()


def _view(services: Services, body: dict[str, Any], record: Record) -> View:
    interaction = record.interaction
    refusal = services.refusal(interaction, record)
    if refusal:
        return notice_view(refusal)
    message = body.get("message") or {}
    # What the app has shared itself needs no guessing.
    known = what_it_is_about(message)
    guessed = Guess(known.customer_id, known.code or "") if known else guess(text_of(message))
    thread_ts = message.get("thread_ts") or ""
    origin = Origin(
        channel_id=interaction.channel_id,
        response_url=interaction.response_url,
        # A message that begins a thread has its own timestamp there: it stands in the channel.
        thread_ts=thread_ts if thread_ts != message.get("ts") else "",
    )
    return form_view(origin, customer_id=guessed.customer_id, code=guessed.code)

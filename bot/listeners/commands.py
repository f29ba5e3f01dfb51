"""`/coupons`: what was typed, and the answer in the HTTP response or posted later."""

import asyncio
from typing import Any, assert_never

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks import ids
from bot.blocks.help import help_message
from bot.blocks.refusal import mention, not_understood
from bot.blocks.slow import still_looking_up
from bot.listeners.services import Answer, Services
from bot.listeners.typed.parsing import (
    AskForCoupons,
    AskForHelp,
    Command,
    Mention,
    NotUnderstood,
    parse_command,
)


def register(app: AsyncApp, services: Services) -> None:
    @app.command(ids.COMMAND)
    async def coupons(ack: AsyncAck, body: dict[str, Any]) -> None:
        record = Record(Interaction.of_command(body))
        asked = parse_command(body.get("text") or "")
        work = services.answer(_answer(services, asked, record), record)
        task = await services.background.finish(work, services.limits.answer)
        response = services.replies.as_response(task.result().message) if task.done() else None
        if response:
            record.add(delivery="http_response")
            record.write()
        else:
            services.background.spawn(_post(services, task, record))
            if not task.done() and isinstance(asked, AskForCoupons):
                response = services.replies.as_response(still_looking_up(asked.customer_id))
        await ack(response or "")


async def _answer(services: Services, asked: Command, record: Record) -> Answer:
    refusal = services.refusal(record.interaction, record)
    if refusal:
        return Answer(refusal, found=False)
    match asked:
        case AskForCoupons():
            return await services.look_up(asked, record)
        case AskForHelp():
            record.add(outcome="Help")
            return Answer(help_message(), found=False)
        case NotUnderstood(typed):
            record.add(outcome="NotUnderstood")
            return Answer(not_understood(typed), found=False)
        case Mention(name):
            record.add(outcome="NotUnderstood")
            return Answer(mention(name), found=False)
        case _:
            assert_never(asked)


async def _post(services: Services, task: asyncio.Task[Answer], record: Record) -> None:
    try:
        message = (await task).message
        delivery = await services.replies.post(record.interaction.response_url, message)
        await services.last_resort.settle(delivery, message, record)
    finally:
        # The process may be stopped meanwhile: the line is written all the same.
        record.write()

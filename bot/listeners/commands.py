"""`/coupons`: ack, read, ask, show."""

from typing import Any, assert_never

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks import ids
from bot.blocks.help import help_message
from bot.blocks.kit import Message
from bot.blocks.refusal import code_too_long, not_understood
from bot.blocks.state import State
from bot.listeners.parsing import AskForCoupons, AskForHelp, CodeTooLong, NotUnderstood, parse_command
from bot.listeners.services import Services


def register(app: AsyncApp, services: Services) -> None:
    @app.command(ids.COMMAND)
    async def coupons(ack: AsyncAck, body: dict[str, Any]) -> None:
        interaction = Interaction.of_command(body)
        record = Record(interaction)
        await services.replies.answer(
            ack,
            _answer(services, interaction, body.get("text") or "", record),
            record,
        )


async def _answer(services: Services, interaction: Interaction, text: str, record: Record) -> Message:
    try:
        return await _message(services, interaction, text, record)
    except Exception as error:  # whatever it is, the agent gets an answer and the log its place
        return services.internal(error, record)


async def _message(services: Services, interaction: Interaction, text: str, record: Record) -> Message:
    refusal = await services.refusal(interaction, record)
    if refusal:
        return refusal
    asked = parse_command(text)
    match asked:
        case AskForCoupons(customer_id, code):
            return (await services.coupons(State(customer_id=customer_id, code=code), record)).message
        case AskForHelp():
            record.add(outcome="Help")
            return help_message()
        case NotUnderstood(typed):
            record.add(outcome="NotUnderstood")
            return not_understood(typed)
        case CodeTooLong():
            record.add(outcome="NotUnderstood")
            return code_too_long()
        case _:
            assert_never(asked)

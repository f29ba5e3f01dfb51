"""What Slack may send that this app does not know: an answer all the same, and no error."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks.refusal import unknown_command


def register(app: AsyncApp) -> None:
    """Attach last: these fit everything."""

    @app.command(re.compile(""))
    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        message = unknown_command()
        await ack(text=message.text, blocks=message.blocks, response_type="ephemeral")
        Record(Interaction.of_command(body), outcome="UnknownCommand", delivery="http_response").write()

    @app.shortcut(re.compile(""))
    @app.view(re.compile(""))
    @app.view_closed(re.compile(""))
    @app.options(re.compile(""))
    async def interaction(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        Record(Interaction.of_payload(body), outcome="Unknown", delivery="http_response").write()

    @app.event(re.compile(""))
    async def event() -> None:
        # Bolt acknowledges events by itself.
        pass

"""What is done where an answer was not delivered: it is shown in a window, while the trigger opens one."""

from bot.access.record import Record
from bot.blocks.kit import Message, without_cards
from bot.blocks.modals import Origin, notice_view
from bot.limits import TimeLimits
from bot.slack.delivery import Delivery
from bot.slack.views import Views


class LastResort:
    def __init__(self, views: Views, limits: TimeLimits) -> None:
        self._views = views
        self._limits = limits

    async def settle(self, delivery: Delivery, message: Message, record: Record) -> None:
        """Note how a message was delivered. Where it was not, try a window."""
        record.add(delivery=delivery)
        if delivery not in {"failed", "ended"} or record.seconds >= self._limits.trigger:
            return
        interaction = record.interaction
        # In the form that Slack surely accepts, and with buttons that know where they belong.
        plain = Message(message.text, without_cards(message.blocks))
        origin = Origin(channel_id=interaction.channel_id, response_url=interaction.response_url)
        if interaction.trigger_id and await self._views.open(interaction, notice_view(plain, origin)):
            record.add(delivery="view")

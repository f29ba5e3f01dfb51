"""Who may ask, and where."""

from dataclasses import dataclass

from bot.blocks.kit import Message
from bot.blocks.refusal import not_this_channel, not_this_user, not_this_workspace
from bot.listeners.interaction import Interaction


@dataclass(frozen=True)
class Access:
    """Slack ids that are let in; an empty set lets everyone in. Where both are set, both must hold."""

    channels: frozenset[str]
    users: frozenset[str]

    def refusal(self, interaction: Interaction, *, team_id: str | None) -> tuple[str, Message] | None:
        """Why this is refused, as a word for the log and a message for the agent; None where it is not.

        `team_id` is the app's own workspace, where it is known."""
        # A shared channel brings people of other companies along.
        if team_id and interaction.user_team_id and interaction.user_team_id != team_id:
            return "workspace", not_this_workspace()
        if self.users and interaction.user_id not in self.users:
            return "user", not_this_user()
        if self.channels and interaction.channel_id not in self.channels:
            return "channel", not_this_channel(self.channels)
        return None

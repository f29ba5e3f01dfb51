"""Who may ask, and where."""

from dataclasses import dataclass

from bot.access.interaction import Interaction
from bot.access.own_workspace import OwnWorkspace
from bot.blocks import ids
from bot.blocks.kit import Message
from bot.blocks.refusal import not_this_channel, not_this_user, not_this_workspace, workspace_unknown

# Slack lets nobody else type the command. The Home tab shows nothing of a customer, and its event names the workspace
# that the app is installed in, which need not be the person's.
_OF_OWN_PEOPLE = {"command", ids.HOME_OPENED}


@dataclass(frozen=True)
class Access:
    """Slack ids that are let in; an empty set lets everyone in. Where both are set, both must hold."""

    channels: frozenset[str]
    users: frozenset[str]
    own: OwnWorkspace

    async def refusal(self, interaction: Interaction) -> tuple[str, Message] | None:
        """Why this is refused, as a word for the log and a message for the agent; None where it is not.

        What guests of a shared channel can do waits for a moment where the app's own workspace is not known yet, and is
        refused if it stays so."""
        own, theirs = self.own.team_id, interaction.user_team_id
        of_own_people = interaction.kind in _OF_OWN_PEOPLE
        if own is None and not of_own_people:
            own = await self.own.told()
            if own is None:
                return "workspace_unknown", workspace_unknown()
        # A shared channel brings people of other companies along. Who does not say where they are from may be one.
        if own and theirs != own and (theirs or not of_own_people):
            return "workspace", not_this_workspace()
        if self.users and interaction.user_id not in self.users:
            return "user", not_this_user()
        if self.channels and interaction.channel_id not in self.channels:
            return "channel", not_this_channel(self.channels)
        return None

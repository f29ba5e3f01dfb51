"""Who may ask, and where."""

from bot.access.interaction import Interaction
from bot.blocks import ids
from bot.blocks.contact import SOMEBODY
from bot.blocks.kit import Message
from bot.blocks.refusal import not_this_channel, not_this_user, not_this_workspace, workspace_unknown

# Slack lets nobody else type the command. The Home tab shows nothing of a customer, and its event names the workspace
# that the app is installed in, which need not be the person's.
_ALWAYS_COLLEAGUES = {"command", ids.HOME_OPENED}


class Access:
    """Which people and channels are allowed.

    `own` holds the ids of the workspace and the organisation that the app is installed in. Until it is set, only what a
    colleague surely did is served."""

    def __init__(self, channels: frozenset[str], users: frozenset[str], *, contact: str = SOMEBODY) -> None:
        """Slack ids; an empty set allows all. Where both are given, both must hold. `contact` is who can change that, in
        mrkdwn."""
        self._channels = channels
        self._users = users
        self._contact = contact
        self.own: frozenset[str] = frozenset()

    def refusal(self, interaction: Interaction) -> tuple[str, Message] | None:
        """Why this is refused, as a word for the log and a message for the agent; None where it is allowed."""
        theirs = interaction.belongs_to
        colleague = interaction.kind in _ALWAYS_COLLEAGUES
        if not self.own and not colleague:
            return "workspace_unknown", workspace_unknown()
        # A shared channel has people of other companies in it. Who does not say where they belong may be one.
        if self.own and not theirs & self.own and (theirs or not colleague):
            return "workspace", not_this_workspace(self._contact)
        if self._users and interaction.user_id not in self._users:
            return "user", not_this_user(self._contact)
        if self._channels and interaction.channel_id not in self._channels:
            return "channel", not_this_channel(self._channels, self._contact, here=interaction.channel_id)
        return None

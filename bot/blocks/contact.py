"""Whom agents turn to where they cannot go on by themselves."""

import re

from bot.blocks import mrkdwn

SOMEBODY = "whoever runs this app"
"""Where nobody is named."""
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")


def contact_in_words(contact: str) -> str:
    """A Slack member, by the id, or words from outside, as mrkdwn in the middle of a sentence."""
    if _MEMBER.fullmatch(contact):
        return f"<@{contact}>"
    return mrkdwn.escape(contact, 200) or SOMEBODY

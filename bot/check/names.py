"""Variables that are nearly the app's own: a slip in a name goes unnoticed, and may let everybody in."""

import difflib
from collections.abc import Iterable

from bot.check.finding import Finding
from bot.settings import Settings

_NEAR = 0.83
"""How alike two names must be, from 0 to 1: SLACK_TOKEN and SLACK_BOT_TOKEN are (0.85); SLACK_CLIENT_SECRET and
SLACK_SIGNING_SECRET are not (0.77)."""
_SHORTEST = 5
"""Shorter names, such as HOST and PORT, are like too many others."""
_ONE_IS_ENOUGH = {"SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"}


def names_findings(names: Iterable[str]) -> list[Finding]:
    """A finding for each of the names that are set which is nearly one of the app's own that is not."""
    are_set = {name.upper() for name in names}
    ours = {name.upper() for name in Settings.model_fields}
    missed = {name for name in ours - are_set if len(name) >= _SHORTEST}
    if _ONE_IS_ENOUGH & are_set:
        missed -= _ONE_IS_ENOUGH
    return [
        Finding(
            "settings.names",
            "failed",
            f"{name} is no variable of this app",
            f"if {near[0]} is meant, which is not set, rename it",
        )
        for name in sorted(are_set - ours)
        if (near := difflib.get_close_matches(name, missed, n=1, cutoff=_NEAR))
    ]

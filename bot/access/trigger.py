"""What lets the app open a window: somebody has just done something."""

from dataclasses import dataclass
from typing import Literal


@dataclass(slots=True)
class Trigger:
    """Slack's trigger_id, which opens one window, for 3 seconds.

    `window` is what has come of it so far. From within a modal, the window goes on top of that."""

    id: str = ""
    in_modal: bool = False
    window: Literal["unasked", "opened", "not opened"] = "unasked"

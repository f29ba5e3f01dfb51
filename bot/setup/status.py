"""How a process is, for the platform's health checks and the page at /."""

from dataclasses import dataclass
from typing import Literal

from bot.gameball.errors import Health


@dataclass(frozen=True)
class Status:
    mode: Literal["http", "socket"]
    gameball: Health
    """How the request went with which the app tried its keys when it started."""
    slack_knows_token: bool = False
    slack_refusal: str | None = None
    """Slack's word for why it refuses the token, if it does."""
    connected: bool = True
    """Whether the Socket Mode connection is open; without meaning over HTTP."""
    draining: bool = False

    @property
    def waiting(self) -> str | None:
        """What keeps the process from being ready; None where it is ready."""
        if self.draining:
            return "draining"
        if not self.slack_knows_token:
            return "waiting for Slack's auth.test"
        if self.mode == "socket" and not self.connected:
            return "waiting for the Socket Mode connection"
        return None

"""The one log line of a command, click, shortcut, form or event."""

import time
from typing import Any

import structlog

from bot.access.interaction import Interaction
from bot.gameball.errors import GameballError

_log = structlog.stdlib.get_logger("bot")


class Record:
    """What the line will say, gathered while the request is served, and written once by `write`."""

    def __init__(self, interaction: Interaction, **fields: Any) -> None:
        self.interaction = interaction
        self._began = time.monotonic()
        self._fields: dict[str, Any] = {
            "user": interaction.user_id,
            "channel": interaction.channel_id,
            **fields,
        }

    @property
    def seconds(self) -> float:
        """Since the request was read."""
        return time.monotonic() - self._began

    def add(self, **fields: Any) -> None:
        self._fields.update(fields)

    def add_failure(self, error: GameballError) -> None:
        self.add(
            outcome=type(error).__name__.removesuffix("Error"),
            gameball_status=error.status,
            gameball_code=error.code,
            gameball_request=error.request_id,
            tries=error.tries,
        )

    def write(self) -> None:
        level = "error" if self._fields.get("outcome") == "InternalError" else "info"
        getattr(_log, level)(self.interaction.kind, **self._fields, ms=round(self.seconds * 1000))

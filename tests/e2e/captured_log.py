"""What the process logs, to be looked at by tests."""

import asyncio
import io
import json
import logging
from typing import Any

from bot import log
from bot.settings import Settings

Json = dict[str, Any]


class _Stream(io.StringIO):
    """Tells when something was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = asyncio.Event()

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


class Log:
    """Everything the process logs, as it would be written."""

    def __init__(self, *, patience: float) -> None:
        """`patience` is how many seconds to wait for a line at most."""
        self._patience = patience
        self._stream = _Stream()

    def capture(self, settings: Settings) -> None:
        log.configure(level="debug", style="json", secrets=settings.secrets())
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(self._stream)

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    @property
    def lines(self) -> list[Json]:
        return [json.loads(line) for line in self.text.splitlines()]

    async def has(self, event: str, count: int = 1) -> None:
        """Wait for lines of one kind, `count` in all."""
        async with asyncio.timeout(self._patience):
            while len(self.of(event)) < count:
                self._stream.written.clear()
                await self._stream.written.wait()

    def of(self, event: str) -> list[Json]:
        """The lines of one kind, without what differs from run to run."""
        return [
            {name: value for name, value in line.items() if name not in {"timestamp", "ms", "level", "event"}}
            for line in self.lines
            if line["event"] == event
        ]

"""The workspace that the app is installed in: known once Slack has told, some moments after the start."""

import asyncio

_TOLD_WITHIN = 1.0
"""Seconds to wait for Slack to tell. A window must open within 3 of the click, the way to Slack included."""


class OwnWorkspace:
    """`team_id` is None until `learn` was called."""

    def __init__(self) -> None:
        self.team_id: str | None = None
        self._told = asyncio.Event()

    def learn(self, team_id: str) -> None:
        self.team_id = team_id
        self._told.set()

    async def told(self) -> str | None:
        """The team id: at once where it is known, else as soon as Slack tells; None if that takes too long."""
        if self.team_id is None:
            try:
                async with asyncio.timeout(_TOLD_WITHIN):
                    await self._told.wait()
            except TimeoutError:
                pass
        return self.team_id

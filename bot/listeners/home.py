"""The Home tab, opened."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks import ids
from bot.blocks.home import Health
from bot.blocks.missed import Missed
from bot.listeners.services import Services

_HEALTH_WITHIN = 2.0


def register(app: AsyncApp, services: Services) -> None:
    @app.event(ids.HOME_OPENED)
    async def home_opened(body: dict[str, Any], event: dict[str, Any]) -> None:
        # The same event tells of the Messages tab.
        if event.get("tab") == "home":
            services.background.spawn(_show(services, Interaction.of_event(body), _missed(event.get("view"))))


async def _show(services: Services, interaction: Interaction, missed: Missed | None) -> None:
    record = Record(interaction, outcome="Home")
    try:
        refused = await services.refusal(interaction, record)
        gameball = None if refused else await _health(services)
        record.add(delivery=await services.home_tab.show(interaction, gameball=gameball, missed=missed))
    finally:
        record.write()


async def _health(services: Services) -> Health:
    task = await services.background.finish(services.health.of_gameball(), _HEALTH_WITHIN)
    problem = task.result() if task.done() else None
    return problem or ("fine" if task.done() else "waiting")


def _missed(shown: object) -> Missed | None:
    """What the Home that is on show tells of: drawn anew, it would be wiped out just when the agent comes to look."""
    kept = shown.get("private_metadata") if isinstance(shown, dict) else None
    return Missed.parse(kept) if isinstance(kept, str) else None

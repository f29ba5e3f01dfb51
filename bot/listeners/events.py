"""The Home tab, opened."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.blocks import ids
from bot.blocks.home import Health, closed_home, home
from bot.listeners.interaction import Interaction
from bot.listeners.record import Record
from bot.listeners.services import Services

_HEALTH_WITHIN = 2.0


def register(app: AsyncApp, services: Services) -> None:
    @app.event(ids.HOME_OPENED)
    async def home_opened(body: dict[str, Any], event: dict[str, Any]) -> None:
        # The same event tells of the Messages tab.
        if event.get("tab") == "home":
            services.background.spawn(_publish(services, Interaction.of_event(body)))


async def _publish(services: Services, interaction: Interaction) -> None:
    record = Record(interaction, outcome="Home")
    refusal = await services.refusal(interaction, record)
    if refusal:
        view = closed_home(refusal)
    else:
        task = await services.background.finish(services.health.of_gameball(), _HEALTH_WITHIN)
        problem = task.result() if task.done() else None
        gameball: Health = problem or ("fine" if task.done() else "waiting")
        view = home(gameball=gameball, data=services.data, now=services.clock())
    record.add(delivery=await services.modals.publish(interaction.user_id, view))
    record.write()

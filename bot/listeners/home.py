"""The Home tab, opened."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks import ids
from bot.blocks.home import closed_home, home
from bot.blocks.kit import View
from bot.gameball.errors import GameballError, Health
from bot.listeners.services import Services


def register(app: AsyncApp, services: Services) -> None:
    @app.event(ids.HOME_OPENED)
    async def home_opened(body: dict[str, Any], event: dict[str, Any]) -> None:
        # The same event tells of the Messages tab.
        if event.get("tab") == "home":
            services.background.spawn(_show(services, Interaction.of_event(body)))


async def _show(services: Services, interaction: Interaction) -> None:
    record = Record(interaction, outcome="Home")
    try:
        view = await _view(services, record)
        record.add(delivery=await services.views.publish(interaction.user_id, view))
    finally:
        record.write()


async def _view(services: Services, record: Record) -> View:
    refusal = services.refusal(record.interaction, record)
    if refusal:
        return closed_home(refusal)
    task = await services.background.finish(_gameball_health(services), services.limits.health)
    health = task.result() if task.done() else "waiting"
    return home(gameball=health, data=services.data, now=services.clock())


async def _gameball_health(services: Services) -> Health:
    try:
        await services.gameball.check_access()
    except GameballError as error:
        return error
    return "fine"

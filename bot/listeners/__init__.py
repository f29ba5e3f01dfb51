"""What the app does when Slack calls: each listener acknowledges, reads, asks and shows."""

from slack_bolt.app.async_app import AsyncApp

from bot.listeners import actions, commands, forms, home, shortcuts
from bot.listeners.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Attach every listener."""
    for listeners in (commands, actions, shortcuts, forms, home):
        listeners.register(app, services)

"""Every environment variable of the app, and what is set."""

from bot.settings.environment import SettingsError
from bot.settings.variables import ServeSettings, Settings, SocketSettings

__all__ = ["ServeSettings", "Settings", "SettingsError", "SocketSettings"]

"""The manifest that people give to Slack names exactly what the app answers, and the files are what is printed."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from pydantic import SecretStr
from slack_bolt.app.async_app import AsyncApp

from bot.app import create_app
from bot.blocks import ids
from bot.settings import Settings
from bot.setup.manifest import as_yaml, manifest
from tests.conftest import client_at

ROOT = Path(__file__).parents[2]
HOST = "YOUR-APP.herokuapp.com"
MANIFEST = manifest(HOST)
DISPLAY, FEATURES, SETTINGS = (MANIFEST[part] for part in ("display_information", "features", "settings"))
EVENTS_URL = f"https://{HOST}/slack/events"

# Ways to register a listener that need an entry in the manifest, and ways that need none.
NAMED = ("command", "shortcut", "event", "options")
UNNAMED = ("action", "view", "view_closed")


@dataclass
class Registered:
    """What the app listens for, by the way it was registered; `listeners` is how many Bolt knows in all."""

    constraints: dict[str, list[object]] = field(default_factory=dict)
    listeners: int = 0


def names_in(constraint: object) -> list[str]:
    """The names in a constraint. A pattern must spell them out, or nobody could say what it answers."""
    if isinstance(constraint, str):
        return [constraint]
    spelt = isinstance(constraint, re.Pattern) and re.fullmatch(r"\^\(([\w|]+)\)\$", constraint.pattern)
    assert spelt, f"{constraint!r} does not spell out the names that it answers"
    return str(spelt[1]).split("|")


@pytest.fixture
async def registered(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Registered]:
    """What the app registers when it is assembled."""
    seen = Registered()
    for way in (*NAMED, *UNNAMED):
        monkeypatch.setattr(AsyncApp, way, recording(way, getattr(AsyncApp, way), seen))
    settings = Settings(
        slack_bot_token=SecretStr("xoxb-1-a"),
        gameball_api_key=SecretStr("gb_test_key"),
        gameball_secret_key=SecretStr("gb_test_secret"),
    )
    async with aiohttp.ClientSession() as session:
        gameball = client_at("https://gameball.invalid")
        bot = create_app(settings, gameball, lambda: datetime.now(UTC), session=session)
        seen.listeners = len(bot.app._async_listeners)
        yield seen


def recording(way: str, register: Callable[..., Any], seen: Registered) -> Callable[..., Any]:
    def recorded(app: AsyncApp, constraint: object, *more: Any, **options: Any) -> Any:
        seen.constraints.setdefault(way, []).append(constraint)
        return register(app, constraint, *more, **options)

    return recorded


def test_what_the_manifest_names_is_what_is_listened_for(registered: Registered) -> None:
    listened_for = {
        way: {name for constraint in registered.constraints.get(way, []) for name in names_in(constraint)}
        for way in NAMED
    }
    assert listened_for == {
        "command": {command["command"] for command in FEATURES["slash_commands"]},
        "shortcut": {shortcut["callback_id"] for shortcut in FEATURES["shortcuts"]},
        "event": set(SETTINGS["event_subscriptions"]["bot_events"]),
        # Suggestions for menus need an address of their own in the manifest, which has none.
        "options": set(),
    }


def test_every_listener_was_registered_in_a_way_that_is_looked_at_here(registered: Registered) -> None:
    assert registered.listeners == sum(map(len, registered.constraints.values()))


@pytest.mark.parametrize(("name", "host"), [("manifest.yaml", HOST), ("manifest-socket.yaml", None)])
def test_the_files_are_what_is_printed(name: str, host: str | None) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert text == f"{as_yaml(manifest(host))}\n"
    assert yaml.safe_load(text) == manifest(host)


def test_socket_mode_differs_in_the_addresses_alone() -> None:
    socket_mode = manifest(None)
    [command] = socket_mode["features"]["slash_commands"]

    assert command == {name: value for name, value in FEATURES["slash_commands"][0].items() if name != "url"}
    assert socket_mode["settings"] == {
        **SETTINGS,
        "event_subscriptions": {"bot_events": [ids.HOME_OPENED]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    }
    same = {"features": {**FEATURES, "slash_commands": [command]}, "settings": socket_mode["settings"]}
    assert socket_mode == {**MANIFEST, **same}


def test_the_command_is_described_as_in_the_help() -> None:
    assert FEATURES["slash_commands"] == [
        {
            "command": ids.COMMAND,
            "description": ids.COMMAND_DESCRIPTION,
            "usage_hint": ids.COMMAND_USAGE,
            "should_escape": False,
            "url": EVENTS_URL,
        }
    ]


def test_the_shortcuts_are_named_as_in_the_help() -> None:
    assert FEATURES["shortcuts"] == [
        {
            "type": "message",
            "callback_id": ids.MESSAGE_SHORTCUT,
            "name": ids.MESSAGE_SHORTCUT_NAME,
            "description": ids.MESSAGE_SHORTCUT_DESCRIPTION,
        },
        {
            "type": "global",
            "callback_id": ids.GLOBAL_SHORTCUT,
            "name": ids.GLOBAL_SHORTCUT_NAME,
            "description": ids.GLOBAL_SHORTCUT_DESCRIPTION,
        },
    ]


def test_the_home_tab_is_on_and_nobody_can_write_to_the_app() -> None:
    assert FEATURES["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": False,
        "messages_tab_read_only_enabled": False,
    }


def test_one_scope_is_enough() -> None:
    assert MANIFEST["oauth_config"] == {"scopes": {"bot": ["commands"]}}


def test_everything_arrives_at_one_address_with_a_token_that_lasts() -> None:
    assert SETTINGS == {
        "event_subscriptions": {"request_url": EVENTS_URL, "bot_events": [ids.HOME_OPENED]},
        "interactivity": {"is_enabled": True, "request_url": EVENTS_URL},
        "org_deploy_enabled": True,
        "socket_mode_enabled": False,
        "token_rotation_enabled": False,
    }


def limits() -> list[tuple[str, int, int, int]]:
    """What is limited, its length, and Slack's least and most for it."""
    command, shortcuts = FEATURES["slash_commands"][0], FEATURES["shortcuts"]
    return [
        ("name", len(DISPLAY["name"]), 1, 35),
        ("description", len(DISPLAY["description"]), 1, 140),
        ("long_description", len(DISPLAY["long_description"]), 175, 4000),
        ("bot_user.display_name", len(FEATURES["bot_user"]["display_name"]), 1, 80),
        ("command", len(command["command"]), 2, 32),
        ("command's description", len(command["description"]), 1, 2000),
        ("command's usage_hint", len(command["usage_hint"]), 1, 1000),
        ("shortcuts", len(shortcuts), 0, 10),
        *((f"{shortcut['name']}'s name", len(shortcut["name"]), 1, 24) for shortcut in shortcuts),
        *(
            (f"{shortcut['name']}'s description", len(shortcut["description"]), 1, 150)
            for shortcut in shortcuts
        ),
        *(
            (f"{shortcut['name']}'s callback_id", len(shortcut["callback_id"]), 1, 255)
            for shortcut in shortcuts
        ),
    ]


@pytest.mark.parametrize(("what", "length", "least", "most"), limits())
def test_slacks_limits_are_kept(what: str, length: int, least: int, most: int) -> None:
    assert least <= length <= most, what


def test_names_have_the_characters_that_slack_allows() -> None:
    assert re.fullmatch(r"[a-z0-9_.-]+", FEATURES["bot_user"]["display_name"])
    assert re.fullmatch(r"#[0-9a-f]{6}", DISPLAY["background_color"])


def test_there_are_no_parts_but_those_that_are_looked_at_here() -> None:
    assert {part: sorted(content) for part, content in MANIFEST.items()} == {
        "_metadata": ["major_version", "minor_version"],
        "display_information": ["background_color", "description", "long_description", "name"],
        "features": ["app_home", "bot_user", "shortcuts", "slash_commands"],
        "oauth_config": ["scopes"],
        "settings": [
            "event_subscriptions",
            "interactivity",
            "org_deploy_enabled",
            "socket_mode_enabled",
            "token_rotation_enabled",
        ],
    }

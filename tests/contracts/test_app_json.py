"""What Heroku reads: the variables are the settings, and the processes are commands of the app."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot.__main__ import main
from bot.settings import ServeSettings, Settings

ROOT = Path(__file__).parents[2]
APP: dict[str, Any] = json.loads((ROOT / "app.json").read_text(encoding="utf-8"))
PROCESSES = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
# The platform gives every process its own.
PLATFORMS = {"PORT"}

# As Heroku documents app.json, as far as it is used here. A name of more than 30 characters is refused.
SCHEMA = {
    "type": "object",
    "required": ["name", "description", "keywords", "buildpacks", "formation", "env"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "pattern": r"^[A-Za-z-_.]", "minLength": 3, "maxLength": 30},
        "description": {"type": "string", "maxLength": 140},
        "keywords": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "buildpacks": {"const": [{"url": "heroku/python"}]},
        "formation": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["quantity", "size"],
                "additionalProperties": False,
                "properties": {"quantity": {"type": "integer"}, "size": {"enum": ["eco", "basic"]}},
            },
        },
        "env": {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Z][A-Z0-9_]*$"},
            "additionalProperties": {
                "type": "object",
                "required": ["description", "required"],
                "additionalProperties": False,
                "properties": {
                    "description": {"type": "string", "minLength": 1},
                    "value": {"type": "string"},
                    "required": {"type": "boolean"},
                },
            },
        },
    },
}


def default_of(name: str) -> str | None:
    default = Settings.model_fields[name].get_default()
    return None if default in (None, frozenset()) or name.upper() in PLATFORMS else str(default)


def test_it_has_the_form_that_heroku_reads() -> None:
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(APP)] == []


def test_every_setting_is_asked_for_in_the_order_of_the_settings() -> None:
    assert list(APP["env"]) == [name.upper() for name in Settings.model_fields]


def test_what_serve_needs_is_required_and_nothing_else() -> None:
    assert {name: variable["required"] for name, variable in APP["env"].items()} == {
        name.upper(): field.is_required() for name, field in ServeSettings.model_fields.items()
    }


def test_a_value_that_is_offered_is_the_default() -> None:
    assert {name: variable.get("value") for name, variable in APP["env"].items()} == {
        name.upper(): None if field.is_required() else default_of(name)
        for name, field in ServeSettings.model_fields.items()
    }


def test_one_web_process_runs_and_it_is_of_a_size_that_does_not_sleep() -> None:
    assert APP["formation"] == {
        "web": {"quantity": 1, "size": "basic"},
        "worker": {"quantity": 0, "size": "basic"},
    }
    assert APP["formation"].keys() == PROCESSES.keys()


def test_the_processes_are_commands_of_the_app(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    assert PROCESSES == {"web": "python -m bot serve", "worker": "python -m bot socket"}
    assert {"serve", "socket"} <= set(commands)

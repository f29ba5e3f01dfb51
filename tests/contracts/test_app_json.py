"""What Heroku reads: a form that it knows, the settings as variables, and commands of the app as processes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot.__main__ import main
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
APP: dict[str, Any] = json.loads((ROOT / "app.json").read_text(encoding="utf-8"))
PROCESSES = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
# The platform gives every process its own.
PLATFORMS = {"PORT"}

SCHEMA = json.loads((Path(__file__).parent / "heroku_app_json_schema.json").read_text(encoding="utf-8"))
# What the button asks first: Socket Mode needs nothing else.
ASKED_FIRST = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "GAMEBALL_API_KEY", "GAMEBALL_SECRET_KEY"]


def default_of(name: str) -> str | None:
    default = Settings.model_fields[name].get_default()
    if isinstance(default, tuple):
        return ",".join(default)
    return None if default in (None, frozenset()) or name.upper() in PLATFORMS else str(default)


def test_it_has_the_form_that_heroku_reads() -> None:
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(APP)] == []


def test_every_setting_is_described_and_what_socket_mode_needs_comes_first() -> None:
    names = list(APP["env"])
    assert sorted(names) == sorted(name.upper() for name in Settings.model_fields)
    assert names[: len(ASKED_FIRST)] == ASKED_FIRST
    assert [name for name, variable in APP["env"].items() if not variable["description"]] == []


def test_what_both_ways_need_is_required_and_nothing_else() -> None:
    assert {name: variable["required"] for name, variable in APP["env"].items()} == {
        name.upper(): field.is_required() for name, field in Settings.model_fields.items()
    }


def test_what_one_way_needs_says_so() -> None:
    assert "Leave it empty only if you use HTTP" in APP["env"]["SLACK_APP_TOKEN"]["description"]
    assert APP["env"]["SLACK_SIGNING_SECRET"]["description"].startswith("Only for HTTP: ")


def test_a_value_that_is_offered_is_the_default() -> None:
    assert {name: variable.get("value") for name, variable in APP["env"].items()} == {
        name.upper(): None if field.is_required() else default_of(name)
        for name, field in Settings.model_fields.items()
    }


def test_the_worker_runs_and_it_is_of_a_size_that_does_not_sleep() -> None:
    assert APP["formation"] == {
        "web": {"quantity": 0, "size": "basic"},
        "worker": {"quantity": 1, "size": "basic"},
    }
    assert APP["formation"].keys() == PROCESSES.keys()


def test_after_the_deployment_it_goes_on_in_slack() -> None:
    # Without a web process, Heroku would show an error at the app's own address.
    assert APP["success_url"] == "https://app.slack.com/"


def test_the_processes_are_commands_of_the_app(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    assert PROCESSES == {"web": "python -m bot serve", "worker": "python -m bot socket"}
    assert {"serve", "socket"} <= set(commands)

"""What Render reads: one process that never sleeps, with a port, a health path, and what Socket Mode needs."""

from pathlib import Path
from typing import Any

import yaml

from bot.settings import SocketSettings

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "render.yaml").read_text(encoding="utf-8")
BLUEPRINT: dict[str, Any] = yaml.safe_load(TEXT)
[SERVICE] = BLUEPRINT["services"]


def test_one_web_service_runs_socket_mode_and_is_asked_whether_it_lives() -> None:
    assert {name: value for name, value in SERVICE.items() if name != "envVars"} == {
        "type": "web",
        "name": "coupons-for-slack",
        "runtime": "python",
        "plan": "starter",
        "buildCommand": "pip install --require-hashes -r requirements.txt",
        "startCommand": "python -m bot socket",
        "healthCheckPath": "/healthz",
    }
    assert BLUEPRINT.keys() == {"services"}


def test_it_asks_for_what_socket_mode_needs_and_holds_no_value() -> None:
    needed = [name.upper() for name, field in SocketSettings.model_fields.items() if field.is_required()]

    assert sorted(SERVICE["envVars"], key=str) == sorted(
        ({"key": name, "sync": False} for name in needed), key=str
    )

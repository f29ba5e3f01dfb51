"""What the Slack CLI reads, and what it runs: its hooks are commands of the app."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.setup.manifest import manifest

ROOT = Path(__file__).parents[2]
HOOKS: dict[str, Any] = json.loads((ROOT / ".slack" / "hooks.json").read_text(encoding="utf-8"))


def test_the_app_keeps_the_connection_itself_and_is_started_anew_when_its_code_changes() -> None:
    watched = HOOKS["config"]["watch"]

    assert HOOKS["runtime"] == "python"
    assert HOOKS["config"]["sdk-managed-connection-enabled"] is True
    assert HOOKS["hooks"]["start"] == "python -m bot socket"
    assert [path for part in watched.values() for path in part["paths"] if not (ROOT / path).exists()] == []


def test_the_manifest_comes_from_the_app() -> None:
    # As the CLI runs a hook: in a shell, with the virtual environment's Python first, and an argument of its own.
    command = f"{HOOKS['hooks']['get-manifest']} --source={ROOT}"
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        env={"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout) == manifest(None)


def test_what_the_cli_writes_down_for_itself_is_not_committed() -> None:
    assert (ROOT / ".slack" / ".gitignore").read_text(encoding="utf-8").split() == ["apps.dev.json", "cache/"]

"""The doctor against the stand-ins: a row for each finding, and the command line. The rules are in tests/unit/check."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.__main__ import main
from playground.slack.faults import RESET, Fault
from tests.e2e.doctors_visit import HIDDEN, Visit, visit
from tests.e2e.passing_time import PassingTime
from tests.e2e.world import slack_error

_JSON = {"Content-Type": "application/json"}
_ME = '{"ok": true, "team_id": "T0"}'
_IDS = [
    "settings",
    "slack.signing_secret",
    "slack.reachable",
    "slack.token",
    "slack.scope",
    "clock",
    "slack.app_token",
    "gameball.pair",
    "gameball.reachable",
    "gameball.version",
    "gameball.keys",
    "blocks",
    "slack.calls",
]


@pytest.fixture
async def here(needed_settings: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visit]:  # noqa: ARG001 - an empty folder
    async with visit(monkeypatch) as begun:
        yield begun


async def test_where_all_is_well_each_check_says_so_and_nothing_is_changed_anywhere(here: Visit) -> None:
    found = await here.findings()

    [*seen, calls] = found.values()
    assert [(finding.id, finding.verdict, finding.advice) for finding in seen] == [
        (name, "ok", "") for name in _IDS[:-1]
    ]
    # What cannot be seen from here is said, and how to see it.
    assert (calls.id, calls.verdict) == (_IDS[-1], "skipped")
    assert calls.advice.startswith("type /coupons help in Slack")
    assert {call.method for call in here.slack.api_calls} == {
        "auth.test",
        "apps.connections.open",
        "blocks.validate",
    }
    assert len(here.gameball.requests) == 1


def _without_slack(here: Visit) -> None:
    methods = ("auth.test", "apps.connections.open", "blocks.validate")
    here.slack.faults.web_api = {method: [RESET, RESET] for method in methods}


def _refused_token(here: Visit) -> None:
    here.slack.faults.auth_test_error = "invalid_auth"


def _another_scope(here: Visit) -> None:
    fault = Fault(status=200, body=_ME, headers={**_JSON, "X-OAuth-Scopes": "chat:write"})
    here.slack.faults.web_api = {"auth.test": [fault]}


def _another_time(here: Visit) -> None:
    headers = {**_JSON, "X-OAuth-Scopes": "commands", "Date": "Sun, 06 Nov 1994 08:49:37 GMT"}
    here.slack.faults.web_api = {"auth.test": [Fault(status=200, body=_ME, headers=headers)]}


def _another_address(here: Visit) -> None:
    here.patch.setenv("GAMEBALL_API_URL", f"{here.gameball.url}/elsewhere")


def _refused_message(here: Visit) -> None:
    here.slack.faults.web_api = {"blocks.validate": [slack_error("invalid_blocks")]}


_NO_SLACK = {
    "slack.reachable": "failed",
    "slack.token": "skipped",
    "slack.scope": "skipped",
    "clock": "skipped",
    "slack.app_token": "skipped",
    "blocks": "skipped",
}
_TROUBLES: dict[str, tuple[Callable[[Visit], None], dict[str, str]]] = {
    "a signing secret of another shape": (
        lambda here: here.patch.setenv("SLACK_SIGNING_SECRET", "canary"),
        {"slack.signing_secret": "failed"},
    ),
    "no signing secret": (
        lambda here: here.patch.delenv("SLACK_SIGNING_SECRET"),
        {"slack.signing_secret": "skipped"},
    ),
    "no Slack": (_without_slack, _NO_SLACK),
    "a refused token": (_refused_token, {"slack.token": "failed", "slack.scope": "skipped"}),
    "another scope": (_another_scope, {"slack.scope": "failed"}),
    "another time": (_another_time, {"clock": "failed"}),
    "a refused app-level token": (
        lambda here: here.patch.setenv("SLACK_APP_TOKEN", "xapp-another-canary"),
        {"slack.app_token": "failed"},
    ),
    "no Gameball": (
        lambda here: here.patch.setenv("GAMEBALL_API_URL", "http://127.0.0.1:1"),
        {"gameball.reachable": "failed", "gameball.version": "skipped", "gameball.keys": "skipped"},
    ),
    "another address": (_another_address, {"gameball.version": "failed", "gameball.keys": "skipped"}),
    "a refused key": (
        lambda here: here.patch.setenv("GAMEBALL_SECRET_KEY", "another-canary"),
        {"gameball.version": "skipped", "gameball.keys": "failed"},
    ),
    "a refused message": (_refused_message, {"blocks": "failed"}),
    "a Slack that validates no messages": (
        lambda here: setattr(
            here.slack.faults, "web_api", {"blocks.validate": [slack_error("unknown_method")]}
        ),
        {"blocks": "skipped"},
    ),
}


@pytest.mark.parametrize(("make_trouble", "unwell"), _TROUBLES.values(), ids=_TROUBLES)
async def test_each_trouble_shows_in_its_own_findings(
    here: Visit, make_trouble: Callable[[Visit], None], unwell: dict[str, str]
) -> None:
    make_trouble(here)

    with PassingTime():
        assert await here.unwell() == unwell


Run = Callable[..., Any]


@pytest.fixture
def run(here: Visit, capfd: pytest.CaptureFixture[str], restored_logging: None) -> Run:  # noqa: ARG001 - begun before, put back after
    """Runs the command line; gives the exit code and what it printed."""

    async def run(*arguments: str) -> tuple[int, str]:
        code = await asyncio.to_thread(main, ["check", *arguments])
        printed = capfd.readouterr()
        assert [hidden for hidden in HIDDEN if hidden in printed.out + printed.err] == []
        assert printed.err == ""
        return code, printed.out

    return run


async def test_the_command_prints_a_line_for_each_check_and_ends_with_0(run: Run) -> None:
    code, printed = await run()

    lines = printed.splitlines()
    assert code == 0
    assert [line.split()[:2] for line in lines] == [*(["ok", name] for name in _IDS[:-1]), ["skip", _IDS[-1]]]
    assert lines[8] == "ok    gameball.reachable    Gameball answers"


async def test_a_failure_ends_with_1(here: Visit, run: Run) -> None:
    here.patch.setenv("GAMEBALL_SECRET_KEY", "another-canary")

    code, printed = await run()

    [failed] = [line for line in printed.splitlines() if line.startswith("FAIL")]
    assert (code, failed.split(" → ")[0]) == (
        1,
        "FAIL  gameball.keys         Gameball does not accept this app's keys (HTTP 401, code 1001)",
    )


async def test_json_is_for_machines(here: Visit, run: Run) -> None:
    here.slack.faults.auth_test_error = "invalid_auth"

    code, printed = await run("--json")

    report = json.loads(printed)
    failed = [finding["id"] for finding in report["checks"] if finding["verdict"] == "failed"]
    assert (code, report["ok"], failed) == (1, False, ["slack.token"])
    assert [finding["id"] for finding in report["checks"]] == _IDS


async def test_settings_that_are_missing_are_the_only_finding(here: Visit, run: Run) -> None:
    here.patch.delenv("GAMEBALL_API_KEY")
    here.patch.setenv("SLACK_BOT_TOKEN", "canary")

    (code, printed), (_, report) = await run(), await run("--json")

    found = ["SLACK_BOT_TOKEN: must start with xoxb-", "GAMEBALL_API_KEY: missing"]
    assert [line.split(" → ")[0] for line in printed.splitlines()] == [
        f"FAIL  settings              {fault}" for fault in found
    ]
    assert [finding["found"] for finding in json.loads(report)["checks"]] == found
    assert (code, here.slack.api_calls) == (1, [])

"""The doctor against the stand-ins: every check, every message, and the command line."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.__main__ import main
from bot.check.samples import samples
from bot.coupons.health import PROBE
from playground.slack.faults import Fault
from tests.e2e.doctors_visit import HIDDEN, Visit, visit
from tests.e2e.world import slack_error

_JSON = {"Content-Type": "application/json"}
_KEYS = "copy both keys anew; where secure integrations are on, set GAMEBALL_API_VERSION=v4.1"
_IDS = [
    "settings",
    "slack.signing_secret",
    "slack.reachable",
    "slack.token",
    "slack.scope",
    "clock",
    "slack.app_token",
    "gameball.reachable",
    "gameball.version",
    "gameball.keys",
    "blocks",
]


@pytest.fixture
async def here(needed_settings: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visit]:  # noqa: ARG001 - an empty folder
    async with visit(monkeypatch) as begun:
        yield begun


async def test_where_all_is_well_each_check_says_so_once(here: Visit) -> None:
    found = await here.findings()

    assert (list(found), {finding.verdict for finding in found.values()}) == (_IDS, {"ok"})
    assert {finding.advice for finding in found.values()} == {""}


async def test_one_request_asks_gameball_for_a_customer_that_nobody_has(here: Visit) -> None:
    await here.findings()

    assert [request.customer_id for request in here.gameball.requests] == [PROBE]


async def test_every_message_is_validated_with_its_cards_and_without(here: Visit) -> None:
    found = await here.findings()

    calls = [call.arguments for call in here.slack.api_calls if call.method == "blocks.validate"]
    cards = [arguments for arguments in calls if '"card"' in json.dumps(arguments)]
    assert (len(calls) - len(cards), len(cards) > 10) == (len(samples()), True)
    assert found["blocks"].found == f"Slack accepts all {len(calls)} messages"


async def test_cards_are_not_validated_where_none_are_sent(here: Visit) -> None:
    here.patch.setenv("CARD_STYLE", "section")

    found = await here.findings()

    assert found["blocks"].found == f"Slack accepts all {len(samples())} messages"


async def test_nothing_is_changed_anywhere(here: Visit) -> None:
    await here.findings()

    methods = {call.method for call in here.slack.api_calls}
    assert methods == {"auth.test", "apps.connections.open", "blocks.validate"}


_REPORT = "please report it, with the names of these messages"
_REFUSED = slack_error("invalid_blocks")


async def test_messages_that_slack_refuses_are_named(here: Visit) -> None:
    fine, first = Fault(status=200, body='{"ok": true}', headers=_JSON), _first_with_cards()
    here.slack.faults.web_api = {"blocks.validate": [*[fine] * first, _REFUSED]}

    found = (await here.findings())["blocks"]

    assert (found.verdict, found.advice) == ("failed", f"set CARD_STYLE=section, and {_REPORT}")
    assert found.found.startswith("Slack refuses 1 of ")
    assert found.found.endswith(f" messages: {samples()[first].name}")


def _first_with_cards() -> int:
    return next(number for number, sample in enumerate(samples()) if "'card'" in str(sample.content))


async def test_where_sections_are_refused_too_the_style_is_no_way_out(here: Visit) -> None:
    here.slack.faults.web_api = {"blocks.validate": [_REFUSED] * 9}

    found = (await here.findings())["blocks"]

    assert (found.verdict, found.advice) == ("failed", _REPORT)


async def test_validation_that_ends_too_early_says_how_far_it_came(here: Visit) -> None:
    fine = Fault(status=200, body='{"ok": true}', headers=_JSON)
    here.slack.faults.web_api = {"blocks.validate": [fine, fine, slack_error("ratelimited")]}

    found = (await here.findings())["blocks"]

    assert found.verdict == "skipped"
    assert found.found.startswith("Slack's validation of blocks does not answer; it accepted the first 2 of ")


async def test_a_slack_without_validation_is_no_failure(here: Visit) -> None:
    here.slack.faults.web_api = {"blocks.validate": [slack_error("unknown_method")]}

    assert await here.unwell() == {"blocks": "skipped"}


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
    assert (code, [line.split()[:2] for line in lines]) == (0, [["ok", name] for name in _IDS])
    assert lines[7] == "ok    gameball.reachable    Gameball answers"


async def test_a_failure_is_marked_and_ends_with_1(here: Visit, run: Run) -> None:
    here.patch.setenv("GAMEBALL_SECRET_KEY", "another-canary")

    code, printed = await run()

    [failed] = [line for line in printed.splitlines() if line.startswith("FAIL")]
    assert (code, failed) == (
        1,
        "FAIL  gameball.keys         Gameball does not accept this app's keys (HTTP 401, code 1001) → "
        + _KEYS,
    )


async def test_what_is_skipped_is_no_failure(here: Visit, run: Run) -> None:
    here.slack.faults.web_api = {"blocks.validate": [slack_error("unknown_method")]}

    code, printed = await run()

    assert code == 0
    assert printed.splitlines()[-1] == (
        "skip  blocks                Slack's validation of blocks does not answer"
    )


async def test_who_may_ask_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_USERS", "U0AGENT0001,U0AGENT0002")
    monkeypatch.setenv("ALLOWED_CHANNELS", "C0SUPPORT01")

    _, printed = await run()

    assert printed.splitlines()[0].endswith("all variables are readable; for 2 people, in 1 channel")


async def test_json_is_for_machines(run: Run) -> None:
    code, printed = await run("--json")

    report = json.loads(printed)
    assert (code, report["ok"], [finding["id"] for finding in report["checks"]]) == (0, True, _IDS)
    assert report["checks"][0] == {
        "id": "settings",
        "verdict": "ok",
        "found": "all variables are readable; for everybody, in every channel",
        "advice": "",
    }


async def test_json_tells_a_failure_too(here: Visit, run: Run) -> None:
    here.slack.faults.auth_test_error = "invalid_auth"

    code, printed = await run("--json")

    report = json.loads(printed)
    failed = [finding["id"] for finding in report["checks"] if finding["verdict"] == "failed"]
    assert (code, report["ok"], failed) == (1, False, ["slack.token"])


@pytest.mark.parametrize("arguments", [(), ("--json",)])
async def test_settings_that_are_missing_are_the_only_finding(
    here: Visit, run: Run, arguments: tuple[str, ...]
) -> None:
    here.patch.delenv("GAMEBALL_API_KEY")
    here.patch.setenv("SLACK_BOT_TOKEN", "canary")

    code, printed = await run(*arguments)

    if arguments:
        found = [(finding["found"], finding["advice"]) for finding in json.loads(printed)["checks"]]
        assert [fault for fault, _ in found] == [
            "SLACK_BOT_TOKEN: must start with xoxb-",
            "GAMEBALL_API_KEY: missing",
        ]
    else:
        assert [line.split(" → ")[0] for line in printed.splitlines()] == [
            "FAIL  settings              SLACK_BOT_TOKEN: must start with xoxb-",
            "FAIL  settings              GAMEBALL_API_KEY: missing",
        ]
    assert (code, here.slack.api_calls) == (1, [])

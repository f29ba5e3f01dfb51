"""What the doctor finds at Slack."""

from collections.abc import AsyncIterator

import pytest

from bot.check.finding import Finding
from playground.slack.faults import HANG, RESET, Fault
from tests.e2e.doctors_visit import SIGNING_SECRET, Visit, visit
from tests.e2e.passing_time import PassingTime

_JSON = {"Content-Type": "application/json"}
_ME = '{"ok": true, "team_id": "T0"}'


@pytest.fixture
async def here(needed_settings: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visit]:  # noqa: ARG001 - an empty folder
    async with visit(monkeypatch, messages=1) as begun:
        yield begun


_NO_SLACK = {
    "slack.reachable": "failed",
    "slack.token": "skipped",
    "slack.scope": "skipped",
    "clock": "skipped",
}
_DAYS = {
    "an outage page": Fault(status=503, body="<html>canary</html>", headers={"Content-Type": "text/html"}),
    "a word": Fault(status=500, body="error: canary", headers={"Content-Type": "text/plain"}),
    "JSON that is cut off": Fault(status=200, body='{"ok": tr', headers=_JSON),
    "a list": Fault(status=200, body="[]", headers=_JSON),
    "nothing": Fault(status=200, body="", headers=_JSON),
}


@pytest.mark.parametrize("fault", _DAYS.values(), ids=_DAYS)
async def test_what_is_not_slack_is_no_answer(here: Visit, fault: Fault) -> None:
    here.slack.faults.web_api = {"auth.test": [fault]}

    assert await here.unwell() == _NO_SLACK


@pytest.mark.parametrize("fault", [RESET, HANG], ids=["reset", "silent"])
async def test_without_an_answer_what_depends_on_it_is_skipped(here: Visit, fault: Fault) -> None:
    with PassingTime():
        here.slack.faults.web_api = {
            "auth.test": [fault, fault],
            "apps.connections.open": [fault, fault],
            "blocks.validate": [fault, fault],
        }
        assert await here.unwell() == {**_NO_SLACK, "slack.app_token": "skipped", "blocks": "skipped"}


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("invalid_auth", "copy the Bot User OAuth Token anew, or reinstall the app to the workspace"),
        ("account_inactive", "copy the Bot User OAuth Token anew, or reinstall the app to the workspace"),
        ("internal_error", "try again later"),
    ],
)
async def test_a_token_that_slack_refuses(here: Visit, word: str, advice: str) -> None:
    here.slack.faults.auth_test_error = word

    found = await here.findings()

    assert found["slack.token"] == Finding("slack.token", "failed", f"Slack says {word}", advice)
    assert found["slack.scope"] == Finding("slack.scope", "skipped", "the token is not accepted")
    assert (found["slack.reachable"].verdict, found["clock"].verdict) == ("ok", "ok")


@pytest.mark.parametrize(
    ("scopes", "verdict"),
    [
        ("commands", "ok"),
        ("chat:write, commands", "ok"),
        ("chat:write,commands:read", "failed"),
        ("", "skipped"),
    ],
)
async def test_the_scope_is_what_slack_says_it_is(here: Visit, scopes: str, verdict: str) -> None:
    headers = {**_JSON, "X-OAuth-Scopes": scopes}
    here.slack.faults.web_api = {"auth.test": [Fault(status=200, body=_ME, headers=headers)]}

    assert (await here.findings())["slack.scope"].verdict == verdict


@pytest.mark.parametrize(
    ("date", "verdict"),
    [
        ("Sun, 06 Nov 1994 08:49:37 GMT", "failed"),
        ("Fri, 31 Dec 2199 23:59:59 GMT", "failed"),
        ("some day", "skipped"),
    ],
)
async def test_the_clock_is_compared_with_slacks(here: Visit, date: str, verdict: str) -> None:
    fault = Fault(status=200, body=_ME, headers={**_JSON, "Date": date})
    here.slack.faults.web_api = {"auth.test": [fault]}

    assert (await here.findings())["clock"].verdict == verdict


@pytest.mark.parametrize("secret", ["xyz", "canary", SIGNING_SECRET[:-1], SIGNING_SECRET.upper()])
async def test_a_signing_secret_of_another_shape(here: Visit, secret: str) -> None:
    here.patch.setenv("SLACK_SIGNING_SECRET", secret)

    assert await here.unwell() == {"slack.signing_secret": "failed"}


async def test_socket_mode_needs_no_signing_secret(here: Visit) -> None:
    here.patch.delenv("SLACK_SIGNING_SECRET")

    assert await here.unwell() == {"slack.signing_secret": "skipped"}


async def test_one_of_the_two_is_needed(here: Visit) -> None:
    here.patch.delenv("SLACK_SIGNING_SECRET")
    here.patch.delenv("SLACK_APP_TOKEN")

    found = await here.findings()

    assert (found["slack.signing_secret"].verdict, "slack.app_token" in found) == ("failed", False)


async def test_an_app_level_token_that_slack_refuses(here: Visit) -> None:
    here.patch.setenv("SLACK_APP_TOKEN", "xapp-another-canary")

    assert await here.unwell() == {"slack.app_token": "failed"}

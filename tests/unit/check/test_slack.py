"""What Slack's answers say about the tokens, the scope and the clock."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.check.finding import Finding
from bot.check.slack import SlackAnswer, app_token_finding, call, slack_findings
from bot.slack.client import slack_client
from playground.slack.faults import HANG, RESET, Fault
from playground.slack.stand_in import SlackStandIn

NOW = 784_111_777.0
DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
COPY = "copy the Bot User OAuth Token anew, or reinstall the app to the workspace"
MAKE = (
    "check SLACK_APP_TOKEN: api.slack.com/apps › your app › Basic Information › App-Level Tokens, with the scope "
    "connections:write"
)
SWITCH_ON = "switch Socket Mode on: api.slack.com/apps › your app › Socket Mode"
REACHABLE = Finding("slack.reachable", "ok", "Slack answers")
TOKEN = Finding("slack.token", "ok", "accepted in workspace T0")
SCOPE = Finding("slack.scope", "ok", "the token has the scope commands")
CLOCK = Finding("clock", "ok", "within 60 s of Slack's")


def answer(data: dict[str, Any], *, scopes: str = "commands", date: str = DATE) -> AsyncSlackResponse:
    headers = {"Date": date, "X-OAuth-Scopes": scopes}
    return AsyncSlackResponse(
        client=AsyncWebClient(),
        http_verb="POST",
        api_url="https://slack.example/api/auth.test",
        req_args={},
        data=data,
        headers=headers,
        status_code=200,
    )


ME = {"ok": True, "team_id": "T0"}


def test_where_all_is_well_each_check_says_so() -> None:
    assert slack_findings(answer(ME), now=NOW) == [REACHABLE, TOKEN, SCOPE, CLOCK]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"team": "Acme", "user": "gameball-coupons"},
            [Finding("slack.token", "ok", "accepted in workspace T0, Acme, as the app gameball-coupons")],
        ),
        (
            {"enterprise_id": "E1", "is_enterprise_install": False},
            [
                TOKEN,
                Finding(
                    "slack.organisation", "ok", "Enterprise organisation E1: installed in one workspace of it"
                ),
            ],
        ),
        (
            {"enterprise_id": "E1", "is_enterprise_install": True},
            [
                TOKEN,
                Finding(
                    "slack.organisation", "ok", "Enterprise organisation E1: installed for the whole of it"
                ),
            ],
        ),
        ({"is_enterprise_install": False, "enterprise_id": None}, [TOKEN]),
    ],
)
def test_workspace_app_and_organisation_are_named(more: dict[str, Any], expected: list[Finding]) -> None:
    assert slack_findings(answer(ME | more), now=NOW) == [REACHABLE, *expected, SCOPE, CLOCK]


NETWORK = "check the network and SLACK_API_URL, and whether a firewall or proxy answers in Slack's place"
NOT_SLACKS = "HTTP 403, and not in Slack's form"


@pytest.mark.parametrize("word", ["TimeoutError", NOT_SLACKS])
def test_without_an_answer_nothing_is_known_of_the_rest(word: str) -> None:
    assert slack_findings(word, now=NOW) == [
        Finding("slack.reachable", "failed", f"no answer from Slack ({word})", NETWORK),
        Finding("slack.token", "skipped", "Slack is not reachable"),
        Finding("slack.scope", "skipped", "Slack is not reachable"),
        Finding("clock", "skipped", "Slack is not reachable"),
    ]


@pytest.mark.parametrize(
    ("word", "advice"),
    [("invalid_auth", COPY), ("account_inactive", COPY), ("internal_error", "try again later")],
)
def test_a_token_that_is_refused_has_no_known_scope(word: str, advice: str) -> None:
    assert slack_findings(answer({"ok": False, "error": word}), now=NOW) == [
        REACHABLE,
        Finding("slack.token", "failed", f"Slack says {word}", advice),
        Finding("slack.scope", "skipped", "the token is not accepted"),
        CLOCK,
    ]


LACKS = Finding(
    "slack.scope", "failed", "the token lacks the scope commands", "add it, then reinstall the app"
)


@pytest.mark.parametrize(
    ("scopes", "finding"),
    [
        ("commands", SCOPE),
        ("chat:write, commands", SCOPE),
        ("chat:write,commands", SCOPE),
        ("chat:write,commands:read", LACKS),
        ("", Finding("slack.scope", "skipped", "Slack does not tell the token's scopes")),
    ],
)
def test_the_scope_is_looked_up_among_those_that_slack_names(scopes: str, finding: Finding) -> None:
    assert slack_findings(answer(ME, scopes=scopes), now=NOW) == [REACHABLE, TOKEN, finding, CLOCK]


def off(seconds: str) -> Finding:
    advice = "set it by NTP: Slack's requests count as forged when it is off by 5 minutes"
    return Finding("clock", "failed", f"{seconds} s off Slack's", advice)


@pytest.mark.parametrize(
    ("now", "date", "finding"),
    [
        (NOW + 60, DATE, CLOCK),
        (NOW - 60, DATE, CLOCK),
        (NOW + 61, DATE, off("+61")),
        (NOW - 3600, DATE, off("-3600")),
        (NOW, "some day", Finding("clock", "skipped", "Slack's answer has no date")),
        (NOW, "", Finding("clock", "skipped", "Slack's answer has no date")),
    ],
)
def test_the_clock_is_compared_with_slacks(now: float, date: str, finding: Finding) -> None:
    assert slack_findings(answer(ME, date=date), now=now) == [REACHABLE, TOKEN, SCOPE, finding]


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        (answer({"ok": True}), Finding("slack.app_token", "ok", "opens Socket Mode connections")),
        ("TimeoutError", Finding("slack.app_token", "skipped", "Slack is not reachable")),
        (
            answer({"ok": False, "error": "not_allowed_token_type"}),
            Finding("slack.app_token", "failed", "Slack says not_allowed_token_type", MAKE),
        ),
        (
            answer({"ok": False, "error": "socket_mode_not_enabled"}),
            Finding("slack.app_token", "failed", "Slack says socket_mode_not_enabled", SWITCH_ON),
        ),
        (
            answer({"ok": False, "error": "internal_error"}),
            Finding("slack.app_token", "failed", "Slack says internal_error", "try again later"),
        ),
    ],
)
def test_an_app_level_token_opens_socket_mode_or_does_not(said: SlackAnswer, finding: Finding) -> None:
    assert app_token_finding(said) == finding


@pytest.fixture
async def stand_in() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn(bot_token="xoxb-1", app_token="xapp-1") as stand_in:
        yield stand_in


async def asked(stand_in: SlackStandIn, *, seconds: float = 10.0, token: str | None = None) -> SlackAnswer:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session:
        method = "apps.connections.open" if token else "auth.test"
        return await call(slack_client(stand_in.api_url, session, "xoxb-1"), method, token=token)


async def test_slacks_no_is_an_answer(stand_in: SlackStandIn) -> None:
    stand_in.faults.auth_test_error = "invalid_auth"

    answer = await asked(stand_in)

    assert not isinstance(answer, str)
    assert (answer.get("ok"), answer.get("error")) == (False, "invalid_auth")


async def test_a_token_that_is_given_is_asked_about_in_place_of_the_clients(stand_in: SlackStandIn) -> None:
    answers = [await asked(stand_in, token=token) for token in ("xapp-1", "xapp-2")]

    assert [isinstance(answer, str) or answer.get("ok") for answer in answers] == [True, False]


JSON = {"Content-Type": "application/json"}
ODD = {
    "an outage page": Fault(status=503, body="<html></html>", headers={"Content-Type": "text/html"}),
    "a word": Fault(status=500, body="error: none", headers={"Content-Type": "text/plain"}),
    "JSON that is cut off": Fault(status=200, body='{"ok": tr', headers=JSON),
    "a list": Fault(status=200, body="[]", headers=JSON),
    "nothing": Fault(status=200, body="", headers=JSON),
    "a closed connection": RESET,
}


@pytest.mark.parametrize("fault", ODD.values(), ids=ODD)
async def test_what_is_not_slacks_is_no_answer(stand_in: SlackStandIn, fault: Fault) -> None:
    stand_in.faults.web_api = {"auth.test": [fault, fault]}

    assert isinstance(await asked(stand_in), str)


async def test_a_page_in_slacks_place_is_told_from_silence(stand_in: SlackStandIn) -> None:
    refused = Fault(status=403, body="<html>secret</html>", headers={"Content-Type": "text/html"})
    stand_in.faults.web_api = {"auth.test": [refused]}

    assert await asked(stand_in) == NOT_SLACKS


async def test_silence_is_no_answer(stand_in: SlackStandIn) -> None:
    stand_in.faults.web_api = {"auth.test": [HANG]}

    assert await asked(stand_in, seconds=0.05) == "TimeoutError"

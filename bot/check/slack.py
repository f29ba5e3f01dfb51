"""Does Slack answer, does it accept the tokens, and is the clock right?"""

import re
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.check.finding import Finding
from bot.slack.failure import PASSING, app_token_advice, slack_failure

_SKEW = 60.0
"""Seconds that the clock may be off. From 300 on, every signature of Slack's is refused."""

SlackAnswer = AsyncSlackResponse | str
"""Slack's answer, whether yes or no; where there is none, a word for why."""


async def call(
    slack: AsyncWebClient, method: str, *, token: str | None = None, **arguments: Any
) -> SlackAnswer:
    """Call a method of the Web API, with another `token` than the client's where one is given. Never raises."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        answer: SlackAnswer = await slack.api_call(method, json=arguments, headers=headers)
    except Exception as error:  # noqa: BLE001 - what an answer that is not Slack's makes the SDK raise is not documented
        no = getattr(error, "response", None)
        if not isinstance(no, AsyncSlackResponse):
            return slack_failure(error)
        if isinstance(no.data, dict) and "error" in no.data:
            return no
        return f"HTTP {no.status_code}, and not in Slack's form"
    return answer


def slack_findings(answer: SlackAnswer, *, now: float) -> list[Finding]:
    """What the answer to auth.test says about Slack, the bot token and the clock. `now` is in seconds since 1970."""
    if isinstance(answer, str):
        advice = (
            "check the network and SLACK_API_URL, and whether a firewall or proxy answers in Slack's place"
        )
        unreachable = Finding("slack.reachable", "failed", f"no answer from Slack ({answer})", advice)
        others = ("slack.token", "slack.scope", "clock")
        return [unreachable, *(Finding(name, "skipped", "Slack is not reachable") for name in others)]
    reachable = Finding("slack.reachable", "ok", "Slack answers")
    return [reachable, *_token(answer), _clock(answer, now)]


def app_token_finding(answer: SlackAnswer) -> Finding:
    """What the answer to apps.connections.open says about the app-level token."""
    name = "slack.app_token"
    if isinstance(answer, str):
        return Finding(name, "skipped", "Slack is not reachable")
    if answer.get("ok"):
        return Finding(name, "ok", "opens Socket Mode connections")
    return _refused(name, answer, app_token_advice(answer.get("error")))


def _token(answer: AsyncSlackResponse) -> list[Finding]:
    if not answer.get("ok"):
        advice = "copy the Bot User OAuth Token anew, or reinstall the app to the workspace"
        unknown = Finding("slack.scope", "skipped", "the token is not accepted")
        return [_refused("slack.token", answer, advice), unknown]
    return [
        Finding("slack.token", "ok", f"accepted in {_installation(answer)}"),
        *_organisation(answer),
        _scope(answer),
    ]


def _installation(answer: AsyncSlackResponse) -> str:
    """Where the token is at home: two workspaces, or two apps, are easily mistaken for each other."""
    workspace = f"workspace {answer.get('team_id')}"
    if answer.get("team"):
        workspace += f", {answer.get('team')}"
    return f"{workspace}, as the app {answer.get('user')}" if answer.get("user") else workspace


def _organisation(answer: AsyncSlackResponse) -> list[Finding]:
    if not (answer.get("enterprise_id") or answer.get("is_enterprise_install")):
        return []
    whole = "for the whole of it" if answer.get("is_enterprise_install") else "in one workspace of it"
    found = f"Enterprise organisation {answer.get('enterprise_id')}: installed {whole}"
    return [Finding("slack.organisation", "ok", found)]


def _refused(name: str, answer: AsyncSlackResponse, advice: str) -> Finding:
    word = answer.get("error")
    return Finding(name, "failed", f"Slack says {word}", "try again later" if word in PASSING else advice)


def _scope(answer: AsyncSlackResponse) -> Finding:
    scopes = _header(answer, "x-oauth-scopes")
    if not scopes:
        return Finding("slack.scope", "skipped", "Slack does not tell the token's scopes")
    if "commands" in re.split(r"\s*,\s*", scopes):
        return Finding("slack.scope", "ok", "the token has the scope commands")
    found = "the token lacks the scope commands"
    return Finding("slack.scope", "failed", found, "add it, then reinstall the app")


def _clock(answer: AsyncSlackResponse, now: float) -> Finding:
    try:
        skew = now - parsedate_to_datetime(_header(answer, "date")).timestamp()
    except (TypeError, ValueError):
        return Finding("clock", "skipped", "Slack's answer has no date")
    if abs(skew) <= _SKEW:
        return Finding("clock", "ok", f"within {_SKEW:.0f} s of Slack's")
    advice = "set it by NTP: Slack's requests count as forged when it is off by 5 minutes"
    return Finding("clock", "failed", f"{skew:+.0f} s off Slack's", advice)


def _header(answer: AsyncSlackResponse, name: str) -> str:
    headers = {key.lower(): value for key, value in answer.headers.items()}
    return str(headers.get(name, ""))

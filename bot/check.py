"""The doctor: is everything in place for the app to work? One line per check, with a stable id and the way to mend it."""

import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.blocks.kit import Message, without_cards
from bot.blocks.problem import short_problem
from bot.blocks.samples import Sample, samples
from bot.coupons.health import PROBE
from bot.gameball import errors
from bot.gameball.client import GameballClient
from bot.listeners.slack_failure import slack_failure
from bot.settings import Settings, SettingsError

_WITHIN = 10.0
"""Seconds for one request to Slack."""
_SKEW = 60.0
"""Seconds that the clock may be off. Slack's signatures are refused from 300 on."""


_REPORT = "report it with the names of the messages"
# Slack's words for troubles of its own.
_PASSING = {
    *("fatal_error", "internal_error", "ratelimited", "request_timeout"),
    *("service_unavailable", "team_added_to_org"),
}


@dataclass(frozen=True)
class Finding:
    """What one check found. `advice` says how to mend it, where there is something to mend."""

    id: str
    verdict: Literal["ok", "failed", "skipped"]
    found: str
    advice: str = ""

    def line(self) -> str:
        sign = {"ok": "ok  ", "failed": "FAIL", "skipped": "skip"}[self.verdict]
        advice = f" → {self.advice}" if self.advice else ""
        return f"{sign}  {self.id:<21} {self.found}{advice}"


def as_json(findings: list[Finding]) -> str:
    return json.dumps(
        {
            "ok": not any(finding.verdict == "failed" for finding in findings),
            "checks": list(map(asdict, findings)),
        },
        indent=2,
        ensure_ascii=False,
    )


def setting_faults(error: SettingsError) -> list[Finding]:
    """What the environment lacks; nothing else can be checked then."""
    return [Finding("settings", "failed", *fault.removesuffix(")").split(" (", 1)) for fault in error.faults]


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Every check, one after the other, as it is done. Asks Slack and Gameball; changes nothing anywhere."""
    yield Finding("settings", "ok", "all variables are readable")
    yield _signing_secret(settings)
    # The SDK's client leaves its own limit aside where it is given a session.
    limit = aiohttp.ClientTimeout(total=_WITHIN)
    async with aiohttp.ClientSession(trust_env=True, timeout=limit) as session:
        token = settings.slack_bot_token.get_secret_value()
        slack = AsyncWebClient(token, base_url=settings.slack_api_url, session=session)
        introduction = await _call(slack, "auth.test")
        for finding in _slack(introduction):
            yield finding
        if settings.slack_app_token is not None:
            token = settings.slack_app_token.get_secret_value()
            yield _app_token(await _call(slack, "apps.connections.open", token=token))
        for finding in await _gameball(settings):
            yield finding
        yield await _messages(slack, style=settings.card_style)


def _signing_secret(settings: Settings) -> Finding:
    name = "slack.signing_secret"
    if settings.slack_signing_secret is None and settings.slack_app_token is None:
        advice = "set SLACK_SIGNING_SECRET for `serve`, or SLACK_APP_TOKEN for `socket`"
        return Finding(name, "failed", "neither a signing secret nor an app-level token is set", advice)
    if settings.slack_signing_secret is None:
        return Finding(name, "skipped", "SLACK_SIGNING_SECRET is unset, as Socket Mode needs none")
    if re.fullmatch(r"[0-9a-f]{32}", settings.slack_signing_secret.get_secret_value()):
        return Finding(name, "ok", "has the shape of a signing secret")
    return Finding(
        name,
        "failed",
        "does not look like a signing secret, which is 32 of the characters 0-9 and a-f",
        "copy it from api.slack.com/apps › your app › Basic Information › App Credentials",
    )


async def _call(slack: AsyncWebClient, method: str, **arguments: Any) -> AsyncSlackResponse | str:
    """Slack's answer, whether it is yes or no; a word for why where there was none."""
    token = arguments.pop("token", None)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        return await slack.api_call(method, json=arguments, headers=headers)
    except Exception as error:  # noqa: BLE001 - the SDK stumbles over what is not Slack's in many ways
        answer = getattr(error, "response", None)
        data = answer.data if isinstance(answer, AsyncSlackResponse) else None
        if isinstance(data, dict) and "error" in data:
            return answer
        return slack_failure(error)


def _slack(answer: AsyncSlackResponse | str) -> list[Finding]:
    if isinstance(answer, str):
        unreachable = Finding(
            "slack.reachable",
            "failed",
            f"no answer from Slack ({answer})",
            "check the network and SLACK_API_URL",
        )
        skipped = [
            Finding(name, "skipped", "Slack is not reachable")
            for name in ("slack.token", "slack.scope", "clock")
        ]
        return [unreachable, *skipped]
    findings = [Finding("slack.reachable", "ok", "Slack answers")]
    if answer.get("ok"):
        findings.append(Finding("slack.token", "ok", f"accepted in workspace {answer.get('team_id')}"))
        findings.append(_scope(answer))
    else:
        word = answer.get("error")
        advice = "copy the Bot User OAuth Token anew, or reinstall the app to the workspace"
        advice = "try again later" if word in _PASSING else advice
        findings.append(Finding("slack.token", "failed", f"Slack says {word}", advice))
        findings.append(Finding("slack.scope", "skipped", "the token is not accepted"))
    findings.append(_clock(answer))
    return findings


def _scope(answer: AsyncSlackResponse) -> Finding:
    scopes = _header(answer, "x-oauth-scopes")
    if not scopes:
        return Finding("slack.scope", "skipped", "Slack does not tell the token's scopes")
    if "commands" in re.split(r"\s*,\s*", scopes):
        return Finding("slack.scope", "ok", "the token has the scope commands")
    return Finding(
        "slack.scope", "failed", "the token lacks the scope commands", "add it, then reinstall the app"
    )


def _clock(answer: AsyncSlackResponse) -> Finding:
    try:
        skew = time.time() - parsedate_to_datetime(_header(answer, "date")).timestamp()
    except (TypeError, ValueError):
        return Finding("clock", "skipped", "Slack's answer has no date")
    if abs(skew) <= _SKEW:
        return Finding("clock", "ok", f"within {_SKEW:.0f} s of Slack's")
    advice = "set it by NTP: Slack's requests count as forged when it is off by 5 minutes"
    return Finding("clock", "failed", f"{skew:+.0f} s off Slack's", advice)


def _header(answer: AsyncSlackResponse, name: str) -> str:
    headers = {key.lower(): value for key, value in answer.headers.items()}
    return str(headers.get(name, ""))


def _app_token(answer: AsyncSlackResponse | str) -> Finding:
    if isinstance(answer, str):
        return Finding("slack.app_token", "skipped", "Slack is not reachable")
    if answer.get("ok"):
        return Finding("slack.app_token", "ok", "opens Socket Mode connections")
    advice = "make an app-level token with the scope connections:write, and switch Socket Mode on"
    return Finding("slack.app_token", "failed", f"Slack says {answer.get('error')}", advice)


async def _gameball(settings: Settings) -> list[Finding]:
    async with GameballClient(
        api_url=settings.gameball_api_url,
        api_version=settings.gameball_api_version,
        api_key=settings.gameball_api_key,
        secret_key=settings.gameball_secret_key,
    ) as gameball:
        try:
            await gameball.get_customer_coupons(PROBE)
        except errors.GameballError as error:
            return _gameball_findings(error, settings)
    return _gameball_findings(None, settings)


def _gameball_findings(error: errors.GameballError | None, settings: Settings) -> list[Finding]:
    """From one request: how far it got tells which of the three is at fault."""
    version = settings.gameball_api_version
    data = f", for {settings.gameball_data} data" if settings.gameball_data else ""
    passed = [
        Finding("gameball.reachable", "ok", "Gameball answers"),
        Finding("gameball.version", "ok", f"{version} is accepted"),
        Finding("gameball.keys", "ok", f"both keys are accepted{data}"),
    ]
    # To be refused the id alone, Gameball must have accepted all else.
    if error is None or isinstance(error, errors.AgentError):
        return passed
    status = f"HTTP {error.status}" if error.status is not None else ""
    code = f"code {error.code}" if error.code is not None else ""
    details = ", ".join(filter(None, (status, code)))
    found = f"{short_problem(error)} ({details})" if details else short_problem(error)
    match error:
        case errors.WrongAddressError(status=None):
            found = "no TLS connection: the certificate is not trusted, or the address does not speak TLS"
            advice = "check GAMEBALL_API_URL, and whether a proxy puts its own certificate in between"
        case errors.WrongAddressError():
            advice = f"check GAMEBALL_API_URL, and GAMEBALL_API_VERSION, which is {version}"
            return [
                passed[0],
                Finding("gameball.version", "failed", found, advice),
                _unknown("gameball.keys"),
            ]
        case errors.PlanError() | errors.SwitchedOffError():
            advice = "the keys are right; ask Gameball, or look into its dashboard"
            return [*passed[:2], Finding("gameball.keys", "failed", found, advice)]
        case errors.OperatorError():
            advice = "copy both keys anew; where secure integrations are on, set GAMEBALL_API_VERSION=v4.1"
            return [
                passed[0],
                _unknown("gameball.version"),
                Finding("gameball.keys", "failed", found, advice),
            ]
        case _ if error.status is None:
            advice = "check the network and GAMEBALL_API_URL"
        case _:
            advice = "try again later"
    return [
        Finding("gameball.reachable", "failed", found, advice),
        _unknown("gameball.version"),
        _unknown("gameball.keys"),
    ]


def _unknown(name: str) -> Finding:
    return Finding(name, "skipped", "the request did not get that far")


async def _messages(slack: AsyncWebClient, *, style: str) -> Finding:
    """Every message the app can send, in every form it can take, judged by Slack's own rules."""
    as_cards: list[str] = []
    as_sections: list[str] = []
    done = 0
    drafts = [draft for sample in samples() for draft in _drafts(sample, style)]
    for name, body, has_cards in drafts:
        answer = await _call(slack, "blocks.validate", **body)
        if isinstance(answer, str) or answer.get("error") in {"unknown_method", *_PASSING}:
            break
        done += 1
        if not answer.get("ok") or answer.get("errors"):
            (as_cards if has_cards else as_sections).append(name)
    if as_cards or as_sections:
        refused = [*as_sections, *as_cards]
        found = f"Slack refuses {len(refused)} of {done} messages: {', '.join(refused[:5])}"
        return Finding(
            "blocks", "failed", found, _REPORT if as_sections else f"set CARD_STYLE=section, and {_REPORT}"
        )
    if done < len(drafts):
        far = f" after {done} of {len(drafts)} messages, all accepted" if done else ""
        return Finding("blocks", "skipped", f"Slack's validation of blocks is not reachable{far}")
    return Finding("blocks", "ok", f"Slack accepts all {done} messages")


def _drafts(sample: Sample, style: str) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """What of a sample can be sent, as blocks.validate takes it, and whether there are cards in it."""
    content = sample.content
    blocks = content.blocks if isinstance(content, Message) else content["blocks"]
    plain = without_cards(blocks)
    for form in [blocks, plain] if blocks != plain else [blocks]:
        has_cards = form != plain
        if not has_cards if style == "section" else (has_cards or style != "card" or blocks == plain):
            body = {"blocks": form} if isinstance(content, Message) else {"view": {**content, "blocks": form}}
            yield sample.name, body, has_cards

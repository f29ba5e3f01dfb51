"""All checks, in their order."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp

from bot.check.finding import Finding
from bot.check.gameball import ask_gameball, gameball_findings, pair_finding
from bot.check.messages import messages_finding
from bot.check.names import names_findings
from bot.check.slack import app_token_finding, call, slack_findings
from bot.settings import ServeSettings, Settings, SettingsError, SocketSettings
from bot.settings.environment import environment
from bot.slack.client import slack_client

_SLACK_WITHIN = 10.0
"""Seconds for one request. Stands here as the SDK's client has no limit of its own where it is given a session."""

_OUT_OF_SIGHT = Finding(
    "slack.calls",
    "skipped",
    "whether Slack reaches this app, and signs with this signing secret, cannot be seen from here",
    "type /coupons help in Slack; if it fails, the log says signature_refused where the secret is another app's, and "
    "nothing where Slack calls another address",
)
_ONE_OF_TWO = (
    "set SLACK_APP_TOKEN for `socket`, or SLACK_SIGNING_SECRET for `serve`: both are at api.slack.com/apps › your app › "
    "Basic Information"
)


def setting_faults(error: SettingsError) -> list[Finding]:
    """What is wrong with the environment. Nothing else can be checked then."""
    findings = []
    for fault in error.faults:
        # Such as "SLACK_BOT_TOKEN: missing (where to get it)".
        found, _, advice = fault.removesuffix(")").partition(" (")
        findings.append(Finding("settings", "failed", found, advice))
    if _is_missing("SLACK_APP_TOKEN", SocketSettings) and _is_missing("SLACK_SIGNING_SECRET", ServeSettings):
        findings.append(
            Finding("settings", "failed", "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET: missing", _ONE_OF_TWO)
        )
    with suppress(SettingsError):
        findings += names_findings(environment())
    return findings


def _is_missing(name: str, settings: type[Settings]) -> bool:
    try:
        settings.load()
    except SettingsError as error:
        return any(fault.startswith(f"{name}: missing") for fault in error.faults)
    return False


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Makes one check after the other, and yields what it found. Asks Slack and Gameball, and changes nothing there."""
    yield Finding("settings", "ok", f"all variables are readable; {_audience(settings)}")
    for finding in names_findings(environment()):
        yield finding
    yield _signing_secret(settings)
    limit = aiohttp.ClientTimeout(total=_SLACK_WITHIN)
    async with aiohttp.ClientSession(timeout=limit) as session:
        token = settings.slack_bot_token.get_secret_value()
        slack = slack_client(settings.slack_api_url, session, token)
        for finding in slack_findings(await call(slack, "auth.test"), now=time.time()):
            yield finding
        if settings.slack_app_token is not None:
            token = settings.slack_app_token.get_secret_value()
            yield app_token_finding(await call(slack, "apps.connections.open", token=token))
        yield pair_finding(settings)
        for finding in gameball_findings(await ask_gameball(settings), settings):
            yield finding
        yield await messages_finding(slack, style=settings.card_style)
    if settings.slack_signing_secret is not None:
        yield _OUT_OF_SIGHT


def _audience(settings: Settings) -> str:
    """Who may ask, and where: a mistake in these two variables shows nowhere else."""
    people, channels = len(settings.allowed_users), len(settings.allowed_channels)
    who = f"{people} {'person' if people == 1 else 'people'}" if people else "everybody"
    where = f"{channels} {'channel' if channels == 1 else 'channels'}" if channels else "every channel"
    return f"for {who}, in {where}"


def _signing_secret(settings: Settings) -> Finding:
    name = "slack.signing_secret"
    if settings.slack_signing_secret is None and settings.slack_app_token is None:
        return Finding(name, "failed", "neither a signing secret nor an app-level token is set", _ONE_OF_TWO)
    if settings.slack_signing_secret is None:
        return Finding(name, "skipped", "SLACK_SIGNING_SECRET is unset, as Socket Mode needs none")
    if re.fullmatch(r"[0-9a-f]{32}", settings.slack_signing_secret.get_secret_value()):
        return Finding(name, "ok", "has the shape of a signing secret")
    found = "does not look like a signing secret, which is 32 of the characters 0-9 and a-f"
    advice = "copy it from api.slack.com/apps › your app › Basic Information › App Credentials"
    return Finding(name, "failed", found, advice)

"""What the doctor says about the environment, before it asks anybody."""

import pytest

from bot.check.doctor import check, setting_faults
from bot.check.finding import Finding
from bot.settings import Settings, SettingsError

pytestmark = pytest.mark.usefixtures("needed_settings")

SECRET = "00000000000000000000ca7a12100000"
COPY = "copy it from api.slack.com/apps › your app › Basic Information › App Credentials"


async def first_two() -> list[Finding]:
    """About the settings and the signing secret."""
    findings = check(Settings.load())
    found = [await anext(findings), await anext(findings)]
    await findings.aclose()  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize(
    ("users", "channels", "audience"),
    [
        ("", "", "for everybody, in every channel"),
        ("U0AGENT0001", "C0SUPPORT01", "for 1 person, in 1 channel"),
        ("U0AGENT0001,U0AGENT0002", "C0SUPPORT01,C0SUPPORT02", "for 2 people, in 2 channels"),
    ],
)
async def test_it_says_who_may_ask_and_where(
    monkeypatch: pytest.MonkeyPatch, users: str, channels: str, audience: str
) -> None:
    monkeypatch.setenv("ALLOWED_USERS", users)
    monkeypatch.setenv("ALLOWED_CHANNELS", channels)

    [settings, _] = await first_two()

    assert settings == Finding("settings", "ok", f"all variables are readable; {audience}")


NO_SHAPE = "does not look like a signing secret, which is 32 of the characters 0-9 and a-f"
NAME = "slack.signing_secret"


@pytest.mark.parametrize(
    ("secret", "finding"),
    [
        (SECRET, Finding(NAME, "ok", "has the shape of a signing secret")),
        (SECRET[:-1], Finding(NAME, "failed", NO_SHAPE, COPY)),
        (SECRET.upper(), Finding(NAME, "failed", NO_SHAPE, COPY)),
        (None, Finding(NAME, "skipped", "SLACK_SIGNING_SECRET is unset, as Socket Mode needs none")),
    ],
)
async def test_the_signing_secret_is_checked_for_its_shape(
    monkeypatch: pytest.MonkeyPatch, secret: str | None, finding: Finding
) -> None:
    if secret is None:
        monkeypatch.delenv("SLACK_SIGNING_SECRET")
    else:
        monkeypatch.setenv("SLACK_SIGNING_SECRET", secret)

    assert (await first_two())[1] == finding


async def test_one_of_signing_secret_and_app_level_token_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_SIGNING_SECRET")
    monkeypatch.delenv("SLACK_APP_TOKEN")

    assert (await first_two())[1] == Finding(
        NAME,
        "failed",
        "neither a signing secret nor an app-level token is set",
        "set SLACK_APP_TOKEN for `socket`, or SLACK_SIGNING_SECRET for `serve`: both are at api.slack.com/apps › your app "
        "› Basic Information",
    )


async def test_a_name_that_is_nearly_right_comes_after_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_USER", "U0AGENT0001")

    [settings, names] = await first_two()

    assert (settings.verdict, names.id, names.verdict) == ("ok", "settings.names", "failed")
    assert names.found == "ALLOWED_USER is no variable of this app"


def test_a_missing_variable_comes_with_the_name_that_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GAMEBALL_API_KEY")
    monkeypatch.setenv("GAMEBALL_APIKEY", "canary")
    with pytest.raises(SettingsError) as raised:
        Settings.load()

    [missing, names] = setting_faults(raised.value)

    assert missing.found == "GAMEBALL_API_KEY: missing"
    assert names == Finding(
        "settings.names",
        "failed",
        "GAMEBALL_APIKEY is no variable of this app",
        "if GAMEBALL_API_KEY is meant, which is not set, rename it",
    )


def faults() -> list[tuple[str, str]]:
    with pytest.raises(SettingsError) as raised:
        Settings.load()
    found = setting_faults(raised.value)
    assert {(finding.id, finding.verdict) for finding in found} == {("settings", "failed")}
    return [(finding.found, finding.advice) for finding in found]


def test_a_variable_that_is_missing_comes_with_where_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GAMEBALL_API_KEY")

    [(found, advice)] = faults()

    assert (found, bool(advice), ")" in advice) == ("GAMEBALL_API_KEY: missing", True, False)


def test_without_what_either_way_needs_both_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GAMEBALL_API_KEY", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name)

    assert [found for found, _ in faults()] == [
        "GAMEBALL_API_KEY: missing",
        "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET: missing",
    ]

"""Which names of variables are taken for slips, and which are somebody else's."""

import pytest

from bot.check.finding import Finding
from bot.check.names import names_findings

HTTP = ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "GAMEBALL_API_KEY", "GAMEBALL_SECRET_KEY"]
SOCKET = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "GAMEBALL_API_KEY", "GAMEBALL_SECRET_KEY"]


def meant(name: str, others: list[str]) -> list[str]:
    """Which of the app's variables this one is taken for, where the others are set too."""
    return [finding.advice.split()[1] for finding in names_findings([*others, name])]


def test_a_slip_is_a_failure_that_names_what_may_be_meant() -> None:
    # As they come from the environment: in small letters.
    assert names_findings([*map(str.lower, HTTP), "allowed_channel"]) == [
        Finding(
            "settings.names",
            "failed",
            "ALLOWED_CHANNEL is no variable of this app",
            "if ALLOWED_CHANNELS is meant, which is not set, rename it",
        )
    ]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("ALLOWED_USER", "ALLOWED_USERS"),
        ("ALLOW_USERS", "ALLOWED_USERS"),
        ("ALLOWEDCHANNELS", "ALLOWED_CHANNELS"),
        ("ALOWED_CHANNELS", "ALLOWED_CHANNELS"),
        ("MAX_CUSTOMERS_PER_USERS", "MAX_CUSTOMERS_PER_USER"),
        ("CARDSTYLE", "CARD_STYLE"),
        ("LOGLEVEL", "LOG_LEVEL"),
        ("GAMEBALL_VERSION", "GAMEBALL_API_VERSION"),
    ],
)
def test_an_optional_variable_that_is_nearly_right(name: str, ours: str) -> None:
    assert meant(name, HTTP) == [ours]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("SLACK_TOKEN", "SLACK_BOT_TOKEN"),
        ("SLACK_BOTTOKEN", "SLACK_BOT_TOKEN"),
        ("SLACK_BOT_USER_TOKEN", "SLACK_BOT_TOKEN"),
        ("SLACK_SIGNINGSECRET", "SLACK_SIGNING_SECRET"),
        ("SLACK_APPTOKEN", "SLACK_APP_TOKEN"),
        ("GAMEBALL_APIKEY", "GAMEBALL_API_KEY"),
        ("GAMEBALL_SECRET", "GAMEBALL_SECRET_KEY"),
    ],
)
def test_a_needed_variable_that_is_nearly_right(name: str, ours: str) -> None:
    assert meant(name, []) == [ours]


@pytest.mark.parametrize(
    "name",
    [
        "SLACK_WEBHOOK_URL",
        "SLACK_CLIENT_ID",
        "SLACK_CLIENT_SECRET",
        "SLACK_VERIFICATION_TOKEN",
        "SLACK_CHANNEL",
        "SLACK_URL",
        "HOSTNAME",
        "HOSTS",
        "PORTS",
        "LOGNAME",
        "LOG_FILE",
        "DYNO",
        "PATH",
        "LANG",
        "GAMEBALL_WEBHOOK_SECRET",
    ],
)
@pytest.mark.parametrize("others", [HTTP, SOCKET], ids=["http", "socket"])
def test_what_other_programs_have_is_left_alone(name: str, others: list[str]) -> None:
    assert meant(name, others) == []


@pytest.mark.parametrize(
    ("name", "others"),
    [("SLACK_TOKEN", HTTP), ("SLACK_SIGNINGSECRET", SOCKET), ("ALLOWED_USER", [*HTTP, "ALLOWED_USERS"])],
)
def test_where_ours_is_set_or_not_needed_nothing_is_meant(name: str, others: list[str]) -> None:
    assert meant(name, others) == []

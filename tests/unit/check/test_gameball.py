"""What one request to Gameball says about the address, the API version and the keys."""

import pytest

from bot.check.finding import Finding
from bot.check.gameball import gameball_findings
from bot.gameball import errors
from bot.settings import Settings

KEYS = "copy both keys anew; where secure integrations are on, set GAMEBALL_API_VERSION=v4.1"
DASHBOARD = "look into the Gameball dashboard, or ask Gameball; the keys themselves are known"
NETWORK = "check the network and GAMEBALL_API_URL, or try again later"
REACHABLE = Finding("gameball.reachable", "ok", "Gameball answers")
VERSION = Finding("gameball.version", "ok", "v4.0 is accepted")
UNKNOWN_VERSION = Finding("gameball.version", "skipped", "the request did not get that far")
UNKNOWN_KEYS = Finding("gameball.keys", "skipped", "the request did not get that far")


@pytest.fixture
def settings(needed_settings: None) -> Settings:  # noqa: ARG001 - the environment
    return Settings.load()


@pytest.mark.parametrize(
    ("key", "data"),
    [("gb_test_1", ", for test data"), ("gb_live_1", ", for live data"), ("another", "")],
)
def test_where_all_is_well_the_keys_tell_which_data_they_open(
    needed_settings: None,  # noqa: ARG001 - the environment
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    data: str,
) -> None:
    monkeypatch.setenv("GAMEBALL_API_KEY", key)

    assert gameball_findings(None, Settings.load()) == [
        REACHABLE,
        VERSION,
        Finding("gameball.keys", "ok", f"both keys are accepted{data}"),
    ]


@pytest.mark.parametrize(
    ("error", "found", "advice"),
    [
        (
            errors.WrongAddressError(),
            "no TLS connection: the certificate is not to be trusted, or the address does not speak TLS",
            "check GAMEBALL_API_URL, and whether a proxy puts its own certificate in between",
        ),
        (errors.UnreachableError(), "Gameball cannot be reached", NETWORK),
        (errors.TimedOutError(), "Gameball took too long to answer", NETWORK),
        (
            errors.UnavailableError(status=500, code=5000),
            "Gameball is not working right now (HTTP 500, code 5000)",
            "try again later",
        ),
        (
            errors.RateLimitedError(status=429, retry_after=None),
            "Gameball is being asked too often (HTTP 429)",
            "try again later",
        ),
        (
            errors.UnreadableAnswerError(status=200),
            "Gameball answered with something that cannot be read (HTTP 200)",
            "check whether GAMEBALL_API_URL is Gameball's, or try again later",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, errors.GameballError) else "",
)
def test_where_gameball_does_not_answer_nothing_is_known_of_version_and_keys(
    settings: Settings, error: errors.GameballError, found: str, advice: str
) -> None:
    assert gameball_findings(error, settings) == [
        Finding("gameball.reachable", "failed", found, advice),
        UNKNOWN_VERSION,
        UNKNOWN_KEYS,
    ]


def test_an_answer_that_is_not_gameballs_is_the_address_or_the_version(settings: Settings) -> None:
    assert gameball_findings(errors.WrongAddressError(status=404), settings) == [
        REACHABLE,
        Finding(
            "gameball.version",
            "failed",
            "This app does not reach Gameball at the address it was given (HTTP 404)",
            "check GAMEBALL_API_URL, and GAMEBALL_API_VERSION, which is v4.0",
        ),
        UNKNOWN_KEYS,
    ]


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (
            errors.CredentialsError(status=401, code=1000),
            "Gameball does not accept this app's keys (HTTP 401, code 1000)",
        ),
        (
            errors.PermissionDeniedError(status=403),
            "This app's Gameball keys may not read coupons (HTTP 403)",
        ),
        (errors.RejectedError(status=400), "Gameball refused the request (HTTP 400)"),
    ],
)
def test_keys_that_are_refused_may_be_of_another_version(
    settings: Settings, error: errors.GameballError, found: str
) -> None:
    assert gameball_findings(error, settings) == [
        REACHABLE,
        UNKNOWN_VERSION,
        Finding("gameball.keys", "failed", found, KEYS),
    ]


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (
            errors.PlanError(status=403, code=8000),
            "The shop's Gameball plan does not include this (HTTP 403, code 8000)",
        ),
        (
            errors.SwitchedOffError(status=422, code=6000),
            "Gameball is switched off for this shop (HTTP 422, code 6000)",
        ),
    ],
)
def test_a_shop_that_may_not_use_gameball_has_keys_that_are_known(
    settings: Settings, error: errors.GameballError, found: str
) -> None:
    assert gameball_findings(error, settings) == [
        REACHABLE,
        VERSION,
        Finding("gameball.keys", "failed", found, DASHBOARD),
    ]

"""What one request to Gameball says about the address, the API version and the keys."""

import pytest

from bot.check.finding import Finding
from bot.check.gameball import gameball_findings, pair_finding
from bot.gameball import errors
from bot.settings import Settings

KEYS = "copy both keys anew; where secure integrations are on, set GAMEBALL_API_VERSION=v4.1"
FIREWALL = (
    "Gameball gives a code with its refusals: see whether a firewall or proxy answers in its place; otherwise copy both "
    "keys anew"
)
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
            errors.BlockedError(status=403),
            "Something between this app and Gameball refuses the request (HTTP 403)",
            "ask whoever runs the firewall or proxy on the way to GAMEBALL_API_URL to let this app through",
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


WRONG_ADDRESS = "This app does not reach Gameball at the address it was given (HTTP 404)"
ADDRESS = "check GAMEBALL_API_URL, and GAMEBALL_API_VERSION, which is v4.0"


def keys(found: str, advice: str) -> Finding:
    return Finding("gameball.keys", "failed", found, advice)


@pytest.mark.parametrize(
    ("error", "version_and_keys"),
    [
        (
            errors.WrongAddressError(status=404),
            [Finding("gameball.version", "failed", WRONG_ADDRESS, ADDRESS), UNKNOWN_KEYS],
        ),
        # What refuses the keys may be another version of Gameball's API.
        (
            errors.CredentialsError(status=401, code=1000),
            [UNKNOWN_VERSION, keys("Gameball does not accept this app's keys (HTTP 401, code 1000)", KEYS)],
        ),
        (
            errors.PermissionDeniedError(status=403, code=1002),
            [
                UNKNOWN_VERSION,
                keys("This app's Gameball keys may not read coupons (HTTP 403, code 1002)", KEYS),
            ],
        ),
        # Gameball gives its refusals a code: what has none may come from a firewall.
        (
            errors.PermissionDeniedError(status=403),
            [UNKNOWN_VERSION, keys("This app's Gameball keys may not read coupons (HTTP 403)", FIREWALL)],
        ),
        (
            errors.RejectedError(status=400),
            [UNKNOWN_VERSION, keys("The request to Gameball was refused (HTTP 400)", FIREWALL)],
        ),
        # The keys of a shop that may not use Gameball are known.
        (
            errors.PlanError(status=403, code=8000),
            [
                VERSION,
                keys("The shop's Gameball plan does not include this (HTTP 403, code 8000)", DASHBOARD),
            ],
        ),
        (
            errors.SwitchedOffError(status=422, code=6000),
            [VERSION, keys("Gameball is switched off for this shop (HTTP 422, code 6000)", DASHBOARD)],
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, errors.GameballError) else "",
)
def test_where_something_answers_its_refusal_tells_what_is_wrong(
    settings: Settings, error: errors.GameballError, version_and_keys: list[Finding]
) -> None:
    assert gameball_findings(error, settings) == [REACHABLE, *version_and_keys]


COPY_SECRET = "copy the secret key: Gameball dashboard › Settings › Account integration › Secret key"
COPY_BOTH = "copy both from the same place: Gameball dashboard › Settings › Account integration"
FIT = "the two keys differ, and are not of test and live data mixed"


@pytest.mark.parametrize(
    ("api_key", "secret_key", "finding"),
    [
        ("gb_test_1", "gb_test_2", Finding("gameball.pair", "ok", FIT)),
        ("gb_live_1", "gb_live_2", Finding("gameball.pair", "ok", FIT)),
        ("gb_live_1", "another", Finding("gameball.pair", "ok", FIT)),
        ("one", "another", Finding("gameball.pair", "ok", FIT)),
        (
            "gb_live_1",
            "gb_live_1",
            Finding("gameball.pair", "failed", "the API key and the secret key are the same", COPY_SECRET),
        ),
        (
            "gb_live_1",
            "gb_test_2",
            Finding(
                "gameball.pair", "failed", "one key is for test data, the other for live data", COPY_BOTH
            ),
        ),
        (
            "gb_test_1",
            "gb_live_2",
            Finding(
                "gameball.pair", "failed", "one key is for test data, the other for live data", COPY_BOTH
            ),
        ),
    ],
)
def test_two_keys_that_cannot_belong_together_are_told(
    needed_settings: None,  # noqa: ARG001 - the environment
    monkeypatch: pytest.MonkeyPatch,
    api_key: str,
    secret_key: str,
    finding: Finding,
) -> None:
    monkeypatch.setenv("GAMEBALL_API_KEY", api_key)
    monkeypatch.setenv("GAMEBALL_SECRET_KEY", secret_key)

    assert pair_finding(Settings.load()) == finding

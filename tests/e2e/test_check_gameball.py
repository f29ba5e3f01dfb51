"""What the doctor finds at Gameball."""

from collections.abc import AsyncIterator

import pytest

from bot.check.finding import Finding
from bot.coupons.health import PROBE
from playground.gameball.stand_in import Responder, coupons, error, hang, html, raw, redirect
from tests.e2e.doctors_visit import Visit, visit
from tests.e2e.faults_of_gameball_network import untrusted
from tests.e2e.passing_time import PassingTime


@pytest.fixture
async def here(needed_settings: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visit]:  # noqa: ARG001 - an empty folder
    async with visit(monkeypatch, messages=1) as begun:
        yield begun


_FAILED, _SKIPPED = "failed", "skipped"
_KEYS = "copy both keys anew; where secure integrations are on, set GAMEBALL_API_VERSION=v4.1"
_ADDRESS = "check GAMEBALL_API_URL, and GAMEBALL_API_VERSION, which is v4.0"
_DASHBOARD = "look into the Gameball dashboard, or ask Gameball; the keys themselves are known"
_LATER = "try again later"
_NETWORK = "check the network and GAMEBALL_API_URL, or try again later"
# For reachable, version and keys, by Gameball's answer; the finding and advice are those of the one that failed.
_GAMEBALL: dict[str, tuple[Responder, tuple[str, str, str], str, str]] = {
    "no coupons": (coupons([]), ("ok", "ok", "ok"), "", ""),
    "the id refused": (error(422, 3003, "No."), ("ok", "ok", "ok"), "", ""),
    "401": (
        error(401, 1000, "canary"),
        ("ok", _SKIPPED, _FAILED),
        "Gameball does not accept this app's keys (HTTP 401, code 1000)",
        _KEYS,
    ),
    "403 without an envelope": (
        html(403),
        ("ok", _SKIPPED, _FAILED),
        "This app's Gameball keys may not read coupons (HTTP 403)",
        _KEYS,
    ),
    "the plan": (
        error(403, 8000, "No."),
        ("ok", "ok", _FAILED),
        "The shop's Gameball plan does not include this (HTTP 403, code 8000)",
        _DASHBOARD,
    ),
    "switched off": (
        error(422, 6000, "No."),
        ("ok", "ok", _FAILED),
        "Gameball is switched off for this shop (HTTP 422, code 6000)",
        _DASHBOARD,
    ),
    "404 without an envelope": (
        html(404),
        ("ok", _FAILED, _SKIPPED),
        "This app does not reach Gameball at the address it was given (HTTP 404)",
        _ADDRESS,
    ),
    "a redirect": (
        redirect(),
        ("ok", _FAILED, _SKIPPED),
        "This app does not reach Gameball at the address it was given (HTTP 302)",
        _ADDRESS,
    ),
    "500": (
        error(500, 5000, "No."),
        (_FAILED, _SKIPPED, _SKIPPED),
        "Gameball is not working right now (HTTP 500, code 5000)",
        _LATER,
    ),
    "429": (
        error(429, None, "No."),
        (_FAILED, _SKIPPED, _SKIPPED),
        "Gameball is being asked too often (HTTP 429)",
        _LATER,
    ),
    "garbage": (
        raw("canary", "application/json"),
        (_FAILED, _SKIPPED, _SKIPPED),
        "Gameball answered with something that cannot be read (HTTP 200)",
        "check whether GAMEBALL_API_URL is Gameball's, or try again later",
    ),
    "silence": (hang(), (_FAILED, _SKIPPED, _SKIPPED), "Gameball took too long to answer", _NETWORK),
}


@pytest.mark.parametrize(("responder", "verdicts", "found", "advice"), _GAMEBALL.values(), ids=_GAMEBALL)
async def test_how_far_the_lookup_got_tells_what_is_at_fault(
    here: Visit, responder: Responder, verdicts: tuple[str, str, str], found: str, advice: str
) -> None:
    here.gameball.answer(PROBE, responder)

    with PassingTime():
        findings = await here.findings()

    three = [findings[name] for name in ("gameball.reachable", "gameball.version", "gameball.keys")]
    assert tuple(finding.verdict for finding in three) == verdicts
    failed = [(finding.found, finding.advice) for finding in three if finding.verdict == _FAILED]
    assert failed == ([(found, advice)] if found else [])


async def test_gameball_that_cannot_be_reached(here: Visit) -> None:
    await here.gameball.stop()

    with PassingTime():
        findings = await here.findings()

    assert findings["gameball.reachable"] == Finding(
        "gameball.reachable", "failed", "Gameball cannot be reached", _NETWORK
    )


async def test_a_certificate_that_is_not_to_be_trusted(here: Visit) -> None:
    async with untrusted() as url:
        here.patch.setenv("GAMEBALL_API_URL", url)
        findings = await here.findings()

    assert findings["gameball.reachable"] == Finding(
        "gameball.reachable",
        "failed",
        "no TLS connection: the certificate is not to be trusted, or the address does not speak TLS",
        "check GAMEBALL_API_URL, and whether a proxy puts its own certificate in between",
    )

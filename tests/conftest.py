import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

import pytest
import stamina.instrumentation
import structlog
from hypothesis import HealthCheck, settings
from pydantic import SecretStr

from bot import log
from bot.gameball.client import GameballClient, RequestLimits
from bot.settings import ServeSettings
from playground.gameball.stand_in import GameballStandIn

API_KEY = "gb_test_key"
SECRET_KEY = "gb_test_secret"

# How long an example takes says more about the machine than about the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


NEEDED_SETTINGS = {
    "SLACK_BOT_TOKEN": "xoxb-1-token",
    "SLACK_SIGNING_SECRET": "0123456789abcdef",
    "SLACK_APP_TOKEN": "xapp-1-token",
    "GAMEBALL_API_KEY": "gb_test_key",
    "GAMEBALL_SECRET_KEY": "gb_secret",
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why tests were skipped, a line for each reason: whoever has no browser reads how to get one."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", []))
    for reason, number in reasons.items():
        terminalreporter.write_line(f"{number} tests were not run. {reason}")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see none of the developer's own settings, and no proxy between them and the stand-ins."""
    proxies = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}
    for name in {*ServeSettings.model_fields, *proxies}:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def needed_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment with what every command needs, and a folder without a .env."""
    monkeypatch.chdir(tmp_path)
    for name, value in NEEDED_SETTINGS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """Whatever the test configures of the process's logging is gone after it."""
    root, app, bolt = (logging.getLogger(name) for name in (None, "bot", "slack_bolt"))
    handlers, levels = root.handlers[:], (root.level, app.level)
    # An app that was assembled before has silenced Bolt.
    bolt.setLevel(logging.NOTSET)
    # basicConfig(force=True) would close pytest's own handlers.
    root.handlers[:] = []
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    app.setLevel(levels[1])
    stamina.instrumentation.set_on_retry_hooks(None)
    logging.raiseExceptions = True
    structlog.reset_defaults()


Style = Literal["console", "json"]
Configure = Callable[..., Callable[[], list[str]]]


@pytest.fixture
def configure(restored_logging: None, capsys: pytest.CaptureFixture[str]) -> Configure:
    """Configure the log; what comes back reads the lines that were written since."""
    del restored_logging

    def configure(
        style: Style | None = "json", level: str = "debug", secrets: Iterable[str] = ()
    ) -> Callable[[], list[str]]:
        log.configure(level=level, style=style, secrets=secrets)

        def lines() -> list[str]:
            # Not splitlines(), which splits at more than a log does.
            written = capsys.readouterr()
            assert written.err == ""
            return written.out.split("\n")[:-1]

        return lines

    return configure


@pytest.fixture
async def gameball() -> AsyncIterator[GameballStandIn]:
    async with GameballStandIn(api_key=API_KEY, secret_key=SECRET_KEY) as stand_in:
        yield stand_in


def client_at(url: str, *, version: str = "v4.0", limits: RequestLimits | None = None) -> GameballClient:
    """A client with the stand-in's keys, not opened yet."""
    return GameballClient(
        api_url=url,
        api_version=version,
        api_key=SecretStr(API_KEY),
        secret_key=SecretStr(SECRET_KEY),
        limits=limits,
    )


def client_of(
    gameball: GameballStandIn, *, version: str = "v4.0", limits: RequestLimits | None = None
) -> GameballClient:
    """A client of the stand-in, not opened yet."""
    return client_at(gameball.url, version=version, limits=limits)


@pytest.fixture
async def client(gameball: GameballStandIn) -> AsyncIterator[GameballClient]:
    async with client_of(gameball) as opened:
        yield opened


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of every asyncio.sleep, none of which is slept."""
    slept: list[float] = []
    turn = asyncio.sleep

    async def sleep(delay: float, result: object = None) -> object:
        slept.append(delay)
        return await turn(0, result)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return slept

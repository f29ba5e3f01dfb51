import asyncio
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import stamina.instrumentation
import structlog
from hypothesis import HealthCheck, settings
from pydantic import SecretStr

from bot.gameball.client import GameballClient, Limits
from bot.playground.gameball import GameballStandIn
from bot.settings import ServeSettings

API_KEY = "gb_test_key"
SECRET_KEY = "gb_test_secret"

# How long an example takes says more about the machine than about the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see none of the developer's own settings, and no proxy between them and the stand-ins."""
    proxies = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}
    for name in {*ServeSettings.model_fields, *proxies}:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """Whatever the test configures of the process's logging is gone after it."""
    root, app = logging.getLogger(), logging.getLogger("bot")
    handlers, levels = root.handlers[:], (root.level, app.level)
    # basicConfig(force=True) would close pytest's own handlers.
    root.handlers[:] = []
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    app.setLevel(levels[1])
    stamina.instrumentation.set_on_retry_hooks(None)
    logging.raiseExceptions = True
    structlog.reset_defaults()


@pytest.fixture
async def gameball() -> AsyncIterator[GameballStandIn]:
    async with GameballStandIn(api_key=API_KEY, secret_key=SECRET_KEY) as stand_in:
        yield stand_in


def client_at(url: str, *, version: str = "v4.0", limits: Limits | None = None) -> GameballClient:
    """A client with the stand-in's keys, not opened yet."""
    return GameballClient(
        api_url=url,
        api_version=version,
        api_key=SecretStr(API_KEY),
        secret_key=SecretStr(SECRET_KEY),
        limits=limits,
    )


def client_of(
    gameball: GameballStandIn, *, version: str = "v4.0", limits: Limits | None = None
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

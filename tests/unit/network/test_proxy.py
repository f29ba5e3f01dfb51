"""The proxy that the environment names: Slack is asked through it, but for what NO_PROXY names."""

import json
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot.gameball.errors import UnreadableAnswerError
from bot.limits import LIMITS
from bot.settings import Settings, SettingsError
from bot.slack.client import slack_client, slack_session
from bot.slack.response_urls import ResponseUrls
from tests.conftest import client_at


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address at which connections are refused."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"


@pytest.fixture
def asked_for() -> list[str]:
    """What `somebody` was asked for. A proxy is asked for a whole address."""
    return []


@pytest.fixture
async def somebody(asked_for: list[str]) -> AsyncIterator[str]:
    """The address of a server that answers everything as Slack would."""

    async def answer(request: web.BaseRequest) -> web.Response:
        asked_for.append(request.raw_path)
        return web.Response(text=json.dumps({"ok": True}), content_type="application/json")

    async with RawTestServer(answer) as server:
        yield f"http://127.0.0.1:{server.port}"


async def _ask(slack: str) -> None:
    """In both of the ways in which the app asks Slack."""
    async with slack_session(LIMITS) as session:
        await slack_client(f"{slack}/api/", session, "xoxb-1").auth_test()
        assert await ResponseUrls(session, LIMITS).post(f"{slack}/response/1", {"text": "a"}) is None


async def test_slack_is_asked_through_the_proxy(
    nobody: str, somebody: str, asked_for: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", somebody)

    await _ask(nobody)

    assert asked_for == [f"{nobody}/api/auth.test", f"{nobody}/response/1"]


@pytest.mark.parametrize("proxy", ["socks5://proxy.example.com:1080", "https://proxy.example.com", "http://"])
def test_a_proxy_that_cannot_be_used_stops_the_start(
    proxy: str, needed_settings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    del needed_settings
    monkeypatch.setenv("HTTPS_PROXY", proxy)

    with pytest.raises(SettingsError) as error:
        Settings.load()

    assert error.value.faults == [
        "HTTPS_PROXY: must be an address such as http://proxy.example.com:8080 (or leave it unset)"
    ]


async def test_gameball_is_asked_through_the_proxy_but_for_what_no_proxy_names(
    nobody: str, somebody: str, asked_for: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", somebody)
    with pytest.raises(UnreadableAnswerError):
        async with client_at(nobody) as client:
            await client.get_customer_coupons("cust")
    monkeypatch.setenv("HTTP_PROXY", nobody)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(UnreadableAnswerError):
        async with client_at(somebody) as client:
            await client.get_customer_coupons("cust")

    path = "/api/v4.0/integrations/customers/cust/coupons"
    assert asked_for == [f"{nobody}{path}", path]


async def test_what_no_proxy_names_is_asked_directly(
    nobody: str, somebody: str, asked_for: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", nobody)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    await _ask(somebody)

    assert asked_for == ["/api/auth.test", "/response/1"]

"""The proxy that the environment names: Slack is asked through it, but for what NO_PROXY names."""

import json
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot.limits import LIMITS
from bot.slack.client import slack_client, slack_session
from bot.slack.response_urls import ResponseUrls


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


async def test_what_no_proxy_names_is_asked_directly(
    nobody: str, somebody: str, asked_for: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", nobody)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    await _ask(somebody)

    assert asked_for == ["/api/auth.test", "/response/1"]

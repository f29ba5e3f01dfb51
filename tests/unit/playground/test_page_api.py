"""What the page is told, and what it may ask for. What it does then is in tests/browser."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from playground.gameball.scenarios import ANSWERS
from playground.page.api import FILES, PageApi
from playground.page.to_try import OPENING, TO_TRY
from playground.slack.conversation import COLLEAGUE
from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """With its page, and without an app."""
    slack = SlackStandIn()
    PageApi(slack, command={"command": "/coupons"}, shortcuts=[]).add_routes(slack.router)
    async with slack:
        yield slack


async def ask(http: aiohttp.ClientSession, name: str, **body: Any) -> Json:
    async with http.post(f"/playground/{name}", json=body) as response:
        return dict(await response.json())


async def events(response: aiohttp.ClientResponse) -> AsyncIterator[Json]:
    async for line in response.content:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


async def test_a_page_shows_what_its_person_can_see_and_after_a_reload_only_what_everybody_can(
    slack: SlackStandIn, http: Any
) -> None:
    async with http.get("/playground/events") as response:
        stream = events(response)
        state = (await anext(stream))["state"]
        assert state["messages"] == []

        await slack.send_command(user_id="U0AGENT0002")
        await slack.send_command()

        assert (await anext(stream))["message"]["ts"] == slack.messages[1].ts
        await slack.write("hello")

    private, public = slack.messages[1].ts, slack.messages[2].ts
    assert await shown(http, since=state["since"]) == [private, public]
    assert await shown(http, since=state["since"], user_id=COLLEAGUE.id) == [slack.messages[0].ts, public]
    assert await shown(http) == [public]


async def shown(http: aiohttp.ClientSession, **query: str) -> list[str]:
    async with http.get("/playground/events", params=query) as stream:
        state = (await anext(events(stream)))["state"]
    return [message["ts"] for message in state["messages"]]


def test_what_is_tried_is_about_customers_that_there_are() -> None:
    texts = [OPENING, *(one.text for one in TO_TRY if one.text)]

    assert len(TO_TRY) == 4
    assert [text for text in texts if text.split()[0] not in ANSWERS] == []


async def test_a_page_that_was_closed_leaves_no_error(
    slack: SlackStandIn, http: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = slack.workspace
    async with http.get("/playground/events") as stream:
        await stream.content.readline()
        assert len(workspace._subscribers) == 1

    async with asyncio.timeout(60):
        while workspace._subscribers:
            workspace.changed({"type": "state"})
            await asyncio.sleep(0)

    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize(
    ("name", "body", "error"),
    [
        (
            "actions",
            {"container": {"type": "message", "ts": "1.0", "channel_id": "C0SUPPORT01"}},
            "message_not_found",
        ),
        ("actions", {"container": {"type": "view", "view_id": "V0"}}, "view_not_found"),
        ("shortcuts", {"message": {"channel_id": "C0SUPPORT01", "ts": "1.0"}}, "message_not_found"),
        ("view_closed", {"view_id": "V0"}, "LookupError: view V0 is not open"),
        ("messages", {}, "KeyError: 'channel_id'"),
    ],
)
async def test_what_cannot_be_done_is_refused(http: Any, name: str, body: Json, error: str) -> None:
    assert await ask(http, name, **body) == {"ok": False, "error": error}


async def test_another_sites_form_is_refused(http: Any) -> None:
    async with http.post("/playground/reset", data={"a": "b"}) as response:
        assert response.status == 415


async def test_the_page_runs_no_script_but_its_own(http: Any) -> None:
    async with http.get("/") as response:
        policy = response.headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'self';")
    assert "require-trusted-types-for 'script'" in policy


@pytest.mark.parametrize("path", ["/page/none.js", "/page/%2e%2e/api.py", "/page/..%2fapi.py", "/page/"])
async def test_nothing_but_the_pages_files_is_served(http: Any, path: str) -> None:
    assert (Path(FILES).parent / "api.py").exists()

    async with http.get(path) as response:
        assert response.status == 404

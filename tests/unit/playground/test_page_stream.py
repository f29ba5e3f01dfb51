"""The stream of changes, where the page that reads it goes away."""

import asyncio
import logging

import aiohttp
import pytest

from playground.slack.stand_in import SlackStandIn


async def test_a_page_that_was_closed_is_told_no_more_and_leaves_no_error(
    slack: SlackStandIn, http: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = slack.workspace
    async with http.get("/playground/events") as stream:
        await stream.content.readline()
        assert len(workspace._subscribers) == 1

    async with asyncio.timeout(5):
        while workspace._subscribers:
            workspace.changed({"type": "state"})
            await asyncio.sleep(0.001)

    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []

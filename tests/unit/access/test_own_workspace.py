import asyncio

import pytest

from bot.access import own_workspace
from bot.access.own_workspace import OwnWorkspace


async def test_who_asks_before_slack_has_told_waits_for_it() -> None:
    workspace = OwnWorkspace()
    asking = asyncio.create_task(workspace.told())
    await asyncio.sleep(0)

    before = asking.done()
    workspace.learn("T1")

    assert (before, await asking) == (False, "T1")


async def test_the_wait_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_workspace, "_TOLD_WITHIN", 0.0)

    assert await OwnWorkspace().told() is None


def test_once_it_is_known_nobody_gives_way_to_other_tasks() -> None:
    workspace = OwnWorkspace()
    workspace.learn("T1")

    # A coroutine that gave way would yield something here.
    with pytest.raises(StopIteration) as told:
        workspace.told().send(None)

    assert told.value.value == "T1"

import asyncio
import gc
import json
import weakref

import pytest

from bot.background import Background
from tests.conftest import Configure


async def returning(result: str, after: asyncio.Event | None = None) -> str:
    if after is not None:
        await after.wait()
    return result


async def failing() -> None:
    raise ValueError("cust_1001")


@pytest.fixture
def background() -> Background:
    return Background()


async def test_what_is_spawned_runs_and_gives_its_result(background: Background) -> None:
    assert await background.spawn(returning("done")) == "done"


async def test_it_counts_what_is_under_way(background: Background) -> None:
    go = asyncio.Event()
    tasks = [background.spawn(returning("done", go)) for _ in range(2)]
    before = len(background)
    go.set()
    await asyncio.wait(tasks)

    assert (before, len(background)) == (2, 0)


async def test_a_task_that_nobody_else_holds_is_kept_alive(background: Background) -> None:
    task = weakref.ref(background.spawn(returning("done", asyncio.Event())))
    await asyncio.sleep(0)
    gc.collect()

    assert task() is not None
    await background.drain(0)


async def test_finishing_waits_for_the_work(background: Background) -> None:
    task = await background.finish(returning("done"), within=60)

    assert task.result() == "done"


async def test_work_that_is_not_finished_in_time_goes_on(background: Background) -> None:
    go = asyncio.Event()
    task = await background.finish(returning("done", go), within=0.01)
    before = task.done()
    go.set()

    assert (before, await task) == (False, "done")


async def test_draining_waits_for_what_is_under_way(background: Background) -> None:
    go = asyncio.Event()
    task = background.spawn(returning("done", go))
    drained = asyncio.create_task(background.drain(within=60))
    await asyncio.sleep(0)
    before = drained.done()
    go.set()

    assert (before, await drained, await task) == (False, 0, "done")


async def test_draining_waits_for_what_tasks_spawn_meanwhile(background: Background) -> None:
    go = asyncio.Event()
    spawned: list[asyncio.Task[str]] = []

    async def spawning() -> None:
        await go.wait()
        spawned.append(background.spawn(returning("later")))

    background.spawn(spawning())
    drained = asyncio.create_task(background.drain(within=60))
    await asyncio.sleep(0)
    go.set()

    assert (await drained, spawned[0].result()) == (0, "later")


async def test_what_is_not_done_in_time_is_cut_off_and_counted(background: Background) -> None:
    tasks = [background.spawn(returning("done", asyncio.Event())) for _ in range(2)]

    assert await background.drain(within=0.01) == 2
    assert ([task.cancelled() for task in tasks], len(background)) == ([True, True], 0)


async def test_without_any_time_what_is_under_way_is_cut_off_at_once(background: Background) -> None:
    task = background.spawn(returning("done", asyncio.Event()))

    assert (await background.drain(within=0), task.cancelled()) == (1, True)


async def test_a_task_that_fails_does_not_keep_the_drain_from_the_others(background: Background) -> None:
    go = asyncio.Event()
    failed, other = background.spawn(failing()), background.spawn(returning("done", go))
    drained = asyncio.create_task(background.drain(within=60))
    await asyncio.wait([failed])
    go.set()

    assert (await drained, await other, type(failed.exception())) == (0, "done", ValueError)


async def test_a_task_that_fails_is_one_line_without_the_words_of_the_error(
    background: Background, configure: Configure
) -> None:
    lines = configure()

    await asyncio.wait([background.spawn(failing())])
    gc.collect()

    [line] = [json.loads(line) for line in lines()]
    assert (line["event"], line["level"], line["error"]) == ("internal_error", "error", "ValueError")
    assert "cust_1001" not in json.dumps(line)


async def test_a_task_that_is_cut_off_is_no_error(background: Background, configure: Configure) -> None:
    lines = configure()
    background.spawn(returning("done", asyncio.Event()))

    await background.drain(within=0)

    assert lines() == []


async def test_draining_nothing_is_done_at_once(background: Background) -> None:
    assert await background.drain(within=60) == 0

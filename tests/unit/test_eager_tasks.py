import asyncio
import sys

import pytest

from bot.eager_tasks import begin


async def test_a_task_gives_its_result() -> None:
    async def work() -> str:
        await asyncio.sleep(0)
        return "done"

    assert await begin(work()) == "done"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="there are no eager tasks")
async def test_a_task_has_gone_as_far_as_it_can_without_waiting() -> None:
    reached: list[str] = []

    async def work() -> None:
        reached.append("before the wait")
        await asyncio.sleep(0)
        reached.append("after it")

    task = begin(work())

    assert reached == ["before the wait"]
    await task


async def test_an_error_is_the_tasks_and_not_the_beginners() -> None:
    async def work() -> None:
        raise ValueError

    task = begin(work())
    await asyncio.wait([task])

    assert isinstance(task.exception(), ValueError)

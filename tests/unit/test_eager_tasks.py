import asyncio

from bot.eager_tasks import begin


async def test_a_task_gives_its_result() -> None:
    async def work() -> str:
        await asyncio.sleep(0)
        return "done"

    assert await begin(work()) == "done"


async def test_a_task_has_gone_as_far_as_it_can_without_waiting_where_python_can() -> None:
    reached: list[str] = []

    async def work() -> None:
        reached.append("before the wait")
        await asyncio.sleep(0)
        reached.append("after it")

    task = begin(work())
    at_once = list(reached)
    await task

    assert at_once == (["before the wait"] if hasattr(asyncio, "eager_task_factory") else [])
    assert reached == ["before the wait", "after it"]


async def test_an_error_is_the_tasks_and_not_the_beginners() -> None:
    async def work() -> None:
        raise ValueError

    task = begin(work())
    await asyncio.wait([task])

    assert isinstance(task.exception(), ValueError)

"""Trying again, once something has failed."""

import time
from collections.abc import Awaitable, Callable
from itertools import count

import pytest
import stamina

from bot.retries import with_retries
from tests.conftest import Configure

_AT_ONCE = 0.001


class BrokenError(Exception):
    pass


def failing(times: int) -> Callable[[], Awaitable[str]]:
    """Work that fails so many times; the error says which time it was."""
    numbers = count(1)

    async def work() -> str:
        number = next(numbers)
        if number <= times:
            raise BrokenError(number)
        return f"done at {number}"

    return work


@pytest.mark.parametrize("times", [0, 1, 2])
async def test_what_fails_is_tried_again(times: int) -> None:
    done = await with_retries(failing(times), on=lambda _: _AT_ONCE, attempts=3, within=5.0)

    assert done == f"done at {times + 1}"


async def test_after_the_last_try_its_error_is_raised() -> None:
    with pytest.raises(BrokenError, match="3"):
        await with_retries(failing(9), on=lambda _: _AT_ONCE, attempts=3, within=5.0)


async def test_what_is_not_worth_another_try_is_raised_at_once() -> None:
    with pytest.raises(BrokenError, match="1"):
        await with_retries(failing(9), on=lambda _: False, attempts=3, within=5.0)


async def test_a_first_try_that_took_all_the_time_was_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow() -> str:
        later = time.monotonic() + 6.0
        monkeypatch.setattr(time, "monotonic", lambda: later)
        raise BrokenError("1")

    with pytest.raises(BrokenError, match="1"):
        await with_retries(slow, on=lambda _: _AT_ONCE, attempts=3, within=5.0)


async def test_nothing_is_made_ready_for_what_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(stamina, "retry_context")

    assert await with_retries(failing(0), on=lambda _: True, attempts=3, within=5.0) == "done at 1"


async def test_a_retry_is_not_logged(configure: Configure) -> None:
    lines = configure()

    await with_retries(failing(1), on=lambda _: _AT_ONCE, attempts=2, within=5.0)

    assert lines() == []

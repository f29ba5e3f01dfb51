"""Trying again, as stamina does it, but made ready only once something has failed."""

import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import stamina.instrumentation

T = TypeVar("T")


async def with_retries(
    work: Callable[[], Awaitable[T]],
    *,
    on: Callable[[Exception], bool | float],
    attempts: int,
    within: float,
    wait_initial: float = 0.1,
    wait_max: float = 5.0,
) -> T:
    """What `work` returns, tried at most `attempts` times `within` so many seconds, which end no try that is under way.

    `on` tells of an error whether to try again, or after how many seconds; it may be asked twice. Raises the last
    error."""
    began = time.monotonic()
    try:
        return await work()
    except Exception as error:
        # Being ready to try again is not free, and most work needs no second try.
        if on(error) is False:
            raise
        failure = error
    # Its default hook logs the arguments of what it retries.
    stamina.instrumentation.set_on_retry_hooks([])
    try:
        async for attempt in stamina.retry_context(
            on=on,
            attempts=attempts,
            timeout=within - (time.monotonic() - began),
            wait_initial=wait_initial,
            wait_max=wait_max,
            wait_jitter=0.2,
        ):
            with attempt:
                # The first attempt is the one that was made already.
                if attempt.num == 1:
                    raise failure
                return await work()
    finally:
        # The error would hold on to this frame, and this frame to the error.
        del failure
    raise AssertionError("a retry context ends by returning or raising")

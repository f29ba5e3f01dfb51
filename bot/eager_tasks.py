"""Tasks that begin at once, and not in a later turn of the event loop: a lookup waits for fewer turns."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def begin(work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """A task that has gone as far as it can without waiting. Before Python 3.12 there is none: it begins soon after."""
    if sys.version_info >= (3, 12):
        return asyncio.eager_task_factory(asyncio.get_running_loop(), work)
    return asyncio.create_task(work)

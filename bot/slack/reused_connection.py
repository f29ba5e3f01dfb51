"""Whether a request went out over a connection that was open already.

The other side may have closed such a connection meanwhile, and then has not seen the request."""

from contextvars import ContextVar
from typing import Any

import aiohttp

_reused: ContextVar[bool] = ContextVar("reused", default=False)


def noting_reuse() -> aiohttp.TraceConfig:
    """For a session's `trace_configs`."""

    async def reused(*_: Any) -> None:
        _reused.set(True)

    async def opened(*_: Any) -> None:
        _reused.set(False)

    trace = aiohttp.TraceConfig()
    trace.on_connection_reuseconn.append(reused)
    trace.on_connection_create_end.append(opened)
    return trace


def was_reused() -> bool:
    """Of this task's latest request over a session that notes it; otherwise False."""
    return _reused.get()

"""Carrying out a Fault on a request."""

import asyncio

from aiohttp import web

from playground.connection import reset
from playground.slack.faults import Fault

CLOSING = web.AppKey("closing", asyncio.Event)
"""Set when the server closes: whatever hangs must end then."""


async def suffer(fault: Fault, request: web.Request) -> web.Response:
    """What `request` gets instead of an answer."""
    if fault.kind == "answer":
        headers = {"Content-Type": "text/plain; charset=utf-8", **fault.headers}
        return web.Response(status=fault.status, headers=headers, body=fault.body)
    if fault.kind == "hang":
        await request.app[CLOSING].wait()
    return reset(request)

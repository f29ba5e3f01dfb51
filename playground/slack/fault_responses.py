"""Carrying out a Fault on a request."""

import asyncio
import socket
import struct

from aiohttp import web

from playground.slack.faults import Fault

CLOSING = web.AppKey("closing", asyncio.Event)


async def suffer(fault: Fault, request: web.Request) -> web.Response:
    """What `request` gets instead of an answer."""
    if fault.kind == "answer":
        headers = {"Content-Type": "text/plain; charset=utf-8", **fault.headers}
        return web.Response(status=fault.status, headers=headers, body=fault.body)
    if fault.kind == "hang":
        await request.app[CLOSING].wait()
    _reset(request)
    return web.Response(status=503)


def _reset(request: web.Request) -> None:
    """Cuts the connection so that the other side sees a reset, not an orderly end."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()

"""Connections that outlive minutes of quiet."""

import asyncio
import socket

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.connections import connector

_QUIET_BEFORE = getattr(socket, "TCP_KEEPIDLE" if hasattr(socket, "TCP_KEEPIDLE") else "TCP_KEEPALIVE")
"""The option's name is another on macOS."""


async def test_the_operating_system_keeps_a_quiet_connection_alive() -> None:
    seen = asyncio.Event()

    async def answer(request: web.Request) -> web.StreamResponse:
        # Not ended before it has been looked at.
        response = web.StreamResponse()
        await response.prepare(request)
        await seen.wait()
        return response

    app = web.Application()
    app.router.add_get("/", answer)
    async with TestServer(app) as server, aiohttp.ClientSession(connector=connector()) as session:
        response = await session.get(server.make_url("/"))
        assert response.connection is not None
        assert response.connection.transport is not None
        made = response.connection.transport.get_extra_info("socket")

        assert made.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0
        assert made.getsockopt(socket.IPPROTO_TCP, _QUIET_BEFORE) == 30
        seen.set()
        await response.read()

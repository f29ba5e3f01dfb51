"""The two services that every server talks to: on this machine, or as if they were 40 ms away behind TLS."""

import asyncio
import ssl
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import certifi
import trustme
from aiohttp import web

from benchmarks.gameball import Gameball
from benchmarks.slack import SIGNING_SECRET, Slack

ROUND_TRIP = 0.040
_Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class World:
    """`environment` tells a server where the services are. `session` is the load's own HTTP client."""

    slack: Slack
    gameball: Gameball
    session: aiohttp.ClientSession
    environment: dict[str, str]


@asynccontextmanager
async def near() -> AsyncIterator[World]:
    """Both services on this machine, over plain HTTP."""
    async with _client() as session:
        slack, gameball = Slack(session), Gameball()
        async with _serving(slack.handle) as slack_port, _serving(gameball.handle) as gameball_port:
            slack.base = f"http://localhost:{slack_port}"
            environment = _environment(slack.base, f"http://localhost:{gameball_port}")
            yield World(slack, gameball, session, environment)


@asynccontextmanager
async def far() -> AsyncIterator[World]:
    """Both services behind TLS, a round trip of 40 ms away."""
    async with AsyncExitStack() as stack:
        authorities = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "authorities.pem"
        tls = _certificate(authorities)
        session = await stack.enter_async_context(_client(ssl.create_default_context(cafile=authorities)))
        slack, gameball = Slack(session), Gameball()
        ports = []
        for handler in (slack.handle, gameball.handle):
            port = await stack.enter_async_context(_serving(handler, tls))
            ports.append(await stack.enter_async_context(_distance(port)))
        slack.base, gameball_url = (f"https://localhost:{port}" for port in ports)
        environment = {**_environment(slack.base, gameball_url), "SSL_CERT_FILE": str(authorities)}
        yield World(slack, gameball, session, environment)


def _certificate(authorities: Path) -> ssl.SSLContext:
    """A server's, for localhost. Writes the authorities that make it trusted to this file."""
    authority = trustme.CA()
    # The usual ones stay in the list: reading them is a part of what a new client costs.
    authorities.write_bytes(Path(certifi.where()).read_bytes() + authority.cert_pem.bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


def _client(trusted: ssl.SSLContext | bool = True) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=60, ssl=trusted))


def _environment(slack: str, gameball: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-benchmark",
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": f"{slack}/api/",
        "GAMEBALL_API_KEY": "gb_test_benchmark",
        "GAMEBALL_SECRET_KEY": "benchmark-secret-key",
        "GAMEBALL_API_URL": gameball,
    }


@asynccontextmanager
async def _serving(handler: _Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Serve on a free port of this machine, and give its number."""
    server = web.Server(handler, access_log=None, keepalive_timeout=60)
    runner = web.ServerRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls, backlog=2048).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _distance(port: int) -> AsyncIterator[int]:
    """Pass on what comes to a free port, and give its number: each way takes every byte half a round trip."""
    loop = asyncio.get_running_loop()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            loop.call_later(ROUND_TRIP / 2, writer.write, data)
        loop.call_later(ROUND_TRIP / 2, writer.close)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # On the net, opening a connection takes a round trip before the first byte is sent.
        await asyncio.sleep(ROUND_TRIP)
        with suppress(ConnectionError):
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(pass_on(reader, far_writer), pass_on(far_reader, writer))

    listener = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()

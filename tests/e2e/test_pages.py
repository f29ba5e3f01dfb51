"""What a browser and a platform's health checks get, on real sockets. What the page says is in tests/unit/setup."""

import asyncio
import html
import json
import re
import socket
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.setup import page
from bot.setup.manifest import manifest
from playground.slack.faults import HANG
from tests.e2e.conftest import StartWorld
from tests.e2e.process import environment_for, run, running
from tests.e2e.world import PATIENCE, World
from tests.soak.wire import Response, Wire

HOST = "coupons.example.com"


async def nothing(_: World) -> None:
    """The bot runs in a process of its own."""


async def asked(world: World, *headers: str, path: str = "/", version: str = "1.1") -> Response:
    """What is answered to a request with exactly these headers."""
    wire = await Wire.to(int(world.url.rpartition(":")[2]))
    try:
        return await wire.ask("\r\n".join([f"GET {path} HTTP/{version}", *headers, "", ""]).encode())
    finally:
        wire.close()


def text_of(response: Response) -> str:
    return response.body.decode()


def linked_manifests(text: str) -> list[Any]:
    """What the links to Slack on a page would create."""
    links = [html.unescape(link) for link in re.findall(r'href="(https:[^"]+)"', text)]
    assert {urlsplit(link).hostname for link in links} == {"api.slack.com"}
    return [json.loads(parse_qs(urlsplit(link).query)["manifest_json"][0]) for link in links]


async def test_the_page_is_for_the_host_under_which_it_was_opened(world: World) -> None:
    response = await asked(world, f"Host: {HOST}", "X-Forwarded-Proto: https")

    assert (response.status, linked_manifests(text_of(response))) == (200, [manifest(HOST)])
    assert f"<h2>The Slack app for {HOST}</h2>" in text_of(response)
    headers = dict(line.split(": ", 1) for line in response.head.decode().split("\r\n")[1:] if line)
    assert {name: headers.get(name) for name in page.HEADERS} == page.HEADERS
    assert headers["Content-Type"] == "text/html; charset=utf-8"


FORGED = {
    "no host": ("X-Forwarded-Proto: https",),
    "an empty host": ("Host: ",),
    "two hosts": (f"Host: {HOST}", "Host: evil.example"),
    "an IP address": ("Host: 192.0.2.7",),
    "localhost": ("Host: localhost:3000",),
    "a user": (f"Host: user@{HOST}",),
    "a path": (f"Host: {HOST}/evil",),
    "a query": (f"Host: {HOST}?x",),
    "markup": ("Host: <script>alert(1)</script>.example.com",),
    "a quote": (f'Host: {HOST}"onload="x',),
    "letters of other scripts": ("Host: cоupons.example.com",),
    "a long one": (f"Host: {'a.' * 2000}com",),
    "a port that is none": (f"Host: {HOST}:99999",),
    "a scheme that is none": (f"Host: {HOST}", "X-Forwarded-Proto: javascript"),
    "two schemes": (f"Host: {HOST}", "X-Forwarded-Proto: https, http"),
    "two headers with schemes": (f"Host: {HOST}", "X-Forwarded-Proto: https", "X-Forwarded-Proto: http"),
}


async def test_headers_that_are_forged_or_absurd_bring_no_link_to_any_host(world: World) -> None:
    for name, headers in FORGED.items():
        # HTTP/1.0 may leave the host out.
        response = await asked(world, *headers, version="1.0" if name == "no host" else "1.1")

        assert response.status in {200, 400}, name
        if response.status == 200:
            assert linked_manifests(text_of(response)) == [manifest(None)], name
            assert [
                word for word in ("evil", "alert", "onload", "user@") if word in text_of(response)
            ] == [], name


async def test_a_forwarded_host_is_not_believed(world: World) -> None:
    response = await asked(
        world, f"Host: {HOST}", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"
    )

    assert linked_manifests(text_of(response)) == [manifest(HOST)]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?x=<script>", 200),
        ("http://evil.example/", 200),
        ("//evil.example/", 404),
        ("/%2e%2e/", 404),
        ("/<script>", 404),
        ("/index.php", 404),
        (f"/{'a' * 4000}", 404),
        (f"/{'a' * 4200}", 400),
    ],
)
async def test_an_absurd_path_is_a_plain_page_without_its_words(world: World, path: str, status: int) -> None:
    response = await asked(world, f"Host: {HOST}", path=path)

    assert (response.status, "evil" in text_of(response), "<script" in text_of(response)) == (
        status,
        False,
        False,
    )


async def test_a_browser_learns_that_the_address_that_slack_calls_is_right(world: World) -> None:
    status, text = await world.get("/slack/events")

    assert (status, "<h1>This is the right address</h1>" in text) == (200, True)


async def test_the_page_tells_what_slack_and_gameball_said_and_nothing_secret(
    start_world: StartWorld,
) -> None:
    async def refused(world: World) -> None:
        world.slack.faults.auth_test_error = "invalid_auth"
        await world.start_unready_bot()

    world = await start_world(
        start=refused, gameball_secret_key="another-canary", allowed_users="U0123456789"
    )
    await world.log.has("slack_auth_test")
    _, text = await world.get("/")

    assert "<code>invalid_auth</code>" in text
    assert "Gameball does not accept this app&#x27;s keys" in text
    assert [word for word in ("canary", "U0123456789", world.gameball.url, "T0") if word in text] == []


async def test_nobody_is_asked_anything_for_a_page(world: World) -> None:
    calls = len(world.slack.api_calls)
    for path in ("/", "/healthz", "/readyz", "/slack/events"):
        await world.get(path)

    assert (world.asked, len(world.slack.api_calls)) == ([], calls)


@pytest.fixture
async def outside(start_world: StartWorld) -> World:
    """The stand-ins, waiting for a bot."""
    world = await start_world(start=nothing)
    world.slack.delivery = world.slack.socket_mode
    return world


async def test_socket_serves_the_pages_where_a_port_is_set(outside: World, tmp_path: Path) -> None:
    async with running("socket", environment=environment_for(outside), directory=tmp_path) as process:
        outside.url = await process.url()
        await process.logged("connected")
        pages = [await outside.get(path) for path in ("/", "/healthz", "/readyz", "/slack/events")]

        assert [status for status, _ in pages] == [200] * 4
        assert linked_manifests(pages[0][1]) == [manifest(None)]
        assert (pages[1][1], pages[2][1]) == ("ok\n", "ready\n")
        assert "<h1>Slack does not need this address</h1>" in pages[3][1]
        process.terminate()
        assert (await process.ended(), await process.errors()) == (0, "")


async def test_socket_listens_nowhere_where_no_port_is_set(outside: World, tmp_path: Path) -> None:
    # An empty variable is as good as none.
    environment = environment_for(outside, PORT="")
    async with running("socket", environment=environment, directory=tmp_path) as process:
        await process.logged("connected")
        process.terminate()

        assert (await process.ended(), await process.errors()) == (0, "")
    assert [line for line in process.lines if line["event"] == "listening"] == []


async def test_a_platform_finds_socket_alive_while_slack_is_out_of_reach(
    outside: World, tmp_path: Path
) -> None:
    outside.slack.faults.web_api = {"apps.connections.open": [HANG] * 9}
    async with running("socket", environment=environment_for(outside), directory=tmp_path) as process:
        outside.url = await process.url()

        assert await outside.get("/healthz") == (200, "ok\n")
        assert await outside.get("/readyz") == (503, "waiting for the Socket Mode connection\n")


async def test_socket_needs_the_port_that_is_set(outside: World, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = environment_for(outside, PORT=str(taken.getsockname()[1]))

        code, _, errors = await run("socket", environment=environment, directory=tmp_path)

    assert (code, errors.startswith("Cannot start: "), len(errors.splitlines())) == (1, True, 1)


def loopbacks() -> list[str]:
    """What this machine calls itself. Some containers have no address of IPv6."""
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return ["127.0.0.1", "[::1]"]
    except OSError:
        return ["127.0.0.1"]


@pytest.mark.parametrize("here", loopbacks())
async def test_two_colons_listen_on_both_families(start_world: StartWorld, here: str) -> None:
    world = await start_world(host="::")
    port = world.url.rpartition(":")[2]

    async with (
        asyncio.timeout(PATIENCE),
        aiohttp.ClientSession() as session,
        session.get(f"http://{here}:{port}/healthz") as response,
    ):
        assert await response.text() == "ok\n"

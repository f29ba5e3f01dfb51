"""What people without a signature can send, as much of it as they like: it costs nobody else an answer."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.server import LARGE_BODIES, LARGE_BODY, MAX_BODY
from tests.e2e.world import World
from tests.soak.wire import FORM, Response, Wire, post

_HEALTHZ = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
_CHUNKED = {"Transfer-Encoding": "chunked"}


class Strangers:
    """Opens connections, and ends all of them when the test has ended."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._wires = AsyncExitStack()

    async def wire(self) -> Wire:
        opened = await Wire.to(self._port)
        self._wires.callback(opened.close)
        return opened

    async def ask(self, content: bytes) -> Response:
        return await (await self.wire()).ask(content)

    async def leave(self) -> None:
        await self._wires.aclose()


@pytest.fixture
async def strangers(world: World) -> AsyncIterator[Strangers]:
    some = Strangers(int(world.url.rpartition(":")[2]))
    yield some
    await some.leave()


async def answered(world: World) -> bool:
    """Whether an agent's command is answered with coupons."""
    return (await world.ask("cust_one")).text.startswith("Coupons of `cust_one`")


def command(world: World, text: str = "cust_one") -> bytes:
    """A signed request, as bytes."""
    body = world.slack.command_form(text)
    return post(body, {"Content-Type": FORM, **world.slack.sign(body)})


def get(path: str, method: str = "GET", **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: x", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


_UNSIGNED = {
    "healthz": (_HEALTHZ, 200),
    "readyz": (get("/readyz"), 200),
    "the page": (get("/"), 200),
    "the address of Slack in a browser": (get("/slack/events"), 200),
    "kept alive on purpose": (get("/healthz", Connection="keep-alive"), 200),
    "another path": (get("/slack"), 404),
    "another method": (get("/slack/events", "PUT", **{"Content-Length": "0"}), 405),
    "options": (get("/healthz", "OPTIONS"), 405),
    "an upgrade": (get("/healthz", Connection="Upgrade", Upgrade="websocket"), 200),
    "an expectation": (get("/healthz", Expect="miracles"), 417),
    "no signature": (post(b"text=cust_1", {"Content-Type": FORM}), 401),
    "no body": (post(b"", {}), 401),
    "no length": (post(b"1\r\nx\r\n0\r\n\r\n", _CHUNKED | {"Content-Length": ""}), 400),
    "chunks": (get("/slack/events", "POST", **_CHUNKED) + b"1\r\nx\r\n0\r\n\r\n", 411),
    "too large": (get("/slack/events", "POST", **{"Content-Length": str(MAX_BODY + 1)}), 413),
    "not HTTP": (b"\x16\x03\x01\r\n\r\n", 400),
}


@pytest.mark.parametrize("kind", _UNSIGNED)
async def test_a_request_that_slack_did_not_sign_is_the_last_on_its_connection_and_tells_no_version(
    strangers: Strangers, kind: str
) -> None:
    content, status = _UNSIGNED[kind]
    wire = await strangers.wire()

    response = await wire.ask(content + _HEALTHZ * 3)

    assert (response.status, response.ends_connection, await wire.closed()) == (status, True, b"")
    assert [word for word in (b"aiohttp", b"Python") if word.lower() in response.head.lower()] == []


async def test_the_connection_of_a_request_that_slack_signed_is_kept(
    world: World, strangers: Strangers
) -> None:
    wire = await strangers.wire()
    wire.writer.write(command(world) * 2 + command(world, "help"))

    responses = [await wire.response() for _ in range(3)]

    assert [(response.status, response.ends_connection) for response in responses] == [(200, False)] * 3
    assert [b"aiohttp" in response.head for response in responses] == [False] * 3


async def test_of_very_many_requests_at_once_on_a_connection_one_is_answered(
    world: World, strangers: Strangers
) -> None:
    wires = [await strangers.wire() for _ in range(5)]
    for wire in wires:
        wire.writer.write(_HEALTHZ * 20_000)

    assert await answered(world)
    answers = [await wire.closed() for wire in wires]
    # The answer may be lost with a connection that ends while more is sent.
    assert [answer.count(b"HTTP/1.1") for answer in answers if answer] == [1] * len(
        list(filter(None, answers))
    )


async def test_bodies_in_chunks_of_one_byte_are_not_read(world: World, strangers: Strangers) -> None:
    wires = [await strangers.wire() for _ in range(30)]
    for wire in wires:
        wire.writer.write(get("/slack/events", "POST", **_CHUNKED) + b"1\r\nx\r\n" * 1000)

    assert await answered(world)
    assert [(await wire.response()).status for wire in wires] == [411] * 30
    for wire in wires:
        wire.writer.write(b"1\r\nx\r\n" * 100_000)
    assert await answered(world)
    assert [await wire.closed() for wire in wires] == [b""] * 30


async def test_so_many_large_bodies_are_read_at_one_time_and_no_more(
    world: World, strangers: Strangers
) -> None:
    large = post(b"", {"Content-Length": str(LARGE_BODY + 1)})
    unfinished = [await strangers.wire() for _ in range(LARGE_BODIES)]
    for wire in unfinished:
        wire.writer.write(large + b"x" * LARGE_BODY)
    # The last of them is read when a request after it is answered.
    assert await answered(world)

    assert [(await strangers.ask(large)).status for _ in range(3)] == [503] * 3
    assert (await strangers.ask(post(b"x" * LARGE_BODY, {}))).status == 401
    assert await answered(world)
    for wire in unfinished:
        wire.writer.write(b"x")
    assert [(await wire.response()).status for wire in unfinished] == [401] * LARGE_BODIES
    assert (await strangers.ask(large + b"x" * (LARGE_BODY + 1))).status == 401


async def test_whoever_goes_in_the_middle_of_a_body_leaves_no_line(
    world: World, strangers: Strangers
) -> None:
    for size in (100, MAX_BODY):
        wire = await strangers.wire()
        wire.writer.write(post(b"text=cust_1", {"Content-Length": str(size)}))
        await wire.writer.drain()
        wire.close()
    assert await answered(world)
    await world.stop_bot()

    assert [line["event"] for line in world.log.lines if line["level"] not in {"info", "debug"}] == []


_HEADS = {
    "64 headers": (get("/healthz", **{f"X-{number}": "x" for number in range(63)}), 200),
    "65 headers": (get("/healthz", **{f"X-{number}": "x" for number in range(64)}), 400),
    "a header of 4,000 characters": (get("/healthz", X="x" * 4000), 200),
    "a header of 4,200 characters": (get("/healthz", X="x" * 4200), 400),
    "a path of 4,000 characters": (get("/healthz?" + "x" * 3990), 200),
    "a path of 4,200 characters": (get("/healthz?" + "x" * 4190), 400),
}


@pytest.mark.parametrize("kind", _HEADS)
async def test_a_head_is_read_up_to_its_limits(strangers: Strangers, kind: str) -> None:
    content, status = _HEADS[kind]

    assert (await strangers.ask(content)).status == status

"""How much of a request is read before it is refused, and what no HTTP client would send."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Protocol

import pytest
from aiohttp.web_protocol import RequestHandler

from tests.e2e.world import SIGNING_SECRET, Held, World, two_coupons
from tests.soak.wire import FORM, Response, Wire, post, signed

_MB = 1024 * 1024
_COMMAND = b"command=%2Fcoupons&text=cust_9&user_id=U0AGENT0001&channel_id=C0SUPPORT01"


class Connect(Protocol):
    async def __call__(self) -> Wire: ...


@pytest.fixture
async def connect(world: World) -> AsyncIterator[Connect]:
    """Opens connections to the bot, and closes them after the test."""
    wires: list[Wire] = []

    async def connect_one() -> Wire:
        wires.append(await Wire.to(int(world.url.rpartition(":")[2])))
        return wires[-1]

    yield connect_one
    for wire in wires:
        wire.close()


@pytest.fixture
async def arrived(world: World, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of all that the server takes from its connections."""
    # The stand-in is served in the same way: its part is over then.
    await world.ready()
    sizes: list[int] = []
    take = RequestHandler.data_received

    def counted(handler: RequestHandler, data: bytes) -> None:
        sizes.append(len(data))
        take(handler, data)

    monkeypatch.setattr(RequestHandler, "data_received", counted)
    return sizes


async def _ask(connect: Connect, content: bytes) -> Response:
    return await (await connect()).ask(content)


def _signed(body: bytes, content_type: str = FORM) -> bytes:
    return signed(body, secret=SIGNING_SECRET, timestamp=int(time.time()), content_type=content_type)


def _left_no_line(world: World) -> bool:
    return {line["event"] for line in world.log.lines} <= {
        "gameball",
        "listening",
        "ready",
        "signature_refused",
    }


@pytest.mark.parametrize("announced", [_MB + 1, 10**12, 10**18])
async def test_a_body_announced_as_too_large_is_refused_before_any_of_it_is_read(
    world: World, connect: Connect, arrived: list[int], announced: int
) -> None:
    wire = await connect()
    head = post(b"", {"Content-Length": str(announced)})

    response = await wire.ask(head)

    assert (response.status, await wire.closed()) == (413, b"")
    assert sum(arrived) == len(head)
    assert _left_no_line(world)


async def test_a_body_that_does_not_say_how_large_it_is_is_read_up_to_the_limit(
    connect: Connect, arrived: list[int]
) -> None:
    wire = await connect()
    wire.writer.write(
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + (b"10000\r\n" + b"x" * 0x10000 + b"\r\n") * 128
    )

    response = await wire.response()

    assert response.status == 413
    # Of 8 MB: the limit, and what the connection had taken in before it was asked to wait.
    assert _MB < sum(arrived) < 2 * _MB


async def test_a_body_longer_than_announced_ends_the_connection(
    world: World, connect: Connect, arrived: list[int]
) -> None:
    wire = await connect()
    wire.writer.write(post(_COMMAND + b"\r\n" + b"x" * 8 * _MB, {"Content-Length": str(len(_COMMAND))}))

    # The end of the connection may overtake the response to what was announced.
    with suppress(ConnectionResetError):
        assert (await wire.response()).status in {400, 401}
    assert sum(arrived) < _MB
    assert _left_no_line(world)


async def test_a_body_of_exactly_the_limit_is_read(connect: Connect) -> None:
    body = b"command=%2Fcoupons&text=" + b"x" * (_MB - 24)

    response = await _ask(connect, _signed(body))

    assert (len(body), response.status) == (_MB, 200)


async def test_a_compressed_body_is_not_unpacked(world: World, connect: Connect) -> None:
    response = await _ask(connect, post(b"\x1f\x8b" + _COMMAND, {"Content-Encoding": "gzip"}))

    assert response.status == 401
    assert _left_no_line(world)


@pytest.mark.parametrize(
    "content",
    [b"\x16\x03\x01\x02\x00\x01\x00\x01\r\n\r\n", b"cust_9\r\n\r\n", post(b"", {"X-Long": "x" * 20_000})],
    ids=["TLS", "a word", "a header of 20 kB"],
)
async def test_what_is_not_http_gets_400_and_no_line(world: World, connect: Connect, content: bytes) -> None:
    assert (await _ask(connect, content)).status == 400
    assert _left_no_line(world)


async def test_a_command_may_have_the_word_payload_in_its_text(world: World) -> None:
    await world.slack.send_command("payload")

    assert world.asked == ["payload"]


async def test_nothing_sent_becomes_a_header(connect: Connect) -> None:
    asked = {"type": "url_verification", "challenge": "x\r\nX-Injected: 1\r\n\r\n"}

    response = await _ask(connect, _signed(json.dumps(asked).encode(), "application/json"))

    assert (response.status, json.loads(response.body)) == (200, {"challenge": asked["challenge"]})
    assert b"injected" not in response.head.lower()


async def test_no_header_changes_what_a_signed_request_does(world: World, connect: Connect) -> None:
    # Bolt has headers of its own, for a way of running that this app does not use.
    headers = {"X-Slack-Bolt-Lazy-Only": "1", "X-Slack-Bolt-Lazy-Function-Name": "coupons"}

    response = await _ask(connect, post(_COMMAND, {**headers, **world.slack.sign(_COMMAND)}))

    assert (response.status, world.asked) == (200, ["cust_9"])


async def test_requests_sent_without_waiting_are_answered_in_their_order(
    world: World, connect: Connect
) -> None:
    wire = await connect()
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    wire.writer.write(_signed(_COMMAND) + b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 500)
    await world.gameball.received(1)
    held.release()

    first, *others = [await wire.response() for _ in range(501)]

    assert json.loads(first.body)["text"].startswith("Coupons of cust_9: ")
    assert {other.body for other in others} == {b"ok\n"}

"""What arrives at /slack/events: Slack's own requests are served, everything else is turned away and leaves no trace."""

import json
import time
from collections.abc import AsyncIterator, Callable
from urllib.parse import quote_plus

import pytest
from aiohttp.web_protocol import RequestHandler

from bot.server import MAX_BODY
from tests.e2e.world import Json, World
from tests.soak.wire import FORM, Wire, post

_FORM = {"Content-Type": FORM}
_JSON = {"Content-Type": "application/json"}
_COMMAND = b"command=%2Fcoupons&text=cust_9&user_id=U0AGENT0001&channel_id=C0SUPPORT01"

Forge = Callable[[bytes, Callable[..., dict[str, str]]], dict[str, str]]


@pytest.fixture
async def wire(world: World) -> AsyncIterator[Wire]:
    """A connection to the bot, to be written to in bytes."""
    opened = await _wire(world)
    yield opened
    opened.close()


async def _wire(world: World) -> Wire:
    return await Wire.to(int(world.url.rpartition(":")[2]))


async def _status(world: World, content: bytes) -> int:
    """What a connection of its own is answered."""
    wire = await _wire(world)
    try:
        return (await wire.ask(content)).status
    finally:
        wire.close()


async def _nothing_happened(world: World) -> None:
    """Nobody was asked or answered, and nothing of what came was written down."""
    await world.stop_bot()
    assert (world.asked, world.bot_messages, world.slack.response_posts) == ([], [], [])
    assert world.api_methods == []
    usual = {"ready", "gameball", "listening", "draining", "stopped", "signature_refused"}
    assert [line for line in world.log.lines if line["event"] not in usual] == []
    assert [word for word in ("cust_", "/response/") if word in world.log.text] == []


_FORGED: dict[str, Forge] = {
    "no signature at all": lambda _, __: {},
    "no timestamp": lambda body, sign: {"X-Slack-Signature": sign(body)["X-Slack-Signature"]},
    "another secret": lambda body, sign: sign(body, secret="another-secret"),
    "another body": lambda body, sign: sign(body + b"x"),
    "six minutes old": lambda body, sign: sign(body, timestamp=int(time.time()) - 360),
    "six minutes early": lambda body, sign: sign(body, timestamp=int(time.time()) + 360),
    "a timestamp in words": lambda body, sign: sign(body, timestamp="yesterday"),
    "a timestamp of 400 digits": lambda body, sign: sign(body, timestamp="9" * 400),
    "a timestamp of 4000 digits": lambda body, sign: sign(body, timestamp="9" * 4000),
    "a signature that is not ASCII": lambda body, sign: sign(body) | {"X-Slack-Signature": "v0=ü"},
    "half a signature": lambda body, sign: (
        sign(body) | {"X-Slack-Signature": sign(body)["X-Slack-Signature"][:40]}
    ),
}


async def test_what_slack_did_not_sign_is_refused_and_told_to_the_operator_once(world: World) -> None:
    body = world.slack.command_form("cust_1001")
    refused = {
        name: await world.request(body, {**_FORM, **forge(body, world.slack.sign)})
        for name, forge in _FORGED.items()
    }

    assert refused == dict.fromkeys(_FORGED, (401, ""))
    await _nothing_happened(world)
    hint = "check SLACK_SIGNING_SECRET, and the clock"
    assert world.log.of("signature_refused") == [{"hint": hint}]


async def test_strangers_who_know_of_no_signature_are_not_told_of(world: World) -> None:
    status, _ = await world.request(_COMMAND, _FORM)

    assert (status, world.log.of("signature_refused")) == (401, [])


async def test_what_slack_signed_but_cannot_be_read_is_a_bad_request(world: World) -> None:
    body = b"payload=%7Bcust_1001"

    assert await world.request(body, {**_FORM, **world.slack.sign(body)}) == (400, "")
    await _nothing_happened(world)


_UNKNOWN: dict[str, Json] = {
    "a shortcut": {"type": "shortcut", "callback_id": "gone", "user": {"id": "U1"}},
    "a message shortcut": {
        "type": "message_action",
        "callback_id": "gone",
        "message": {"text": "cust_1001"},
    },
    "a modal": {"type": "view_submission", "view": {"id": "V1", "type": "modal", "callback_id": "gone"}},
    "a closed modal": {"type": "view_closed", "view": {"id": "V1", "callback_id": "look_up_form"}},
    "options for a menu": {"type": "block_suggestion", "action_id": "gone", "value": "cust_1001"},
    "a type of the future": {"type": "thought_transfer", "callback_id": "gone", "thought": "cust_1001"},
    "an event": {"type": "event_callback", "event": {"type": "app_mention", "user": "U1"}},
    "nothing": {},
}


async def test_what_the_app_does_not_know_is_acknowledged_with_a_line(world: World) -> None:
    answers = {}
    for name, payload in _UNKNOWN.items():
        body = f"payload={quote_plus(json.dumps(payload))}".encode()
        answers[name] = await world.request(body, {**_FORM, **world.slack.sign(body)})
    await world.stop_bot()

    # Anything but a 200 is an error that Slack shows.
    assert answers == dict.fromkeys(_UNKNOWN, (200, ""))
    assert len([line for line in world.log.lines if line.get("outcome") == "Unknown"]) == len(_UNKNOWN)
    assert [line for line in world.log.lines if line["level"] != "info"] == []
    assert (world.asked, "cust_1001" in world.log.text) == ([], False)


async def test_a_payload_that_bolt_fails_over_is_one_line_without_its_content(world: World) -> None:
    body = json.dumps({"type": "block_actions", "user": 1, "value": "cust_1001"}).encode()

    status, answer = await world.request(body, {**_JSON, **world.slack.sign(body)})

    assert (status, answer) == (500, "")
    assert [line["event"] for line in world.log.lines if line["level"] == "error"] == ["internal_error"]
    assert "cust_1001" not in world.log.text


async def test_slacks_verification_of_the_address_is_answered(world: World) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY"}).encode()

    status, answer = await world.request(body, {**_JSON, **world.slack.sign(body)})

    assert (status, json.loads(answer)) == (200, {"challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY"})


async def test_no_header_changes_what_a_signed_request_does(world: World) -> None:
    # Bolt has headers of its own, for a way of running that this app does not use.
    headers = {"X-Slack-Bolt-Lazy-Only": "1", "X-Slack-Bolt-Lazy-Function-Name": "coupons"}

    status, _ = await world.request(_COMMAND, {**_FORM, **headers, **world.slack.sign(_COMMAND)})

    assert (status, world.asked) == (200, ["cust_9"])


async def test_a_body_announced_as_too_large_is_refused_before_any_of_it_is_read(
    world: World, wire: Wire
) -> None:
    response = await wire.ask(post(b"", {"Content-Length": str(MAX_BODY + 1)}))

    assert (response.status, await wire.closed()) == (413, b"")
    await _nothing_happened(world)


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes the server is given to parse, each time."""
    found: list[int] = []
    take = RequestHandler.data_received

    def counted(handler: RequestHandler, data: bytes) -> None:
        found.append(len(data))
        take(handler, data)

    monkeypatch.setattr(RequestHandler, "data_received", counted)
    return found


async def test_what_is_refused_is_not_read_to_its_end(wire: Wire, sizes: list[int]) -> None:
    wire.writer.write(post(b"", {"Content-Length": str(8 * MAX_BODY)}))
    assert (await wire.response()).status == 413
    wire.writer.write(b"x" * 8 * MAX_BODY)

    await wire.closed()
    assert sum(sizes) < MAX_BODY


async def test_of_what_comes_at_once_little_is_parsed_at_once(wire: Wire, sizes: list[int]) -> None:
    wire.writer.write(post(b"x" * MAX_BODY, {}))

    assert (await wire.response()).status == 401
    assert max(sizes) <= 64 * 1024


async def test_a_body_of_exactly_the_limit_is_read(world: World) -> None:
    body = b"command=%2Fcoupons&text=" + b"x" * (MAX_BODY - 24)

    status, _ = await world.request(body, {**_FORM, **world.slack.sign(body)})

    assert (len(body), status) == (MAX_BODY, 200)


@pytest.mark.limits(body=0.02)
async def test_a_body_that_does_not_come_is_not_waited_for(world: World) -> None:
    assert await _status(world, post(b"text=cust_1001", {"Content-Length": "100"})) == 408
    await _nothing_happened(world)


_ODD = {
    "not HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\r\n\r\n", 400),
    "a word": (b"cust_9\r\n\r\n", 400),
    "a header of 20 kB": (post(b"", {"X-Long": "x" * 20_000}), 400),
    # It is not decompressed: it could be very large then.
    "a compressed body": (post(b"\x1f\x8b" + _COMMAND, {"Content-Encoding": "gzip"}), 401),
    "another method": (b"PUT /slack/events HTTP/1.1\r\nHost: x\r\n\r\n", 405),
    "another path": (post(_COMMAND, {}, path="/slack"), 404),
}


async def test_what_slack_would_not_send_is_refused_and_leaves_no_line(world: World) -> None:
    statuses = {name: await _status(world, content) for name, (content, _) in _ODD.items()}

    assert statuses == {name: status for name, (_, status) in _ODD.items()}
    await _nothing_happened(world)

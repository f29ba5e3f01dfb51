"""What arrives at /slack/events: Slack's own requests are served, everything else is turned away and left no trace."""

import asyncio
import json
import time
from typing import Any
from urllib.parse import parse_qsl, quote_plus

import pytest

from bot.blocks.refusal import outdated_button
from tests.e2e.world import SIGNING_SECRET, Json, World

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_JSON = {"Content-Type": "application/json"}


def _payload(payload: object) -> bytes:
    text = payload if isinstance(payload, str) else json.dumps(payload)
    return f"payload={quote_plus(text)}".encode()


async def _nothing_happened(world: World, *canaries: str) -> None:
    """Nobody was asked or answered, and nothing of the body was written down."""
    await world.stop_bot()
    assert (world.asked, world.bot_messages, world.slack.response_posts, world.api_methods) == (
        [],
        [],
        [],
        [],
    )
    assert [canary for canary in ("cust_1001", "/response/", *canaries) if canary in world.log.text] == []
    assert {line["event"] for line in world.log.lines} <= {
        "ready",
        "gameball",
        "listening",
        "draining",
        "stopped",
        "signature_refused",
    }


async def test_a_signed_command_is_served(world: World) -> None:
    body = world.slack.command_form("cust_one")

    status, answer = await world.request(body, {**_FORM, **world.slack.sign(body)})

    assert (status, json.loads(answer)["response_type"]) == (200, "ephemeral")
    assert json.loads(answer)["text"].startswith("Coupons of cust_one: ")


_FORGED = {
    "no signature at all": lambda body, sign: {},  # noqa: ARG005 - the makers are alike
    "no signature": lambda body, sign: {"X-Slack-Request-Timestamp": sign(body)["X-Slack-Request-Timestamp"]},
    "no timestamp": lambda body, sign: {"X-Slack-Signature": sign(body)["X-Slack-Signature"]},
    "another secret": lambda body, sign: sign(body, secret="another-secret"),
    "another body": lambda body, sign: sign(body + b"x"),
    "six minutes old": lambda body, sign: sign(body, timestamp=int(time.time()) - 360),
    "six minutes early": lambda body, sign: sign(body, timestamp=int(time.time()) + 360),
    "a timestamp in words": lambda body, sign: sign(body, timestamp="yesterday"),
    "a negative timestamp": lambda body, sign: sign(body, timestamp="-1"),
    "a fractional timestamp": lambda body, sign: sign(body, timestamp=f"{time.time()}"),
    "a timestamp of many digits": lambda body, sign: sign(body, timestamp="9" * 5000),
    "digits of another script": lambda body, sign: sign(body, timestamp="١٧٩٥٤٢٣٩٥٠"),
    "an empty timestamp": lambda body, sign: sign(body, timestamp=""),
    "a signature that is not ASCII": lambda body, sign: sign(body) | {"X-Slack-Signature": "v0=ü"},
    "a signature of another version": lambda body, sign: (
        sign(body) | {"X-Slack-Signature": sign(body)["X-Slack-Signature"].replace("v0", "v1")}
    ),
    "half a signature": lambda body, sign: (
        sign(body) | {"X-Slack-Signature": sign(body)["X-Slack-Signature"][:40]}
    ),
}


@pytest.mark.parametrize("forge", _FORGED.values(), ids=_FORGED)
async def test_what_slack_did_not_sign_is_refused_and_nothing_else_happens(world: World, forge: Any) -> None:
    body = world.slack.command_form("cust_1001")

    status, answer = await world.request(body, {**_FORM, **forge(body, world.slack.sign)})

    assert (status, answer) == (401, "")
    await _nothing_happened(world)


_NESTED = "[" * 100_000

_MALFORMED = {
    "payload that is not JSON": (b"payload=%7Bcust_1001", _FORM),
    "payload that is a list": (_payload(["cust_1001"]), _FORM),
    "payload that is a number": (_payload(7), _FORM),
    "payload that is null": (_payload(None), _FORM),
    "payload nested deeply": (_payload('{"type":"block_actions","user":' + _NESTED), _FORM),
    "click without actions": (_payload({"type": "block_actions", "user": {"id": "U1"}}), _FORM),
    "click without a list of actions": (_payload({"type": "block_actions", "actions": "cust_1001"}), _FORM),
    "submission without a view": (_payload({"type": "view_submission", "user": {"id": "U1"}}), _FORM),
    "user that is a list": (_payload({"type": "shortcut", "user": ["cust_1001"]}), _FORM),
    "nothing at all": (b"", _FORM),
    "form without a command": (b"text=cust_1001", _FORM),
    "JSON that is cut off": (b'{"type":"event_callback","cust_1001', _JSON),
    "JSON that is a text": (b'"cust_1001"', _JSON),
    "JSON nested deeply": (_NESTED.encode(), _JSON),
    "event without an event": (b'{"type":"event_callback","event_id":"cust_1001"}', _JSON),
    "empty JSON": (b"{}", _JSON),
}


@pytest.mark.parametrize(("body", "headers"), _MALFORMED.values(), ids=_MALFORMED)
async def test_what_slack_signed_but_makes_no_sense_is_a_bad_request(
    world: World, body: bytes, headers: Json
) -> None:
    status, answer = await world.request(body, {**headers, **world.slack.sign(body)})

    assert (status, answer) == (400, "")
    await _nothing_happened(world)


@pytest.mark.parametrize("body", [b"text=\xff\xfe&command=/coupons", b"text=%ff%fe&command=%2Fcoupons"])
async def test_what_slack_signed_but_is_not_utf_8_is_a_bad_request(world: World, body: bytes) -> None:
    status, _ = await world.request(body, {**_FORM, **world.slack.sign(body)})

    assert status == 400
    await _nothing_happened(world)


async def _raw(world: World, *parts: bytes) -> bytes:
    """The status line that the server answers these bytes with."""
    host, port = world.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        for part in parts:
            writer.write(part)
        async with asyncio.timeout(30):
            return await reader.readline()
    finally:
        writer.close()


async def test_more_than_a_megabyte_is_refused_before_it_is_read(world: World) -> None:
    head = b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 1048577\r\n\r\n"

    assert (await _raw(world, head)).startswith(b"HTTP/1.1 413 ")
    await _nothing_happened(world)


async def test_more_than_a_megabyte_without_a_length_is_refused_on_the_way(world: World) -> None:
    head = b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"100001\r\n" + b"x" * 0x100001 + b"\r\n"

    assert (await _raw(world, head, chunk)).startswith(b"HTTP/1.1 413 ")
    await _nothing_happened(world)


async def test_a_body_that_does_not_come_is_not_waited_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.server._BODY_WITHIN", 0.02)
    head = b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n\r\ntext=cust_1001"

    assert await _raw(world, head) == b"HTTP/1.1 408 Request Timeout\r\n"
    await _nothing_happened(world)


async def test_slacks_verification_of_the_address_is_answered(world: World) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY"}).encode()

    status, answer = await world.request(body, {**_JSON, **world.slack.sign(body)})

    assert (status, json.loads(answer)) == (200, {"challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY"})


async def test_slacks_verification_must_be_signed_too(world: World) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()

    status, answer = await world.request(body, {**_JSON, **world.slack.sign(body, secret=SIGNING_SECRET[1:])})

    assert (status, answer) == (401, "")


_UNKNOWN = {
    "an unknown shortcut": {"type": "shortcut", "callback_id": "gone", "user": {"id": "U1"}},
    "an unknown message shortcut": {"type": "message_action", "callback_id": "gone", "message": {"text": "cust_1001"}},
    "an unknown view": {
        "type": "view_submission",
        "view": {"id": "V1", "type": "modal", "callback_id": "gone", "title": {}, "blocks": []},
    },
    "a closed view": {
        "type": "view_closed",
        "view": {"id": "V1", "type": "modal", "callback_id": "look_up_form", "title": {}, "blocks": []},
    },
    "options for a menu": {"type": "block_suggestion", "action_id": "gone", "value": "cust_1001"},
    "a type of the future": {"type": "thought_transfer", "callback_id": "gone", "thought": "cust_1001"},
}  # fmt: skip


@pytest.mark.parametrize("payload", _UNKNOWN.values(), ids=_UNKNOWN)
async def test_interactivity_that_the_app_does_not_know_is_acknowledged(world: World, payload: Json) -> None:
    body = _payload(payload)

    status, answer = await world.request(body, {**_FORM, **world.slack.sign(body)})

    assert (status, answer) == (200, "")
    await world.stop_bot()
    assert (world.asked, "cust_1001" in world.log.text) == ([], False)
    assert [line for line in world.log.lines if line["level"] in {"error", "warning"}] == []


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "interactive_message", "actions": [{"name": "old", "value": "cust_1001"}]},
        {"type": "dialog_submission", "submission": {"id": "cust_1001"}},
    ],
    ids=["a click on an attachment", "a dialog"],
)
async def test_the_ways_of_old_apps_get_a_plain_answer(world: World, payload: Json) -> None:
    command = dict(parse_qsl(world.slack.command_form().decode()))
    old = {
        "callback_id": "gone",
        "user": {"id": "U1"},
        "team": {"id": command["team_id"]},
        "response_url": command["response_url"],
    }
    body = _payload(payload | old)

    status, _ = await world.request(body, {**_FORM, **world.slack.sign(body)})

    assert (status, [message.text for message in world.bot_messages]) == (200, [outdated_button().text])


async def test_an_event_that_the_app_does_not_know_is_acknowledged(world: World) -> None:
    body = json.dumps({"type": "event_callback", "event": {"type": "app_mention", "user": "U1"}}).encode()

    status, _ = await world.request(body, {**_JSON, **world.slack.sign(body)})

    assert status == 200
    await _nothing_happened(world)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/slack/events", 405), ("GET", "/", 404), ("POST", "/healthz", 405), ("GET", "/slack", 404)],
)
async def test_other_addresses_are_not_there(world: World, method: str, path: str, status: int) -> None:
    line = await _raw(world, f"{method} {path} HTTP/1.1\r\nHost: bot\r\n\r\n".encode())

    assert line.split()[1] == str(status).encode()

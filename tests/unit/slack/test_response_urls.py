"""When a post at a `response_url` is tried again, and what is said of one that was not delivered."""

import socket
import time
from contextlib import suppress
from typing import Any, Protocol

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot.access.interaction import Interaction
from bot.limits import LIMITS
from bot.slack.response_urls import ResponseUrls
from playground.slack.faults import HANG, LOST_ANSWER, RESET, Fault
from playground.slack.stand_in import SlackStandIn

pytestmark = pytest.mark.usefixtures("time_passes")

_OUTAGE = Fault(status=503, body="<html>")
_BROKEN = Fault(status=500)
_RATE_LIMITED = Fault.rate_limited(None)


class Post(Protocol):
    async def __call__(self, *faults: Fault, **body: Any) -> tuple[str | None, int]: ...


@pytest.fixture
def response_urls(session: aiohttp.ClientSession) -> ResponseUrls:
    return ResponseUrls(session, LIMITS)


@pytest.fixture
def post(slack: SlackStandIn, response_urls: ResponseUrls, interaction: Interaction) -> Post:
    """Post at a `response_url` that meets these faults. Returns why it was not delivered, and how often it was tried."""

    async def post_one(*faults: Fault, **body: Any) -> tuple[str | None, int]:
        slack.faults.response_url = list(faults)
        reason = await response_urls.post(interaction.response_url, {"text": "a", **body})
        return reason, len(slack.response_posts)

    return post_one


@pytest.mark.parametrize(
    ("faults", "outcome"),
    [
        ([], (None, 1)),
        ([_OUTAGE, _RATE_LIMITED], (None, 3)),
        ([_OUTAGE] * 3, ("503", 3)),
        ([_RATE_LIMITED] * 3, ("429", 3)),
        ([Fault.rate_limited(11)], ("429", 1)),
        ([_BROKEN], ("500", 1)),
        ([RESET], ("ClientOSError", 1)),
        ([LOST_ANSWER], ("ClientOSError", 1)),
        ([HANG], ("TimeoutError", 1)),
        ([Fault.expired_url()], ("404 expired_url", 1)),
        ([Fault(status=302, headers={"Location": "/elsewhere"})], ("302", 1)),
    ],
)
async def test_a_post_is_repeated_only_where_it_cannot_have_arrived(
    post: Post, faults: list[Fault], outcome: tuple[str | None, int]
) -> None:
    assert await post(*faults) == outcome


@pytest.mark.parametrize(
    ("faults", "outcome"),
    [
        ([_BROKEN, Fault(status=502)], (None, 3)),
        ([RESET, LOST_ANSWER], (None, 3)),
        ([HANG, HANG], (None, 3)),
        ([HANG] * 3, ("TimeoutError", 3)),
        ([_BROKEN, Fault.used_url()], ("404 used_url", 2)),
        ([Fault.rate_limited(60)], ("429", 1)),
    ],
)
async def test_what_replaces_a_message_is_repeated_after_any_failure(
    post: Post, faults: list[Fault], outcome: tuple[str | None, int]
) -> None:
    assert await post(*faults, replace_original=True) == outcome


@pytest.mark.parametrize("seconds", [0, 2, 10])
async def test_slack_says_how_long_to_wait(post: Post, seconds: int) -> None:
    began = time.monotonic()

    assert await post(Fault.rate_limited(seconds)) == (None, 2)
    assert round(time.monotonic() - began, 3) == seconds


@pytest.mark.parametrize("said", ["", "soon", "²", "-1", "1.5"])
async def test_what_is_no_time_to_wait_is_a_moment(post: Post, said: str) -> None:
    began = time.monotonic()

    assert await post(Fault.rate_limited(said)) == (None, 2)
    assert 0.2 <= round(time.monotonic() - began, 3) <= 0.4


async def test_a_connection_that_does_not_come_about_is_tried_again(response_urls: ResponseUrls) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        began = time.monotonic()

        reason = await response_urls.post(f"http://127.0.0.1:{nobody.getsockname()[1]}/", {"text": "a"})

    assert reason == "ClientConnectorError"
    # Two waits, the second one longer.
    assert 0.6 <= round(time.monotonic() - began, 3) <= 1.0


@pytest.mark.parametrize("address", ["", "nonsense", "http://[", "http://127.0.0.1:99999/"])
@pytest.mark.parametrize("replaces", [False, True])
async def test_what_is_no_address_is_not_tried_again(
    response_urls: ResponseUrls, address: str, *, replaces: bool
) -> None:
    began = time.monotonic()

    reason = await response_urls.post(address, {"text": "a", "replace_original": replaces})

    assert reason in {"InvalidURL", "InvalidUrlClientError", "ValueError"}
    assert time.monotonic() == began


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (200, "ok", None),
        (200, " OK\n", None),
        (200, '{"ok": true}', None),
        (200, "invalid_blocks", "200 invalid_blocks"),
        (200, '{"ok": false, "error": "invalid_blocks"}', "200 invalid_blocks"),
        (200, "", "200"),
        (200, '{"ok": "yes"}', "200 none"),
        (400, "ok", "400 ok"),
        (400, "invalid_blocks", "400 invalid_blocks"),
        (404, '{"ok": false, "error": "used_url"}', "404 used_url"),
        (404, "Expired url", "404 expired url"),
        # Nothing is quoted but a word of Slack's.
        (400, "x" * 61, "400"),
        (400, "no word: CODE99", "400"),
        (400, '{"ok": false, "error": "https://hooks.slack.com/T0/1"}', "400"),
        (400, b"\xff\xfe", "400"),
        (400, "[" * 100_000, "400"),
    ],
)
async def test_slack_has_taken_a_message_where_the_status_is_200_and_the_body_says_ok(
    post: Post, status: int, body: str | bytes, reason: str | None
) -> None:
    assert await post(Fault(status=status, body=body)) == (reason, 1)


async def test_an_endless_answer_is_not_read_to_its_end(response_urls: ResponseUrls) -> None:
    async def endless(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError):
            while True:
                await response.write(b"x" * 65536)
        return response

    async with RawTestServer(endless) as server:
        assert await response_urls.post(f"http://127.0.0.1:{server.port}/", {"text": "a"}) == "200"

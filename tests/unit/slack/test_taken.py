"""Which answers at a `response_url` mean that Slack has taken the message, and what is logged of the others."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.limits import TimeLimits
from bot.slack.client import slack_session
from bot.slack.response_urls import ResponseUrls

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def answering(handler: Handler) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/{path:.*}", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/response"
    finally:
        await runner.cleanup()


async def posted_at(url: str) -> str | None:
    limits = TimeLimits()
    async with slack_session(limits) as session:
        return await ResponseUrls(session, limits).post(url, {"text": "hello", "blocks": []})


@pytest.mark.parametrize(
    ("status", "body", "refusal"),
    [
        (200, "ok", None),
        (200, " ok\n", None),
        (200, '{"ok":true}', None),
        (200, "invalid_blocks", "200 invalid_blocks"),
        (200, '{"ok":false,"error":"invalid_blocks"}', "200 invalid_blocks"),
        (200, "", "200"),
        (200, "<html>An outage page</html>", "200"),
        (200, '{"ok":"yes"}', "200 none"),
        (400, "invalid_blocks", "400 invalid_blocks"),
        (400, '{"ok":false,"error":"invalid_blocks"}', "400 invalid_blocks"),
        (404, '{"ok":false,"error":"used_url"}', "404 used_url"),
        (404, "Expired url", "404 expired url"),
        (400, "ok", "400 ok"),
        (400, '{"ok":false,"error":"https://hooks.slack.com/T0/1"}', "400"),
        (400, "[" * 100_000, "400"),
    ],
)
async def test_slack_has_taken_a_message_where_the_status_is_200_and_the_body_says_ok(
    status: int, body: str, refusal: str | None
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body)

    async with answering(answer) as url:
        assert await posted_at(url) == refusal


async def test_a_redirect_is_not_followed() -> None:
    asked: list[str] = []

    async def redirect(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=307, headers={"Location": "/elsewhere"})

    async with answering(redirect) as url:
        assert (await posted_at(url), asked) == ("307", ["/response"])


async def test_an_endless_answer_is_not_read_to_its_end() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 65536)
        except (ConnectionError, aiohttp.ClientError):
            return response

    async with answering(endless) as url:
        assert await posted_at(url) == "200"

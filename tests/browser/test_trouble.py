"""Slowness, silence, refusals and hostile data: what the agent sees then."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from playwright.async_api import Route, expect

from playground.gameball.answers import Asked, Responder, coupon, coupons, raw
from tests.browser.agent import Agent, card, cards, control


def when(event: asyncio.Event, responder: Responder) -> Responder:
    """An answer that takes as long as the test says."""

    async def respond(asked: Asked) -> web.StreamResponse:
        await event.wait()
        return await responder(asked)

    return respond


@asynccontextmanager
async def silent_bot() -> AsyncIterator[str]:
    """The address of a bot that takes requests and never answers."""
    never = asyncio.Event()

    async def handle(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await never.wait()
        writer.close()

    listener = await asyncio.start_server(handle, "127.0.0.1", 0)
    host, port = listener.sockets[0].getsockname()[:2]
    yield f"http://{host}:{port}/slack/events"
    never.set()
    listener.close()
    await listener.wait_closed()


async def test_a_slow_customer_is_told_and_one_answer_follows(agent: Agent) -> None:
    enough = asyncio.Event()
    agent.stage.gameball.answer("cust_slow", when(enough, coupons([coupon()])))

    await agent.type("/coupons cust_slow")
    told = agent.answers.get_by_text("Gameball is slow. Still looking up cust_slow…")
    await expect(told).to_be_visible()
    await expect(agent.answers).to_have_count(1)
    await expect(agent.page.get_by_test_id("notice")).to_have_count(0)

    enough.set()
    await expect(cards(agent.answers)).to_have_count(1)
    await expect(agent.answers).to_have_count(2)


async def test_slack_says_so_when_the_bot_does_not_answer(agent: Agent) -> None:
    agent.stage.slack.http.answer_timeout = 0.2
    async with silent_bot() as url:
        agent.stage.slack.bot_url = url

        await agent.type("/coupons cust_1001")

        notice = agent.page.get_by_test_id("notice")
        await expect(notice).to_have_text('/coupons failed with the error "operation_timeout"')
        await expect(agent.answers).to_have_count(0)


async def test_sections_say_the_same_where_slack_refuses_cards(agent: Agent) -> None:
    agent.stage.slack.faults.refuse_cards = True

    answer = await agent.ask("/coupons cust_1001")

    await expect(cards(answer)).to_have_count(0)
    await expect(answer.get_by_text("EGP 50.00 off · Weekend saver")).to_be_visible()
    await expect(answer.locator("code", has_text="WEEKEND50")).to_be_visible()
    await expect(control(answer, "reply_text")).to_have_count(6)
    await control(answer, "next_page").click()
    await expect(answer.locator("code", has_text="MUGGIFT")).to_be_visible()
    await expect(agent.answers).to_have_count(1)


async def test_a_customer_without_coupons_says_what_is_the_matter(agent: Agent) -> None:
    for customer_id, title in (
        ("cust_404", "Gameball does not know this customer"),
        ("cust_none", "This customer exists, but has no coupons."),
        ("cust_401", "Gameball does not accept this app's keys"),
    ):
        answer = await agent.ask(f"/coupons {customer_id}")
        await expect(answer.get_by_text(title)).to_be_visible()
        await expect(cards(answer)).to_have_count(0)


async def test_try_again_shows_the_coupons_in_the_place_of_the_failure(agent: Agent) -> None:
    cut_off = raw('{"coupons": [{"name": "Wel', "application/json")
    agent.stage.gameball.answer("cust_7", cut_off, coupons([coupon()]))
    answer = await agent.ask("/coupons cust_7")

    await control(answer, "try_again").click()

    await expect(card(answer, "SUMMER10")).to_be_visible()
    await expect(agent.answers).to_have_count(1)


async def test_hostile_data_makes_no_link_no_mention_and_no_picture(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_hostile")
    made = answer.locator(".message-body").locator("a, img, script, style, iframe, object, .mention")
    await expect(answer.get_by_text("<!channel> free money")).to_be_visible()
    await expect(answer.get_by_text("<https://evil.example|click>")).to_be_visible()
    await expect(made).to_have_count(0)

    await control(answer, "next_page").click()

    await expect(answer.get_by_text("@here @channel <@U012AB3CD> <#C012AB3CD>")).to_be_visible()
    await expect(answer.locator("code", has_text="<mailto:a@b.example|x>")).to_be_visible()
    await expect(made).to_have_count(0)


async def test_the_page_catches_up_after_its_connection_was_lost(agent: Agent) -> None:
    stage, back = agent.stage, asyncio.Event()

    async def connect_when_back(route: Route) -> None:
        await back.wait()
        await route.continue_()

    reconnecting = agent.page.get_by_test_id("reconnecting")
    await expect(reconnecting).to_be_hidden()
    await agent.page.route("**/playground/events", connect_when_back)

    for stream in stage.slack.workspace._subscribers:
        stream.put_nowait(None)
    await expect(reconnecting).to_be_visible()
    await stage.slack.write("written meanwhile")
    back.set()

    await expect(agent.messages.last).to_contain_text("written meanwhile")
    await expect(reconnecting).to_be_hidden()

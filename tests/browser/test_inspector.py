"""The inspector: what a message is made of, how long it took and how it came."""

import json
import re
from urllib.parse import unquote

from playwright.async_api import expect

from tests.browser.agent import Agent


async def test_the_inspector_shows_the_json_and_takes_it_to_slacks_block_kit_builder(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_1001")
    sent = agent.stage.slack.messages[-1].raw

    await answer.get_by_test_id("inspect").click()

    assert json.loads(await agent.page.get_by_test_id("inspector-json").inner_text()) == sent
    link = agent.page.get_by_role("link", name="Open in Block Kit Builder")
    address, _, fragment = (await link.get_attribute("href") or "").partition("#")
    assert address == "https://app.slack.com/block-kit-builder/"
    assert json.loads(unquote(fragment)) == {"blocks": sent["blocks"]}


async def test_the_inspector_tells_the_round_trip_and_the_way_the_answer_came(agent: Agent) -> None:
    # The first cards of a process go where Slack would say that it refuses them.
    cards = await agent.ask("/coupons cust_1001")
    await cards.get_by_test_id("inspect").click()
    await expect(agent.page.get_by_test_id("round-trip")).to_have_text(re.compile(r"^\d+ ms$"))
    await expect(agent.page.get_by_test_id("source")).to_have_text("through the response_url")

    instructions = await agent.ask("/coupons help")
    await instructions.get_by_test_id("inspect").click()
    await expect(agent.page.get_by_test_id("source")).to_have_text("in the HTTP response")


async def test_the_inspector_shows_the_home_tab_too(agent: Agent) -> None:
    await agent.page.get_by_test_id("open-app").click()

    await agent.page.get_by_test_id("inspect-home").click()

    published = agent.stage.slack.home
    assert published is not None
    assert json.loads(await agent.page.get_by_test_id("inspector-json").inner_text()) == published.view

"""The page in other browsers' settings: zones, colours, a narrow window."""

from typing import Literal

import pytest
from playwright.async_api import expect

from tests.browser.agent import Agent, card, cards
from tests.browser.conftest import OpenPage
from tests.browser.stage import Stage


@pytest.mark.parametrize(
    ("zone", "expiry"),
    [("Africa/Cairo", "Nov 26 at 1:59 AM"), ("America/Los_Angeles", "Nov 25 at 3:59 PM")],
)
async def test_dates_are_drawn_in_the_zone_of_the_browser(
    open_page: OpenPage, stage: Stage, zone: str, expiry: str
) -> None:
    agent = Agent(await open_page(timezone_id=zone), stage)

    answer = await agent.ask("/coupons cust_1001")

    await expect(card(answer, "WEEKEND50")).to_contain_text(f"until {expiry} (in 2 days)")


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(25, 28, 29)")])
async def test_the_page_is_as_light_or_dark_as_the_system(
    open_page: OpenPage, stage: Stage, scheme: Literal["light", "dark"], ground: str
) -> None:
    agent = Agent(await open_page(color_scheme=scheme), stage)

    answer = await agent.ask("/coupons cust_1001")

    await expect(cards(answer)).to_have_count(6)
    await expect(agent.page.locator("body")).to_have_css("background-color", ground)


async def test_in_a_narrow_window_nothing_is_cut_off(open_page: OpenPage, stage: Stage) -> None:
    page = await open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    agent = Agent(page, stage)

    await agent.ask("/coupons cust_hostile")

    await expect(agent.composer).to_be_in_viewport(ratio=1)
    too_wide = await page.evaluate(
        "[...document.querySelectorAll('html, body, .scroller')].filter(e => e.scrollWidth > e.clientWidth).length"
    )
    assert too_wide == 0


@pytest.mark.parametrize("width", [390, 800])
async def test_in_a_narrow_window_the_scenarios_are_behind_a_button(
    open_page: OpenPage, stage: Stage, width: int
) -> None:
    agent = Agent(await open_page(viewport={"width": width, "height": 844}), stage)
    scenario = agent.page.locator("[data-testid=scenario][data-customer-id=cust_one]")
    await expect(scenario).to_be_hidden()

    await agent.page.get_by_test_id("open-scenarios").click()
    await expect(agent.composer).to_be_hidden()
    await scenario.click()

    await expect(scenario).to_be_hidden()
    await expect(agent.composer).to_have_value("/coupons cust_one")
    await expect(agent.composer).to_be_focused()


async def test_in_a_narrow_window_the_channels_are_behind_a_button(open_page: OpenPage, stage: Stage) -> None:
    agent = Agent(await open_page(viewport={"width": 390, "height": 844}), stage)
    channel = agent.page.get_by_role("button", name="orders")
    await expect(channel).to_be_hidden()

    await agent.page.get_by_role("button", name="Channels and apps").click()
    await channel.click()

    await expect(channel).to_be_hidden()
    await expect(agent.page.get_by_role("heading", name="orders")).to_be_visible()
    await expect(agent.composer).to_be_focused()

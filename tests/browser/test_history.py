"""Back and Forward, reloads, and two tabs side by side."""

import pytest
from playwright.async_api import expect

from tests.browser.agent import Agent, control
from tests.browser.conftest import OpenPage
from tests.browser.stage import Stage


async def test_back_and_forward_lead_through_channels_home_and_panels(agent: Agent) -> None:
    page = agent.page
    thread = page.get_by_test_id("thread-panel")
    await agent.messages.first.hover()
    await agent.messages.first.get_by_test_id("reply-in-thread").click()
    await expect(thread).to_be_visible()
    await page.get_by_role("button", name="orders").click()
    await expect(thread).to_be_hidden()
    await page.get_by_test_id("open-app").click()
    await expect(page.get_by_test_id("home-tab")).to_be_visible()

    await page.go_back()
    await expect(page.get_by_role("heading", name="orders")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", name="support")).to_be_visible()
    await expect(thread).to_be_visible()
    await page.go_back()
    await expect(thread).to_be_hidden()

    await page.go_forward()
    await expect(thread).to_be_visible()


async def test_in_a_narrow_window_back_leads_from_the_scenarios_to_the_channel(
    open_page: OpenPage, stage: Stage
) -> None:
    agent = Agent(await open_page(viewport={"width": 390, "height": 844}), stage)
    await agent.page.get_by_test_id("open-scenarios").click()
    await expect(agent.composer).to_be_hidden()

    await agent.page.go_back()

    await expect(agent.composer).to_be_visible()


async def test_back_closes_a_window_and_leaves_the_place(agent: Agent) -> None:
    await agent.page.get_by_role("button", name="orders").click()
    await agent.look_up("cust_one")

    await agent.page.go_back()

    await expect(agent.modal).to_have_count(0)
    await agent.stage.slack.wait_for(lambda: agent.stage.slack.views == [])
    await expect(agent.page.get_by_role("heading", name="orders")).to_be_visible()


async def test_a_window_that_was_closed_is_not_in_the_way_of_back(agent: Agent) -> None:
    await agent.page.get_by_role("button", name="orders").click()
    for _ in range(2):
        await agent.look_up("cust_one")
        await agent.page.keyboard.press("Escape")
        await expect(agent.modal).to_have_count(0)
        await agent.page.wait_for_function("() => !history.state?.hasWindow")

    await agent.page.go_back()

    await expect(agent.page.get_by_role("heading", name="support")).to_be_visible()


@pytest.mark.parametrize(
    "place", ["nothing", "C0SUPPORT01/thread/1.0", "C0SUPPORT01/thread", "C0SUPPORT01/x/y"]
)
async def test_an_address_of_what_is_not_there_leads_to_the_channel(
    open_page: OpenPage, stage: Stage, place: str
) -> None:
    agent = Agent(await open_page(f"/#{place}"), stage)

    await expect(agent.page).to_have_url(f"{stage.url}/#C0SUPPORT01")
    await expect(agent.page.get_by_role("heading", name="support")).to_be_visible()
    await expect(agent.page.get_by_role("heading", name="Scenarios")).to_be_visible()


async def test_a_draft_survives_a_reload_in_its_own_channel(agent: Agent) -> None:
    await agent.composer.fill("/coupons cust_1")

    await agent.page.reload()
    await expect(agent.composer).to_have_value("/coupons cust_1")

    await agent.page.get_by_role("button", name="orders").click()
    await expect(agent.composer).to_have_value("")
    await agent.page.go_back()
    await expect(agent.composer).to_have_value("/coupons cust_1")


async def test_what_was_sent_is_no_draft_any_more(agent: Agent) -> None:
    await agent.ask("/coupons cust_one")

    await agent.page.reload()

    await expect(agent.messages).to_have_count(1)
    await expect(agent.composer).to_have_value("")


async def test_a_window_belongs_to_the_tab_that_opened_it(open_page: OpenPage, stage: Stage) -> None:
    first, second = Agent(await open_page(), stage), Agent(await open_page(), stage)
    await first.look_up("cust_one")

    await second.look_up("cust_1001")
    await expect(first.modal.get_by_text("cust_1001")).to_have_count(0)
    await second.page.keyboard.press("Escape")

    await expect(second.modal).to_have_count(0)
    await expect(control(first.modal, "refresh")).to_be_visible()


async def test_a_reload_takes_the_windows_away(agent: Agent) -> None:
    await agent.look_up("cust_one")

    await agent.page.reload()

    await expect(agent.messages).to_have_count(1)
    await expect(agent.modal).to_have_count(0)

"""The command and its buttons, as an agent uses them."""

import re

from playwright.async_api import expect

from playground.gameball.answers import coupon, coupons
from tests.browser.agent import Agent, card, cards, control


async def test_the_command_shows_worth_verdict_and_code_of_six_coupons(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_1001")

    await expect(answer.locator(".header")).to_have_text("Coupons of cust_1001")
    await expect(answer.get_by_text("3 usable")).to_be_visible()
    await expect(cards(answer)).to_have_count(6)
    # In each of them the eye meets worth, verdict, code, in that order.
    await expect(cards(answer)).to_have_text(
        [
            re.compile(r"EGP 50\.00 off.*Works now.*WEEKEND50"),
            re.compile(r"15% off.*Works now.*WELCOME15"),
            re.compile(r"Free shipping.*Works now.*SHIPFREE"),
            re.compile(r"25% off.*Not yet.*EID25"),
            re.compile(r"20% off.*Does not work.*switched off in Gameball.*RAMADAN20"),
            re.compile(r"EGP 100\.00 off.*Does not work.*already used by this customer.*LOYAL100"),
        ]
    )
    await expect(cards(answer).first).to_be_in_viewport()


async def test_the_answer_is_only_visible_to_the_agent(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_1001")

    await expect(answer).to_have_attribute("data-ephemeral", "true")
    await expect(answer.get_by_test_id("ephemeral-label")).to_have_text("Only visible to you")


async def test_next_and_back_turn_the_pages(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_1001")

    await control(answer, "next_page").click()
    await expect(answer.get_by_text("Page 2 of 2")).to_be_visible()
    await expect(cards(answer)).to_have_count(3)
    await expect(control(answer, "next_page")).to_have_count(0)
    await expect(control(answer, "first_page")).to_be_visible()

    await control(answer, "previous_page").click()
    await expect(answer.get_by_text("Page 1 of 2")).to_be_visible()
    await expect(cards(answer)).to_have_count(6)
    await expect(agent.answers).to_have_count(1)


async def test_many_clicks_on_one_spot_lead_from_page_to_page(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_60")
    spots = set()
    for number in range(2, 11):
        await expect(control(answer, "next_page")).to_have_count(1)
        # Cards of other heights move the row up or down, as in Slack; nothing else may move in it.
        first = answer.locator("[data-block-id=turn]").first
        await first.scroll_into_view_if_needed()
        place = await first.bounding_box()
        assert place is not None
        spots.add((place["x"], place["width"]))
        await agent.page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        await expect(answer.get_by_text(f"Page {number} of 10 (all): coupons of cust_60")).to_be_visible()
    await control(answer, "first_page").click()

    await expect(answer.get_by_text("Page 1 of 10")).to_be_visible()
    assert len(spots) == 1


async def test_the_filter_shows_what_can_be_used_and_what_cannot(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_1001")

    await control(answer, "show_usable").click()
    await expect(cards(answer)).to_have_text([re.compile("Works now")] * 3)

    await control(answer, "show_unusable").click()
    await expect(cards(answer)).to_have_text([re.compile("Not yet|Does not work")] * 6)

    await control(answer, "show_all").click()
    await expect(card(answer, "WEEKEND50")).to_be_visible()


async def test_refresh_tells_what_has_changed(agent: Agent) -> None:
    unused, used = (
        coupon(code="SUMMER10"),
        coupon(code="SUMMER10", customerUsedCount=1, isAvailableToUse=False),
    )
    agent.stage.gameball.answer("cust_7", coupons([unused]), coupons([used]))
    answer = await agent.ask("/coupons cust_7")
    await expect(cards(answer)).to_contain_text(["Works now"])

    await control(answer, "refresh").click()

    await expect(cards(answer)).to_contain_text(["Does not work"])
    since = answer.get_by_text(re.compile("Since .*8:52 AM:"))
    await expect(since).to_contain_text("SUMMER10: used 0 → 1")


async def test_a_scenario_fills_the_message_box(agent: Agent) -> None:
    await agent.page.locator("[data-testid=scenario][data-customer-id=cust_60]").click()

    await expect(agent.composer).to_have_value("/coupons cust_60")
    await expect(agent.composer).to_be_focused()
    await agent.page.keyboard.press("Enter")
    await expect(agent.answers.get_by_text("Page 1 of 10")).to_be_visible()


async def test_a_code_gets_its_verdict_first_and_what_works_instead(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_1001 gone10")

    first = answer.locator(".message-body > .block").filter(has_text="GONE10")
    await expect(first).to_contain_text("GONE10 does not work for cust_1001")
    await expect(first).to_contain_text("expired Oct 24 at 11:59 PM (29 days ago)")
    await expect(first).to_contain_text("already used by this customer (1 of 1)")
    await expect(cards(answer).first).to_contain_text("Long gone")
    instead = answer.get_by_text("What works instead")
    await expect(instead).to_be_visible()
    await expect(cards(answer)).to_contain_text(["Long gone", "WEEKEND50", "WELCOME15", "SHIPFREE"])


async def test_a_near_match_is_one_click_away(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_1001 WELCOME51")
    await expect(answer.get_by_text("is not on this customer's list")).to_be_visible()

    await control(answer, "near_match_1").click()

    await expect(answer.get_by_text("WELCOME15 works for cust_1001")).to_be_visible()


async def test_a_reload_takes_away_what_only_the_agent_saw_as_slack_does(agent: Agent) -> None:
    await agent.ask("/coupons cust_1001")

    await agent.page.reload()

    await expect(agent.messages).to_have_count(1)
    await expect(agent.answers).to_have_count(0)
    await agent.ask("/coupons cust_one")
    await expect(agent.answers).to_have_count(1)

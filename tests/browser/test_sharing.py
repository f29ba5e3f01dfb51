"""Showing a coupon to everybody: asked for, confirmed, attributed."""

from playwright.async_api import Locator, expect

from tests.browser.agent import Agent, card, cards, control


async def press_share(agent: Agent) -> tuple[Locator, Locator]:
    """The private answer, and the question that pressing Share on one of its cards brings."""
    answer = await agent.ask("/coupons cust_1001")
    await control(card(answer, "WELCOME15"), "share").click()
    return answer, agent.page.get_by_test_id("confirm-dialog")


async def test_the_question_names_what_will_be_seen_and_by_whom(agent: Agent) -> None:
    _, question = await press_share(agent)

    await expect(question).to_contain_text("Share this coupon?")
    await expect(question).to_contain_text("Everyone in this conversation will see the code WELCOME15")
    await expect(question).to_contain_text("customer cust_1001, with your name")


async def test_keeping_it_private_does_nothing(agent: Agent) -> None:
    asked = len(agent.stage.slack.deliveries)
    _, question = await press_share(agent)

    await question.get_by_test_id("confirm-cancel").click()

    await expect(question).to_have_count(0)
    await expect(agent.answers).to_have_count(1)
    assert len(agent.stage.slack.deliveries) == asked + 1  # the command's own


async def test_sharing_posts_for_everybody_and_leaves_the_private_answer(agent: Agent) -> None:
    answer, question = await press_share(agent)

    await question.get_by_test_id("confirm-ok").click()

    shared = agent.answers.nth(1)
    await expect(shared).to_have_attribute("data-ephemeral", "false")
    await expect(shared.get_by_text("A coupon of cust_1001")).to_be_visible()
    await expect(card(shared, "WELCOME15")).to_be_visible()
    await expect(shared.get_by_text("Shared by @Mona Adel")).to_contain_text("as of Nov 23 at 8:52 AM")
    await expect(shared.locator("[data-action-id]")).to_have_count(0)
    await expect(cards(answer)).to_have_count(6)
    await expect(answer).to_have_attribute("data-ephemeral", "true")


async def test_all_that_can_be_used_is_shared_at_once(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_1001")

    await control(answer, "share_usable").click()
    await expect(agent.page.get_by_test_id("confirm-dialog")).to_contain_text("the codes of 3 usable coupons")
    await agent.page.get_by_test_id("confirm-ok").click()

    await expect(cards(agent.answers.nth(1))).to_contain_text(["WEEKEND50", "WELCOME15", "SHIPFREE"])

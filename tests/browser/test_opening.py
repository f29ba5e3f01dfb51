"""What the page shows at once, what can be tried, and who can be somebody else."""

import pytest
from playwright.async_api import expect

from playground.page.to_try import TO_TRY
from playground.slack.conversation import COLLEAGUE, GUEST, NOT_ALLOWED, ORDERS, SISTER, TIRELESS
from playground.slack.workspace import User
from tests.browser.agent import Agent, card, cards, control
from tests.browser.conftest import OpenPage
from tests.browser.stage import Stage


@pytest.mark.parametrize("width", [390, 800, 1440])
async def test_one_answer_and_four_things_to_try_are_there_when_it_opens(
    open_page: OpenPage, stage: Stage, width: int
) -> None:
    agent = Agent(await open_page("/", viewport={"width": width, "height": 844}), stage)

    await expect(agent.answers).to_have_count(1)
    await expect(agent.answers.get_by_text("GONE10 does not work for cust_1001")).to_be_in_viewport()
    await expect(agent.page.get_by_test_id("try")).to_have_count(4)
    for number in range(4):
        await expect(agent.page.get_by_test_id("try").nth(number)).to_be_in_viewport(ratio=1)
    await expect(agent.composer).to_be_focused()


async def test_a_thing_to_try_is_done_at_a_click(agent: Agent) -> None:
    to_try = agent.page.get_by_test_id("try")

    for number, one in enumerate(one for one in TO_TRY if one.text):
        await to_try.filter(has_text=one.title).click()
        await expect(agent.answers).to_have_count(number + 1)
        await expect(cards(agent.answers.last).first).to_be_in_viewport()
    await to_try.filter(has_text=next(one.title for one in TO_TRY if not one.text)).click()

    await expect(control(agent.modal, "input", block="customer")).to_have_value("cust_1001")


async def test_arabic_codes_stay_whole(agent: Agent) -> None:
    answer = await agent.ask("/coupons ليلى-عادل")

    await expect(cards(answer)).to_have_count(4)
    await expect(card(answer, "عيد25")).to_be_visible()
    await expect(card(answer, "SHIP-مجاني")).to_be_visible()
    for code in ("عيد25", "صيف-50", "SHIP-مجاني"):
        in_order = """code => {
            const after = document.createRange();
            after.setStartAfter(code);
            after.setEndAfter(code.nextSibling);
            const boxes = code.getClientRects();
            return boxes.length === 1 && [...after.getClientRects()].every(box => box.left >= boxes[0].right - 1);
        }"""
        assert await card(answer, code).locator("code").evaluate(in_order), code


async def test_odd_data_trouble_and_other_people_are_folded(agent: Agent) -> None:
    scenario = agent.page.locator("[data-testid=scenario][data-customer-id=cust_500]")
    await expect(agent.page.locator("[data-testid=group][open]")).to_have_count(1)
    await expect(scenario).to_be_hidden()

    await agent.page.get_by_test_id("group").filter(has=scenario).locator("summary").click()

    await expect(scenario).to_be_visible()


@pytest.mark.parametrize("person", [TIRELESS, NOT_ALLOWED, GUEST], ids=["quota", "allow-list", "guest"])
async def test_who_may_not_ask_is_refused(open_page: OpenPage, stage: Stage, person: User) -> None:
    agent = Agent(await open_page(), stage)
    await agent.page.locator("summary").last.click()

    await agent.page.get_by_test_id("person").filter(has_text=person.name).click()

    await expect(agent.answers).to_have_count(1)
    await expect(cards(agent.answers)).to_have_count(0)
    await expect(agent.answers).to_have_attribute("data-ephemeral", "true")


async def test_who_is_refused_reads_whom_to_ask(open_page: OpenPage, stage: Stage) -> None:
    agent = Agent(await open_page(f"/?as={NOT_ALLOWED.id}"), stage)

    await expect(agent.answers).to_contain_text(f"Please ask @{COLLEAGUE.name} to change that.")


async def test_an_unknown_id_can_be_sought_in_the_shop(agent: Agent) -> None:
    unknown = await agent.ask("/coupons cust_404")

    async with agent.page.expect_popup() as opened:
        await unknown.get_by_role("link", name="Find cust_404 in the shop").click()

    shop = await opened.value
    await expect(shop.get_by_role("heading")).to_have_text("The shop's own search")
    assert shop.url.endswith("?query=cust_404")


async def test_a_guest_sees_the_shared_channel_alone_and_has_no_shortcuts(
    open_page: OpenPage, stage: Stage
) -> None:
    await stage.slack.write("hello", channel_id=ORDERS.id)
    agent = Agent(await open_page(f"/?as={GUEST.id}#{ORDERS.id}"), stage)

    await expect(agent.page.get_by_test_id("channel")).to_have_count(1)
    await expect(agent.messages).to_have_count(1)
    await expect(agent.page.get_by_test_id("open-shortcuts")).to_be_hidden()
    await expect(agent.page.get_by_test_id("message-actions")).to_have_count(0)


async def test_a_colleague_of_the_organisation_uses_command_windows_and_home_tab(
    open_page: OpenPage, stage: Stage
) -> None:
    agent = Agent(await open_page(f"/?as={SISTER.id}"), stage)
    await expect(agent.answers.get_by_text("GONE10 does not work for cust_1001")).to_be_visible()

    await agent.page.get_by_test_id("open-app").click()
    await control(agent.page.get_by_test_id("home-tab"), "look_up").click()
    await agent.fill_in("cust_one")
    await agent.modal.get_by_test_id("modal-submit").click()

    await expect(cards(agent.modal)).to_have_count(1)

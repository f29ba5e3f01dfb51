"""Everything by keyboard."""

from playwright.async_api import Locator, expect

from tests.browser.agent import Agent, cards, control


async def tab_to(agent: Agent, target: Locator, key: str = "Tab") -> None:
    """Press a key until the target has the keyboard, as somebody without a mouse does."""
    for _ in range(60):
        if await target.evaluate("node => node === document.activeElement"):
            return
        await agent.page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead there")


async def test_the_message_box_is_one_key_from_the_start_of_the_page(agent: Agent) -> None:
    keyboard = agent.page.keyboard
    skip = agent.page.get_by_role("link", name="Skip to the message box")
    await skip.focus()
    await expect(skip).to_be_in_viewport()

    await keyboard.press("Enter")
    await expect(agent.composer).to_be_focused()
    await keyboard.type("/cou")
    await keyboard.press("Tab")
    await keyboard.type("cust_one")
    await keyboard.press("Enter")

    await expect(cards(agent.answers)).to_have_count(1)
    await expect(agent.composer).to_be_focused()


async def test_a_messages_menu_opens_and_the_focus_returns_to_it_after_the_modal(agent: Agent) -> None:
    keyboard = agent.page.keyboard
    actions = agent.messages.filter(has_text="GONE10").get_by_test_id("message-actions")
    await tab_to(agent, actions, "Shift+Tab")

    await keyboard.press("Enter")
    await expect(agent.page.get_by_role("menuitem", name="Find coupons")).to_be_focused()
    await keyboard.press("Escape")
    await expect(agent.page.get_by_test_id("shortcuts-menu")).to_have_count(0)
    await expect(actions).to_be_focused()

    await keyboard.press("Enter")
    await keyboard.press("Enter")
    await expect(control(agent.modal, "input", block="customer")).to_be_focused()
    await keyboard.press("Escape")
    await expect(agent.modal).to_have_count(0)
    await expect(actions).to_be_focused()
    assert agent.stage.slack.views == []


async def test_a_modal_keeps_the_keyboard_while_it_is_open(agent: Agent) -> None:
    await agent.look_up("cust_one")

    for _ in range(12):
        await agent.page.keyboard.press("Tab")
        outside = agent.page.locator(":focus").and_(agent.page.locator("#main *, #side *, #sidebar *"))
        await expect(outside).to_have_count(0)


async def test_the_keyboard_keeps_its_place_when_a_page_is_turned(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_60")
    await control(answer, "next_page").focus()

    await agent.page.keyboard.press("Enter")

    await expect(answer.get_by_text("Page 2 of 10")).to_be_visible()
    await expect(control(answer, "next_page")).to_be_focused()

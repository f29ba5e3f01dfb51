"""The ways in besides the command: a message's menu, the global shortcut, the Home tab; and what their modal does."""

import re

from playwright.async_api import expect

from tests.browser.agent import Agent, card, cards, control


async def test_from_a_thread_three_clicks_tell_why_a_code_fails_and_a_fourth_gives_the_reply(
    agent: Agent,
) -> None:
    mail = agent.messages.filter(has_text="GONE10")
    await mail.hover()
    await mail.get_by_test_id("reply-in-thread").click()
    in_thread = agent.page.get_by_test_id("thread-panel").get_by_test_id("message").first

    await (await agent.open_menu(in_thread)).get_by_role("menuitem", name="Find coupons").click()
    await expect(control(agent.modal, "input", block="customer")).to_have_value("cust_1001")
    await expect(control(agent.modal, "input", block="code")).to_have_value("GONE10")
    await agent.modal.get_by_test_id("modal-submit").click()
    await expect(agent.modal.get_by_text("GONE10 does not work for cust_1001")).to_be_visible()
    await control(cards(agent.modal).first, "reply_text").click()

    reply = agent.modal.get_by_role("textbox", name="Reply to the customer")
    await expect(reply).to_have_value(
        re.compile(r"Thank you for asking about your coupon GONE10\. .*WEEKEND50", re.DOTALL)
    )
    assert await reply.evaluate("field => field.scrollTop") == 0
    await reply.click()
    await reply.press("Control+a")
    selected = await reply.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert selected == await reply.input_value()
    await agent.modal.get_by_role("button", name="Back").click()
    await expect(agent.modal.get_by_text("GONE10 does not work for cust_1001")).to_be_visible()


async def test_done_beside_a_text_closes_all_windows(agent: Agent) -> None:
    await agent.look_up("cust_1001", "GONE10")
    await control(cards(agent.modal).first, "reply_text").click()

    await agent.modal.get_by_role("button", name="Done").click()

    await expect(agent.modal).to_have_count(0)


async def test_a_coupon_that_fails_at_the_checkout_shows_what_to_ask(agent: Agent) -> None:
    answer = await agent.ask("/coupons cust_one")

    await control(answer, "fails_at_checkout").click()

    await expect(agent.modal.get_by_text("Please ask the customer")).to_be_visible()
    await expect(agent.modal.get_by_text("Is the cart above the minimum amount?")).to_be_visible()


async def test_a_coupon_found_from_a_message_can_be_shared_into_its_conversation(agent: Agent) -> None:
    mail = agent.messages.filter(has_text="GONE10")
    await (await agent.open_menu(mail)).get_by_role("menuitem", name="Find coupons").click()
    await agent.modal.get_by_test_id("modal-submit").click()

    await control(card(agent.modal, "WELCOME15"), "share").click()
    await agent.page.get_by_test_id("confirm-ok").click()

    await expect(agent.answers).to_have_attribute("data-ephemeral", "false")
    await expect(agent.answers.get_by_text("WELCOME15")).to_be_visible()
    await expect(agent.modal).to_be_visible()


async def test_the_global_shortcut_asks_for_the_customer_and_says_at_the_field_what_is_wrong(
    agent: Agent,
) -> None:
    await agent.page.get_by_test_id("open-shortcuts").click()
    await agent.page.get_by_test_id("shortcuts-menu").get_by_role("menuitem", name="Look up coupons").click()
    customer = control(agent.modal, "input", block="customer")
    await expect(customer).to_be_focused()
    await expect(customer).to_have_value("")

    await agent.modal.get_by_test_id("modal-submit").click()
    error = agent.modal.get_by_test_id("field-error")
    await expect(error).to_have_text("Please complete this required field.")
    await expect(customer).to_be_focused()

    await customer.fill("cust_404")
    await customer.press("Enter")
    await expect(error).to_contain_text("Gameball does not know this customer")
    await expect(customer).to_have_attribute("aria-invalid", "true")
    await expect(customer).to_have_value("cust_404")

    await customer.fill("cust_one")
    await customer.press("Enter")
    await expect(cards(agent.modal)).to_have_count(1)


async def test_the_modal_has_the_same_pages_and_filter(agent: Agent) -> None:
    await agent.look_up("cust_60")
    await expect(agent.modal.get_by_text("Page 1 of 10")).to_be_visible()

    await control(agent.modal, "next_page").click()
    await expect(agent.modal.get_by_text("Page 2 of 10")).to_be_visible()
    await expect(cards(agent.modal)).to_have_count(6)

    await control(agent.modal, "show_usable").click()
    await expect(agent.modal.get_by_text("Page 1 of 4")).to_be_visible()
    await expect(cards(agent.modal)).to_contain_text(["Works now"] * 6)


async def test_the_way_back_to_the_form_is_in_the_modal(agent: Agent) -> None:
    await agent.look_up("cust_one")

    await control(agent.modal, "look_up").click()
    await agent.fill_in("cust_1001")
    await agent.modal.get_by_test_id("modal-submit").click()

    await expect(agent.modal.get_by_text("Coupons of cust_1001")).to_be_visible()


async def test_the_home_tab_says_how_things_stand_and_opens_the_modal(agent: Agent) -> None:
    await agent.page.get_by_test_id("open-app").click()
    home = agent.page.get_by_test_id("home-tab")
    await expect(home.get_by_text("Gameball answers, and accepts this app's keys.")).to_be_visible()
    await expect(home.get_by_text("test keys")).to_be_visible()

    await control(home, "look_up").click()
    await agent.fill_in("cust_one")
    await agent.modal.get_by_test_id("modal-submit").click()

    await expect(card(agent.modal, "WELCOME15")).to_be_visible()


async def test_an_unknown_customer_leads_to_the_form_filled_in_and_from_there_to_coupons(
    agent: Agent,
) -> None:
    unknown = await agent.ask("/coupons cust_404")

    await control(unknown, "try_another_id").click()
    await expect(control(agent.modal, "input", block="customer")).to_have_value("cust_404")
    await agent.fill_in("cust_one")
    await agent.modal.get_by_test_id("modal-submit").click()

    await expect(cards(agent.modal)).to_have_count(1)


async def test_the_text_for_the_customer_is_there_in_the_language_and_with_the_coupon_that_are_chosen(
    agent: Agent,
) -> None:
    answer = await agent.ask("/coupons cust_1001 GONE10")
    await control(cards(answer).first, "reply_text").click()
    text = agent.modal.get_by_role("textbox", name="Reply to the customer")
    await expect(text).to_have_value(re.compile("^Hi,.*WEEKEND50", re.DOTALL))

    await control(agent.modal, "reply_language").select_option("ar")
    await expect(text).to_have_value(re.compile("^مرحبًا،.*WEEKEND50", re.DOTALL))
    await control(agent.modal, "reply_replacement").select_option(label="15% off · WELCOME15")
    await expect(text).to_have_value(re.compile("^مرحبًا،.*WELCOME15", re.DOTALL))

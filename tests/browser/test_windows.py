"""Windows on top of each other, and what a window can hold that the app does not send yet: shown by made-up views."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.agent import Agent, control

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def window(title: str, *blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(title), "blocks": list(blocks) or [{"type": "divider"}], **more}


def option(value: str, words: str) -> Json:
    return {"text": plain(words), "value": value}


LANGUAGES = [option("en", "English"), option("ar", "Arabic")]
LANGUAGE = {
    "type": "input",
    "block_id": "language",
    "label": plain("Language"),
    "dispatch_action": True,
    "element": {
        "type": "static_select",
        "action_id": "choice",
        "options": LANGUAGES,
        "initial_option": LANGUAGES[0],
    },
}
NOTE: Json = {
    "type": "input",
    "block_id": "note",
    "label": plain("Note"),
    "optional": True,
    "element": {"type": "plain_text_input", "action_id": "input"},
}
ASKING = {
    "type": "button",
    "action_id": "ask",
    "text": plain("Ask"),
    "confirm": {
        "title": plain("Sure?"),
        "text": plain("Really?"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
    },
}


def open_window(agent: Agent, view: Json) -> None:
    """Opens it as the app would; what is done in it does not reach the app, but is in the stand-in's `deliveries`."""
    slack = agent.stage.slack
    slack.bot_url = None
    slack._views.open(slack._triggers.issue(slack.viewer.id), view)


async def expect_window(agent: Agent, title: str) -> None:
    await expect(agent.modal.get_by_role("heading", name=title)).to_be_visible()


async def stack_three(agent: Agent) -> None:
    for title in ("First", "Second", "Third"):
        open_window(agent, window(title))
    await expect_window(agent, "Third")


async def test_each_escape_closes_one_window(agent: Agent) -> None:
    await stack_three(agent)

    for left in ("Second", "First"):
        await agent.page.keyboard.press("Escape")
        await expect_window(agent, left)
    await agent.page.keyboard.press("Escape")
    await expect(agent.modal).to_have_count(0)

    await agent.stage.slack.wait_for(lambda: agent.stage.slack.views == [])
    await expect(agent.composer).to_be_focused()


async def test_an_escape_that_is_held_down_closes_one_window(agent: Agent) -> None:
    await stack_three(agent)

    for _ in range(3):
        await agent.page.keyboard.down("Escape")
    await agent.page.keyboard.up("Escape")

    await expect_window(agent, "Second")


async def test_a_question_over_a_window_closes_first(agent: Agent) -> None:
    open_window(agent, window("First"))
    open_window(agent, window("Second", {"type": "actions", "elements": [ASKING]}))
    await control(agent.modal, "ask").click()
    question = agent.page.get_by_test_id("confirm-dialog")
    await expect(question).to_be_visible()

    await agent.page.keyboard.press("Escape")
    await expect(question).to_have_count(0)
    await expect_window(agent, "Second")
    assert agent.stage.slack.deliveries == []

    await agent.page.keyboard.press("Escape")
    await expect_window(agent, "First")


async def test_a_choice_is_told_at_once_and_is_in_the_state_of_its_form(agent: Agent) -> None:
    slack = agent.stage.slack
    open_window(agent, window("Reply", LANGUAGE, NOTE, submit=plain("Done")))
    choice = control(agent.modal, "choice")
    await expect(agent.modal.get_by_label("Language")).to_have_value("en")
    await control(agent.modal, "input").fill("hello")

    await choice.select_option("ar")
    await slack.wait_for(lambda: len(slack.deliveries) == 1)
    await agent.modal.get_by_test_id("modal-submit").click()
    await slack.wait_for(lambda: len(slack.deliveries) == 2)

    clicked, submitted = (delivered.payload for delivered in slack.deliveries)
    assert clicked["actions"][0]["selected_option"] == LANGUAGES[1]
    assert (
        clicked["view"]["state"]["values"]
        == submitted["view"]["state"]["values"]
        == {
            "language": {"choice": {"type": "static_select", "selected_option": LANGUAGES[1]}},
            "note": {"input": {"type": "plain_text_input", "value": "hello"}},
        }
    )


async def test_an_update_of_a_window_keeps_what_was_entered_in_fields_that_stay(agent: Agent) -> None:
    slack = agent.stage.slack
    open_window(agent, window("Reply", LANGUAGE, NOTE, submit=plain("Done")))
    await control(agent.modal, "input").fill("hello")
    await control(agent.modal, "choice").select_option("ar")

    other = {**NOTE, "block_id": "other", "element": {**NOTE["element"], "initial_value": "new"}}
    slack._views.update(slack.views[0].id, window("Changed", LANGUAGE, NOTE, other, submit=plain("Done")))

    await expect_window(agent, "Changed")
    await expect(control(agent.modal, "choice")).to_have_value("ar")
    await expect(control(agent.modal, "input", block="note")).to_have_value("hello")
    await expect(control(agent.modal, "input", block="other")).to_have_value("new")


@pytest.mark.parametrize("where", ["accessory", "element"])
async def test_a_link_button_leads_elsewhere_and_is_told_to_the_app(agent: Agent, where: str) -> None:
    slack = agent.stage.slack
    link = {
        "type": "button",
        "action_id": "search",
        "text": plain("Search"),
        "url": f"{agent.stage.url}/page/icon.svg",
    }
    beside = {"type": "section", "text": plain("Unknown"), "accessory": link}
    block = beside if where == "accessory" else {"type": "actions", "elements": [link]}
    open_window(agent, window("Links", block))

    async with agent.page.expect_popup() as opened:
        await control(agent.modal, "search").click()

    assert (await opened.value).url == link["url"]
    await slack.wait_for(lambda: len(slack.deliveries) == 1)
    assert slack.deliveries[0].payload["actions"][0]["url"] == link["url"]

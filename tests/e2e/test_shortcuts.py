"""The ways in besides the command: the form opens before anything else is asked."""

import pytest

from bot.blocks.refusal import not_opened
from playground.gameball.stand_in import coupon, coupons
from tests.e2e.world import Json, World, slack_error


def _filled_in(view: Json) -> dict[str, str | None]:
    return {
        block["block_id"]: block["element"].get("initial_value")
        for block in view["blocks"]
        if block["type"] == "input"
    }


async def test_the_message_shortcut_opens_the_form_with_what_the_message_is_about(world: World) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])

    assert world.modal.view["callback_id"] == "look_up_form"
    assert _filled_in(world.modal.view) == {"customer": "cust_1001", "code": "GONE10"}
    assert (world.api_methods, world.asked) == (["views.open"], [])


async def test_the_global_shortcut_opens_an_empty_form(world: World) -> None:
    await world.slack.shortcut("customer_coupons")

    assert _filled_in(world.modal.view) == {"customer": None, "code": None}


async def test_a_form_that_slack_does_not_open_from_a_message_is_told_there(world: World) -> None:
    world.slack.faults.web_api = {"views.open": [slack_error("expired_trigger_id")]}

    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    message = await world.next_message()

    assert (message.text, message.visible_to) == (not_opened().text, world.slack.viewer.id)
    assert [line["delivery"] for line in world.log.of("message_action")] == ["response_url"]


async def test_a_form_that_slack_does_not_open_from_anywhere_is_logged(world: World) -> None:
    world.slack.faults.web_api = {"views.open": [slack_error("expired_trigger_id")]}

    answer = await world.slack.shortcut("customer_coupons")

    assert (answer.status, world.slack.views) == (200, [])
    assert world.log.of("view_not_opened") == [{"error": "expired_trigger_id"}]
    assert [line["delivery"] for line in world.log.of("shortcut")] == ["failed"]


@pytest.mark.parametrize("customer", ["1001", "ahmed"])
async def test_the_apps_own_shared_message_leads_back_to_its_customer_and_code(
    world: World, customer: str
) -> None:
    # No guess would take these words for an id and a code.
    world.gameball.answer(customer, coupons([coupon(code="ten off")]))
    shown = await world.ask(customer)
    shared = await world.click(shown, "share", block_id="coupon:1")

    await world.slack.shortcut("find_coupons", shared)

    blocks = (await world.modal_with("customer")).view["blocks"]
    assert [block["element"].get("initial_value") for block in blocks] == [customer, "ten off"]

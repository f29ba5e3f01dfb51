"""Where an id leads to no coupons: the form with what was typed, and the shop's own search."""

import pytest

from playground.gameball.stand_in import coupons
from tests.e2e.conftest import StartWorld
from tests.e2e.world import World, buttons_of, titles_of, words_of


def _typed(world: World) -> list[str]:
    blocks = world.modal.view["blocks"]
    return [block["element"].get("initial_value", "") for block in blocks if block["type"] == "input"]


@pytest.mark.parametrize(
    ("typed", "fields"), [("cust_404", ["cust_404", ""]), ("cust_404 GONE10", ["cust_404", "GONE10"])]
)
async def test_an_unknown_customer_leads_to_the_form_with_what_was_typed(
    world: World, typed: str, fields: list[str]
) -> None:
    unknown = await world.ask(typed)

    await world.slack.click(unknown, "try_another_id")
    filled_in = _typed(world)
    await world.submit("cust_one")
    await world.slack.click(world.modal, "share", block_id="coupon:1")
    shared = await world.next_message()

    assert filled_in == fields
    # The modal belongs to the conversation of the message.
    assert (shared.channel_id, shared.ephemeral) == (unknown.channel_id, False)


async def test_below_an_empty_list_in_a_modal_the_form_comes_back_in_its_place(world: World) -> None:
    world.gameball.answer("cust_9", coupons([]))
    await world.look_up_in_modal("cust_9")
    ways_on = buttons_of(world.modal.view["blocks"])

    await world.slack.click(world.modal, "try_another_id")

    assert ways_on == ["Try another id", "Refresh"]
    assert (_typed(world), len(world.slack.views)) == (["cust_9", ""], 1)


async def test_one_code_of_a_customer_without_coupons_has_the_same_way_on(world: World) -> None:
    world.gameball.answer("cust_9", coupons([]))

    message = await world.ask("cust_9 GONE10")

    assert buttons_of(message.blocks) == ["Try another id", "Refresh"]


async def test_the_link_to_the_shops_search_is_acknowledged_without_any_answer(
    start_world: StartWorld,
) -> None:
    world = await start_world(customer_search_url="https://shop.example.com/customers?query={query}")
    unknown = await world.ask("#1001")
    [link] = [
        button
        for block in unknown.blocks
        for button in block.get("elements", [])
        if button.get("action_id") == "find_in_shop"
    ]

    acknowledged = await world.slack.click(unknown, "find_in_shop")

    assert link["url"] == "https://shop.example.com/customers?query=%231001"
    assert (acknowledged.status, acknowledged.body) == (200, "")
    assert (await world.answers(), world.api_methods) == ([unknown], [])
    assert [line["outcome"] for line in world.log.of("block_actions")] == ["Link"]
    assert "number of an order" in words_of(unknown.blocks)
    assert titles_of(unknown.blocks) == []

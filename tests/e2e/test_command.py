"""`/coupons cust_1001`, from the signed request to the message on show."""

import asyncio

import pytest

from playground.slack.faults import Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.world import Held, World, titles_of, two_coupons, types_of, words_of

NINE = (
    "Coupons of cust_1001: 3 can be used, 1 starts later, 5 cannot",
    [
        "EGP 50.00 off · Weekend saver",
        "15% off · Welcome back",
        "Free shipping · Free delivery for members",
        "25% off · Eid celebration",
        "20% off · Ramadan nights",
        "EGP 100.00 off · Thanks for 10 orders",
    ],
)


async def test_a_customers_coupons_come_as_cards_for_the_agent_alone(world: World) -> None:
    message = await world.ask("cust_1001")

    assert (message.text.splitlines()[0], titles_of(message.blocks)) == NINE
    assert (message.source, message.visible_to) == ("http_response", world.slack.viewer.id)


async def test_one_command_makes_one_answer_and_one_request(world: World) -> None:
    await world.ask("cust_1001")

    assert len(await world.answers()) == 1
    assert world.slack.response_posts == []
    assert world.asked == ["cust_1001"]


async def test_the_keys_go_to_gameball_in_their_headers(world: World) -> None:
    await world.ask("cust_1001")

    [request] = world.gameball.requests
    assert request.raw_path == "/api/v4.0/integrations/customers/cust_1001/coupons"
    assert (request.headers["apikey"], request.headers["secretkey"]) == (
        world.settings.gameball_api_key.get_secret_value(),
        world.settings.gameball_secret_key.get_secret_value(),
    )


async def test_the_api_version_can_be_another_one(start_world: StartWorld) -> None:
    world = await start_world(gameball_api_version="v4.1")

    message = await world.ask("cust_one")

    assert message.text.startswith("Coupons of cust_one: 1 can be used")
    assert world.gameball.requests[0].raw_path.startswith("/api/v4.1/")


async def test_the_first_answer_of_a_process_is_posted_where_slack_can_refuse_it(
    start_world: StartWorld,
) -> None:
    world = await start_world(card_style="auto")

    message = await world.ask("cust_1001")

    assert (message.text.splitlines()[0], titles_of(message.blocks)) == NINE
    assert (message.source, message.visible_to) == ("response_url", world.slack.viewer.id)
    assert world.slack.deliveries[0].answer is not None
    assert world.slack.deliveries[0].answer.body == ""
    assert len(await world.answers()) == 1
    assert [post.status for post in world.slack.response_posts] == [200]


async def test_once_cards_were_taken_answers_come_in_the_http_response(start_world: StartWorld) -> None:
    world = await start_world(card_style="auto")
    await world.ask("cust_1001")

    message = await world.ask("cust_one")

    assert (message.source, types_of(message.blocks) >= {"card"}) == ("http_response", True)
    assert len(await world.answers()) == 2
    assert len(world.slack.response_posts) == 1


async def test_an_answer_without_cards_needs_no_trial(start_world: StartWorld) -> None:
    world = await start_world(card_style="auto")

    message = await world.ask("cust_none")

    assert message.source == "http_response"
    assert words_of(message.blocks).splitlines()[:2] == [
        "Coupons of cust_none",
        "*Gameball knows this customer, who has no coupons.*",
    ]
    assert len(await world.answers()) == 1


async def test_cards_that_slack_refuses_are_sections_at_once(start_world: StartWorld) -> None:
    world = await start_world(card_style="auto")
    world.slack.faults.refuse_cards = True

    message = await world.ask("cust_1001")

    assert message.text.splitlines()[0] == NINE[0]
    assert "card" not in types_of(message.blocks)
    assert [title for title in NINE[1] if title in words_of(message.blocks)] == NINE[1]
    assert len(await world.answers()) == 1
    assert [(post.status, post.answer) for post in world.slack.response_posts] == [
        (400, "invalid_blocks"),
        (200, "ok"),
    ]
    assert world.asked == ["cust_1001"]


async def test_after_cards_were_refused_answers_are_sections_in_the_http_response(
    start_world: StartWorld,
) -> None:
    world = await start_world(card_style="auto")
    world.slack.faults.refuse_cards = True
    await world.ask("cust_1001")

    message = await world.ask("cust_one")

    assert (message.source, "card" in types_of(message.blocks)) == ("http_response", False)
    assert len(await world.answers()) == 2
    assert len(world.slack.response_posts) == 2


async def test_where_slack_refuses_all_blocks_the_answer_is_plain_text(start_world: StartWorld) -> None:
    world = await start_world(card_style="auto")
    world.slack.faults.response_url = [Fault.invalid_blocks(), Fault.invalid_blocks()]

    message = await world.ask("cust_1001")

    assert (message.text.splitlines()[0], message.blocks) == (NINE[0], ())
    assert len(await world.answers()) == 1
    assert [post.status for post in world.slack.response_posts] == [400, 400, 200]


async def test_card_style_section_never_sends_a_card(start_world: StartWorld) -> None:
    world = await start_world(card_style="section")
    world.slack.faults.refuse_cards = True

    message = await world.ask("cust_1001")

    assert (message.source, "card" in types_of(message.blocks)) == ("http_response", False)
    assert len(await world.answers()) == 1


async def test_card_style_card_sends_cards_from_the_first_answer_on(start_world: StartWorld) -> None:
    world = await start_world(card_style="card")

    message = await world.ask("cust_1001")

    assert (message.source, "card" in types_of(message.blocks)) == ("http_response", True)


async def test_agents_who_ask_for_one_customer_at_once_share_a_request(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    commands = asyncio.gather(
        world.slack.send_command("cust_9"), world.slack.send_command("cust_9", user_id="U0AGENT0002")
    )
    await world.gameball.received(1)
    held.release()
    await commands

    assert {message.visible_to for message in await world.answers()} == {"U0AGENT0001", "U0AGENT0002"}
    assert world.asked == ["cust_9"]


async def test_the_same_command_delivered_twice_is_one_lookup(world: World) -> None:
    await world.ask("cust_one")
    again = await world.slack.redeliver()

    assert (again.status, world.asked) == (200, ["cust_one"])
    assert len(world.log.of("command")) == 1


async def test_all_of_a_long_list_is_there_in_pages(world: World) -> None:
    message = await world.ask("cust_60")

    assert message.text.splitlines()[0] == "Coupons of cust_60: 21 can be used, 7 start later, 32 cannot"
    assert len(titles_of(message.blocks)) == 6
    assert "Page 1 of 10" in words_of(message.blocks)


async def test_what_cannot_be_read_is_counted_and_loses_nothing_else(world: World) -> None:
    message = await world.ask("cust_unreadable")

    assert titles_of(message.blocks) == ["15% off · Welcome back", "EGP 50.00 off · Weekend saver"]
    assert "⚠️ 2 coupons could not be read" in words_of(message.blocks)


@pytest.mark.parametrize(
    "customer",
    [
        "cust_types",
        "cust_hostile",
        "cust_dates",
        "cust_nulls",
        "cust_numbers",
        "cust_array",
        "cust_extra",
        "cust_spellings",
        "cust_contradictions",
    ],
)
async def test_odd_data_is_shown_within_slacks_limits(world: World, customer: str) -> None:
    message = await world.ask(customer)

    assert (message.kind, message.source) == ("bot", "http_response")
    assert message.text.startswith(f"Coupons of {customer}: ")

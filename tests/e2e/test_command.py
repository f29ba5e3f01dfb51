"""`/coupons`, from the signed request to the message on show."""

import pytest

from playground.slack.faults import Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.world import World, titles_of, two_coupons, types_of, words_of

_NINE = "Coupons of `cust_1001`: 3 usable, 6 not usable (1 not yet)"
_TITLES = [
    "EGP 50.00 off · Weekend saver",
    "15% off · Welcome back",
    "Free shipping · Free delivery for members",
    "25% off · Eid celebration",
    "20% off · Ramadan nights",
    "EGP 100.00 off · Thanks for 10 orders",
]


async def test_a_customers_coupons_come_as_cards_for_the_agent_alone(world: World) -> None:
    message = await world.ask("cust_1001")

    assert (message.text.splitlines()[0], titles_of(message.blocks)) == (_NINE, _TITLES)
    assert (message.source, message.visible_to) == ("http_response", world.slack.viewer.id)
    assert (await world.answers(), world.asked) == ([message], ["cust_1001"])


async def test_gameball_is_asked_as_the_settings_say(start_world: StartWorld) -> None:
    world = await start_world(gameball_api_version="v4.1")

    await world.ask("“two/words 1”")

    [request] = world.gameball.requests
    assert request.raw_path == "/api/v4.1/integrations/customers/two%2Fwords%201/coupons"
    assert (request.headers["apikey"], request.headers["secretkey"]) == (
        world.settings.gameball_api_key.get_secret_value(),
        world.settings.gameball_secret_key.get_secret_value(),
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("help", "Type `/coupons &lt;customerId&gt;` to see a customer's Gameball coupons: "),
        ("..", "This cannot be a customer id. "),
        ("one two three", "That is more than a customer id and a coupon code. "),
        ("<@U0AGENT0001|jane>", "This is a member, a group or a channel of Slack, and not a customer's id. "),
    ],
)
async def test_what_cannot_be_looked_up_is_answered_without_gameball(
    world: World, text: str, answer: str
) -> None:
    message = await world.ask(text)

    assert message.text.startswith(answer)
    assert (message.visible_to, await world.answers()) == (world.slack.viewer.id, [message])
    assert world.asked == []


@pytest.mark.parametrize(
    ("text", "code", "asked"),
    [
        ("cust_1001 code GONE10 please", "GONE10", ["cust_1001"]),
        ("<https://shop.example/customers/cust_1001|https://shop.example/cust…>", "", ["cust_1001"]),
        ("customer cust_1001", "", ["customer", "cust_1001"]),
        ("GONE10 cust_1001", "GONE10", ["GONE10", "cust_1001"]),
        ("cust_1001:GONE10", "GONE10", ["cust_1001:GONE10", "cust_1001"]),
    ],
)
async def test_what_was_understood_is_looked_up_and_told(
    world: World, text: str, code: str, asked: list[str]
) -> None:
    message = await world.ask(text)

    understood, answer = message.text.splitlines()[:2]
    assert understood == ("Understood as customer `cust_1001`" + (f", code `{code}`" if code else ""))
    assert answer.startswith(f"⛔ `{code}` does not work for `cust_1001`" if code else _NINE)
    assert world.asked == asked
    await world.stop_bot()
    [line] = world.log.of("command")
    assert (line["outcome"], line["gameball_status"], line.get("gameball_code")) == ("Answered", 200, None)


async def test_an_id_that_gameball_knows_is_not_looked_at_further(world: World) -> None:
    world.gameball.answer("cust_1001:GONE10", two_coupons())

    message = await world.ask("cust_1001:GONE10")

    assert message.text.startswith("Coupons of `cust_1001:GONE10`: ")
    assert world.asked == ["cust_1001:GONE10"]


async def test_where_gameball_knows_neither_the_one_that_was_meant_is_spoken_of(world: World) -> None:
    message = await world.ask("customer cust_404")

    assert message.text.startswith(
        "Understood as customer `cust_404`\nGameball does not know this customer. "
    )


async def test_a_plain_form_of_an_odd_id_is_a_click_away(world: World) -> None:
    world.gameball.answer("cust-1001", two_coupons())
    shown = await world.ask("cust—1001 SUMMER10")
    assert "There is an *em dash* (—) in it." in words_of(shown.blocks)

    message = await world.click(shown, "near_match_1")

    assert message.text.startswith("✅ `SUMMER10` works for `cust-1001`")
    assert world.asked == ["cust—1001", "cust-1001"]


async def test_another_command_gets_a_plain_answer(world: World) -> None:
    message = await world.ask("cust_1001", command="/vouchers")

    assert message.text == "This app does not know that command. Please try `/coupons`."
    assert (message.kind, message.visible_to, world.asked) == ("bot", world.slack.viewer.id, [])
    assert [line["outcome"] for line in world.log.of("command")] == ["UnknownCommand"]


async def test_the_first_cards_of_a_process_are_posted_where_slack_can_refuse_them(
    start_world: StartWorld,
) -> None:
    world = await start_world(card_style="auto")

    message = await world.ask("cust_1001")

    assert (message.text.splitlines()[0], titles_of(message.blocks)) == (_NINE, _TITLES)
    assert (message.source, message.visible_to) == ("response_url", world.slack.viewer.id)
    assert world.slack.deliveries[0].answer is not None
    assert world.slack.deliveries[0].answer.body == ""
    assert await world.answers() == [message]


async def test_an_answer_without_cards_need_not_be_posted(start_world: StartWorld) -> None:
    world = await start_world(card_style="auto")

    message = await world.ask("cust_none")

    assert (message.source, await world.answers()) == ("http_response", [message])


async def test_cards_that_slack_refuses_are_sections_at_once_and_from_then_on(
    start_world: StartWorld,
) -> None:
    world = await start_world(card_style="auto")
    world.slack.faults.refuse_cards = True

    first, second = await world.ask("cust_1001"), await world.ask("cust_1001")

    assert (first.source, second.source) == ("response_url", "http_response")
    assert "card" not in types_of(first.blocks) | types_of(second.blocks)
    assert [title for title in _TITLES if title in words_of(first.blocks)] == _TITLES
    assert await world.answers() == [first, second]
    assert [(post.status, post.answer) for post in world.slack.response_posts] == [
        (400, "invalid_blocks"),
        (200, "ok"),
    ]


async def test_where_slack_refuses_all_blocks_the_answer_is_plain_text(start_world: StartWorld) -> None:
    world = await start_world(card_style="auto")
    world.slack.faults.response_url = [Fault.invalid_blocks(), Fault.invalid_blocks()]

    message = await world.ask("cust_1001")

    assert (message.text.splitlines()[0], message.blocks) == (_NINE, ())
    assert await world.answers() == [message]
    assert [post.status for post in world.slack.response_posts] == [400, 400, 200]


async def test_card_style_section_never_sends_a_card(start_world: StartWorld) -> None:
    world = await start_world(card_style="section")

    message = await world.ask("cust_1001")

    assert (message.source, "card" in types_of(message.blocks)) == ("http_response", False)


_ODD = (
    *("cust_types", "cust_hostile", "cust_dates", "cust_nulls", "cust_numbers", "cust_array", "cust_extra"),
    *("cust_spellings", "cust_contradictions", "cust_unreadable"),
)


async def test_odd_data_is_shown_within_slacks_limits(world: World) -> None:
    messages = {customer: await world.ask(customer) for customer in _ODD}

    # The stand-in refuses what Slack would refuse.
    assert [name for name, message in messages.items() if message.kind != "bot"] == []
    assert [
        name for name, shown in messages.items() if not shown.text.startswith(f"Coupons of `{name}`: ")
    ] == []

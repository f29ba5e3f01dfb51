"""What agents type and paste after `/coupons`, and what of it reaches Gameball."""

import pytest

from tests.e2e.world import World, words_of

_HELP = "Type /coupons &lt;customerId&gt; to see a customer's Gameball coupons: what each is worth, its code"


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("cust_1001", "cust_1001"),
        ("  cust_1001\t", "cust_1001"),
        ("Cust_1001", "Cust_1001"),
        ("`cust_1001`", "cust_1001"),
        ("“cust_1001”", "cust_1001"),
        ("‘cust_1001’", "cust_1001"),
        ('"two words"', "two%20words"),
        ("“two words”", "two%20words"),
        ("cust\u200b_1001\ufeff", "cust_1001"),
        ("<mailto:a+b@c.com|a+b@c.com>", "a%2Bb@c.com"),
        ("<tel:+966500001234|+966500001234>", "%2B966500001234"),
        ("a/b", "a%2Fb"),
        ("a%2Fb", "a%252Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("100%", "100%25"),
        ('"ü ñ"', "%C3%BC%20%C3%B1"),
        ("../admin", "..%2Fadmin"),
        ("a&b", "a&b"),
    ],
)
async def test_the_id_reaches_gameball_as_one_segment_of_the_path(
    world: World, text: str, segment: str
) -> None:
    message = await world.ask(text)

    assert [request.raw_path for request in world.gameball.requests] == [
        f"/api/v4.0/integrations/customers/{segment}/coupons"
    ]
    assert len(await world.answers()) == 1
    assert message.kind == "bot"


@pytest.mark.parametrize("text", [".", "..", "x" * 201, '"a\x01b"'])
async def test_what_cannot_be_an_id_is_refused_before_gameball_is_asked(world: World, text: str) -> None:
    message = await world.ask(text)

    assert message.text.startswith("This cannot be a customer id. ")
    assert world.asked == []


@pytest.mark.parametrize("text", ["", "   ", "help", "HELP", '""', "`help`"])
async def test_help_is_shown_to_who_asks_nothing(world: World, text: str) -> None:
    message = await world.ask(text)

    assert message.text.startswith(_HELP)
    assert "For example `/coupons cust_1001`" in words_of(message.blocks)
    assert (message.visible_to, world.asked) == (world.slack.viewer.id, [])


async def test_a_code_that_is_too_long_is_told_so(world: World) -> None:
    message = await world.ask(f"cust_1001 {'X' * 101}")

    assert message.text.startswith("A coupon code has at most 100 characters. ")
    assert world.asked == []


async def test_more_words_than_the_command_takes_are_told_how_to_quote(world: World) -> None:
    message = await world.ask("cust_1001 GONE10 please")

    assert message.text == (
        'That is more than a customer id and a coupon code. Please put quotes around an id with spaces in it: `/coupons "id with spaces" WELCOME15`.'
    )
    assert "You typed `cust_1001 GONE10 please`" in words_of(message.blocks)
    assert world.asked == []


async def test_another_command_gets_a_plain_answer(world: World) -> None:
    message = await world.ask("cust_1001", command="/vouchers")

    assert (message.kind, message.text) == (
        "bot",
        "This app does not know that command. Please try `/coupons`.",
    )
    assert world.log.of("command")[0]["outcome"] == "UnknownCommand"
    assert world.asked == []

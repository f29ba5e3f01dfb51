"""When Gameball gives no coupons: what the agent reads, and can do. docs/operations.md has all that can fail."""

import pytest

from playground.gameball.stand_in import error, raw, reset_mid_body
from tests.e2e.conftest import StartWorld
from tests.e2e.world import World, buttons_of, two_coupons, words_of

_OPERATOR = "Please tell whoever runs this app. Trying again does not help before it is repaired."


async def test_what_the_operator_must_mend_is_asked_once_and_offers_no_retry(world: World) -> None:
    world.gameball.answer("cust_9", error(401, 1000, "No."))

    message = await world.ask("cust_9")

    assert message.text == f"Gameball does not accept this app's keys. {_OPERATOR}"
    assert buttons_of(message.blocks) == []
    assert (await world.answers(), world.asked) == ([message], ["cust_9"])


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("style", ["card", "auto"])
async def test_try_again_puts_the_coupons_in_place_of_a_failure_that_may_pass(
    start_world: StartWorld, style: str
) -> None:
    world = await start_world(card_style=style)
    world.gameball.answer("cust_9", *[reset_mid_body()] * 3, two_coupons())
    failure = await world.ask("cust_9")
    assert failure.text == "Gameball cannot be reached. Trying again in a moment usually helps."
    assert buttons_of(failure.blocks) == ["Try again"]

    message = await world.click(failure, "try_again")

    assert message.text.splitlines()[0] == "Coupons of `cust_9`: 1 usable, 1 not usable"
    assert (message.ts, world.bot_messages) == (failure.ts, [message])
    assert world.asked == ["cust_9"] * 4


async def test_try_again_that_fails_again_shows_one_failure(world: World) -> None:
    world.gameball.answer("cust_9", raw("", "application/json"), error(401, 1000, "No."))
    failure = await world.ask("cust_9")

    message = await world.click(failure, "try_again")

    assert (message.ts, world.bot_messages) == (failure.ts, [message])
    assert message.text.startswith("Gameball does not accept this app's keys. ")


async def test_try_again_that_fails_again_says_how_often_and_when(world: World) -> None:
    unreadable = raw("", "application/json")
    world.gameball.answer("cust_9", *[unreadable] * 3, two_coupons())
    first = await world.ask("cust_9")

    second = await world.click(first, "try_again")
    third = await world.click(second, "try_again")
    found = await world.click(third, "try_again")

    assert "Tried" not in first.text
    assert second.text.endswith("Tried 2 times. The last time was at 2026-11-23 08:52 UTC.")
    assert "Tried 3 times." in words_of(third.blocks)
    assert "Tried" not in words_of(found.blocks)

"""When Gameball gives no coupons, the agent reads what happened, who can mend it, and whether to try again."""

import pytest

from playground.gameball.stand_in import (
    Responder,
    error,
    html,
    raw,
    redirect,
    reset_before_answer,
    reset_mid_body,
)
from tests.e2e.conftest import StartWorld
from tests.e2e.world import World, buttons_of, two_coupons, words_of

_AGAIN = "Trying again in a moment usually helps."
_OPERATOR = "Please tell whoever runs this app; trying again does not help until then."

_FOR_GOOD = {
    "401": (error(401, 1000, "No."), "Gameball does not accept this app's keys"),
    "403 keys": (error(403, 1002, "No."), "This app's Gameball keys may not read coupons"),
    "403 plan": (error(403, 8000, "No."), "The shop's Gameball plan does not include this"),
    "422 off": (error(422, 6000, "No."), "Gameball is switched off for this shop"),
    "404 of another kind": (html(404), "This app does not reach Gameball at the address it was given"),
    "a redirect": (redirect(), "This app does not reach Gameball at the address it was given"),
    "400": (error(400, 3999, "No."), "Gameball refused the request"),
}


@pytest.mark.parametrize(("responder", "title"), _FOR_GOOD.values(), ids=_FOR_GOOD)
async def test_what_the_operator_must_mend_is_asked_once_and_offers_no_retry(
    world: World, responder: Responder, title: str
) -> None:
    world.gameball.answer("cust_9", responder)

    message = await world.ask("cust_9")

    assert (message.text, buttons_of(message.blocks)) == (f"{title}. {_OPERATOR}", [])
    assert len(await world.answers()) == 1
    assert world.asked == ["cust_9"]


_FOR_NOW = {
    "busy": (error(422, 2001, "Busy."), "Gameball is busy with this customer", _AGAIN, 3),
    "500": (error(500, 5000, "No."), "Gameball is not working right now", _AGAIN, 3),
    "an outage page": (html(503), "Gameball is not working right now", _AGAIN, 3),
    "reset": (reset_before_answer(), "Gameball cannot be reached", _AGAIN, 3),
    "reset in the body": (reset_mid_body(), "Gameball cannot be reached", _AGAIN, 3),
    "429": (
        error(429, None, "Slower.", headers={"Retry-After": "60"}),
        "Gameball is being asked too often",
        "Please wait half a minute, then try again.",
        1,
    ),
    "garbage": (
        raw('{"coupons": [{"name": "Welc', "application/json"),
        "Gameball answered with something that cannot be read",
        f"{_AGAIN} If it does not, please tell whoever runs this app.",
        1,
    ),
}


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize(("responder", "title", "advice", "tries"), _FOR_NOW.values(), ids=_FOR_NOW)
async def test_what_may_pass_offers_to_try_again(
    world: World, responder: Responder, title: str, advice: str, tries: int
) -> None:
    world.gameball.answer("cust_9", responder)

    message = await world.ask("cust_9")

    assert (message.text, buttons_of(message.blocks)) == (f"{title}. {advice}", ["Try again"])
    assert len(await world.answers()) == 1
    assert world.asked == ["cust_9"] * tries


@pytest.mark.usefixtures("waits")
async def test_a_trouble_that_passes_within_three_tries_is_not_seen(world: World) -> None:
    world.gameball.answer("cust_9", error(503, 5003, "No."), reset_before_answer(), two_coupons())

    message = await world.ask("cust_9")

    assert message.text.startswith("Coupons of cust_9: 1 can be used, 1 cannot")
    assert len(world.asked) == 3


async def test_an_unknown_customer_is_told_from_one_without_coupons(world: World) -> None:
    unknown, empty = await world.ask("cust_404"), await world.ask("cust_none")

    assert unknown.text.startswith("Gameball does not know this customer. ")
    assert empty.text.startswith("Coupons of cust_none: Gameball knows this customer, who has no coupons.")
    assert "*Upper and lower case* count" in words_of(unknown.blocks)
    assert "The id is right: somebody with it exists." in words_of(empty.blocks)


async def test_the_reference_for_gameball_is_shown(world: World) -> None:
    message = await world.ask("cust_403")

    assert words_of(message.blocks).splitlines()[-1] == (
        "Customer `cust_403`  ·  Gameball's code 1002  ·  reference for Gameball: `req-demo-1002`"
    )


@pytest.mark.parametrize("style", ["card", "auto"])
async def test_try_again_puts_the_coupons_in_place_of_the_failure(
    start_world: StartWorld, style: str
) -> None:
    world = await start_world(card_style=style)
    world.gameball.answer("cust_9", raw("", "application/json"), two_coupons())
    failure = await world.ask("cust_9")

    message = await world.click(failure, "try_again")

    assert (message.ts, message.text.splitlines()[0]) == (
        failure.ts,
        "Coupons of cust_9: 1 can be used, 1 cannot",
    )
    assert world.bot_messages == [message]


async def test_try_again_that_fails_again_shows_one_failure(world: World) -> None:
    world.gameball.answer("cust_9", raw("", "application/json"), error(401, 1000, "No."))
    failure = await world.ask("cust_9")

    message = await world.click(failure, "try_again")

    assert (message.ts, message.text) == (
        failure.ts,
        f"Gameball does not accept this app's keys. {_OPERATOR}",
    )


async def test_a_failure_is_not_kept(world: World) -> None:
    world.gameball.answer("cust_9", raw("", "application/json"), two_coupons())
    await world.ask("cust_9")

    message = await world.ask("cust_9")

    assert message.text.startswith("Coupons of cust_9: ")

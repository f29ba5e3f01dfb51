"""With Gameball's test keys, the first line of each answer says that it is test data."""

import pytest

from playground.gameball.stand_in import coupon, coupons, error
from tests.e2e.conftest import StartWorld
from tests.e2e.world import World, words_of

_SAID = "🧪 Test data, not the live shop's: this app uses Gameball's test keys."


async def _test_world(start_world: StartWorld) -> World:
    return await start_world(gameball_api_key="gb_test_key")


async def test_every_answer_with_coupons_begins_with_it(start_world: StartWorld) -> None:
    world = await _test_world(start_world)

    coupons = await world.ask("cust_one")
    one = await world.ask("cust_one WELCOME15")
    page = await world.click(coupons, "refresh")
    shared = await world.click(coupons, "share", block_id="coupon:1")
    await world.look_up_in_modal("cust_one")
    found = words_of(world.modal.view["blocks"])
    await world.slack.click(world.modal, "reply_text", block_id="coupon:1")
    text = words_of(world.modal.view["blocks"])

    spoken = [message.text.split("\n")[0] for message in (coupons, one, page, shared)]
    assert spoken == [_SAID] * 4
    seen = [found, text, *(words_of(message.blocks) for message in (coupons, one, page, shared))]
    assert [words.startswith("🧪 *Test data*") for words in seen] == [True] * 6


async def test_an_answer_without_coupons_begins_with_it_too(start_world: StartWorld) -> None:
    world = await _test_world(start_world)
    shown = await world.ask("cust_one")
    world.gameball.answer("cust_one", error(401, 1000, "No."))

    answers = [await world.ask("nobody"), await world.click(shown, "refresh")]

    for answer in answers:
        assert answer.text.startswith(_SAID)
        assert words_of(answer.blocks).startswith("🧪 *Test data*")


@pytest.mark.parametrize("action", ["reply_text", "fails_at_checkout"])
async def test_a_window_that_tells_of_a_failure_begins_with_it_too(
    start_world: StartWorld, action: str
) -> None:
    world = await _test_world(start_world)
    shown = await world.ask("cust_one")
    world.gameball.answer("cust_one", error(401, 1000, "No."), coupons([coupon(code="OTHER")]))
    await world.restart_bot()

    said = []
    for _ in ("a failure", "the coupon is gone"):
        await world.slack.click(shown, action, block_id="coupon:1")
        said.append(words_of(world.modal.view["blocks"]))

    assert [words.startswith("🧪 *Test data*") for words in said] == [True, True]


async def test_a_failure_above_a_text_for_the_customer_begins_with_it_too(start_world: StartWorld) -> None:
    world = await _test_world(start_world)
    await world.slack.click(await world.ask("cust_one"), "reply_text", block_id="coupon:1")
    [menu] = [block for block in world.modal.view["blocks"] if block["block_id"].startswith("reply_language")]
    world.gameball.answer("cust_one", error(401, 1000, "No."))
    await world.restart_bot()

    await world.slack.click(world.modal, "reply_language", chosen="ar", filled={menu["block_id"]: "ar"})

    said = words_of(world.modal.view["blocks"])
    assert said.startswith("🧪 *Test data*")
    assert "⚠️ *Gameball does not accept this app's keys*" in said


async def test_a_share_that_fails_begins_with_it_too(start_world: StartWorld) -> None:
    world = await _test_world(start_world)
    shown = await world.ask("cust_one")
    world.gameball.answer("cust_one", error(401, 1000, "No."))
    await world.restart_bot()

    failure = await world.click(shown, "share", block_id="coupon:1")

    assert failure.text.startswith(_SAID)


async def test_at_the_forms_field_it_comes_first(start_world: StartWorld) -> None:
    world = await _test_world(start_world)

    answer = await world.look_up_in_modal("nobody")

    assert answer.json is not None
    assert answer.json["errors"]["customer"].startswith(f"{_SAID}\nGameball does not know this customer.")


async def test_a_window_says_it_once_above_a_failure_and_the_coupons(start_world: StartWorld) -> None:
    world = await _test_world(start_world)
    world.gameball.answer("cust_9", coupons([coupon()]), error(401, 1000, "No."))
    await world.look_up_in_modal("cust_9")
    await world.modal_with("coupon:1")

    await world.slack.click(world.modal, "refresh")

    words = words_of(world.modal.view["blocks"])
    assert words.startswith("🧪 *Test data*")
    assert words.count("Test data") == 1
    assert "does not accept" in words

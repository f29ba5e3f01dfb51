"""With Gameball's test keys, the first line of each answer says that it is test data."""

from playground.gameball.stand_in import error
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
    await world.slack.click(shown, "reply_text", block_id="coupon:1")

    assert [answer.text.startswith(_SAID) for answer in answers] == [True] * 2
    seen = [*(answer.blocks for answer in answers), world.modal.view["blocks"]]
    assert [words_of(blocks).startswith("🧪 *Test data*") for blocks in seen] == [True] * 3

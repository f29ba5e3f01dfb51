"""With Gameball's test keys, the first line of each answer says that it is test data."""

from bot.blocks.refusal import coupon_gone
from playground.gameball.stand_in import coupon, coupons, error
from tests.e2e.conftest import StartWorld
from tests.e2e.world import World, two_coupons, words_of

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


async def test_failures_in_windows_and_of_sharing_begin_with_it_too(start_world: StartWorld) -> None:
    world = await _test_world(start_world)
    world.gameball.answer("cust_9", two_coupons(), error(401, 1000, "No."))
    shown = await world.ask("cust_9")
    await world.restart_bot()

    await world.slack.click(shown, "reply_text", block_id="coupon:1")
    text = words_of(world.modal.view["blocks"])
    await world.slack.click(shown, "fails_at_checkout", block_id="coupon:1")
    checkout = words_of(world.modal.view["blocks"])
    not_shared = await world.click(shown, "share", block_id="coupon:1")

    seen = [text, checkout, words_of(not_shared.blocks)]
    assert [words.startswith("🧪 *Test data*") for words in seen] == [True] * 3
    assert not_shared.text.startswith(_SAID)


async def test_of_a_coupon_that_is_gone_it_is_said_too(start_world: StartWorld) -> None:
    world = await _test_world(start_world)
    world.gameball.answer("cust_9", two_coupons(), coupons([coupon(code="OTHER")]))
    shown = await world.ask("cust_9")
    await world.click(shown, "refresh")

    await world.slack.click(shown, "reply_text", block_id="coupon:1")
    not_shared = await world.click(shown, "share", block_id="coupon:1")

    gone = words_of(world.modal.view["blocks"])
    assert gone.startswith("🧪 *Test data*")
    assert gone.endswith(words_of(coupon_gone().blocks))
    assert not_shared.text.startswith(_SAID)


async def test_a_window_says_it_once_above_a_failure_and_the_coupons(start_world: StartWorld) -> None:
    world = await _test_world(start_world)
    world.gameball.answer("cust_9", two_coupons(), error(401, 1000, "No."))
    await world.look_up_in_modal("cust_9")
    await world.modal_with("coupon:1")

    await world.slack.click(world.modal, "refresh")

    words = words_of(world.modal.view["blocks"])
    assert words.startswith("🧪 *Test data*")
    assert words.count("Test data") == 1
    assert "does not accept" in words


async def test_at_the_forms_field_it_comes_first(start_world: StartWorld) -> None:
    world = await _test_world(start_world)

    answer = await world.look_up_in_modal("nobody")

    assert answer.json is not None
    assert answer.json["errors"]["customer"].startswith(f"{_SAID}\nGameball does not know this customer.")

"""A text for the customer, in a modal, ready to copy."""

import pytest

from playground.gameball.stand_in import coupon, coupons, raw
from tests.e2e.world import Held, World, slack_error, two_coupons, words_of


def _text(world: World) -> str:
    text: str = world.modal.view["blocks"][0]["element"]["initial_value"]
    return text


async def test_the_text_of_a_coupon_that_works_opens_from_the_kept_answer(world: World) -> None:
    shown = await world.ask("cust_1001")

    await world.slack.click(shown, "reply_text", block_id="coupon:2")

    assert _text(world) == (
        "Hi,\n\n"
        "Your coupon WELCOME15 gives you 15% off, and you can use it until 13 December 2026 at 23:59 UTC.\n\n"
        "To use it, please enter the code WELCOME15 at the checkout.\n\n"
        "You can use it 2 times.\n\n"
        "If it does not work for you, please tell us what the checkout says, and we will look into it."
    )
    assert (world.api_methods, world.asked) == (["views.open"], ["cust_1001"])


async def test_the_text_of_a_coupon_that_does_not_work_says_why_and_offers_another(world: World) -> None:
    shown = await world.ask("cust_1001 GONE10")

    await world.slack.click(shown, "reply_text", block_id="coupon:1")

    assert _text(world).splitlines()[2:5:2] == [
        "Thank you for asking about your coupon GONE10. It was valid until 24 October 2026 at 23:59 UTC and you have "
        "already used it.",
        "The good news: there is another one for you. Your coupon WEEKEND50 gives you EGP 50.00 off, and you can use "
        "it until 25 November 2026 at 23:59 UTC.",
    ]


@pytest.mark.limits(answer=0.02, health=0.02, kept_answer=0.02)
async def test_where_gameball_must_be_asked_the_modal_opens_first(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", two_coupons(), held)
    shown = await world.ask("cust_9")
    await world.restart_bot()

    await world.slack.click(shown, "reply_text", block_id="coupon:1")
    await world.modal_saying("⏳ *Looking up…*")
    held.release()
    modal = await world.modal_with("reply")

    assert modal.view["blocks"][0]["element"]["initial_value"].startswith("Hi,\n\nYour coupon SUMMER10 ")
    assert world.api_methods == ["views.open", "views.update"]


@pytest.mark.limits(answer=0.02, health=0.02, kept_answer=0.02)
async def test_a_text_modal_closed_while_gameball_is_asked_makes_no_error(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", two_coupons(), held)
    shown = await world.ask("cust_9")
    await world.restart_bot()

    await world.slack.click(shown, "reply_text", block_id="coupon:1")
    modal = await world.modal_saying("⏳ *Looking up…*")
    await world.slack.close_view(modal.id)
    held.release()
    await world.stop_bot()

    assert [line["delivery"] for line in world.log.of("block_actions")] == ["closed"]
    assert [line for line in world.log.lines if line["level"] != "info"] == []


async def test_a_failure_is_said_in_the_modal(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), raw("", "application/json"))
    shown = await world.ask("cust_9")
    await world.restart_bot()

    await world.slack.click(shown, "reply_text", block_id="coupon:1")

    assert "*Gameball answered with something that cannot be read*" in words_of(world.modal.view["blocks"])
    assert world.shown(shown) == shown


async def test_a_coupon_that_is_gone_meanwhile_is_said_to_be(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), coupons([coupon(code="OTHER")]))
    shown = await world.ask("cust_9")
    await world.click(shown, "refresh")

    await world.slack.click(shown, "reply_text", block_id="coupon:1")

    assert "*This is not on the customer's list any more*" in words_of(world.modal.view["blocks"])


async def test_from_a_modal_the_text_goes_on_top_of_it(world: World) -> None:
    await world.look_up_in_modal("cust_1001")

    await world.slack.click(world.modal, "reply_text", block_id="coupon:2")

    assert [view.view["callback_id"] for view in world.slack.views] == ["look_up_results", "reply_text"]
    assert world.api_methods == ["views.open", "views.push"]


async def test_done_goes_back_to_what_was_below(world: World) -> None:
    await world.look_up_in_modal("cust_1001")
    await world.slack.click(world.modal, "reply_text", block_id="coupon:2")

    answer = await world.slack.submit_view(world.modal.id)

    assert (answer.status, answer.body) == (200, "")
    assert [view.view["callback_id"] for view in world.slack.views] == ["look_up_results"]


async def test_nothing_is_sent_to_anybody(world: World) -> None:
    shown = await world.ask("cust_1001")

    await world.slack.click(shown, "reply_text", block_id="coupon:2")

    assert await world.answers() == [shown]


async def test_try_again_in_the_text_modal_shows_the_coupons_there(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), raw("", "application/json"), two_coupons())
    shown = await world.ask("cust_9")
    await world.restart_bot()
    await world.slack.click(shown, "reply_text", block_id="coupon:1")

    await world.slack.click(world.modal, "try_again")

    assert words_of(world.modal.view["blocks"]).startswith("✅ *`SUMMER10` works for this customer*")


async def test_where_slack_does_not_open_the_modal_the_agent_is_told(world: World) -> None:
    shown = await world.ask("cust_1001")
    world.slack.faults.web_api = {"views.open": [slack_error("expired_trigger_id")]}

    await world.slack.click(shown, "reply_text", block_id="coupon:1")

    assert [message.text for message in await world.answers()][1:] == [
        "Slack did not open the window. Please try again."
    ]

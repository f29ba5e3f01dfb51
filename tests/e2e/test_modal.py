"""The form, submitted: results in the same modal, with their buttons."""

import pytest

from bot.listeners import forms as submissions
from playground.gameball.stand_in import coupon, coupons, raw
from tests.e2e.conftest import StartWorld
from tests.e2e.world import Held, World, buttons_of, slack_error, titles_of, two_coupons, types_of, words_of


async def test_a_thread_leads_to_why_a_code_does_not_work_in_three_clicks(world: World) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.slack.submit_view(world.modal.id)
    await world.slack.click(world.modal, "reply_text", block_id="coupon:1")

    field = world.modal.view["blocks"][0]["element"]["initial_value"]
    assert field.startswith(
        "Hi,\n\nThank you for asking about your coupon GONE10. It was valid until 24 October"
    )
    assert len(world.slack.views) == 2


async def test_results_take_the_place_of_the_form(world: World) -> None:
    await world.look_up_in_modal("cust_1001")

    [modal] = world.slack.views
    assert words_of(modal.view["blocks"]).startswith("Coupons of cust_1001\n*3 can be used*")
    assert len(titles_of(modal.view["blocks"])) == 6


async def test_with_a_code_the_verdict_on_it_comes_first(world: World) -> None:
    await world.look_up_in_modal("cust_1001", "gone10")

    assert words_of(world.modal.view["blocks"]).startswith("⛔ *`GONE10` does not work:* expired ")


@pytest.mark.parametrize(
    ("customer", "code", "errors"),
    [
        ("` `", "", {"customer": "Please enter the customer's id"}),
        ("cust_1001", "X" * 101, {"code": "A coupon code has at most 100 characters"}),
        ("“”", "X" * 101, {
            "customer": "Please enter the customer's id",
            "code": "A coupon code has at most 100 characters",
        }),
        ("..", "", {
            "customer": "This cannot be a customer id. "
            "An id has 1 to 200 characters and is not just dots. Please check what was typed or pasted.",
        }),
    ],
)  # fmt: skip
async def test_what_cannot_be_looked_up_is_said_at_its_field(
    world: World, customer: str, code: str, errors: dict[str, str]
) -> None:
    await world.look_up_in_modal(customer, code)

    assert (world.modal.view["callback_id"], world.modal.errors) == ("look_up_form", errors)
    assert world.asked == []


async def test_an_unknown_customer_is_said_at_the_field(world: World) -> None:
    await world.look_up_in_modal("cust_404")

    assert world.modal.errors == {
        "customer": "Gameball does not know this customer. "
        "Please check the id: it must be the one that the shop gives to Gameball."
    }


async def test_pasted_odds_and_ends_are_left_out(world: World) -> None:
    await world.look_up_in_modal(" `cust_1001`\u200b ", "“gone10”")

    assert world.asked == ["cust_1001"]
    assert words_of(world.modal.view["blocks"]).startswith("⛔ *`GONE10` does not work:*")


async def test_the_filter_works_in_the_modal(world: World) -> None:
    await world.look_up_in_modal("cust_1001")

    await world.slack.click(world.modal, "show_usable")

    assert len(titles_of(world.modal.view["blocks"])) == 3
    assert world.asked == ["cust_1001"]


async def test_pages_are_turned_in_the_modal(world: World) -> None:
    await world.look_up_in_modal("cust_60")

    await world.slack.click(world.modal, "next_page")

    assert "Page 2 of 10" in words_of(world.modal.view["blocks"])


async def test_refresh_in_the_modal_asks_again_and_says_what_changed(world: World) -> None:
    once = coupon(limitPerCustomer=2)
    world.gameball.answer("cust_9", coupons([once]), coupons([once | {"customerUsedCount": 1}]))
    await world.look_up_in_modal("cust_9")

    await world.slack.click(world.modal, "refresh")

    assert "• `SUMMER10`: used 0 → 1" in words_of(world.modal.view["blocks"])
    assert world.asked == ["cust_9", "cust_9"]


async def test_another_customer_brings_the_form_back(world: World) -> None:
    await world.look_up_in_modal("cust_1001")

    await world.slack.click(world.modal, "look_up")
    await world.submit("cust_one")

    assert words_of(world.modal.view["blocks"]).startswith("Coupons of cust_one\n")


async def test_results_from_a_message_can_be_shared_and_from_anywhere_else_not(world: World) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.submit("cust_one")
    from_message = buttons_of(world.modal.view["blocks"])
    await world.slack.close_view(world.modal.id)
    await world.look_up_in_modal("cust_one")

    assert [label for label in from_message if "Share" in label] == ["Share", "Share what can be used"]
    assert [label for label in buttons_of(world.modal.view["blocks"]) if "Share" in label] == []


@pytest.mark.limits(answer=0.02, health=0.02, kept_answer=0.02)
async def test_a_slow_lookup_shows_looking_up_and_then_the_results(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)

    await world.look_up_in_modal("cust_9")
    meanwhile = words_of(world.modal.view["blocks"])
    held.release()
    modal = await world.modal_saying("Coupons of cust_9")

    assert meanwhile == "⏳ *Looking up…*\nCustomer `cust_9`"
    assert len(titles_of(modal.view["blocks"])) == 2
    assert world.api_methods == ["views.open", "views.update"]


@pytest.mark.limits(answer=0.02, health=0.02, kept_answer=0.02)
async def test_the_results_do_not_overtake_the_response_that_says_looking_up(
    world: World, waits: list[float]
) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    await world.look_up_in_modal("cust_9")
    held.release()

    await world.modal_saying("Coupons of cust_9")

    assert submissions._RESPONSE_ARRIVES_WITHIN in waits


@pytest.mark.limits(answer=0.02, health=0.02, kept_answer=0.02)
async def test_a_slow_failure_is_shown_in_the_modal(world: World) -> None:
    held = Held(raw("", "application/json"))
    world.gameball.answer("cust_9", held, two_coupons())
    await world.look_up_in_modal("cust_9")
    held.release()
    failed = await world.modal_saying("Gameball answered with something that cannot be read")

    await world.slack.click(failed, "try_again")

    await world.modal_saying("Coupons of cust_9")


@pytest.mark.limits(answer=0.02, health=0.02, kept_answer=0.02)
async def test_a_modal_closed_while_gameball_is_asked_makes_no_error(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    await world.look_up_in_modal("cust_9")

    await world.slack.close_view(world.modal.id)
    held.release()
    await world.stop_bot()

    assert [line["delivery"] for line in world.log.of("view_submission")] == ["closed"]
    assert [line for line in world.log.lines if line["level"] != "info"] == []


async def test_the_first_modal_of_a_process_finds_out_whether_slack_takes_cards(
    start_world: StartWorld,
) -> None:
    world = await start_world(card_style="auto")

    await world.look_up_in_modal("cust_1001")
    await world.modal_saying("Coupons of cust_1001")
    await world.slack.close_view(world.modal.id)
    await world.look_up_in_modal("cust_1001")

    assert "card" in types_of(world.modal.view["blocks"])
    assert world.api_methods == ["views.open", "views.update", "views.open"]


async def test_a_modal_in_which_slack_refuses_cards_shows_sections(start_world: StartWorld) -> None:
    world = await start_world(card_style="auto")
    world.slack.faults.web_api = {"views.update": [slack_error("invalid_arguments")]}

    await world.look_up_in_modal("cust_1001")
    modal = await world.modal_saying("Coupons of cust_1001")

    assert "card" not in types_of(modal.view["blocks"])
    assert "15% off · Welcome back" in words_of(modal.view["blocks"])


async def test_500_coupons_fit_into_the_modal(world: World) -> None:
    many = [coupon(code=f"CODE{number}", name=f"Number {number}") for number in range(500)]
    world.gameball.answer("cust_9", coupons(many))

    await world.look_up_in_modal("cust_9")

    assert "Page 1 of 84" in words_of(world.modal.view["blocks"])

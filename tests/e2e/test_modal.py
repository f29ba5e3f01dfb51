"""The form, submitted: results in the same modal, with their buttons."""

import pytest

from bot.blocks.problem import field_error
from bot.blocks.state import State
from bot.gameball.errors import CustomerNotFoundError
from playground.gameball.stand_in import coupon, coupons, error
from tests.e2e.conftest import StartWorld
from tests.e2e.world import Held, World, buttons_of, slack_error, titles_of, two_coupons, types_of, words_of


def _words(world: World) -> str:
    return words_of(world.modal.view["blocks"])


async def test_a_message_leads_to_why_a_code_does_not_work_in_three_clicks(world: World) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.slack.submit_view(world.modal.id)
    verdict = _words(world)
    await world.slack.click(world.modal, "reply_text", block_id="coupon:1")

    text = world.modal.view["blocks"][-1]["element"]["initial_value"]
    assert verdict.startswith("⛔ *`GONE10` does not work for* `cust_1001`\n• expired ")
    assert text.startswith("Hi,\n\nThank you for asking about your coupon GONE10.")
    assert [view.view["callback_id"] for view in world.slack.views] == ["look_up_results", "reply_text"]


@pytest.mark.parametrize(
    ("customer", "code", "errors"),
    [
        ("` `", "", {"customer": "Please enter the customer's id"}),
        ("<@U0AGENT0001|jane>", "", {
            "customer": "This is a member, a group or a channel of Slack, and not a customer's id",
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

    state = State(customer_id="cust_404")
    assert world.modal.errors == {"customer": field_error(CustomerNotFoundError(), state, "live")}
    assert "Upper and lower case count" in world.modal.errors["customer"]


async def test_pasted_odds_and_ends_are_left_out(world: World) -> None:
    await world.look_up_in_modal(" `cust_1001`\u200b ", "“gone10”")

    assert world.asked == ["cust_1001"]
    assert _words(world).startswith("⛔ *`GONE10` does not work for* `cust_1001`")


@pytest.mark.parametrize("customer", ["+966 50 000 1234", "+966500001234,", "*+966500001234*"])
async def test_the_form_understands_what_the_command_understands(world: World, customer: str) -> None:
    world.gameball.answer("+966500001234", two_coupons())

    await world.look_up_in_modal(customer, "code: summer10.")

    assert world.asked == ["+966500001234"]
    assert _words(world).startswith("✅ *`SUMMER10` works for* `+966500001234`")


async def test_what_the_form_understood_is_told(world: World) -> None:
    await world.look_up_in_modal("customer cust_1001", "GONE10")

    assert world.asked == ["customer cust_1001", "cust_1001"]
    assert _words(world).startswith(
        "Understood as customer `cust_1001`, code `GONE10`\n⛔ *`GONE10` does not work for* `cust_1001`\n"
    )


async def test_what_the_form_understood_and_gameball_does_not_know_is_told_at_the_field(world: World) -> None:
    await world.look_up_in_modal("customer cust_404", "")

    assert world.modal.errors["customer"].startswith(
        "Understood as customer cust_404. Gameball does not know this customer. "
    )


async def test_each_button_shows_its_coupons_in_the_same_modal(world: World) -> None:
    once = coupon(limitPerCustomer=2)
    many = [once, *(coupon(code=f"CODE{number}") for number in range(9))]
    many.append(coupon(code="GONE", isActive=False, isAvailableToUse=False))
    world.gameball.answer("cust_9", coupons(many), coupons([once | {"customerUsedCount": 1}, *many[1:]]))
    await world.look_up_in_modal("cust_9")

    await world.slack.click(world.modal, "next_page")
    second_page = _words(world)
    await world.slack.click(world.modal, "show_unusable")
    unusable = titles_of(world.modal.view["blocks"])
    await world.slack.click(world.modal, "refresh")

    assert ("Page 2 of 2" in second_page, len(unusable)) == (True, 1)
    assert "• `SUMMER10`: used 0 → 1" in _words(world)
    assert (len(world.slack.views), world.asked) == (1, ["cust_9", "cust_9"])


async def test_another_customer_brings_the_form_back(world: World) -> None:
    await world.look_up_in_modal("cust_1001")

    await world.slack.click(world.modal, "look_up")
    await world.submit("cust_one")

    assert _words(world).startswith("Coupons of cust_one\n")
    assert len(world.slack.views) == 1


async def test_results_from_a_message_can_be_shared_and_from_anywhere_else_not(world: World) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.submit("cust_one")
    from_message = buttons_of(world.modal.view["blocks"])
    await world.slack.close_view(world.modal.id)
    await world.look_up_in_modal("cust_one")

    assert [label for label in from_message if "Share" in label] == ["Share", "Share all usable"]
    assert [label for label in buttons_of(world.modal.view["blocks"]) if "Share" in label] == []


@pytest.mark.limits(answer=0.02, before_update=0.125)
async def test_a_slow_lookup_says_so_and_then_the_results(world: World, waits: list[float]) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)

    await world.look_up_in_modal("cust_9")
    meanwhile = _words(world)
    held.release()
    modal = await world.modal_saying("Coupons of cust_9")

    assert meanwhile == "⏳ Gameball is slow. Still looking up `cust_9`…"
    assert len(titles_of(modal.view["blocks"])) == 2
    assert world.api_methods == ["views.open", "views.update"]
    # The results must not arrive before the response that says "Looking up".
    assert 0.125 in waits


@pytest.mark.limits(answer=0.02)
async def test_a_slow_failure_is_shown_in_place_of_looking_up(world: World) -> None:
    held = Held(error(404, 7000, "No."))
    world.gameball.answer("cust_9", held)

    await world.look_up_in_modal("cust_9")
    held.release()

    await world.modal_saying("Gameball does not know this customer")


@pytest.mark.limits(answer=0.02)
async def test_a_modal_closed_while_gameball_is_asked_makes_no_error(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", held)
    await world.look_up_in_modal("cust_9")

    await world.slack.close_view(world.modal.id)
    held.release()
    await world.stop_bot()

    assert [line["delivery"] for line in world.log.of("view_submission")] == ["closed"]
    assert [line for line in world.log.lines if line["level"] != "info"] == []


@pytest.mark.limits(answer=0.02)
async def test_a_slow_click_in_a_modal_says_so_above_the_coupons_until_they_are_there(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", two_coupons(), held)
    await world.look_up_in_modal("cust_9")
    await world.modal_saying("Coupons of cust_9")

    await world.slack.click(world.modal, "refresh")
    meanwhile = words_of((await world.modal_saying("Gameball is slow")).view["blocks"])
    held.release()
    await world.modal_saying("nothing changed")

    assert meanwhile.startswith("⏳ Gameball is slow. Still looking up `cust_9`…\nCoupons of cust_9\n")
    assert "Gameball is slow" not in _words(world)


async def test_the_first_modal_of_a_process_finds_out_whether_slack_accepts_cards(
    start_world: StartWorld,
) -> None:
    world = await start_world(card_style="auto")

    await world.look_up_in_modal("cust_1001")
    await world.modal_saying("Coupons of cust_1001")
    await world.slack.close_view(world.modal.id)
    await world.look_up_in_modal("cust_1001")

    assert "card" in types_of(world.modal.view["blocks"])
    assert world.api_methods == ["views.open", "views.update", "views.open"]


async def test_where_slack_refuses_cards_in_a_modal_they_are_sections_there_and_in_messages(
    start_world: StartWorld,
) -> None:
    world = await start_world(card_style="auto")
    world.slack.faults.web_api = {"views.update": [slack_error("invalid_arguments")]}

    await world.look_up_in_modal("cust_1001")
    modal = await world.modal_saying("Coupons of cust_1001")
    message = await world.ask("cust_1001")

    assert "15% off · Welcome back" in words_of(modal.view["blocks"])
    assert "card" not in types_of(modal.view["blocks"]) | types_of(message.blocks)
    assert message.source == "http_response"

"""A text for the customer, in a modal, ready to copy."""

import asyncio

import pytest

from bot.blocks.refusal import coupon_gone, not_opened
from playground.gameball.stand_in import Responder, coupon, coupons, raw
from playground.slack.conversation import SUPPORT
from tests.e2e.conftest import StartWorld
from tests.e2e.world import Held, World, slack_error, two_coupons, words_of


def _words(world: World) -> str:
    return words_of(world.modal.view["blocks"])


def _text(world: World) -> str:
    return str(world.modal.view["blocks"][-1]["element"]["initial_value"])


def _menus(world: World) -> dict[str, tuple[str, list[str]]]:
    """What is chosen in each menu, and what could be."""
    return {
        str(element["action_id"]): (
            element["initial_option"]["text"]["text"],
            [option["text"]["text"] for option in element["options"]],
        )
        for block in world.modal.view["blocks"]
        if (element := block.get("element")) and element["type"] == "static_select"
    }


async def _choose(world: World, action_id: str, chosen: str) -> None:
    """As Slack does, which sends what is chosen in all menus along."""
    blocks = world.modal.view["blocks"]
    block_id = next(
        block["block_id"] for block in blocks if block.get("element", {}).get("action_id") == action_id
    )
    await world.slack.click(world.modal, action_id, chosen=chosen, filled={block_id: chosen})


LANGUAGES = ["English", "Arabic (العربية)"]
SUMMER, WINTER = "10% off · SUMMER10", "10% off · WINTER10"


def _two_that_work() -> Responder:
    off = {"isActive": False, "isAvailableToUse": False}
    return coupons([coupon(code="SUMMER10"), coupon(code="WINTER10"), coupon(code="GONE10", **off)])


async def test_another_language_shows_the_text_in_it_and_the_menu_stays(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons())
    shown = await world.ask("cust_9")
    await world.slack.click(shown, "reply_text", block_id="coupon:2")
    first = _menus(world)

    await _choose(world, "reply_language", "ar")
    arabic, second = _text(world), _menus(world)
    await _choose(world, "reply_language", "en")

    assert (first, second) == (
        {"reply_language": ("English", LANGUAGES)},
        {"reply_language": (LANGUAGES[1], LANGUAGES)},
    )
    assert arabic.startswith("مرحبًا،\n\nشكرًا لاستفسارك عن الكوبون \u2066GONE10\u2069.")
    assert "\nSUMMER10" in arabic
    assert _text(world).startswith("Hi,\n\nThank you for asking about your coupon GONE10.")
    assert world.api_methods == ["views.open", "views.update", "views.update"]
    logged = [(line["outcome"], line["channel"]) for line in world.log.of("block_actions")]
    assert logged == [("ReplyText", shown.channel_id)] * 3


async def test_the_agent_chooses_what_the_text_offers_instead_and_the_language_stays(world: World) -> None:
    world.gameball.answer("cust_9", _two_that_work())
    shown = await world.ask("cust_9")
    await world.slack.click(shown, "reply_text", block_id="coupon:3")
    first = _menus(world)["reply_replacement"]
    await _choose(world, "reply_language", "ar")
    menu = next(block for block in world.modal.view["blocks"] if "reply_replacement" in block["block_id"])

    # Any process can serve it.
    await world.restart_bot()
    await _choose(world, "reply_replacement", menu["element"]["options"][1]["value"])

    assert first == (SUMMER, [SUMMER, WINTER])
    assert _menus(world) == {
        "reply_language": (LANGUAGES[1], LANGUAGES),
        "reply_replacement": (WINTER, [SUMMER, WINTER]),
    }
    assert ("\nWINTER10" in _text(world), "SUMMER10" in _text(world)) == (True, False)


async def test_in_the_menu_an_arabic_code_does_not_mix_with_what_the_coupon_is_worth(world: World) -> None:
    off = coupon(code="GONE10", isActive=False, isAvailableToUse=False)
    world.gameball.answer("cust_9", coupons([coupon(code="عيد25"), coupon(code="WINTER10"), off]))
    shown = await world.ask("cust_9")

    await world.slack.click(shown, "reply_text", block_id="coupon:3")

    _, options = _menus(world)["reply_replacement"]
    assert options == ["10% off · عيد25", WINTER]


@pytest.mark.parametrize("opened_from", ["message", "modal"])
async def test_the_menus_work_where_only_some_channels_are_allowed(
    start_world: StartWorld, opened_from: str
) -> None:
    world = await start_world(card_style="card", allowed_channels=SUPPORT.id)
    world.gameball.answer("cust_9", _two_that_work())
    if opened_from == "message":
        await world.slack.click(await world.ask("cust_9"), "reply_text", block_id="coupon:3")
    else:
        await world.slack.shortcut("find_coupons", world.slack.messages[0])
        await world.submit("cust_9")
        await world.slack.click(world.modal, "reply_text", block_id="coupon:3")

    await _choose(world, "reply_language", "ar")
    menu = next(block for block in world.modal.view["blocks"] if "reply_replacement" in block["block_id"])
    await _choose(world, "reply_replacement", menu["element"]["options"][1]["value"])

    assert _text(world).startswith("مرحبًا،")
    assert "\nWINTER10" in _text(world)
    assert [line for line in world.log.lines if line.get("outcome") == "Refused"] == []


@pytest.mark.parametrize(("answer", "words"), [("gone", "not on the list"), ("failure", "cannot be read")])
async def test_where_another_text_cannot_be_had_the_one_that_is_there_stays(
    answer: str, words: str, world: World
) -> None:
    later = raw("", "application/json") if answer == "failure" else coupons([coupon(code="OTHER")])
    world.gameball.answer("cust_9", two_coupons(), later)
    shown = await world.ask("cust_9")
    await world.slack.click(shown, "reply_text", block_id="coupon:2")
    text = _text(world)
    await world.restart_bot()

    await _choose(world, "reply_language", "ar")

    assert _text(world) == text
    notice = coupon_gone().blocks[0]["text"]["text"] if answer == "gone" else words
    assert notice in _words(world)


async def test_it_opens_from_the_kept_answer_and_nothing_is_sent_to_anybody(world: World) -> None:
    shown = await world.ask("cust_1001")

    await world.slack.click(shown, "reply_text", block_id="coupon:2")

    assert _text(world) == (
        "Hi,\n\n"
        "Your coupon WELCOME15 gives you 15% off, and you can use it until 13 December 2026.\n\n"
        "To use it, please enter this code at the checkout:\nWELCOME15\n\n"
        "You can use it 2 times.\n\n"
        "If it does not work for you, please tell us what the checkout says, and we will look into it."
    )
    assert (world.api_methods, world.asked) == (["views.open"], ["cust_1001"])
    assert await world.answers() == [shown]
    assert [(line["outcome"], line["delivery"]) for line in world.log.of("block_actions")] == [
        ("ReplyText", "view")
    ]


async def test_of_coupons_with_one_code_it_is_about_the_one_on_the_card(world: World) -> None:
    gone = {"isActive": False, "isAvailableToUse": False}
    gifts = [coupon(code="GIFT"), coupon(code="GIFT", name="Off", **gone)]
    world.gameball.answer("cust_9", coupons([*gifts, coupon(code="OTHER")]))
    shown = await world.ask("cust_9 GIFT")

    await world.slack.click(shown, "reply_text", block_id="coupon:2")

    text = _text(world)
    assert text.startswith("Hi,\n\nThank you for asking about your coupon GIFT. It is not active any more.")
    # What it offers instead has another code.
    assert text.count("GIFT") == 1
    assert "OTHER" in text


@pytest.mark.limits(kept_answer=0.02)
async def test_where_gameball_must_be_asked_the_modal_opens_first(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", two_coupons(), held)
    shown = await world.ask("cust_9")
    await world.restart_bot()

    async def release_once_it_is_open() -> None:
        await world.modal_saying("⏳ *Looking up…*\nCustomer `cust_9`")
        held.release()

    await asyncio.gather(
        world.slack.click(shown, "reply_text", block_id="coupon:1"), release_once_it_is_open()
    )

    assert _text(world).startswith("Hi,\n\nYour coupon SUMMER10 ")
    assert world.api_methods == ["views.open", "views.update"]


@pytest.mark.limits(answer=0.02, kept_answer=0.02)
async def test_a_modal_closed_while_gameball_is_asked_makes_no_error(world: World) -> None:
    held = Held(two_coupons())
    world.gameball.answer("cust_9", two_coupons(), held)
    shown = await world.ask("cust_9")
    await world.restart_bot()

    await world.slack.click(shown, "reply_text", block_id="coupon:1")
    modal = await world.modal_saying("⏳ Gameball is slow. Still looking up `cust_9`…")
    await world.slack.close_view(modal.id)
    held.release()
    await world.stop_bot()

    assert [line["delivery"] for line in world.log.of("block_actions")] == ["closed"]
    assert [line for line in world.log.lines if line["level"] != "info"] == []


async def test_a_coupon_that_is_gone_meanwhile_is_said_to_be_gone(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), coupons([coupon(code="OTHER")]))
    shown = await world.ask("cust_9")
    await world.click(shown, "refresh")

    await world.slack.click(shown, "reply_text", block_id="coupon:1")

    # Nothing about sharing: nobody asked for that.
    assert _words(world) == words_of(coupon_gone().blocks)
    assert "shared" not in _words(world)
    assert [line["outcome"] for line in world.log.of("block_actions")] == ["Answered", "Gone"]


async def test_a_failure_is_said_in_the_modal_and_can_be_tried_again_there(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), raw("", "application/json"), two_coupons())
    shown = await world.ask("cust_9")
    await world.restart_bot()

    await world.slack.click(shown, "reply_text", block_id="coupon:1")
    failure = _words(world)
    await world.slack.click(world.modal, "try_again")

    assert failure.startswith("⚠️ *Gameball answered with something that cannot be read*")
    assert _words(world).startswith("✅ *`SUMMER10` works for")
    assert world.shown(shown) == shown


async def test_from_a_modal_it_goes_on_top_back_leads_back_and_done_closes_all(world: World) -> None:
    await world.look_up_in_modal("cust_1001")

    await world.slack.click(world.modal, "reply_text", block_id="coupon:2")
    opened = [view.view["callback_id"] for view in world.slack.views]
    back = world.modal.view["close"]["text"]
    await world.slack.submit_view(world.modal.id)

    assert (opened, back) == (["look_up_results", "reply_text"], "Back")
    assert world.slack.views == []


async def test_back_stays_back_when_another_text_cannot_be_had(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), raw("", "application/json"), two_coupons())
    await world.look_up_in_modal("cust_9")
    await world.slack.click(world.modal, "reply_text", block_id="coupon:2")
    await world.restart_bot()

    await _choose(world, "reply_language", "ar")
    beside_the_failure = world.modal.view["close"]["text"]
    await _choose(world, "reply_language", "ar")

    assert (beside_the_failure, world.modal.view["close"]["text"]) == ("Back", "Back")


async def test_what_to_ask_leads_back_to_the_coupons_in_the_modal_below(world: World) -> None:
    await world.look_up_in_modal("cust_one")

    await world.slack.click(world.modal, "fails_at_checkout", block_id="coupon:1")

    assert world.modal.view["close"]["text"] == "Back"


async def test_where_slack_does_not_open_the_modal_the_agent_is_told(world: World) -> None:
    shown = await world.ask("cust_1001")
    world.slack.faults.web_api = {"views.open": [slack_error("expired_trigger_id")]}

    message = await world.click(shown, "reply_text", block_id="coupon:1")

    assert (message.text, message.visible_to) == (not_opened().text, world.slack.viewer.id)
    assert await world.answers() == [shown, message]


async def test_what_to_ask_where_a_coupon_fails_at_the_checkout(world: World) -> None:
    shown = await world.ask("cust_one")

    await world.slack.click(shown, "fails_at_checkout", block_id="coupon:1")

    assert world.modal.view["title"]["text"] == "Fails at checkout?"
    assert "Please ask the customer:\n1. *" in _words(world)
    assert "close" in world.modal.view
    assert "submit" not in world.modal.view
    assert world.log.of("block_actions")[-1]["outcome"] == "Checkout"


async def test_a_coupon_that_stopped_working_is_said_to_and_nothing_is_asked(world: World) -> None:
    off = coupon(isActive=False, isAvailableToUse=False)
    world.gameball.answer("cust_9", coupons([coupon()]), coupons([off]))
    shown = await world.ask("cust_9")
    await world.restart_bot()

    await world.slack.click(shown, "fails_at_checkout", block_id="coupon:1")

    assert "Does not work" in _words(world)
    assert "Please ask the customer" not in _words(world)

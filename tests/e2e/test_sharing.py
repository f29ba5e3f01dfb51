"""Coupons posted into the conversation: on purpose, with the agent's name, and without buttons."""

from dataclasses import replace

import pytest

from bot.blocks.kit import Message
from bot.blocks.shared import gone, is_shared, not_shared, sharing_ended
from playground.gameball.stand_in import coupon, coupons
from playground.slack.conversation import ESCALATIONS, SUPPORT
from playground.slack.faults import Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.world import World, buttons_of, titles_of, types_of, words_of


async def test_one_coupon_is_posted_for_everybody_and_the_agents_message_stays(world: World) -> None:
    shown = await world.ask("cust_1001")

    shared = await world.click(shown, "share", block_id="coupon:2")

    assert (shared.visible_to, shared.channel_id) == (None, SUPPORT.id)
    assert (titles_of(shared.blocks), buttons_of(shared.blocks)) == (["15% off · Welcome back"], [])
    assert f"Shared by <@{world.slack.viewer.id}>" in words_of(shared.blocks)
    assert (await world.answers(), world.shown(shown)) == ([shown, shared], shown)


async def test_the_heading_shares_all_that_can_be_used(world: World) -> None:
    shown = await world.ask("cust_1001")

    shared = await world.click(shown, "share_usable")

    assert titles_of(shared.blocks) == titles_of(shown.blocks)[:3]
    await world.stop_bot()
    [line] = world.log.of("block_actions")
    assert (line["outcome"], line["shared"], line["delivery"]) == ("Shared", 3, "response_url")


async def test_what_does_not_go_into_one_message_is_counted(world: World) -> None:
    world.gameball.answer("cust_9", coupons([coupon(code=f"CODE{number}") for number in range(9)]))
    shown = await world.ask("cust_9")

    shared = await world.click(shown, "share_usable")

    assert (len(titles_of(shared.blocks)), shared.text.splitlines()[-1][:20]) == (6, "3 more were usable, ")


@pytest.mark.parametrize("channel_id", [ESCALATIONS.id, "D0BETWEENUS"])
async def test_it_works_where_the_bot_is_no_member(world: World, channel_id: str) -> None:
    shown = await world.ask("cust_1001", channel_id=channel_id)

    shared = await world.click(shown, "share", block_id="coupon:1")

    assert (shared.channel_id, shared.visible_to) == (channel_id, None)
    assert world.api_methods == []


async def test_where_slack_takes_no_cards_what_is_shared_are_sections(start_world: StartWorld) -> None:
    world = await start_world(card_style="section")
    shown = await world.ask("cust_1001")

    shared = await world.click(shown, "share", block_id="coupon:2:actions")

    assert "card" not in types_of(shared.blocks)
    assert "15% off · Welcome back" in words_of(shared.blocks)


async def test_a_post_that_fails_is_told_to_the_agent(world: World) -> None:
    shown = await world.ask("cust_1001")
    world.slack.faults.response_url = [Fault(status=404, body="channel_not_found")]

    message = await world.click(shown, "share_usable")

    assert (message.text, message.visible_to) == (not_shared().text, world.slack.viewer.id)
    assert await world.answers() == [shown, message]
    assert [line["outcome"] for line in world.log.of("block_actions")] == ["NotShared"]


async def test_a_coupon_that_is_gone_meanwhile_is_not_shared(world: World) -> None:
    world.gameball.answer("cust_9", coupons([coupon(code="OLD10")]), coupons([coupon()]))
    shown = await world.ask("cust_9")
    await world.click(shown, "refresh")

    message = await world.click(shown, "share", block_id="coupon:1")

    assert (message.text, message.visible_to) == (gone().text, world.slack.viewer.id)


async def test_of_coupons_with_one_code_the_one_on_the_card_is_shared(world: World) -> None:
    gifts = [coupon(code="GIFT", name=f"Gift {number}", isAvailableToUse=number == 3) for number in range(4)]
    world.gameball.answer("cust_9", coupons(gifts))
    shown = await world.ask("cust_9 GIFT")
    cards = titles_of(shown.blocks)

    shared = await world.click(shown, "share", block_id="coupon:3")
    again = await world.click(shown, "share", block_id="coupon:1")

    assert len(cards) == 4
    assert (titles_of(shared.blocks), titles_of(again.blocks)) == ([cards[2]], [cards[0]])


async def test_one_of_them_that_is_gone_meanwhile_is_not_replaced_by_another(world: World) -> None:
    gifts = [coupon(code="GIFT", name=f"Gift {number}") for number in range(2)]
    world.gameball.answer("cust_9", coupons(gifts), coupons(gifts[1:]))
    shown = await world.ask("cust_9")
    await world.click(shown, "refresh")

    message = await world.click(shown, "share", block_id="coupon:1")

    assert (message.text, message.visible_to) == (gone().text, world.slack.viewer.id)


async def test_from_the_modal_of_a_message_it_goes_into_that_conversation(world: World) -> None:
    await world.slack.write("cust_1001 asks for help", channel_id=ESCALATIONS.id)
    await world.slack.shortcut("find_coupons", world.slack.messages[-1])
    await world.slack.submit_view(world.modal.id)

    await world.slack.click(world.modal, "share_usable")

    [shared] = world.bot_messages
    assert (shared.channel_id, shared.visible_to, shared.thread_ts) == (ESCALATIONS.id, None, None)
    # A modal hides the conversation, so it says so.
    words = words_of(world.modal.view["blocks"])
    assert words.startswith(words_of(is_shared().blocks))
    assert "Coupons of cust_1001\n" in words


async def test_from_a_message_in_a_thread_it_goes_into_that_thread(world: World) -> None:
    [reply] = [message for message in world.slack.messages if message.thread_ts]
    await world.slack.shortcut("find_coupons", reply)
    await world.submit("cust_1001")

    await world.slack.click(world.modal, "share", block_id="coupon:2")

    [shared] = world.bot_messages
    assert (shared.channel_id, shared.visible_to, shared.thread_ts) == (SUPPORT.id, None, reply.thread_ts)


async def test_from_a_message_that_begins_a_thread_it_goes_into_the_channel(world: World) -> None:
    mail = world.slack.messages[0]
    # As Slack sends one that has replies.
    await world.slack.shortcut("find_coupons", replace(mail, thread_ts=mail.ts))
    await world.submit("cust_1001")

    await world.slack.click(world.modal, "share", block_id="coupon:2")

    [shared] = world.bot_messages
    assert (shared.channel_id, shared.thread_ts) == (SUPPORT.id, None)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(status=404, body="no_service"), not_shared()),
        (Fault.expired_url(), sharing_ended()),
        (Fault(status=404, body='{"ok":false,"error":"used_url"}'), sharing_ended()),
    ],
    ids=["refused", "expired", "used up"],
)
async def test_a_post_that_fails_from_a_modal_is_told_in_the_modal(
    world: World, fault: Fault, told: Message
) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.submit("cust_1001")
    world.slack.faults.response_url = [fault]

    await world.slack.click(world.modal, "share_usable")

    words = words_of(world.modal.view["blocks"])
    assert words.startswith(words_of(told.blocks))
    assert "Coupons of cust_1001\n" in words
    assert world.bot_messages == []

"""The buttons under a customer's coupons: they change the message that they are in."""

from dataclasses import replace

import pytest

from playground.slack.workspace import Message
from tests.e2e.world import World, titles_of, words_of


def _chosen_filter(message: Message) -> list[str]:
    """The label of the button that looks pressed."""
    buttons = [button for block in message.blocks for button in block.get("elements", [])]
    return [button["text"]["text"] for button in buttons if button.get("style") == "primary"]


async def test_each_button_shows_its_coupons_in_place_and_asks_gameball_nothing_new(world: World) -> None:
    message = shown = await world.ask("cust_60")
    seen = []
    for action_id in ("next_page", "previous_page", "show_usable", "show_unusable", "show_all"):
        message = await world.click(message, action_id)
        page = next(line for line in words_of(message.blocks).splitlines() if line.startswith("Page "))
        seen.append((message.ts, page.partition("  ·")[0], _chosen_filter(message)))

    assert seen == [
        (shown.ts, "Page 2 of 10 (all): coupons of cust_60", ["All 60"]),
        (shown.ts, "Page 1 of 10", ["All 60"]),
        (shown.ts, "Page 1 of 4", ["Usable 21"]),
        (shown.ts, "Page 1 of 7", ["Not usable 39"]),
        (shown.ts, "Page 1 of 10", ["All 60"]),
    ]
    assert (world.asked, len(world.bot_messages)) == (["cust_60"], 1)
    assert [post.status for post in world.slack.response_posts] == [200] * 5


async def test_refresh_asks_gameball_and_stays_on_the_filter_and_the_page(world: World) -> None:
    shown = await world.ask("cust_60")
    second = await world.click(await world.click(shown, "show_unusable"), "next_page")

    message = await world.click(second, "refresh")

    assert (message.ts, titles_of(message.blocks)) == (shown.ts, titles_of(second.blocks))
    assert (_chosen_filter(message), "Page 2 of 7" in words_of(message.blocks)) == (["Not usable 39"], True)
    assert world.asked == ["cust_60", "cust_60"]


async def test_a_click_after_a_restart_is_served_all_the_same(world: World) -> None:
    shown = await world.ask("cust_60")
    await world.restart_bot()

    message = await world.click(shown, "next_page")

    assert (message.ts, "Page 2 of 10" in words_of(message.blocks)) == (shown.ts, True)


def _with_button(message: Message, action_id: str, value: str) -> Message:
    """The message as another version of the app might have sent it, with this button alone."""
    label = {"type": "plain_text", "text": "Old", "emoji": False}
    button = {"type": "button", "action_id": action_id, "value": value, "text": label}
    return replace(message, blocks=({"type": "actions", "block_id": "old", "elements": [button]},))


@pytest.mark.parametrize(("action_id", "value"), [("redeem", '{"c":"cust_1001"}'), ("refresh", "not JSON")])
async def test_a_button_of_another_version_gets_a_plain_answer(
    world: World, action_id: str, value: str
) -> None:
    shown = await world.ask("cust_1001")

    message = await world.click(_with_button(shown, action_id, value), action_id)

    assert message.text == "The app was updated. Please run `/coupons` again."
    assert (world.shown(shown), world.asked) == (shown, ["cust_1001"])


async def test_a_fault_of_the_app_at_a_click_takes_nothing_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await world.ask("cust_1001")
    monkeypatch.delattr("bot.listeners.services.results")

    message = await world.click(shown, "refresh")

    assert message.text.startswith("Something went wrong in this app.")
    assert world.shown(shown) == shown


async def test_a_refresh_button_that_remembers_nonsense_still_refreshes(world: World) -> None:
    shown = await world.ask("cust_1001")

    message = await world.click(_with_button(shown, "refresh", '{"c":"cust_1001","s":"abc def"}'), "refresh")

    assert (message.ts, message.text) == (shown.ts, shown.text)

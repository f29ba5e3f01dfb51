"""The buttons under a customer's coupons: filter, pages and refresh change the message they sit in."""

from dataclasses import replace

import pytest

from playground.slack.workspace import Message
from tests.e2e.conftest import StartWorld
from tests.e2e.world import World, buttons_of, titles_of, words_of

_USABLE = [
    "EGP 50.00 off · Weekend saver",
    "15% off · Welcome back",
    "Free shipping · Free delivery for members",
]


def _primary(message: Message) -> list[str]:
    """The buttons that look pressed."""
    return [
        button["text"]["text"]
        for block in message.blocks
        for button in block.get("elements", [])
        if button.get("style") == "primary"
    ]


async def test_the_filter_shows_what_can_be_used(world: World) -> None:
    shown = await world.ask("cust_1001")

    message = await world.click(shown, "show_usable")

    assert (message.ts, titles_of(message.blocks)) == (shown.ts, _USABLE)
    assert _primary(message) == ["Can be used 3"]


async def test_the_filter_shows_what_cannot_be_used_now(world: World) -> None:
    shown = await world.ask("cust_1001")

    message = await world.click(shown, "show_unusable")

    assert titles_of(message.blocks)[0] == "25% off · Eid celebration"
    assert (len(titles_of(message.blocks)), _primary(message)) == (6, ["Cannot now 6"])


async def test_the_filter_comes_back_to_all(world: World) -> None:
    shown = await world.ask("cust_1001")
    filtered = await world.click(shown, "show_usable")

    message = await world.click(filtered, "show_all")

    assert titles_of(message.blocks) == titles_of(shown.blocks)


async def test_pages_are_turned_in_place_and_lose_nothing(world: World) -> None:
    message = await world.ask("cust_60")
    seen = titles_of(message.blocks)
    while "Next ›" in buttons_of(message.blocks):
        message = await world.click(message, "next_page")
        seen += titles_of(message.blocks)

    assert (len(seen), len(set(seen))) == (60, 60)
    assert (len(world.bot_messages), "Page 10 of 10" in words_of(message.blocks)) == (1, True)


async def test_back_goes_to_the_page_before(world: World) -> None:
    first = await world.ask("cust_60")
    second = await world.click(first, "next_page")

    message = await world.click(second, "previous_page")

    assert titles_of(message.blocks) == titles_of(first.blocks)


async def test_turning_pages_and_filtering_ask_gameball_nothing_new(world: World) -> None:
    message = await world.ask("cust_60")
    for action in ("next_page", "previous_page", "show_usable", "show_all"):
        message = await world.click(message, action)

    assert world.asked == ["cust_60"]


async def test_refresh_goes_past_the_kept_answer(world: World) -> None:
    shown = await world.ask("cust_1001")

    message = await world.click(shown, "refresh")

    assert (message.ts, world.asked) == (shown.ts, ["cust_1001", "cust_1001"])
    assert len(await world.answers()) == 2


async def test_refresh_stays_on_the_filter_and_the_page(world: World) -> None:
    shown = await world.ask("cust_60")
    filtered = await world.click(shown, "show_unusable")
    second = await world.click(filtered, "next_page")

    message = await world.click(second, "refresh")

    assert titles_of(message.blocks) == titles_of(second.blocks)
    assert (_primary(message), "Page 2 of 7" in words_of(message.blocks)) == (["Cannot now 39"], True)


async def test_a_click_makes_one_answer(world: World) -> None:
    shown = await world.ask("cust_1001")
    await world.click(shown, "show_usable")

    assert len(await world.answers()) == 2
    assert [post.status for post in world.slack.response_posts] == [200]


async def test_buttons_work_where_cards_are_drawn_as_sections(start_world: StartWorld) -> None:
    world = await start_world(card_style="section")
    shown = await world.ask("cust_60")

    message = await world.click(shown, "next_page")

    assert (message.ts, "Page 2 of 10" in words_of(message.blocks)) == (shown.ts, True)


async def test_a_click_after_a_restart_is_served_all_the_same(world: World) -> None:
    shown = await world.ask("cust_60")
    await world.restart_bot()

    message = await world.click(shown, "next_page")

    assert (message.ts, "Page 2 of 10" in words_of(message.blocks)) == (shown.ts, True)


def _with_button(message: Message, action_id: str, value: str) -> Message:
    """The message as another version of the app might have sent it, with this button alone."""
    button = {"type": "button", "action_id": action_id, "value": value, "text": _LABEL}
    return replace(message, blocks=({"type": "actions", "block_id": "old", "elements": [button]},))


_LABEL = {"type": "plain_text", "text": "Old", "emoji": False}


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("redeem", "{}"),
        ("refresh", "not JSON"),
        ("refresh", '{"c":""}'),
        ("refresh", '{"c":"cust_1001","f":"some"}'),
        ("share", "[]"),
    ],
)
async def test_a_button_of_another_version_gets_a_plain_answer(
    world: World, action_id: str, value: str
) -> None:
    shown = await world.ask("cust_1001")

    message = await world.click(_with_button(shown, action_id, value), action_id)

    assert message.text == "This button is from another version of the app. Please ask again with `/coupons`."
    assert (world.shown(shown), world.asked) == (shown, ["cust_1001"])


async def test_a_refresh_button_that_remembers_nonsense_still_refreshes(world: World) -> None:
    shown = await world.ask("cust_1001")

    message = await world.click(_with_button(shown, "refresh", '{"c":"cust_1001","s":"abc def"}'), "refresh")

    assert (message.ts, message.text) == (shown.ts, shown.text)

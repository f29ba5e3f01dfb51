"""The ways in besides the command: the form opens before anything else is asked."""

import pytest

from tests.e2e.world import Json, World, slack_error


def _filled_in(view: Json) -> dict[str, str | None]:
    return {
        block["block_id"]: block["element"].get("initial_value")
        for block in view["blocks"]
        if block["type"] == "input"
    }


async def test_the_message_shortcut_opens_the_form_with_what_the_message_is_about(world: World) -> None:
    mail = world.slack.messages[0]

    await world.slack.shortcut("find_coupons", mail)

    assert world.modal.view["callback_id"] == "look_up_form"
    assert _filled_in(world.modal.view) == {"customer": "cust_1001", "code": "GONE10"}


async def test_the_message_shortcut_works_on_a_reply_in_a_thread(world: World) -> None:
    reply = world.slack.messages[1]
    assert reply.thread_ts is not None

    await world.slack.shortcut("find_coupons", reply)

    assert _filled_in(world.modal.view) == {"customer": None, "code": "WELCOME15"}


@pytest.mark.parametrize(
    ("text", "customer", "code"),
    [
        ("My account is layla@example.com, code “save10”", "layla@example.com", "save10"),
        ("6571483726149 says SUMMER22 is gone", "6571483726149", "SUMMER22"),
        ("Good morning!", None, None),
    ],
)
async def test_the_form_is_filled_in_from_what_people_write(
    world: World, text: str, customer: str | None, code: str | None
) -> None:
    await world.slack.write(text)

    await world.slack.shortcut("find_coupons", world.slack.messages[-1])

    assert _filled_in(world.modal.view) == {"customer": customer, "code": code}


async def test_the_global_shortcut_opens_an_empty_form(world: World) -> None:
    await world.slack.shortcut("customer_coupons")

    assert _filled_in(world.modal.view) == {"customer": None, "code": None}


async def test_opening_the_form_is_one_call_to_slack_and_none_to_gameball(world: World) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])

    assert (world.api_methods, world.asked) == (["views.open"], [])


async def test_a_form_that_slack_does_not_open_is_told_on_the_home_tab_and_logged(world: World) -> None:
    world.slack.faults.web_api = {"views.open": [slack_error("expired_trigger_id")]}

    answer = await world.slack.shortcut("customer_coupons")

    assert (answer.status, world.slack.views) == (200, [])
    assert world.log.of("view_not_opened") == [{"error": "expired_trigger_id"}]
    assert [line["delivery"] for line in world.log.of("shortcut")] == ["home"]


async def test_a_form_that_slack_does_not_open_from_a_message_is_told_there(world: World) -> None:
    world.slack.faults.web_api = {"views.open": [slack_error("expired_trigger_id")]}

    await world.slack.shortcut("find_coupons", world.slack.messages[0])

    assert [message.text for message in await world.answers()] == [
        "Slack did not open the window. Please try again."
    ]

"""Triggers, modals and the Home tab, through the Web API as an app uses it."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack.stand_in import SlackStandIn
from playground.slack.workspace import OpenView
from tests.unit.playground.made_up import Json, actions, button, field, home, modal, plain

FORM = modal(field("customer"), field("code", optional=True), submit=plain(), callback_id="form")
RESULTS = modal(callback_id="results")


async def opened(slack: SlackStandIn, client: AsyncWebClient, bot: Any, view: Json) -> OpenView:
    await slack.shortcut("customer_coupons")
    await client.views_open(trigger_id=bot.last["trigger_id"], view=view)
    return slack.views[-1]


def names(slack: SlackStandIn) -> list[str]:
    return [view.view["callback_id"] for view in slack.views]


async def test_a_trigger_works_once(slack: SlackStandIn, bot: Any, client: AsyncWebClient) -> None:
    await opened(slack, client, bot, modal())

    with pytest.raises(SlackApiError, match="trigger_exchanged"):
        await client.views_open(trigger_id=bot.last["trigger_id"], view=modal())


async def test_a_trigger_lives_three_seconds(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient, clock: Any
) -> None:
    await slack.shortcut("customer_coupons")
    clock.now += 3.1

    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=bot.last["trigger_id"], view=modal())


async def test_an_unknown_trigger_is_refused(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await client.views_open(trigger_id="1.2.x", view=modal())


async def test_three_modals_are_the_most(slack: SlackStandIn, bot: Any, client: AsyncWebClient) -> None:
    for name in ("one", "two", "three"):
        await opened(slack, client, bot, modal(callback_id=name))

    await slack.shortcut("customer_coupons")
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await client.views_push(trigger_id=bot.last["trigger_id"], view=modal())
    assert names(slack) == ["one", "two", "three"]


async def test_a_view_is_updated_in_its_place_until_it_is_closed(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    view = await opened(slack, client, bot, FORM)

    await client.views_update(view_id=view.id, view=RESULTS)
    assert [(shown.id, shown.view["callback_id"]) for shown in slack.views] == [(view.id, "results")]

    await slack.close_view(view.id)
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id=view.id, view=RESULTS)


async def test_a_click_in_a_modal_carries_the_view_and_what_is_filled_in(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    go = actions(button(action_id="go", value="1"))
    view = await opened(slack, client, bot, FORM | {"blocks": [*FORM["blocks"], go]})

    await slack.click(view, "go", filled={"customer": "cust_1001"})

    assert bot.last["container"] == {"type": "view", "view_id": view.id}
    assert bot.last["actions"][0]["value"] == "1"
    assert bot.last["view"]["state"]["values"]["customer"]["input"]["value"] == "cust_1001"
    assert not bot.last.keys() & {"channel", "response_url", "message"}


async def test_a_missing_field_is_noticed_before_the_app(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    view = await opened(slack, client, bot, FORM)

    answer = await slack.submit_view(view.id)

    errors = {"customer": "Please complete this required field."}
    assert answer.json == {"response_action": "errors", "errors": errors}
    assert slack.views[0].errors == errors
    assert bot.last["type"] == "shortcut"


SUBMITTED: dict[str, tuple[Json, list[str]]] = {
    "nothing": ({}, []),
    "another view": ({"response_action": "update", "view": RESULTS}, ["results"]),
    "errors": ({"response_action": "errors", "errors": {"customer": "Unknown."}}, ["form"]),
    "clear": ({"response_action": "clear"}, []),
}


@pytest.mark.parametrize(("response", "shown"), SUBMITTED.values(), ids=SUBMITTED.keys())
async def test_the_answer_to_a_submission_says_what_is_shown(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient, response: Json, shown: list[str]
) -> None:
    view = await opened(slack, client, bot, FORM)
    bot.reply = lambda _payload: response

    answer = await slack.submit_view(view.id, {"customer": "cust_1001"})

    assert answer.error is None
    assert names(slack) == shown


REFUSED: dict[str, tuple[Json, str]] = {
    "a wrong view": (
        {"response_action": "update", "view": RESULTS | {"title": plain("x" * 25)}},
        "invalid_arguments /title/text: must be at most 24 characters, and is 25",
    ),
    "no view": ({"response_action": "update"}, "invalid_arguments"),
    "an error at no field": (
        {"response_action": "errors", "errors": {"id": "Unknown."}},
        "invalid_errors /errors: must be keyed by input blocks, of which there are ['code', 'customer']",
    ),
    "something else": ({"response_action": "explode"}, "invalid_response_action"),
}


@pytest.mark.parametrize(("response", "error"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_wrong_answer_to_a_submission_changes_nothing(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient, response: Json, error: str
) -> None:
    view = await opened(slack, client, bot, FORM)
    bot.reply = lambda _payload: response

    answer = await slack.submit_view(view.id, {"customer": "cust_1001"})

    assert answer.error == error
    assert slack.views == [view]


async def test_a_home_tab_keeps_its_id_when_it_is_published_again(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    await slack.open_home()
    assert "view" not in bot.last["event"]

    first = await client.views_publish(user_id=slack.viewer.id, view=home())
    await client.views_publish(user_id=slack.viewer.id, view=home())

    await slack.open_home()
    assert bot.last["event"]["view"]["id"] == first["view"]["id"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"user_id": "U0NOBODY001"}, "user_not_found"),
        ({"user_id": "U0AGENT0001", "view": modal()}, "invalid_arguments"),
    ],
)
async def test_a_home_tab_is_refused_where_slack_would(
    client: AsyncWebClient, arguments: Json, error: str
) -> None:
    with pytest.raises(SlackApiError, match=error):
        await client.views_publish(**{"view": home(), **arguments})

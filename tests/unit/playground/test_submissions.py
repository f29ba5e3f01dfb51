"""Submitting modals, and what the bot's answers do to them."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack.stand_in import SlackStandIn
from tests.unit.playground.forms import Json, form, modal, names, opened, plain


async def test_a_submission_carries_every_field(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    view = await opened(slack, client, bot, form())

    await slack.submit_view(view.id, {"customer": "cust_1001"})

    assert bot.last["type"] == "view_submission"
    assert bot.last["view"]["state"]["values"] == {
        "customer": {"v": {"type": "plain_text_input", "value": "cust_1001"}},
        "code": {"v": {"type": "plain_text_input", "value": "SAVE10"}},
    }


async def test_a_missing_field_is_noticed_before_the_bot(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    view = await opened(slack, client, bot, form())

    answer = await slack.submit_view(view.id, {"code": None})

    errors = {"customer": "Please complete this required field."}
    assert answer.json == {"response_action": "errors", "errors": errors}
    assert slack.views[0].errors == errors
    assert bot.last["type"] == "shortcut"


async def test_a_field_that_is_not_there_cannot_be_filled(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    view = await opened(slack, client, bot, form())

    with pytest.raises(LookupError, match=r"no inputs in blocks \['id'\]"):
        await slack.submit_view(view.id, {"id": "cust_1001"})


async def test_a_modal_stays_open_where_the_bot_fails(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    view = await opened(slack, client, bot, form())
    slack.bot_url = None

    answer = await slack.submit_view(view.id, {"customer": "cust_1001"})

    assert answer.error == "dispatch_failed"
    assert slack.views == [view]


async def test_a_modal_that_is_not_open_cannot_be_submitted(slack: SlackStandIn) -> None:
    with pytest.raises(LookupError, match="view V1 is not open"):
        await slack.submit_view("V1")


SUBMITTED: dict[str, tuple[Json, list[str]]] = {
    "nothing": ({}, []),
    "update": ({"response_action": "update", "view": modal("results")}, ["results"]),
    "push": ({"response_action": "push", "view": modal("results")}, ["form", "results"]),
    "clear": ({"response_action": "clear"}, []),
    "errors": ({"response_action": "errors", "errors": {"customer": "Unknown."}}, ["form"]),
}


@pytest.mark.parametrize(("response", "shown"), SUBMITTED.values(), ids=SUBMITTED.keys())
async def test_the_answer_to_a_submission_says_what_is_shown(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient, response: Json, shown: list[str]
) -> None:
    view = await opened(slack, client, bot, form())
    bot.reply = lambda _payload: response

    answer = await slack.submit_view(view.id, {"customer": "cust_1001"})

    assert answer.error is None
    assert names(slack) == shown
    assert [view.errors for view in slack.views if view.view["callback_id"] == "form"] in (
        [],
        [response.get("errors", {})],
    )


@pytest.mark.parametrize(
    ("response", "error"),
    [
        (
            {"response_action": "update", "view": {**modal(), "title": plain("x" * 25)}},
            "invalid_arguments /title/text: must be at most 24 characters, and is 25",
        ),
        ({"response_action": "push"}, "invalid_arguments"),
        (
            {"response_action": "errors", "errors": {"id": "Unknown."}},
            "invalid_errors /errors: must be keyed by input blocks, of which there are ['code', 'customer']",
        ),
    ],
)
async def test_a_wrong_answer_to_a_submission_changes_nothing(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient, response: Json, error: str
) -> None:
    view = await opened(slack, client, bot, form())
    bot.reply = lambda _payload: response

    answer = await slack.submit_view(view.id, {"customer": "cust_1001"})

    assert answer.error == error
    assert slack.views == [view]

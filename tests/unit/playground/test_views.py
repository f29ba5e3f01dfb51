"""Shortcuts, modals and the App Home, through the Web API as a bot uses it."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack.stand_in import SlackStandIn
from tests.unit.playground.forms import Json, modal, names, opened, plain


async def test_a_global_shortcut_has_no_channel_and_no_response_url(slack: SlackStandIn, bot: Any) -> None:
    await slack.shortcut("customer_coupons")

    assert bot.last["type"] == "shortcut"
    assert bot.last["callback_id"] == "customer_coupons"
    assert not bot.last.keys() & {"channel", "response_url", "message"}


async def test_a_message_shortcut_sends_the_message_of_a_thread(slack: SlackStandIn, bot: Any) -> None:
    await slack.write("my code GONE10 fails", thread_ts="1.0", user_id="U0AGENT0002")
    message = slack.messages[0]

    await slack.shortcut("find_coupons", message)

    assert bot.last["type"] == "message_action"
    assert bot.last["channel"] == {"id": "C0SUPPORT01", "name": "support"}
    assert bot.last["message"] == {
        "type": "message",
        "user": "U0AGENT0002",
        "text": "my code GONE10 fails",
        "ts": message.ts,
        "thread_ts": "1.0",
        "team": "T0PLAYGRND1",
    }
    assert bot.last["response_url"].startswith(slack.url)


async def test_a_trigger_opens_a_modal(slack: SlackStandIn, bot: Any, client: AsyncWebClient) -> None:
    view = await opened(slack, client, bot, modal(private_metadata="{}"))

    assert (view.type, view.user_id) == ("modal", slack.viewer.id)
    assert slack.api_calls[-1].answer["view"]["id"] == view.id
    assert slack.api_calls[-1].answer["view"]["private_metadata"] == "{}"


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
        await opened(slack, client, bot, modal(name))

    await slack.shortcut("customer_coupons")
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await client.views_push(trigger_id=bot.last["trigger_id"], view=modal("four"))
    assert names(slack) == ["one", "two", "three"]
    assert slack.views[2].previous_id == slack.views[1].id
    assert slack.views[2].root_id == slack.views[0].id


async def test_a_modal_is_updated_in_its_place(slack: SlackStandIn, bot: Any, client: AsyncWebClient) -> None:
    view = await opened(slack, client, bot, modal("waiting"))

    await client.views_update(view_id=view.id, hash=view.hash, view=modal("results"))

    assert names(slack) == ["results"]
    assert slack.views[0].id == view.id


async def test_a_modal_is_found_by_external_id(slack: SlackStandIn, bot: Any, client: AsyncWebClient) -> None:
    await opened(slack, client, bot, modal("waiting", external_id="mine"))

    await client.views_update(external_id="mine", view=modal("results"))

    assert names(slack) == ["results"]


async def test_an_outdated_hash_is_refused(slack: SlackStandIn, bot: Any, client: AsyncWebClient) -> None:
    view = await opened(slack, client, bot, modal())

    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view.id, hash="older", view=modal())


async def test_a_closed_modal_cannot_be_updated(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    view = await opened(slack, client, bot, modal())
    await slack.close_view(view.id)

    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id=view.id, view=modal())


async def test_closing_is_told_to_a_bot_that_asked(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    view = await opened(slack, client, bot, modal(notify_on_close=True))

    await slack.close_view(view.id)

    assert (bot.last["type"], bot.last["is_cleared"], bot.last["view"]["id"]) == (
        "view_closed",
        False,
        view.id,
    )
    assert slack.views == []


async def test_closing_is_not_told_otherwise(slack: SlackStandIn, bot: Any, client: AsyncWebClient) -> None:
    view = await opened(slack, client, bot, modal())

    assert await slack.close_view(view.id) is None
    assert bot.last["type"] == "shortcut"


async def test_a_stack_can_be_cleared(slack: SlackStandIn, bot: Any, client: AsyncWebClient) -> None:
    await opened(slack, client, bot, modal("one"))
    top = await opened(slack, client, bot, modal("two", notify_on_close=True))

    await slack.close_view(top.id, clear=True)

    assert slack.views == []
    assert bot.last["is_cleared"] is True


async def test_a_click_in_a_modal_carries_the_view(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    go = {"type": "button", "action_id": "go", "text": plain("Go"), "value": "1"}
    view = await opened(slack, client, bot, modal("results", {"type": "actions", "elements": [go]}))

    await slack.click(view, "go")

    assert bot.last["container"] == {"type": "view", "view_id": view.id}
    assert bot.last["view"]["callback_id"] == "results"
    assert bot.last["actions"][0]["value"] == "1"
    assert not bot.last.keys() & {"channel", "response_url", "message"}


async def test_opening_the_home_asks_for_it(slack: SlackStandIn, bot: Any, client: AsyncWebClient) -> None:
    await slack.open_home()
    event = bot.last["event"]
    assert (bot.last["type"], event["type"], event["tab"]) == ("event_callback", "app_home_opened", "home")
    assert "view" not in event

    await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})

    assert slack.home is not None
    assert slack.home.user_id == slack.viewer.id


async def test_a_home_keeps_its_id_when_it_is_published_again(
    slack: SlackStandIn, bot: Any, client: AsyncWebClient
) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = await client.views_publish(user_id=slack.viewer.id, view=home)
    await client.views_publish(user_id=slack.viewer.id, view=home, hash=first["view"]["hash"])

    assert slack.home is not None
    assert slack.home.id == first["view"]["id"]
    await slack.open_home()
    assert bot.last["event"]["view"]["id"] == slack.home.id


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"user_id": "U0NOBODY001"}, "user_not_found"),
        ({"user_id": "U0AGENT0001", "hash": "older"}, "hash_conflict"),
        ({"user_id": "U0AGENT0001", "view": modal()}, "invalid_arguments"),
    ],
)
async def test_a_home_is_refused_where_slack_would(
    client: AsyncWebClient, arguments: Json, error: str
) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}

    with pytest.raises(SlackApiError, match=error):
        await client.views_publish(**{"view": home, **arguments})

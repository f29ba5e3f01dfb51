"""Modals and the Home tab: which call opens or changes them, and when it is tried again."""

from dataclasses import replace
from typing import Any

import pytest

from bot.access.interaction import Interaction
from bot.blocks.modals import Origin, results_view
from bot.slack.card_style import CardStyle
from bot.slack.views import Views
from playground.slack.faults import HANG, RESET, Fault
from playground.slack.stand_in import SlackStandIn
from tests.e2e.world import slack_error, types_of
from tests.unit.slack.conftest import MESSAGE

pytestmark = pytest.mark.usefixtures("time_passes")

_VIEW = results_view(MESSAGE, Origin())
_INTERNAL = slack_error("internal_error")


def _calls(slack: SlackStandIn) -> list[str]:
    return [call.method for call in slack.api_calls]


@pytest.mark.parametrize(("in_modal", "method"), [(False, "views.open"), (True, "views.push")])
async def test_a_window_opens_on_top_of_the_one_that_the_person_is_in(
    slack: SlackStandIn, views: Views, interaction: Interaction, *, in_modal: bool, method: str
) -> None:
    opened = await views.open(replace(interaction, in_modal=in_modal), _VIEW)

    assert (opened, _calls(slack)) == (slack.views[-1].id, [method])


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (slack_error("expired_trigger_id"), "expired_trigger_id"),
        (_INTERNAL, "internal_error"),
        (Fault(status=503, body="<html>"), "SlackApiError"),
        (HANG, "TimeoutError"),
    ],
)
async def test_a_window_that_slack_does_not_open_is_asked_for_once(
    slack: SlackStandIn, views: Views, interaction: Interaction, logged: list[Any], *, fault: Fault, word: str
) -> None:
    slack.faults.web_api["views.open"] = [fault]

    assert await views.open(interaction, _VIEW) is None
    assert (_calls(slack), [(line["event"], line["error"]) for line in logged]) == (
        ["views.open"],
        [("view_not_opened", word)],
    )


async def test_a_window_that_was_closed_meanwhile_is_no_failure(views: Views, logged: list[Any]) -> None:
    assert (await views.update("V0", _VIEW), logged) == ("closed", [])


@pytest.mark.parametrize(
    ("faults", "shown", "tries"),
    [
        ([], "view", 1),
        ([_INTERNAL, Fault(status=503, body="<html>")], "view", 3),
        # The SDK tries a broken connection once more by itself.
        ([RESET] * 4, "view", 5),
        ([slack_error("ratelimited", status=429, wait=3)], "view", 2),
        ([slack_error("ratelimited", status=429, wait=4)], "failed", 1),
        ([_INTERNAL] * 3, "failed", 3),
        ([slack_error("invalid_auth")], "failed", 1),
        ([HANG], "failed", 1),
    ],
)
async def test_a_change_is_tried_again_while_that_may_help(
    slack: SlackStandIn, views: Views, logged: list[Any], *, faults: list[Fault], shown: str, tries: int
) -> None:
    slack.faults.web_api["views.publish"] = list(faults)

    assert await views.publish(slack.viewer.id, {"type": "home", "blocks": _VIEW["blocks"]}) == shown
    assert _calls(slack) == ["views.publish"] * tries
    assert len([line for line in logged if line["event"] in {"view_refused", "view_not_shown"}]) == (
        shown == "failed"
    )


@pytest.mark.parametrize(
    "word", ["invalid_arguments", "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"]
)
async def test_cards_that_slack_refuses_in_a_view_are_sections_at_once_and_from_then_on(
    slack: SlackStandIn, views: Views, card_style: CardStyle, interaction: Interaction, *, word: str
) -> None:
    view_id = str(
        await views.open(interaction, results_view(replace(MESSAGE, blocks=MESSAGE.blocks[:1]), Origin()))
    )
    slack.faults.web_api["views.update"] = [slack_error(word)]

    assert await views.update(view_id, _VIEW) == "view"
    assert _calls(slack) == ["views.open", "views.update", "views.update"]
    assert "card" not in types_of(slack.views[-1].view["blocks"])
    assert card_style.is_known_for(MESSAGE.blocks)
    assert views.drawn(_VIEW)["blocks"] == slack.api_calls[-1].arguments["view"]["blocks"]

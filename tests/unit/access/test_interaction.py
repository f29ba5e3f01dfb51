from typing import Any

import pytest

from bot.access.interaction import Interaction
from bot.blocks.modals import Origin

URL = "https://hooks.slack.com/actions/1"


def test_a_command_tells_who_asks_where() -> None:
    body = {
        "command": "/coupons",
        "text": "cust_1001",
        "user_id": "U1",
        "team_id": "T1",
        "channel_id": "C1",
        "response_url": URL,
        "trigger_id": "1.2.3",
    }

    assert Interaction.of_command(body) == Interaction("command", "U1", frozenset({"T1"}), "C1", URL, "1.2.3")


def test_a_click_tells_who_clicks_where() -> None:
    body = {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T2"},
        "team": {"id": "T1"},
        "channel": {"id": "C1"},
        "container": {"type": "message", "channel_id": "C2"},
        "response_url": URL,
        "trigger_id": "1.2.3",
    }

    assert Interaction.of_payload(body) == Interaction(
        "block_actions", "U1", frozenset({"T2"}), "C1", URL, "1.2.3"
    )


def test_a_click_in_a_modal_tells_so_and_has_the_channel_that_the_modal_was_opened_from() -> None:
    view = {"type": "modal", "private_metadata": Origin(channel_id="C3").dump()}
    body = {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T1"},
        "view": view,
        "trigger_id": "1.2.3",
    }

    assert Interaction.of_payload(body) == Interaction(
        "block_actions", "U1", frozenset({"T1"}), "C3", trigger_id="1.2.3", in_modal=True
    )


def test_the_workspace_of_a_shortcuts_payload_counts() -> None:
    body = {"type": "message_action", "user": {"id": "U1"}, "team": {"id": "T1"}}

    assert Interaction.of_payload(body) == Interaction("message_action", "U1", frozenset({"T1"}), "", "")


def test_a_channel_that_is_only_in_the_container_counts() -> None:
    body = {"type": "block_actions", "user": {"id": "U1"}, "container": {"channel_id": "C2"}}

    assert Interaction.of_payload(body) == Interaction("block_actions", "U1", frozenset(), "C2", "")


def test_an_event_tells_who_caused_it() -> None:
    body = {"type": "event_callback", "event": {"type": "app_home_opened", "user": "U1"}}

    assert Interaction.of_event(body).user_id == "U1"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"type": None, "user": None, "channel": None, "container": None, "response_url": None},
        {"type": 7, "user": "U1", "channel": ["C1"], "container": "C2", "response_url": {}, "view": 1},
        {"user": {"id": 1, "team_id": []}, "channel": {"id": {}}, "view": {"private_metadata": "{"}},
    ],
)
def test_what_is_absent_or_of_another_kind_is_empty(body: dict[str, Any]) -> None:
    assert Interaction.of_payload(body) == Interaction("", "", frozenset(), "", "")


def test_a_command_without_its_fields_is_empty() -> None:
    assert Interaction.of_command({"user_id": None, "team_id": 1}) == Interaction(
        "command", "", frozenset(), "", ""
    )

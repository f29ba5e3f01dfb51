"""Who counts as a colleague: people of the app's own workspace or organisation, and no guest of a shared channel."""

from typing import Any

import pytest

from bot.access.allowed import Access
from bot.access.interaction import Interaction
from bot.blocks.contact import SOMEBODY
from bot.blocks.refusal import not_this_workspace

Body = dict[str, Any]

WORKSPACE = frozenset({"T1"})
"""Installed in a workspace that is in no organisation."""
IN_ORGANISATION = frozenset({"T1", "E1"})
"""Installed in one workspace of an organisation, or in all of it."""


def click(user_team: str | None, team: str | None, enterprise: str | None, where: Body) -> Body:
    return payload("block_actions", user_team, team, enterprise) | where


def payload(kind: str, user_team: str | None, team: str | None, enterprise: str | None = None) -> Body:
    user = {"id": "U1"} | ({} if user_team is None else {"team_id": user_team})
    return {
        "type": kind,
        "user": user,
        "team": None if team is None else {"id": team},
        "enterprise": None if enterprise is None else {"id": enterprise, "name": "Shop"},
        "is_enterprise_install": team is None,
    }


EPHEMERAL: Body = {"container": {"type": "message", "is_ephemeral": True}}
CHANNEL_MESSAGE: Body = {"container": {"type": "message", "is_ephemeral": False}, "message": {"ts": "1.2"}}
MODAL: Body = {"view": {"type": "modal", "app_installed_team_id": "T1"}, "container": {"type": "view"}}
HOME: Body = {"view": {"type": "home", "app_installed_team_id": "T1"}, "container": {"type": "view"}}


def judged(own: frozenset[str], interaction: Interaction) -> object:
    access = Access(frozenset(), frozenset())
    access.own = own
    return access.refusal(interaction)


@pytest.mark.parametrize(
    ("own", "body"),
    [
        (WORKSPACE, click("T1", "T1", None, EPHEMERAL)),
        (WORKSPACE, click("T1", "T1", None, CHANNEL_MESSAGE)),
        (WORKSPACE, click("T1", "T1", None, MODAL)),
        (WORKSPACE, click("T1", "T1", None, HOME)),
        (WORKSPACE, payload("message_action", None, "T1")),
        (WORKSPACE, payload("shortcut", "T1", "T1")),
        (WORKSPACE, payload("view_submission", "T1", "T1") | MODAL),
        # The person is at home in another workspace of the organisation, or known by the organisation alone.
        (IN_ORGANISATION, click("T2", "T1", "E1", EPHEMERAL)),
        (IN_ORGANISATION, click("E1", "T1", "E1", CHANNEL_MESSAGE)),
        (IN_ORGANISATION, click("T2", "T1", "E1", MODAL)),
        (IN_ORGANISATION, click("E1", "T1", "E1", HOME)),
        (IN_ORGANISATION, payload("message_action", "T2", "T1", "E1")),
        (IN_ORGANISATION, payload("shortcut", "E1", "T1", "E1")),
        (IN_ORGANISATION, payload("view_submission", "T2", "T1", "E1") | MODAL),
        # Installed for the whole organisation: Slack names no workspace.
        (frozenset({"E1"}), click("T2", None, "E1", EPHEMERAL)),
        (frozenset({"E1"}), click("T2", None, "E1", MODAL)),
        (frozenset({"E1"}), payload("message_action", "T2", None, "E1")),
        (frozenset({"E1"}), payload("shortcut", "T2", None, "E1")),
        (frozenset({"E1"}), payload("view_submission", "T2", None, "E1") | MODAL),
    ],
)
def test_a_colleague_is_served(own: frozenset[str], body: Body) -> None:
    assert judged(own, Interaction.of_payload(body)) is None


@pytest.mark.parametrize(
    "body",
    [
        # In a message that all see, `team` is the workspace that the app is installed in.
        click("T9", "T1", None, CHANNEL_MESSAGE),
        click("T9", "T1", "E1", CHANNEL_MESSAGE),
        click(None, "T1", None, CHANNEL_MESSAGE),
        # In a view, all ids but the one within the view are the guest's.
        click("T9", "T9", "E9", MODAL),
        payload("view_submission", "T9", "T9", "E9") | MODAL,
        payload("view_submission", "E9", "T9", "E9") | MODAL,
        payload("view_submission", "T9", "T9") | MODAL,
    ],
)
@pytest.mark.parametrize("own", [WORKSPACE, IN_ORGANISATION])
def test_a_guest_of_a_shared_channel_is_refused(own: frozenset[str], body: Body) -> None:
    assert judged(own, Interaction.of_payload(body)) == ("workspace", not_this_workspace(SOMEBODY))


@pytest.mark.parametrize(
    ("own", "body"),
    [
        (WORKSPACE, {"team_id": "T1"}),
        (IN_ORGANISATION, {"team_id": "T2", "enterprise_id": "E1"}),
        (frozenset({"E1"}), {"team_id": "T2", "enterprise_id": "E1", "is_enterprise_install": "true"}),
    ],
)
def test_a_colleague_is_served_by_the_command_and_the_home_tab(own: frozenset[str], body: Body) -> None:
    command = Interaction.of_command(body | {"user_id": "U1", "channel_id": "C1"})
    home = Interaction.of_event(body | {"event": {"type": "app_home_opened", "user": "U1"}})

    assert (judged(own, command), judged(own, home)) == (None, None)


def test_a_guest_who_opens_the_home_tab_is_refused() -> None:
    # The installation is the app's own, but the event is the guest's.
    body = {
        "team_id": "T9",
        "event": {"type": "app_home_opened", "user": "U9"},
        "authorizations": [{"team_id": "T1", "enterprise_id": "E1"}],
    }

    assert judged(IN_ORGANISATION, Interaction.of_event(body)) == ("workspace", not_this_workspace(SOMEBODY))

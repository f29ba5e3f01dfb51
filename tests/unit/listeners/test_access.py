from collections.abc import Iterable

import pytest

from bot.blocks.refusal import not_this_channel, not_this_user, not_this_workspace
from bot.listeners.access import Access
from bot.listeners.interaction import Interaction


def access(channels: Iterable[str] = (), users: Iterable[str] = ()) -> Access:
    return Access(frozenset(channels), frozenset(users))


def interaction(user: str = "U1", channel: str = "C1", team: str = "T1") -> Interaction:
    return Interaction("command", user, team, channel, "")


ALLOWED = [
    (access(), interaction(user="", channel="")),
    (access(users=["U1"]), interaction(channel="C9")),
    (access(channels=["C1"]), interaction(user="U9")),
    (access(["C1", "C2"], ["U1", "U2"]), interaction("U2", "C2")),
]
REFUSED_USERS = [
    (access(users=["U2"]), interaction()),
    (access(users=["U2"]), interaction(user="")),
    (access(users=["U2"]), interaction(user="u2")),
    (access(["C1"], ["U2"]), interaction()),
    (access(["C2"], ["U2"]), interaction()),
]


@pytest.mark.parametrize(("rules", "who"), ALLOWED)
def test_those_on_the_lists_are_let_in_and_an_empty_list_lets_everyone_in(
    rules: Access, who: Interaction
) -> None:
    assert rules.refusal(who, team_id="T1") is None


@pytest.mark.parametrize(("rules", "who"), REFUSED_USERS)
def test_a_person_who_is_not_listed_is_refused(rules: Access, who: Interaction) -> None:
    assert rules.refusal(who, team_id="T1") == ("user", not_this_user())


@pytest.mark.parametrize("channel", ["C1", "", "c2"])
def test_a_channel_that_is_not_listed_is_refused(channel: str) -> None:
    refused = access(["C2"], ["U1"]).refusal(interaction(channel=channel), team_id="T1")

    assert refused == ("channel", not_this_channel({"C2"}))


def test_a_person_of_another_workspace_is_refused_whatever_the_lists_say() -> None:
    refused = access(["C1"], ["U1"]).refusal(interaction(team="T2"), team_id="T1")

    assert refused == ("workspace", not_this_workspace())


@pytest.mark.parametrize(("team", "own"), [("T1", "T1"), ("T2", None), ("", "T1")])
def test_a_workspace_that_is_the_same_or_not_known_is_no_reason(team: str, own: str | None) -> None:
    assert access().refusal(interaction(team=team), team_id=own) is None

from collections.abc import Iterable

import pytest

from bot.access.allowed import Access
from bot.access.interaction import Interaction
from bot.blocks.contact import SOMEBODY
from bot.blocks.ids import HOME_OPENED
from bot.blocks.refusal import not_this_channel, not_this_user, not_this_workspace, workspace_unknown


def access(channels: Iterable[str] = (), users: Iterable[str] = (), own: Iterable[str] = ("T1",)) -> Access:
    made = Access(frozenset(channels), frozenset(users))
    made.own = frozenset(own)
    return made


def interaction(
    user: str = "U1", channel: str = "C1", team: str = "T1", kind: str = "command"
) -> Interaction:
    return Interaction(kind, user, frozenset([team] if team else []), channel)


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
    assert rules.refusal(who) is None


@pytest.mark.parametrize(("rules", "who"), REFUSED_USERS)
def test_a_person_who_is_not_listed_is_refused(rules: Access, who: Interaction) -> None:
    assert rules.refusal(who) == ("user", not_this_user(SOMEBODY))


@pytest.mark.parametrize("channel", ["C1", "", "c2"])
def test_a_channel_that_is_not_listed_is_refused(channel: str) -> None:
    refused = access(["C2"], ["U1"]).refusal(interaction(channel=channel))

    assert refused == ("channel", not_this_channel({"C2"}, SOMEBODY, here=channel))


@pytest.mark.parametrize("kind", ["block_actions", "message_action", "shortcut", "view_submission"])
def test_a_person_who_does_not_say_from_which_workspace_is_refused(kind: str) -> None:
    assert access().refusal(interaction(team="", kind=kind)) == ("workspace", not_this_workspace(SOMEBODY))


@pytest.mark.parametrize("kind", ["command", HOME_OPENED])
def test_what_only_colleagues_can_do_need_not_say_from_which_workspace(kind: str) -> None:
    assert access().refusal(interaction(team="", kind=kind)) is None


def test_a_person_of_another_workspace_is_refused_whatever_the_lists_say() -> None:
    refused = access(["C1"], ["U1"]).refusal(interaction(team="T2"))

    assert refused == ("workspace", not_this_workspace(SOMEBODY))


@pytest.mark.parametrize("kind", ["command", HOME_OPENED])
def test_what_only_colleagues_can_do_is_served_before_the_own_workspace_is_known(kind: str) -> None:
    assert access(own=()).refusal(interaction(team="T2", kind=kind)) is None


@pytest.mark.parametrize("kind", ["block_actions", "message_action", "shortcut", "view_submission", ""])
def test_all_else_is_refused_until_the_own_workspace_is_known(kind: str) -> None:
    refused = access(own=()).refusal(interaction(kind=kind))

    assert refused == ("workspace_unknown", workspace_unknown())

"""Who may ask, and where: the same rules at every way in, before Gameball is asked."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from bot.blocks.refusal import not_this_channel, not_this_user, not_this_workspace, workspace_unknown
from bot.slack import replies as reply
from playground.gameball.stand_in import after
from playground.slack.conversation import COLLEAGUE, ORDERS, SUPPORT, VIEWER
from tests.e2e.conftest import StartWorld
from tests.e2e.fault_scene import Scene, fine
from tests.e2e.world import Json, World, words_of


@dataclass(frozen=True)
class Rule:
    """`settings` come into effect when people have something on show to click; `who` then acts.

    Where the process is not `introduced`, Slack does not tell it which workspace is its own."""

    why: str
    refusal: str
    settings: Json = field(default_factory=dict)
    who: Json = field(default_factory=dict)
    introduced: bool = True

    async def takes_effect(self, world: World) -> None:
        world.settings = world.settings.model_copy(update=self.settings)
        if not self.introduced:
            world.slack.faults.auth_test_error = "invalid_auth"
        await world.restart_bot()
        if self.introduced:
            await world.ready()
        world.gameball.requests.clear()


Way = Callable[[World, Rule], Awaitable[str]]
"""Something that a person does under a rule; comes back with what that person reads then."""


async def _command(world: World, rule: Rule) -> str:
    await rule.takes_effect(world)
    return words_of((await world.ask("cust_1001", **rule.who)).blocks)


async def _click(world: World, rule: Rule, action_id: str = "next_page") -> str:
    shown = await world.ask("cust_1001")
    await rule.takes_effect(world)
    return words_of((await world.click(shown, action_id, **rule.who)).blocks)


async def _share(world: World, rule: Rule) -> str:
    return await _click(world, rule, "share_usable")


async def _message_shortcut(world: World, rule: Rule) -> str:
    await rule.takes_effect(world)
    await world.slack.shortcut("find_coupons", world.slack.messages[0], **rule.who)
    return words_of(world.modal.view["blocks"])


async def _global_shortcut(world: World, rule: Rule) -> str:
    await rule.takes_effect(world)
    await world.slack.shortcut("customer_coupons", **rule.who)
    return words_of(world.modal.view["blocks"])


async def _submission(world: World, rule: Rule) -> str:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await rule.takes_effect(world)
    await world.submit("cust_1001", **rule.who)
    return words_of(world.modal.view["blocks"])


async def _click_in_modal(world: World, rule: Rule) -> str:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.submit("cust_1001")
    await rule.takes_effect(world)
    await world.slack.click(world.modal, "next_page", **rule.who)
    return words_of(world.modal.view["blocks"])


async def _home(world: World, rule: Rule) -> str:
    await rule.takes_effect(world)
    await world.slack.open_home(**rule.who)
    home = await world.slack.wait_for(lambda: world.slack.home)
    return words_of(home.view["blocks"])


async def _home_button(world: World, rule: Rule) -> str:
    await world.slack.open_home()
    home = await world.slack.wait_for(lambda: world.slack.home)
    await rule.takes_effect(world)
    await world.slack.click(home, "look_up", **rule.who)
    return words_of(world.modal.view["blocks"])


_WAYS = {
    "command": _command,
    "click": _click,
    "share": _share,
    "message shortcut": _message_shortcut,
    "global shortcut": _global_shortcut,
    "submission": _submission,
    "click in a modal": _click_in_modal,
    "Home": _home,
    "button in Home": _home_button,
}
_EVERY_WAY = pytest.mark.parametrize("way", _WAYS.values(), ids=_WAYS)


async def _is_refused(world: World, way: Way, rule: Rule) -> None:
    assert rule.refusal in await way(world, rule)
    assert world.asked == []
    await world.stop_bot()
    refused = [line for line in world.log.lines if line.get("outcome") == "Refused"]
    assert [(line["user"], line["refused"]) for line in refused] == [(VIEWER.id, rule.why)]


@_EVERY_WAY
async def test_who_is_not_among_the_allowed_users_is_refused(world: World, way: Way) -> None:
    rule = Rule("user", words_of(not_this_user().blocks), {"allowed_users": frozenset({COLLEAGUE.id})})

    await _is_refused(world, way, rule)


@_EVERY_WAY
async def test_outside_the_allowed_channels_the_refusal_says_where_to_ask(world: World, way: Way) -> None:
    refusal = words_of(not_this_channel([ORDERS.id]).blocks)
    assert f"<#{ORDERS.id}>" in refusal

    await _is_refused(world, way, Rule("channel", refusal, {"allowed_channels": frozenset({ORDERS.id})}))


@_EVERY_WAY
async def test_a_person_of_another_workspace_is_refused(world: World, way: Way) -> None:
    rule = Rule("workspace", words_of(not_this_workspace().blocks), who={"team_id": "T0ELSEWHERE"})

    await _is_refused(world, way, rule)


async def _is_served(world: World, way: Way, rule: Rule) -> None:
    await way(world, rule)
    await world.stop_bot()
    assert [line for line in world.log.lines if line.get("outcome") == "Refused"] == []


# What a shared channel gives to people of other companies too.
_WAYS_OF_GUESTS = {name: way for name, way in _WAYS.items() if way not in (_command, _home)}


@pytest.mark.parametrize("way", _WAYS_OF_GUESTS.values(), ids=_WAYS_OF_GUESTS)
async def test_nobody_is_let_in_until_slack_has_told_the_own_workspace(
    world: World, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.ready()
    monkeypatch.setattr("bot.access.own_workspace._TOLD_WITHIN", 0.0)
    rule = Rule("workspace_unknown", words_of(workspace_unknown().blocks), introduced=False)

    await _is_refused(world, way, rule)


async def test_the_wait_for_the_own_workspace_is_part_of_the_time_to_answer_a_form(
    start_world: StartWorld,
) -> None:
    with Scene(start_world) as scene:
        world = await scene.begin()
        await world.slack.shortcut("customer_coupons")
        world.slack.faults.auth_test_error = "internal_error"
        await world.restart_bot()
        await world.log.has("slack_auth_test")
        await scene.pass_by(0.5)
        world.slack.faults.auth_test_error = None
        world.gameball.answer("cust_9", after(5, fine()))
        began = time.monotonic()

        await world.submit("cust_9")

        assert round(time.monotonic() - began, 1) == reply.ANSWER_WITHIN


@pytest.mark.parametrize("way", [_command, _home])
async def test_what_only_the_own_people_can_do_is_served_without_it(world: World, way: Way) -> None:
    await _is_served(world, way, Rule("", "", introduced=False))


@_EVERY_WAY
async def test_an_allowed_user_is_served(world: World, way: Way) -> None:
    await _is_served(world, way, Rule("", "", {"allowed_users": frozenset({VIEWER.id})}))


@pytest.mark.parametrize("way", [_command, _click, _share, _message_shortcut, _submission, _click_in_modal])
async def test_in_an_allowed_channel_agents_are_served(world: World, way: Way) -> None:
    await _is_served(world, way, Rule("", "", {"allowed_channels": frozenset({SUPPORT.id})}))


async def test_where_users_and_channels_are_set_both_must_hold(start_world: StartWorld) -> None:
    world = await start_world(allowed_users=f"{VIEWER.id}", allowed_channels=f"{ORDERS.id},{SUPPORT.id}")

    served = await world.ask("cust_none")
    elsewhere = await world.ask("cust_none", channel_id="C0PRIVATE01")
    somebody = await world.ask("cust_none", user_id=COLLEAGUE.id)

    assert served.text.startswith("Coupons of cust_none")
    assert elsewhere.text == not_this_channel([ORDERS.id, SUPPORT.id]).text
    assert somebody.text == not_this_user().text


async def test_a_refusal_is_seen_by_nobody_else_and_changes_nothing_on_show(world: World) -> None:
    shown = await world.ask("cust_1001")

    refusal = await world.click(shown, "next_page", team_id="T0ELSEWHERE")

    assert (refusal.visible_to, world.shown(shown)) == (VIEWER.id, shown)


async def test_help_is_for_those_who_may_ask(start_world: StartWorld) -> None:
    world = await start_world(allowed_users=COLLEAGUE.id)

    assert (await world.ask("help")).text == not_this_user().text


async def test_too_many_different_customers_are_refused_with_the_reason(start_world: StartWorld) -> None:
    world = await start_world(max_customers_per_user=2)
    for customer in ("cust_one", "cust_none", "cust_one"):
        await world.ask(customer)

    refused = await world.ask("cust_1001")
    other = await world.ask("cust_1001", user_id=COLLEAGUE.id)

    assert refused.text.startswith("You have looked up many different customers in the last ten minutes. ")
    assert other.text.startswith("Coupons of cust_1001")
    assert [line.get("refused") for line in world.log.of("command")][3] == "quota"

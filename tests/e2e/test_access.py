"""Who may ask, and where: every way in asks it before Gameball is asked."""

from collections.abc import Awaitable, Callable

import pytest

from bot.blocks.contact import SOMEBODY
from bot.blocks.refusal import not_this_channel, not_this_user, not_this_workspace, workspace_unknown
from playground.slack.conversation import COLLEAGUE, ORDERS, SISTER, SUPPORT, VIEWER
from playground.slack.payloads import Installation
from tests.e2e.conftest import StartWorld
from tests.e2e.world import Json, World, words_of

Now = Callable[[], Awaitable[Json]]
"""Is called just before what is tested. What it returns tells who does it, where that is not the usual agent."""
Way = Callable[[World, Now], Awaitable[str]]
"""What a person does, and reads then."""


async def _command(world: World, now: Now) -> str:
    return words_of((await world.ask("cust_1001", **await now())).blocks)


async def _click(world: World, now: Now, action_id: str = "next_page") -> str:
    shown = await world.ask("cust_1001")
    return words_of((await world.click(shown, action_id, **await now())).blocks)


async def _share(world: World, now: Now) -> str:
    return await _click(world, now, "share_usable")


async def _message_shortcut(world: World, now: Now) -> str:
    await world.slack.shortcut("find_coupons", world.slack.messages[0], **await now())
    return words_of(world.modal.view["blocks"])


async def _global_shortcut(world: World, now: Now) -> str:
    await world.slack.shortcut("customer_coupons", **await now())
    return words_of(world.modal.view["blocks"])


async def _submission(world: World, now: Now) -> str:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.submit("cust_1001", **await now())
    return words_of(world.modal.view["blocks"])


async def _click_in_modal(world: World, now: Now) -> str:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.submit("cust_1001")
    await world.slack.click(world.modal, "next_page", **await now())
    return words_of(world.modal.view["blocks"])


async def _home(world: World, now: Now) -> str:
    await world.slack.open_home(**await now())
    return words_of((await world.home()).view["blocks"])


async def _home_button(world: World, now: Now) -> str:
    await world.slack.open_home()
    home = await world.home()
    await world.slack.click(home, "look_up", **await now())
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
_OF_COLLEAGUES = ("command", "Home")
_OF_GUESTS = ("submission", "click in a modal", "Home", "button in Home")
"""What Slack lets somebody of another company do, at most."""
_IN_A_CHANNEL = ("command", "click", "share", "message shortcut", "submission", "click in a modal")


async def _as_usual() -> Json:
    return {}


async def _refused(world: World) -> list[tuple[str, str]]:
    """Who was refused, and why, as the log tells."""
    await world.stop_bot()
    return [(line["user"], line["refused"]) for line in world.log.lines if line.get("outcome") == "Refused"]


@pytest.mark.parametrize("name", _OF_GUESTS)
async def test_a_guest_of_a_shared_channel_is_refused(world: World, name: str) -> None:
    async def as_a_guest() -> Json:
        world.gameball.requests.clear()
        return {"team_id": "T0ELSEWHERE"}

    assert words_of(not_this_workspace(SOMEBODY).blocks) in await _WAYS[name](world, as_a_guest)
    assert (world.asked, await _refused(world)) == ([], [(VIEWER.id, "workspace")])


_ORGANISATION = {
    "in one workspace": Installation(enterprise_id="E0PLAYGRND1"),
    "in all of it": Installation(enterprise_id="E0PLAYGRND1", is_enterprise_install=True),
}


@pytest.mark.parametrize("installed", _ORGANISATION)
@pytest.mark.parametrize("name", _WAYS)
async def test_a_colleague_of_another_workspace_of_the_organisation_is_served(
    start_world: StartWorld, installed: str, name: str
) -> None:
    world = await start_world(card_style="card", installation=_ORGANISATION[installed])
    world.slack.viewer = SISTER

    await _WAYS[name](world, _as_usual)

    assert await _refused(world) == []


async def _before_the_own_workspace_is_known(world: World) -> Json:
    await world.stop_bot()
    world.slack.faults.auth_test_error = "internal_error"
    await world.start_unready_bot()
    return {}


@pytest.mark.parametrize("name", [name for name in _WAYS if name not in _OF_COLLEAGUES])
async def test_until_the_own_workspace_is_known_people_are_told_to_try_again(world: World, name: str) -> None:
    words = await _WAYS[name](world, lambda: _before_the_own_workspace_is_known(world))

    assert words_of(workspace_unknown().blocks) in words
    assert (world.asked, await _refused(world)) == ([], [(VIEWER.id, "workspace_unknown")])


@pytest.mark.parametrize("name", _OF_COLLEAGUES)
async def test_what_only_colleagues_can_do_is_served_before_the_own_workspace_is_known(
    world: World, name: str
) -> None:
    await _WAYS[name](world, lambda: _before_the_own_workspace_is_known(world))

    assert await _refused(world) == []


@pytest.mark.parametrize("name", _IN_A_CHANNEL)
async def test_in_an_allowed_channel_people_are_served(start_world: StartWorld, name: str) -> None:
    world = await start_world(card_style="card", allowed_channels=SUPPORT.id)

    await _WAYS[name](world, _as_usual)

    assert await _refused(world) == []


async def test_where_users_and_channels_are_set_both_must_hold(start_world: StartWorld) -> None:
    world = await start_world(allowed_users=VIEWER.id, allowed_channels=f"{ORDERS.id},{SUPPORT.id}")

    served = await world.ask("cust_none")
    elsewhere = await world.ask("cust_none", channel_id="C0PRIVATE01")
    somebody = await world.ask("help", user_id=COLLEAGUE.id)

    assert served.text.startswith("Coupons of `cust_none`")
    assert elsewhere.text == not_this_channel([ORDERS.id, SUPPORT.id], SOMEBODY, here="C0PRIVATE01").text
    assert somebody.text == not_this_user(SOMEBODY).text


async def test_a_refusal_is_seen_by_nobody_else_and_changes_nothing_on_show(world: World) -> None:
    shown = await world.ask("cust_1001")
    await _before_the_own_workspace_is_known(world)

    refusal = await world.click(shown, "next_page")

    assert (refusal.visible_to, world.shown(shown)) == (VIEWER.id, shown)


async def test_too_many_different_customers_are_refused_with_the_reason(start_world: StartWorld) -> None:
    world = await start_world(max_customers_per_user=2)
    for customer in ("cust_one", "cust_none", "cust_one"):
        await world.ask(customer)

    refused = await world.ask("cust_1001")
    other = await world.ask("cust_1001", user_id=COLLEAGUE.id)

    assert refused.text.startswith("You have looked up many different customers in the last ten minutes. ")
    assert other.text.startswith("Coupons of `cust_1001`")
    assert await _refused(world) == [(VIEWER.id, "quota")]


@pytest.mark.parametrize("kind", ["command", "home", "form"])
async def test_who_is_refused_reads_whom_to_ask_on_every_way_in(start_world: StartWorld, kind: str) -> None:
    world = await start_world(allowed_users="U0SOMEBODY1", contact="U0BOSS00001")

    if kind == "command":
        said = (await world.ask("cust_1001")).text
    elif kind == "home":
        await world.slack.open_home()
        said = words_of((await world.home()).view["blocks"])
    else:
        await world.slack.shortcut("customer_coupons")
        said = words_of(world.modal.view["blocks"])

    assert said.endswith("Please ask <@U0BOSS00001> to change that.")


async def test_a_fault_of_the_app_names_the_contact(
    start_world: StartWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = await start_world(contact="the shop team")
    monkeypatch.delattr("bot.listeners.services.results")

    message = await world.ask("cust_one")

    assert "please give the shop team this reference: " in message.text

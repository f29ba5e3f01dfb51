"""What makes it fast, counted: requests to Gameball, connections opened, posts to Slack."""

import asyncio
from collections import Counter
from dataclasses import dataclass

import pytest
from aiohttp import web

from bot.gameball.client import PROBE
from tests.e2e.conftest import StartWorld
from tests.e2e.world import Held, World, two_coupons

CUSTOMERS = [f"cust_{number}" for number in range(10)]

Accepted = Counter[web.Server]


@dataclass(frozen=True)
class Counts:
    """Connections include those that are opened at the start."""

    gameball_requests: int
    gameball_connections: int = 1
    slack_connections: int = 1
    posts: int = 0


@pytest.fixture
def accepted(monkeypatch: pytest.MonkeyPatch) -> Accepted:
    """How many connections each server has accepted: aiohttp calls a server once for each."""
    counted: Accepted = Counter()
    accept = web.Server.__call__

    def accept_and_count(server: web.Server) -> object:
        counted[server] += 1
        return accept(server)

    monkeypatch.setattr(web.Server, "__call__", accept_and_count)
    return counted


def counts(world: World, accepted: Accepted) -> Counts:
    slack = world.slack._runner.server
    assert slack is not None
    return Counts(
        gameball_requests=len(world.gameball.requests),
        gameball_connections=world.gameball.connections,
        slack_connections=accepted[slack],
        posts=len(world.slack.response_posts),
    )


async def started(start_world: StartWorld, *, card_style: str = "card") -> World:
    """A world whose customers all have coupons."""
    world = await start_world(card_style=card_style)
    for customer in CUSTOMERS:
        world.gameball.answer(customer, two_coupons())
    return world


async def test_the_start_asks_each_service_once(accepted: Accepted, start_world: StartWorld) -> None:
    world = await started(start_world)

    assert world.asked_at_start == [PROBE]
    assert [call.method for call in world.slack.api_calls] == ["auth.test"]
    assert counts(world, accepted) == Counts(gameball_requests=0)


async def test_lookups_in_turn_are_one_request_each_over_one_connection(
    accepted: Accepted, start_world: StartWorld
) -> None:
    world = await started(start_world)

    for customer in CUSTOMERS:
        await world.ask(customer)

    assert counts(world, accepted) == Counts(gameball_requests=10)
    assert world.api_methods == []


async def test_whether_slack_accepts_cards_is_learnt_with_one_post(
    accepted: Accepted, start_world: StartWorld
) -> None:
    world = await started(start_world, card_style="auto")

    sources = [(await world.ask(customer)).source for customer in CUSTOMERS]

    assert sources == ["response_url"] + ["http_response"] * 9
    assert counts(world, accepted) == Counts(gameball_requests=10, posts=1)


@pytest.mark.limits(answer=0.02)
async def test_late_answers_are_posted_once_each_over_one_connection(
    accepted: Accepted, start_world: StartWorld
) -> None:
    world = await started(start_world)

    for customer in CUSTOMERS[:3]:
        held = Held(two_coupons())
        world.gameball.answer(customer, held)
        await world.slack.send_command(customer)
        held.release()
        await world.next_answer()

    assert counts(world, accepted) == Counts(gameball_requests=3, posts=3)


async def test_agents_who_ask_for_the_same_customer_at_once_make_one_request(
    accepted: Accepted, start_world: StartWorld
) -> None:
    world = await started(start_world)
    held = Held(two_coupons())
    world.gameball.answer("cust_1", held)

    agents = [asyncio.create_task(world.slack.send_command("cust_1")) for _ in range(200)]
    await world.gameball.received(1)
    held.release()
    answers = await asyncio.gather(*agents)

    assert {(answer.status, bool(answer.body)) for answer in answers} == {(200, True)}
    assert counts(world, accepted) == Counts(gameball_requests=1)


async def test_a_click_is_one_post_and_only_refresh_asks_again(
    accepted: Accepted, start_world: StartWorld
) -> None:
    world = await started(start_world)

    shown = await world.ask("cust_1")
    for action_id in ("show_usable", "show_all", "refresh"):
        await world.slack.click(world.shown(shown), action_id)

    assert counts(world, accepted) == Counts(gameball_requests=2, posts=3)


async def test_the_way_through_the_modal_is_one_request(start_world: StartWorld) -> None:
    world = await started(start_world)

    await world.look_up_in_modal("cust_1")
    await world.slack.click(world.modal, "reply_text", block_id="coupon:1")

    assert (world.asked, world.slack.response_posts) == (["cust_1"], [])
    assert world.api_methods == ["views.open", "views.push"]

"""Two processes as one: whichever a click reaches serves it, and one that dies takes along only what it held."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from playground.gameball.stand_in import coupon, coupons
from playground.slack.workspace import Message
from tests.e2e.conftest import StartWorld
from tests.e2e.process import BotProcess, environment_for, running
from tests.e2e.world import Held, World, titles_of, two_coupons


@dataclass
class Pair:
    """Two processes that take turns, as behind a platform's router."""

    world: World
    processes: list[BotProcess]
    urls: list[str]

    def __post_init__(self) -> None:
        self._turns: Iterator[str] = itertools.cycle(self.urls)

    async def ask(self, customer: str) -> Message:
        self.world.slack.bot_url = next(self._turns)
        return await self.world.ask(customer)

    async def click(self, where: Message, action_id: str, block_id: str | None = None) -> Message:
        self.world.slack.bot_url = next(self._turns)
        return await self.world.click(where, action_id, block_id=block_id)

    async def kill(self, number: int) -> None:
        """From then on, the router passes everything on to the other one."""
        await self.processes[number].kill()
        self._turns = itertools.repeat(self.urls[1 - number])

    async def served(self) -> list[int]:
        """How many commands and clicks each process has served; they are stopped for that."""
        for process in self.processes:
            process.terminate()
            await process.ended()
        return [sum("user" in line for line in process.lines) for process in self.processes]


async def _nothing(_: World) -> None:
    """The bots run in processes of their own."""


@pytest.fixture
async def pair(start_world: StartWorld, tmp_path: Path) -> AsyncIterator[Pair]:
    world = await start_world(start=_nothing, card_style="card")
    async with AsyncExitStack() as stack:
        processes = [
            await stack.enter_async_context(
                running("serve", environment=environment_for(world), directory=tmp_path)
            )
            for _ in range(2)
        ]
        urls = [f"{await process.url()}/slack/events" for process in processes]
        # Each has tried Gameball at its start.
        await world.gameball.received(2)
        world.gameball.requests.clear()
        yield Pair(world, processes, urls)


async def test_pages_filters_refresh_and_shares_work_across_two_processes(pair: Pair) -> None:
    many = [coupon(name=f"Coupon {number}", code=f"CODE{number}") for number in range(29)]
    many.append(coupon(name="Coupon 29", code="GONE", isActive=False, isAvailableToUse=False))
    pair.world.gameball.answer("cust_9", coupons(many))

    shown = await pair.ask("cust_9")
    walked = titles_of(shown.blocks)
    for _ in range(4):
        shown = await pair.click(shown, "next_page")
        walked += titles_of(shown.blocks)
    for action_id in ("previous_page", "show_usable", "show_all", "refresh"):
        shown = await pair.click(shown, action_id)
    shared = await pair.click(shown, "share", "coupon:1")

    assert sorted(title.rpartition(" ")[2] for title in walked) == sorted(map(str, range(30)))
    assert titles_of(shown.blocks) == walked[:6]
    assert (shared.visible_to, titles_of(shared.blocks)) == (None, walked[:1])
    assert await pair.served() == [5, 5]


async def test_a_process_that_dies_loses_the_request_it_held_and_nothing_else(pair: Pair) -> None:
    world = pair.world
    world.gameball.answer("cust_9", two_coupons())
    before = [await pair.ask("cust_9"), await pair.ask("cust_9")]
    world.gameball.answer("cust_held", Held(two_coupons()))
    world.slack.bot_url = pair.urls[0]
    held = asyncio.create_task(world.slack.send_command("cust_held"))
    await world.gameball.received(3)

    await pair.kill(0)

    assert (await held).error == "dispatch_failed"
    assert (await world.next_message()).text == '/coupons failed with the error "dispatch_failed"'
    # Everything on show goes on working, whichever process drew it, and so does what is new.
    for message in before:
        refreshed = await pair.click(message, "refresh")
        assert (refreshed.ts, titles_of(refreshed.blocks)) == (message.ts, titles_of(message.blocks))
    assert titles_of((await pair.ask("cust_9")).blocks) == titles_of(before[0].blocks)

"""Two processes as one: whichever a click reaches serves it, and one that dies takes along only what it held."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from playground.gameball.stand_in import GameballStandIn, coupon, coupons
from playground.slack.stand_in import SlackStandIn
from playground.slack.workspace import Message
from tests.e2e.world import (
    API_KEY,
    BOT_TOKEN,
    PATIENCE,
    SECRET_KEY,
    SIGNING_SECRET,
    Held,
    titles_of,
    two_coupons,
)
from tests.soak.process import BotProcess, Json


class RoundRobin:
    """Passes each connection on to the next process that takes it, as a platform's router does."""

    def __init__(self, processes: list[BotProcess]) -> None:
        self.last: BotProcess | None = None
        self._turns = itertools.cycle(processes)
        self._processes = len(processes)
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> str:
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for process in itertools.islice(self._turns, self._processes):
            try:
                upstream = await asyncio.open_connection("127.0.0.1", process.port)
            except OSError:
                continue
            self.last = process
            from_process, to_process = upstream
            await asyncio.gather(_copy(reader, to_process), _copy(from_process, writer))
            return
        writer.transport.abort()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


@dataclass
class Pair:
    """Two processes behind one address, with the workspace and the shop that they serve."""

    slack: SlackStandIn
    gameball: GameballStandIn
    processes: list[BotProcess]
    router: RoundRobin
    logs: list[list[Json]] = field(default_factory=lambda: [[], []])

    async def ask(self, text: str) -> Message:
        await self.slack.send_command(text)
        return await self.slack.next_message(timeout=PATIENCE)

    async def click(self, where: Message, action_id: str, block_id: str | None = None) -> Message:
        await self.slack.click(where, action_id, block_id=block_id)
        return await self.slack.next_message(timeout=PATIENCE)

    async def served(self, number: int) -> int:
        """How many commands and clicks that process has served; it is stopped for that."""
        await self.processes[number].stop()
        return len([line for line in self.logs[number] if "user" in line])


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[Pair]:
    slack = SlackStandIn(bot_token=BOT_TOKEN, signing_secret=SIGNING_SECRET, answer_timeout=PATIENCE)
    gameball = GameballStandIn(api_key=API_KEY, secret_key=SECRET_KEY)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(slack)
        await stack.enter_async_context(gameball)
        settings = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": slack.api_url,
            "GAMEBALL_API_KEY": API_KEY,
            "GAMEBALL_SECRET_KEY": SECRET_KEY,
            "GAMEBALL_API_URL": gameball.url,
            "CARD_STYLE": "card",
        }
        logs: list[list[Json]] = [[], []]
        processes = [BotProcess(settings, directory=tmp_path, on_line=log.append) for log in logs]
        await asyncio.gather(*(stack.enter_async_context(process) for process in processes))
        router = RoundRobin(processes)
        slack.bot_url = f"{await stack.enter_async_context(router)}/slack/events"
        yield Pair(slack, gameball, processes, router, logs)


async def test_pages_filters_refresh_and_shares_work_across_two_processes(pair: Pair) -> None:
    many = [coupon(name=f"Coupon {number}", code=f"CODE{number}") for number in range(29)]
    many.append(coupon(name="Coupon 29", code="GONE", isActive=False, isAvailableToUse=False))
    pair.gameball.answer("cust_9", coupons(many))

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
    assert [await pair.served(number) for number in range(2)] == [5, 5]


async def test_a_process_that_dies_loses_the_request_it_held_and_nothing_else(pair: Pair) -> None:
    pair.gameball.answer("cust_9", two_coupons())
    before = [await pair.ask("cust_9"), await pair.ask("cust_9")]
    pair.gameball.answer("cust_held", Held(two_coupons()))
    held = asyncio.create_task(pair.slack.send_command("cust_held"))
    # Each process has asked once at its start.
    await pair.gameball.received(2 + 3)
    assert pair.router.last is not None

    await pair.router.last.kill()

    assert (await held).error == "dispatch_failed"
    assert (await pair.slack.next_message()).text == '/coupons failed with the error "dispatch_failed"'
    # Everything on show goes on working, whoever drew it, and so does whatever is new.
    for message in before:
        refreshed = await pair.click(message, "refresh")
        assert (refreshed.ts, titles_of(refreshed.blocks)) == (message.ts, titles_of(message.blocks))
    for _ in range(4):
        assert titles_of((await pair.ask("cust_9")).blocks) == titles_of(before[0].blocks)
    assert pair.slack.workspace.arrivals[-1].text.startswith("Coupons of cust_9: ")

import asyncio
import gc
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.coupons import lookup as module
from bot.coupons.lookup import KEPT_FOR, Lookup, Snapshot
from bot.gameball.client import GameballClient
from bot.gameball.errors import CustomerNotFoundError, UnavailableError
from bot.gameball.models import CustomerCoupons
from playground.gameball.stand_in import GameballStandIn
from tests.factories import NOW, coupon
from tests.unit.coupons.prompted_gameball import Outcome, PromptedGameball, Times, having, settle

Ask = Callable[..., Awaitable["asyncio.Task[Snapshot]"]]


@pytest.fixture
def prompted() -> PromptedGameball:
    return PromptedGameball()


@pytest.fixture
async def times() -> Times:
    return Times()


@pytest.fixture
def lookup(prompted: PromptedGameball, times: Times) -> Lookup:
    return Lookup(prompted, clock=lambda: times.now)


@pytest.fixture
def ask(lookup: Lookup) -> Ask:
    """Begin a lookup, which then waits for its answer unless one was kept."""

    async def begin(customer_id: str = "c", *, fresh: bool = False) -> asyncio.Task[Snapshot]:
        task = asyncio.create_task(lookup.coupons_of(customer_id, fresh=fresh))
        await settle()
        return task

    return begin


async def test_a_snapshot_says_what_gameball_answered_about_whom_and_when(
    prompted: PromptedGameball, times: Times, ask: Ask
) -> None:
    task = await ask("Cust_1")
    await times.pass_by(2)
    await prompted.answer(0, having(1))

    assert await task == Snapshot("Cust_1", having(1), NOW + timedelta(seconds=2), shared=False)


async def test_two_hundred_agents_who_ask_for_one_customer_make_one_request(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    lookup = Lookup(client, clock=lambda: NOW)
    snapshots = await asyncio.gather(*(lookup.coupons_of("cust_one") for _ in range(200)))

    assert len(gameball.requests) == 1
    assert [snapshot.shared for snapshot in snapshots] == [False] + [True] * 199


async def test_different_customers_are_asked_for_separately(prompted: PromptedGameball, ask: Ask) -> None:
    tasks = [await ask("a"), await ask("A")]
    await prompted.answer(0, having(1))
    await prompted.answer(1, having(2))

    assert [(await task).answer for task in tasks] == [having(1), having(2)]


async def test_an_answer_is_kept_for_fifteen_seconds_and_then_not_held_any_more(
    prompted: PromptedGameball, times: Times, lookup: Lookup, ask: Ask
) -> None:
    first = await ask()
    await prompted.answer(0, having(1))
    await times.pass_by(14.5)
    kept = await ask()
    await times.pass_by(0.5)

    assert await kept == Snapshot("c", having(1), (await first).as_of, shared=True)
    assert (KEPT_FOR, lookup._kept) == (15.0, {})
    assert not (await ask()).done()
    assert prompted.asked == ["c", "c"]


async def test_only_the_latest_answers_are_kept(
    prompted: PromptedGameball, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ANSWERS_KEPT", 2)
    for number, customer_id in enumerate("abc"):
        await ask(customer_id)
        await prompted.answer(number, having(number))

    assert [(await ask(customer_id)).done() for customer_id in "cba"] == [True, True, False]


async def test_no_more_coupons_are_kept_than_20000_in_all_answers_together(
    prompted: PromptedGameball, lookup: Lookup, ask: Ask
) -> None:
    kept = []
    for number, (customer_id, coupons) in enumerate(
        {"a": 9_000, "b": 10_000, "c": 1_000, "d": 9_000, "e": 20_000}.items()
    ):
        await ask(customer_id)
        await prompted.answer(number, CustomerCoupons((coupon(),) * coupons))
        kept.append("".join(lookup._kept))

    assert kept == ["a", "ab", "abc", "bcd", "e"]


async def test_fresh_leaves_a_kept_answer_aside_and_is_kept_in_its_place(
    prompted: PromptedGameball, times: Times, ask: Ask
) -> None:
    for number, customer_id in enumerate(("c", "other")):
        await ask(customer_id)
        await prompted.answer(number, having(number))
    await times.pass_by(14)
    fresh = await ask(fresh=True)
    await prompted.answer(2, having(2))
    kept = [await ask(customer_id) for customer_id in ("c", "other")]
    # The time of the answer before is over.
    await times.pass_by(2)
    later = await ask()

    assert [(await task).answer for task in (fresh, *kept, later)] == [having(n) for n in (2, 2, 1, 2)]
    assert [(await task).shared for task in (fresh, later)] == [False, True]


async def test_after_fresh_has_failed_the_answer_before_is_not_given_any_more(
    prompted: PromptedGameball, ask: Ask
) -> None:
    await ask()
    await prompted.answer(0, having(1))
    fresh = await ask(fresh=True)
    await prompted.answer(1, CustomerNotFoundError(status=404, code=7000))
    again = await ask()

    assert isinstance(fresh.exception(), CustomerNotFoundError)
    assert not again.done()


async def test_fresh_does_not_join_a_request_that_began_before_but_others_join_it(
    prompted: PromptedGameball, ask: Ask
) -> None:
    old = await ask()
    together = [await ask(fresh=True), await ask(fresh=True), await ask()]
    await prompted.answer(1, having(2))
    await prompted.answer(0, having(1))

    assert prompted.asked == ["c", "c"]
    assert [(await task).answer for task in (old, *together)] == [having(1)] + [having(2)] * 3
    assert [(await task).shared for task in together] == [False, True, True]
    # The older answer, although it came later, has not replaced the newer one.
    assert (await (await ask())).answer == having(2)


@pytest.mark.parametrize("outcome", [having(1), UnavailableError(status=503)], ids=["found", "failed"])
async def test_an_older_request_that_ends_leaves_a_fresh_one_under_way(
    outcome: Outcome, prompted: PromptedGameball, ask: Ask
) -> None:
    old = await ask()
    await ask(fresh=True)
    await prompted.answer(0, outcome)
    joined = await ask()
    await prompted.answer(1, having(2))

    assert ((await joined).answer, prompted.asked) == (having(2), ["c", "c"])
    await asyncio.wait([old])


async def test_an_error_goes_to_all_who_wait_and_is_not_kept(prompted: PromptedGameball, ask: Ask) -> None:
    tasks = [await ask() for _ in range(3)]
    error = UnavailableError(status=503)
    await prompted.answer(0, error)
    again = await ask()
    await prompted.answer(1, having(2))

    assert await asyncio.gather(*tasks, return_exceptions=True) == [error] * 3
    assert (await again).answer == having(2)


@pytest.mark.parametrize("leaving", [0, 1], ids=["who-caused-the-request", "who-joined"])
async def test_a_lookup_that_is_cancelled_does_not_cancel_the_others(
    leaving: int, prompted: PromptedGameball, ask: Ask
) -> None:
    tasks = [await ask(), await ask()]
    tasks[leaving].cancel()
    await settle()
    await prompted.answer(0, having(1))

    assert tasks[leaving].cancelled()
    assert ((await tasks[1 - leaving]).answer, prompted.asked) == (having(1), ["c"])


async def test_asyncio_logs_no_error_of_a_request_that_nobody_waits_for(
    prompted: PromptedGameball, ask: Ask
) -> None:
    logged: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: logged.append(context))
    task = await ask()
    task.cancel()
    await settle()
    await prompted.answer(0, UnavailableError(status=503))
    prompted.calls.clear()
    gc.collect()

    assert (task.cancelled(), logged) == (True, [])


async def test_a_request_that_is_cut_off_leaves_nobody_waiting(prompted: PromptedGameball, ask: Ask) -> None:
    tasks = [await ask(), await ask()]
    prompted.calls[0].cancel()
    await settle()

    assert [task.cancelled() for task in tasks] == [True, True]
    assert not (await ask()).done()

import asyncio
import gc
import weakref
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from bot.coupons import lookup as module
from bot.coupons.coalescing import Coalescing
from bot.coupons.lookup import KEPT_FOR, Lookup, Snapshot
from bot.gameball.client import GameballClient
from bot.gameball.errors import CustomerNotFoundError, InvalidCustomerIdError, UnavailableError
from playground.gameball.stand_in import GameballStandIn, coupons
from tests.factories import NOW
from tests.unit.coupons.prompted_gameball import Outcome, PromptedGameball, Times, having, settle


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
def ask(lookup: Lookup) -> Callable[..., "asyncio.Task[Snapshot]"]:
    def start(customer_id: str = "c", *, fresh: bool = False) -> asyncio.Task[Snapshot]:
        return asyncio.create_task(lookup.coupons_of(customer_id, fresh=fresh))

    return start


Ask = Callable[..., "asyncio.Task[Snapshot]"]


@pytest.fixture
def no_search_for_garbage() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


async def test_a_snapshot_says_what_gameball_said_of_whom_and_when(
    prompted: PromptedGameball, times: Times, ask: Ask
) -> None:
    task = ask("Cust_1")
    await settle()
    await times.pass_by(2)
    await prompted.answer(0, having(1))

    assert await task == Snapshot("Cust_1", having(1), NOW + timedelta(seconds=2), shared=False)


async def test_simultaneous_lookups_of_one_customer_are_one_request(
    prompted: PromptedGameball, ask: Ask
) -> None:
    tasks = [ask() for _ in range(50)]
    await settle()
    await prompted.answer(0, having(1))
    snapshots = await asyncio.gather(*tasks)

    assert prompted.asked == ["c"]
    assert {(snapshot.customer_id, snapshot.answer, snapshot.as_of) for snapshot in snapshots} == {
        ("c", having(1), NOW)
    }


async def test_only_the_lookup_that_caused_the_request_is_not_shared(
    prompted: PromptedGameball, ask: Ask
) -> None:
    together = [ask() for _ in range(3)]
    await settle()
    later = ask()
    await settle()
    await prompted.answer(0, having(1))
    kept = ask()

    snapshots = await asyncio.gather(*together, later, kept)
    assert [snapshot.shared for snapshot in snapshots] == [False, True, True, True, True]


async def test_lookups_of_different_customers_are_apart(prompted: PromptedGameball, ask: Ask) -> None:
    tasks = [ask("a"), ask("A")]
    await settle()
    await prompted.answer(0, having(1))
    await prompted.answer(1, having(2))

    assert [(await task).answer for task in tasks] == [having(1), having(2)]


async def test_an_answer_is_kept_for_a_while(prompted: PromptedGameball, times: Times, ask: Ask) -> None:
    first = ask()
    await settle()
    await prompted.answer(0, having(1))
    await times.pass_by(KEPT_FOR - 1)

    assert await ask() == Snapshot("c", having(1), (await first).as_of, shared=True)
    assert prompted.asked == ["c"]


async def test_an_answer_is_kept_no_longer(prompted: PromptedGameball, times: Times, ask: Ask) -> None:
    ask()
    await settle()
    await prompted.answer(0, having(1))
    await times.pass_by(KEPT_FOR + 1)
    task = ask()
    await settle()
    await prompted.answer(1, having(2))

    assert await task == Snapshot("c", having(2), times.now, shared=False)


def test_answers_are_kept_for_fifteen_seconds() -> None:
    assert KEPT_FOR == 15.0


async def test_fresh_goes_past_what_is_kept_and_is_kept_itself(prompted: PromptedGameball, ask: Ask) -> None:
    ask()
    await settle()
    await prompted.answer(0, having(1))
    fresh = ask(fresh=True)
    await settle()
    await prompted.answer(1, having(2))
    after = ask()

    assert await fresh == Snapshot("c", having(2), NOW, shared=False)
    assert await after == Snapshot("c", having(2), NOW, shared=True)


async def test_fresh_goes_past_a_request_under_way(prompted: PromptedGameball, ask: Ask) -> None:
    old = ask()
    await settle()
    fresh = ask(fresh=True)
    await settle()
    await prompted.answer(1, having(2))
    await prompted.answer(0, having(1))

    assert [(await task).answer for task in (old, fresh, ask())] == [having(1), having(2), having(2)]


async def test_fresh_leaves_other_customers_kept(prompted: PromptedGameball, ask: Ask) -> None:
    for number, customer_id in enumerate("ab"):
        ask(customer_id)
        await settle()
        await prompted.answer(number, having(number))
    ask("b", fresh=True)
    await settle()
    await prompted.answer(2, having(2))

    assert (await ask("a")).answer == having(0)


async def test_a_refresh_stays_shared_when_an_older_request_ends(
    prompted: PromptedGameball, ask: Ask
) -> None:
    for outcome in (having(1), UnavailableError(status=503)):
        prompted.asked.clear()
        prompted.calls.clear()
        customer_id = repr(outcome)
        old = ask(customer_id)
        await settle()
        refreshed = ask(customer_id, fresh=True)
        await settle()
        await prompted.answer(0, outcome)
        joined = ask(customer_id)
        await settle()
        await prompted.answer(1, having(2))

        assert [(await task).answer for task in (refreshed, joined)] == [having(2)] * 2
        assert len(prompted.asked) == 2
        await asyncio.gather(old, return_exceptions=True)


async def test_what_an_older_request_brought_ends_with_no_newer_answer(
    prompted: PromptedGameball, times: Times, ask: Ask
) -> None:
    ask()
    await settle()
    await prompted.answer(0, having(1))
    await times.pass_by(KEPT_FOR - 1)
    ask(fresh=True)
    await settle()
    await prompted.answer(1, having(2))
    await times.pass_by(KEPT_FOR - 1)

    assert (await ask()).answer == having(2)


async def test_however_many_are_under_way_each_is_asked_for_once(
    prompted: PromptedGameball, ask: Ask
) -> None:
    many = [str(number) for number in range(module._KEPT_AT_MOST + 1)]
    tasks = [ask(customer_id) for customer_id in [*many, *many]]
    await settle()
    for number in range(len(many)):
        await prompted.answer(number, having(number))
    await asyncio.gather(*tasks)

    assert prompted.asked == many


async def test_only_the_latest_answers_are_kept(prompted: PromptedGameball, ask: Ask) -> None:
    many = [str(number) for number in range(module._KEPT_AT_MOST + 1)]
    for number, customer_id in enumerate(many):
        ask(customer_id)
        await settle()
        await prompted.answer(number, having(number))
    for customer_id in (many[-1], many[1], many[0]):
        ask(customer_id)
    await settle()

    assert prompted.asked == [*many, many[0]]


async def test_everybody_who_waits_gets_the_error(prompted: PromptedGameball, ask: Ask) -> None:
    tasks = [ask() for _ in range(3)]
    await settle()
    error = UnavailableError(status=503)
    await prompted.answer(0, error)

    assert await asyncio.gather(*tasks, return_exceptions=True) == [error] * 3


async def test_an_error_is_never_kept(prompted: PromptedGameball, ask: Ask) -> None:
    failed = ask()
    await settle()
    await prompted.answer(0, CustomerNotFoundError(status=404, code=7000))
    with pytest.raises(CustomerNotFoundError):
        await failed
    again = ask()
    await settle()
    await prompted.answer(1, having(2))

    assert (await again).answer == having(2)


@pytest.mark.parametrize("gone", [0, 1], ids=["who-caused-it", "who-joined"])
async def test_one_who_gives_up_does_not_cost_the_others(
    gone: int, prompted: PromptedGameball, ask: Ask
) -> None:
    tasks = [ask(), ask()]
    await settle()
    tasks[gone].cancel()
    await settle()
    await prompted.answer(0, having(1))

    assert tasks[gone].cancelled()
    assert ((await tasks[1 - gone]).answer, prompted.asked) == (having(1), ["c"])


async def test_a_request_nobody_waits_for_any_more_is_given_up(prompted: PromptedGameball, ask: Ask) -> None:
    task = ask()
    await settle()
    task.cancel()
    await settle()

    assert prompted.calls[0].cancelled()


async def test_a_request_that_is_cut_off_leaves_nobody_waiting(prompted: PromptedGameball, ask: Ask) -> None:
    tasks = [ask(), ask()]
    await settle()
    prompted.calls[0].cancel()
    await settle()

    assert [task.cancelled() for task in tasks] == [True, True]


@pytest.mark.parametrize("outcome", [having(1), UnavailableError(status=503)], ids=["found", "failed"])
async def test_one_who_gives_up_as_the_answer_comes_keeps_nobody_else_waiting(
    prompted: PromptedGameball, ask: Ask, outcome: Outcome
) -> None:
    leaves, stays = ask(), ask()
    await settle()
    answering = asyncio.create_task(prompted.answer(0, outcome))
    await asyncio.sleep(0)
    leaves.cancel()
    await answering

    assert (leaves.cancelled(), stays.done()) == (True, True)


@pytest.mark.usefixtures("no_search_for_garbage")
async def test_what_was_there_of_an_answer_is_gone_with_who_gave_up() -> None:
    class Body:
        pass

    bodies: list[weakref.ref[Body]] = []

    async def work(_: str) -> None:
        body = Body()
        bodies.append(weakref.ref(body))
        await asyncio.get_running_loop().create_future()

    asking = asyncio.create_task(Coalescing(work, kept_for=1, kept_at_most=1).get("c"))
    await settle()
    asking.cancel()
    await settle()
    del asking

    assert bodies[0]() is None


@pytest.mark.usefixtures("no_search_for_garbage")
async def test_a_failure_is_gone_with_those_who_asked(prompted: PromptedGameball, lookup: Lookup) -> None:
    async def answer() -> None:
        await settle()
        await prompted.answer(0, UnavailableError(status=503))
        prompted.calls.clear()

    async def failed() -> weakref.ref[UnavailableError]:
        answering = asyncio.create_task(answer())
        try:
            await lookup.coupons_of("c")
        except UnavailableError as error:
            await answering
            return weakref.ref(error)
        raise AssertionError

    error = await failed()

    assert error() is None


async def test_a_refused_id_is_the_clients_error(gameball: GameballStandIn, client: GameballClient) -> None:
    with pytest.raises(InvalidCustomerIdError):
        await Lookup(client, clock=lambda: NOW).coupons_of("..")

    assert gameball.requests == []


async def test_fifty_agents_make_one_http_request(gameball: GameballStandIn, client: GameballClient) -> None:
    gameball.answer("c", coupons([{"code": "A"}]))
    lookup = Lookup(client, clock=lambda: NOW)
    await asyncio.gather(*(lookup.coupons_of("c") for _ in range(50)))

    assert len(gameball.requests) == 1


async def test_only_so_many_customers_are_kept(
    prompted: PromptedGameball, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_KEPT_AT_MOST", 2)
    lookup = Lookup(prompted, clock=lambda: NOW)
    for number, customer_id in enumerate("abc"):
        task = asyncio.create_task(lookup.coupons_of(customer_id))
        await settle()
        await prompted.answer(number, having(number))
        await task
    again = asyncio.create_task(lookup.coupons_of("a"))
    await settle()
    await prompted.answer(3, having(3))

    assert ((await again).answer, prompted.asked) == (having(3), ["a", "b", "c", "a"])


def test_a_snapshot_cannot_be_changed() -> None:
    snapshot = Snapshot("c", having(1), NOW)
    with pytest.raises(AttributeError):
        snapshot.customer_id = "d"  # type: ignore[misc]

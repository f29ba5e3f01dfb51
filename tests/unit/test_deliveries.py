"""What is delivered twice is served once."""

import asyncio
import weakref
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from bot import deliveries
from bot.deliveries import Deliveries, name_of


class Server:
    """Serves when it is released, and counts."""

    def __init__(self, *, released: bool = True) -> None:
        self.served = 0
        self.release = asyncio.Event()
        if released:
            self.release.set()

    async def __call__(self) -> BoltResponse:
        self.served += 1
        number = self.served
        await self.release.wait()
        return BoltResponse(status=200, body=f"answer {number}")


async def turns() -> None:
    """Let everything happen that is due."""
    for _ in range(5):
        await asyncio.sleep(0)


class RefusedError(Exception):
    pass


async def test_a_second_delivery_gets_the_answer_of_the_first() -> None:
    serve, known = Server(), Deliveries()

    first, second = await known.once("t1", serve), await known.once("t1", serve)

    assert (first is second, serve.served) == (True, 1)


async def test_a_second_delivery_waits_for_the_answer_to_the_first() -> None:
    serve, known = Server(released=False), Deliveries()
    first, second = (asyncio.create_task(known.once("t1", serve)) for _ in range(2))
    await asyncio.sleep(0)

    serve.release.set()

    assert (await first is await second, serve.served) == (True, 1)


async def test_what_happens_twice_is_served_twice() -> None:
    serve, known = Server(), Deliveries()

    answers = [(await known.once(name, serve)).body for name in ("t1", "t2")]

    assert answers == ["answer 1", "answer 2"]


@pytest.mark.parametrize("name", [None, ""])
async def test_what_has_no_name_is_always_served(name: str | None) -> None:
    serve, known = Server(), Deliveries()

    await known.once(name, serve)
    await known.once(name, serve)

    assert serve.served == 2


async def test_who_goes_away_takes_nobody_elses_answer_along() -> None:
    serve, known = Server(released=False), Deliveries()
    first, second = (asyncio.create_task(known.once("t1", serve)) for _ in range(2))
    await asyncio.sleep(0)

    first.cancel()
    await turns()
    serve.release.set()

    assert (await second).body == "answer 2"


async def test_a_failure_is_everybodys() -> None:
    async def serve() -> BoltResponse:
        raise RefusedError

    known = Deliveries()

    outcomes = await asyncio.gather(*(known.once("t1", serve) for _ in range(2)), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [RefusedError, RefusedError]


async def test_an_answer_is_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "KEPT_FOR", 0.0)
    serve, known = Server(), Deliveries()
    await known.once("t1", serve)
    await turns()

    again = await known.once("t1", serve)

    assert again.body == "answer 2"


async def test_nothing_more_has_to_come_for_an_answer_to_be_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deliveries, "KEPT_FOR", 0.0)
    known = Deliveries()
    kept = [weakref.ref(await known.once(name, Server())) for name in ("t1", "t2")]

    await turns()

    assert [answer() for answer in kept] == [None, None]


async def test_of_many_answers_the_latest_are_kept_whole_and_none_is_given_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deliveries, "WHOLE_AT_MOST", 2)
    serve, known = Server(), Deliveries()
    for name in ("t1", "t2", "t3"):
        await known.once(name, serve)

    again = [(await known.once(name, serve)).body for name in ("t1", "t2", "t3")]

    assert (again, serve.served) == (["", "answer 2", "answer 3"], 3)


async def test_nothing_is_forgotten_while_it_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "KEPT_FOR", 0.0)
    serve, known = Server(released=False), Deliveries()
    first = asyncio.create_task(known.once("t1", serve))
    await turns()

    second = asyncio.create_task(known.once("t1", serve))
    await asyncio.sleep(0)
    serve.release.set()

    assert (await first is await second, serve.served) == (True, 1)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"trigger_id": "1.2.a"}, "1.2.a"),
        ({"event_id": "Ev1", "type": "event_callback"}, "Ev1"),
        ({"trigger_id": "1.2.a", "event_id": "Ev1"}, "1.2.a"),
        ({"trigger_id": "", "event_id": "Ev1"}, "Ev1"),
        ({"trigger_id": ["1.2.a"]}, None),
        ({"trigger_id": 7}, None),
        ({"type": "view_closed"}, None),
        ({}, None),
    ],
)
def test_slack_names_what_happened_by_trigger_or_event(body: dict[str, Any], name: str | None) -> None:
    assert name_of(body) == name

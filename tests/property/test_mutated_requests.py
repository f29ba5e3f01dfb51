"""Any request whatever: never an error of the server's, and never a line that says the app is at fault.

`make fuzz` runs the same with 100,000 requests against a process of its own."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.e2e.world import PATIENT, SIGNING_SECRET, World, running_world
from tests.soak.mutations import Corpus, fault_in
from tests.soak.wire import Message, Wire

_CONNECTIONS = 8


@pytest.fixture
async def world(restored_logging: None) -> AsyncIterator[World]:  # noqa: ARG001 - put back after the log
    # What a click waits for may be a post to nowhere, tried three times.
    limits = replace(PATIENT, answer=0.05, health=0.05, kept_answer=0.05)
    async with running_world(card_style="card", limits=limits) as running:
        yield running


def _corpus(world: World, rng: Random) -> Corpus:
    return Corpus(
        rng, secret=SIGNING_SECRET, now=time.time, response_url=f"{world.slack.url}/response/nobodys"
    )


async def _answer(world: World, messages: list[Message]) -> list[str]:
    """Send them over a few connections. Returns the faults, in words."""
    port = int(world.url.rpartition(":")[2])
    waiting = iter(messages)
    faults: list[str] = []

    async def send() -> None:
        wire: Wire | None = None
        for message in waiting:
            wire = wire or await Wire.to(port)
            response = await wire.ask(message.content)
            faults.extend(fault_in(message, response))
            if response.ends_connection:
                wire.close()
                wire = None
        if wire:
            wire.close()

    await asyncio.gather(*(send() for _ in range(min(_CONNECTIONS, len(messages)))))
    return faults


def _errors(world: World) -> list[str]:
    """The lines that only a fault of the app's writes."""
    usual = {
        *("response_url_failed", "view_not_opened", "view_not_shown", "view_refused", "blocks_refused"),
        "signature_refused",
    }
    return [
        str(line)
        for line in world.log.lines
        if line["level"] not in {"info", "debug"} and line["event"] not in usual
    ]


async def test_requests_of_a_seeded_corpus_are_answered_or_refused(world: World) -> None:
    corpus = _corpus(world, Random(4))
    messages = [corpus.next() for _ in range(1500)]

    assert await _answer(world, messages) == []
    # What goes on after the answers has its end before the log's is read.
    await world.stop_bot()
    assert _errors(world) == []


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rng=st.randoms(use_true_random=False), number=st.integers(1, 3))
async def test_any_few_requests_are_answered_or_refused(world: World, rng: Random, number: int) -> None:
    corpus = _corpus(world, rng)

    assert await _answer(world, [corpus.next() for _ in range(number)]) == []
    assert _errors(world) == []

"""Any request whatever gets an answer, and what Slack did not sign leaves no line that says the app is at fault.

`make fuzz` runs the same with 100,000 requests against a process of its own."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from random import Random

import pytest

from tests.e2e.world import PATIENT, SIGNING_SECRET, World, running_world
from tests.soak.mutations import Corpus
from tests.soak.originals import originals
from tests.soak.wire import Message, Wire

_CONNECTIONS = 8


@pytest.fixture
async def world(restored_logging: None) -> AsyncIterator[World]:  # noqa: ARG001 - put back after the log
    # What a click waits for may be a post to nowhere, tried three times.
    limits = replace(PATIENT, answer=0.05, health=0.05, kept_answer=0.05)
    async with running_world(card_style="card", limits=limits) as running:
        yield running


async def _messages(world: World, count: int) -> list[Message]:
    corpus = Corpus(Random(4), await originals(world.slack), secret=SIGNING_SECRET, now=time.time)
    return [corpus.next() for _ in range(count)]


async def _statuses(world: World, messages: list[Message]) -> list[tuple[int, str]]:
    """Send them over a few connections. Returns the status of each, and what was sent."""
    port = int(world.url.rpartition(":")[2])
    waiting = iter(messages)
    answered: list[tuple[int, str]] = []

    async def send() -> None:
        wire: Wire | None = None
        for message in waiting:
            wire = wire or await Wire.to(port)
            response = await wire.ask(message.content)
            assert b"Traceback" not in response.body, message.words
            answered.append((response.status, message.words))
            if response.ends_connection:
                wire.close()
                wire = None
        if wire:
            wire.close()

    await asyncio.gather(*(send() for _ in range(_CONNECTIONS)))
    return answered


async def test_what_slack_did_not_sign_is_refused_without_a_line_that_blames_the_app(world: World) -> None:
    forged = [message for message in await _messages(world, 3000) if not message.signed]

    answered = await _statuses(world, forged)

    assert len(answered) > 100
    assert [(status, words) for status, words in answered if status not in {400, 401}] == []
    blaming = [line for line in world.log.lines if line["level"] not in {"info", "debug"}]
    assert {line["event"] for line in blaming} == {"signature_refused"}


async def test_whatever_slack_signs_is_answered_and_ends_nothing(world: World) -> None:
    signed = [message for message in await _messages(world, 1000) if message.signed]

    answered = await _statuses(world, signed)

    # 401 is for bytes that are no text, 500 for a payload that Bolt fails over: Slack sends neither.
    assert {status for status, _ in answered} <= {200, 400, 401, 500}
    assert (await world.get("/readyz"))[0] == 200
    body = world.slack.command_form("cust_one")
    assert (await world.request(body, world.slack.sign(body)))[0] == 200

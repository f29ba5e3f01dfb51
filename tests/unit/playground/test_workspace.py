import asyncio

import pytest

from playground.slack.workspace import Message, User, Workspace

MONA = User("U1", "Mona Adel")


def workspace() -> Workspace:
    return Workspace(clock=lambda: 1_800_000_000.5, users=[MONA], channels=[])


def message(shown: Workspace, text: str = "hello") -> Message:
    return Message(shown.new_ts(), "C1", "bot", MONA, text, "response_url")


def test_no_two_messages_have_one_time() -> None:
    shown = workspace()

    assert [shown.new_ts(), shown.new_ts()] == ["1800000000.500000", "1800000000.500001"]


async def test_a_condition_that_holds_is_not_waited_for() -> None:
    assert await workspace().wait_for(lambda: "now", timeout=0) == "now"


async def test_a_condition_is_asked_again_at_every_change() -> None:
    shown = workspace()
    waiting = asyncio.create_task(shown.wait_for(lambda: len(shown.messages) == 2, timeout=5))
    for _ in range(2):
        await asyncio.sleep(0)
        shown.post(message(shown))

    assert await waiting is True


async def test_waiting_ends() -> None:
    with pytest.raises(TimeoutError):
        await workspace().wait_for(lambda: False, timeout=0.01)


async def test_a_subscriber_hears_what_happens_from_then_on() -> None:
    shown = workspace()
    shown.post(message(shown, "before"))

    with shown.subscription() as changes:
        later = shown.post(message(shown, "later"))
        shown.close()

        assert await changes.get() == {"type": "message", "message": later}
        assert await changes.get() is None


async def test_whoever_subscribes_after_the_end_hears_of_it_at_once() -> None:
    shown = workspace()
    shown.close()

    with shown.subscription() as changes:
        assert await changes.get() is None


def test_an_unknown_channel_is_a_direct_message() -> None:
    assert workspace().channel("D0123").name_for_apps == "directmessage"

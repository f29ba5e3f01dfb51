"""The thread that writes the log, so that a standard output that nobody reads makes nobody wait."""

import io
import json
import logging
import threading
from typing import Any

import pytest
import structlog

from bot import log
from tests.conftest import Configure

_log = structlog.stdlib.get_logger("bot")


class Unread(io.StringIO):
    """A stream that takes nothing until it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.taking = threading.Event()

    def write(self, text: str) -> int:
        self.taking.wait()
        return super().write(text)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def unread(configure: Configure) -> Unread:
    configure()
    stream = Unread()
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    return stream


def test_a_line_is_the_same_as_without_the_thread(configure: Configure) -> None:
    lines = configure()
    end = log.write_in_thread()
    _log.info("command", user="U1")
    logging.getLogger("aiohttp.server").error(
        "Error handling %s\nhush", "a request", exc_info=ValueError("hush")
    )

    assert end()
    command, error = map(json.loads, lines())
    assert (command["event"], command["user"]) == ("command", "U1")
    assert (error["event"], error["error"]) == ("Error handling a request", "ValueError")


def test_all_lines_are_there_when_the_log_has_ended_and_later_ones_too(unread: Unread) -> None:
    end = log.write_in_thread()
    for number in range(500):
        _log.info("command", number=number)
    unread.taking.set()

    assert end(within=30.0)
    _log.info("later")
    assert [line.get("number", line["event"]) for line in unread.lines] == [*range(500), "later"]


def test_a_log_that_nobody_reads_is_not_waited_for_at_the_end(unread: Unread) -> None:
    end = log.write_in_thread()
    _log.info("command")

    assert not end(within=0.01)
    unread.taking.set()
    assert end(within=30.0)


def test_what_nobody_reads_is_dropped_beyond_a_limit(unread: Unread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LINES_WAITING", 10)
    end = log.write_in_thread()
    for number in range(50):
        _log.info("command", number=number)
    unread.taking.set()
    assert end(within=30.0)
    numbers = [line["number"] for line in unread.lines]

    # Those that wait, and the one that the thread is about to write.
    assert len(numbers) in {10, 11}
    assert numbers == sorted(numbers)


def test_how_many_lines_were_dropped_is_told_once_there_is_room_again(
    unread: Unread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "LINES_WAITING", 10)
    end = log.write_in_thread()
    for number in range(50):
        _log.info("command", number=number)
    queued = logging.getLogger().handlers[0]
    assert isinstance(queued, log._Queued)
    unread.taking.set()
    queued._waiting.join()
    written = len(unread.lines)
    _log.info("command", number=50)
    _log.info("command", number=51)
    queued._waiting.join()

    assert [(line["event"], line.get("count")) for line in unread.lines[written:]] == [
        ("lines_dropped", 50 - written),
        ("command", None),
        ("command", None),
    ]
    assert end(within=30.0)

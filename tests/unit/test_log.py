"""What a line of the log looks like, and that it is one line."""

import asyncio
import json
import logging
import re
from typing import Any

import pytest
import structlog

from bot.gameball.errors import UnreachableError
from tests.conftest import Configure, Style

SECRET = "gb_live_hush"
RESPONSE_URL = "https://hooks.slack.com/commands/T0/1/hush"
STYLES: list[Style] = ["console", "json"]
_log = structlog.stdlib.get_logger("bot")


def events(lines: list[str]) -> list[dict[str, Any]]:
    """The lines as objects, without their times."""
    return [
        {name: value for name, value in json.loads(line).items() if name != "timestamp"} for line in lines
    ]


def test_a_json_line_is_an_object_with_the_events_fields(configure: Configure) -> None:
    lines = configure()
    _log.info("command", user="U1", coupons=3)

    assert events(lines()) == [{"event": "command", "level": "info", "user": "U1", "coupons": 3}]


def test_a_line_has_the_time_in_utc(configure: Configure) -> None:
    lines = configure()
    _log.info("command")
    (line,) = lines()

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", json.loads(line)["timestamp"])


def test_a_console_line_is_for_people(configure: Configure) -> None:
    lines = configure("console")
    _log.warning("command", user="U1")
    (line,) = lines()

    assert re.fullmatch(r"\S+Z \[warning +\] command +user=U1", line)


def test_without_a_terminal_the_style_is_json(configure: Configure) -> None:
    lines = configure(None)
    _log.info("command")

    assert events(lines()) == [{"event": "command", "level": "info"}]


def test_on_a_terminal_the_style_is_for_people(configure: Configure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    lines = configure(None)
    _log.info("command")
    (line,) = lines()

    assert "\x1b[" in line


@pytest.mark.parametrize(
    ("level", "written"),
    [
        ("debug", ["debug", "info", "warning", "error"]),
        ("info", ["info", "warning", "error"]),
        ("warning", ["warning", "error"]),
        ("error", ["error"]),
    ],
)
def test_the_level_is_a_threshold(level: str, written: list[str], configure: Configure) -> None:
    lines = configure(level=level)
    for name in ("debug", "info", "warning", "error"):
        getattr(_log, name)(name)

    assert [event["event"] for event in events(lines())] == written


def break_off() -> None:
    raise ValueError(f"hush\n{RESPONSE_URL}")


def fail() -> None:
    try:
        break_off()
    except ValueError as error:
        raise UnreachableError(detail="hush") from error


@pytest.mark.parametrize("style", STYLES)
def test_an_exception_is_one_line_without_its_message(style: Style, configure: Configure) -> None:
    lines = configure(style)
    try:
        fail()
    except UnreachableError:
        _log.exception("internal_error", reference="r1")
    (line,) = lines()

    assert ("UnreachableError from ValueError" in line, "test_log.py" in line, "hush" in line) == (
        True,
        True,
        False,
    )


def test_an_exception_is_told_by_its_types_and_places(configure: Configure) -> None:
    lines = configure()
    try:
        fail()
    except UnreachableError as error:
        _log.error("internal_error", exc_info=error)
    (event,) = events(lines())
    places = [re.sub(r":\d+", "", place) for place in event.pop("at").split(" > ")]

    assert event == {"event": "internal_error", "level": "error", "error": "UnreachableError from ValueError"}
    assert places == [
        "test_log.py test_an_exception_is_told_by_its_types_and_places",
        "test_log.py fail",
    ]


@pytest.mark.parametrize("style", STYLES)
def test_an_exception_in_a_library_is_one_line_without_its_message(
    style: Style, configure: Configure
) -> None:
    lines = configure(style)
    try:
        fail()
    except UnreachableError:
        logging.getLogger("aiohttp.server").exception("Error handling request")
    (line,) = lines()

    assert ("UnreachableError from ValueError" in line, "hush" in line) == (True, False)


@pytest.mark.parametrize("style", STYLES)
async def test_a_task_that_failed_unseen_is_one_line_without_its_message(
    style: Style, configure: Configure
) -> None:
    async def failing() -> None:
        break_off()

    lines = configure(style)
    task = asyncio.create_task(failing())
    await asyncio.wait([task])
    del task
    (line,) = lines()

    assert ("Task exception was never retrieved" in line, "ValueError" in line) == (True, True)
    assert "hush" not in line


def test_no_exception_means_no_fields_of_one(configure: Configure) -> None:
    lines = configure()
    _log.error("x", exc_info=True)

    assert events(lines()) == [{"event": "x", "level": "error"}]


def test_a_loop_of_causes_ends(configure: Configure) -> None:
    lines = configure()
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    _log.error("x", exc_info=one)
    (event,) = events(lines())

    assert event["error"] == " from ".join(["ValueError", "KeyError"] * 4)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", ["line\nbreak", "\ud800", "\x1b[31mred", "\u2028", "ß 👍"])
def test_no_text_breaks_a_line_or_the_log(text: str, style: Style, configure: Configure) -> None:
    lines = configure(style)
    _log.info("x", said=text)

    assert len(lines()) == 1

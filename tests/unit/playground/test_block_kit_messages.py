from typing import Any

import pytest

from playground.slack.block_kit import Problem, validate_blocks, validate_message

Json = dict[str, Any]


def plain(text: str = "text") -> Json:
    return {"type": "plain_text", "text": text}


def section(length: int = 1, **more: Any) -> Json:
    return {"type": "section", "text": plain("x" * length), **more}


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.code) for problem in problems]


def test_fifty_blocks_are_a_message() -> None:
    assert validate_blocks([{"type": "divider"}] * 50) == []


def test_fifty_one_blocks_are_not() -> None:
    assert codes(validate_blocks([{"type": "divider"}] * 51)) == [("", "failed_constraint")]


def test_two_blocks_of_one_id_are_refused() -> None:
    blocks = [section(block_id="a"), section(block_id="a")]

    assert codes(validate_blocks(blocks)) == [("/1/block_id", "duplicate_id")]


def test_thirteen_thousand_characters_are_the_most_a_message_holds() -> None:
    sections = [section(2600) for _ in range(5)]

    assert validate_blocks(sections) == []
    assert codes(validate_blocks([*sections, section()])) == [("", "msg_blocks_too_long")]


def test_the_characters_of_cards_and_buttons_count() -> None:
    button = {"type": "button", "text": plain("x" * 20)}
    full = {"type": "card", "title": plain("x" * 150), "body": plain("x" * 200), "actions": [button]}

    assert validate_blocks([full] * 35) == []
    assert codes(validate_blocks([full] * 36)) == [("", "msg_blocks_too_long")]


MESSAGES: dict[str, tuple[Any, list[tuple[str, str]]]] = {
    "text alone": ({"text": "x" * 40_000}, []),
    "text and blocks": ({"text": "x", "blocks": [section()]}, []),
    "fields that are not Block Kit's": ({"text": "x", "response_type": "in_channel"}, []),
    "no text": ({"blocks": [section()]}, [("/text", "no_text")]),
    "empty text": ({"text": "", "blocks": [section()]}, [("/text", "no_text")]),
    "text that is a number": ({"text": 7}, [("/text", "invalid_type")]),
    "too much text": ({"text": "x" * 40_001}, [("/text", "msg_too_long")]),
    "wrong blocks": ({"text": "x", "blocks": [{"type": "header"}]}, [("/blocks/0/text", "missing_field")]),
    "blocks that are text": ({"text": "x", "blocks": "[]"}, [("/blocks", "invalid_type")]),
    "not an object": ([], [("", "invalid_type")]),
}


@pytest.mark.parametrize(("message", "problems"), MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_is_judged_as_a_whole(message: Any, problems: list[tuple[str, str]]) -> None:
    assert codes(validate_message(message)) == problems

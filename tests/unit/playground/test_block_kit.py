"""Which blocks and messages the stand-in Slack takes, and which it refuses, and where."""

from collections.abc import Callable
from typing import Any

import pytest

from playground.slack.block_kit import Problem, validate_blocks, validate_message
from tests.unit.playground.made_up import Json, actions, button, field, mrkdwn, plain, section

DIVIDER = {"type": "divider"}


def card(**more: Any) -> Json:
    return {"type": "card", "title": plain(), **more}


def icon(name: str) -> Json:
    return {"type": "icon", "name": name}


CONFIRM = "/elements/0/confirm"


def asking(**more: Any) -> Json:
    """A button that asks before it is pressed."""
    confirm = {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain(), **more}
    return actions(button(confirm=confirm))


def buttons(count: int) -> list[Json]:
    return [button(action_id=str(number)) for number in range(count)]


def found(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.code) for problem in problems]


# How many characters or items there may be, where, and a block that has so many.
LIMITS: dict[str, tuple[int, str, Callable[[int], Json]]] = {
    "block_id": (255, "/block_id", lambda n: section(block_id="x" * n)),
    "section": (3000, "/text/text", lambda n: section(text=mrkdwn("x" * n))),
    "fields": (10, "/fields", lambda n: section(fields=[plain()] * n)),
    "field": (2000, "/fields/0/text", lambda n: {"type": "section", "fields": [plain("x" * n)]}),
    "header": (150, "/text/text", lambda n: {"type": "header", "text": plain("x" * n)}),
    "context": (10, "/elements", lambda n: {"type": "context", "elements": [mrkdwn()] * n}),
    "buttons": (25, "/elements", lambda n: actions(*buttons(n))),
    "button": (75, "/elements/0/text/text", lambda n: actions(button(text=plain("x" * n)))),
    "action_id": (255, "/elements/0/action_id", lambda n: actions(button(action_id="x" * n))),
    "value": (2000, "/elements/0/value", lambda n: actions(button(value="x" * n))),
    "url": (3000, "/elements/0/url", lambda n: actions(button(url="https://".ljust(n, "x")))),
    "title of a question": (100, f"{CONFIRM}/title/text", lambda n: asking(title=plain("x" * n))),
    "question": (300, f"{CONFIRM}/text/text", lambda n: asking(text=mrkdwn("x" * n))),
    "yes": (30, f"{CONFIRM}/confirm/text", lambda n: asking(confirm=plain("x" * n))),
    "no": (30, f"{CONFIRM}/deny/text", lambda n: asking(deny=plain("x" * n))),
    "card's title": (150, "/title/text", lambda n: card(title=plain("x" * n))),
    "card's subtitle": (150, "/subtitle/text", lambda n: card(subtitle=mrkdwn("x" * n))),
    "card's body": (200, "/body/text", lambda n: card(body=mrkdwn("x" * n))),
    "card's subtext": (200, "/subtext/text", lambda n: card(subtext=mrkdwn("x" * n))),
    "card's buttons": (3, "/actions", lambda n: card(actions=buttons(n))),
}


@pytest.mark.parametrize(("most", "pointer", "block_of"), LIMITS.values(), ids=LIMITS.keys())
def test_a_limit_is_reached_but_not_passed(most: int, pointer: str, block_of: Callable[[int], Json]) -> None:
    assert validate_blocks([block_of(most)]) == []
    assert found(validate_blocks([block_of(most + 1)])) == [(f"/0{pointer}", "failed_constraint")]


ACCEPTED = {
    "section with fields only": {"type": "section", "fields": [plain()]},
    "section with a button": section(accessory=button()),
    "plain text without emoji": section(text=plain(emoji=False)),
    "buttons without action_ids": actions(button(), button()),
    "button that asks": asking(),
    "button with a style": actions(button(style="danger")),
    "card with a body only": {"type": "card", "body": plain()},
    "card with buttons only": {"type": "card", "actions": [button()]},
    "card with an icon": card(slack_icon=icon("thumbs-up")),
}


@pytest.mark.parametrize("block", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_block_that_slack_takes_is_accepted(block: Json) -> None:
    assert validate_blocks([block]) == []


REFUSED: dict[str, tuple[Any, str, str]] = {
    "not an object": ("section", "", "invalid_type"),
    "unknown block": ({"type": "table"}, "/type", "unsupported_type"),
    "no type": ({"text": plain()}, "/type", "unsupported_type"),
    "type that is no text": ({"type": ["section"]}, "/type", "unsupported_type"),
    "input in a message": (field("b"), "/type", "unsupported_type"),
    "unknown field": (section(colour="red"), "/colour", "unknown_field"),
    "section without content": ({"type": "section"}, "/text", "missing_field"),
    "empty text": (section(text=mrkdwn("")), "/text/text", "failed_constraint"),
    "text that is a number": (section(text={"type": "mrkdwn", "text": 3}), "/text/text", "invalid_type"),
    "text that is no object": (section(text="hello"), "/text", "invalid_type"),
    "text without text": (section(text={"type": "mrkdwn"}), "/text/text", "missing_field"),
    "emoji in mrkdwn": (section(text=mrkdwn() | {"emoji": False}), "/text/emoji", "unknown_field"),
    "emoji that is no flag": (section(text=plain(emoji="no")), "/text/emoji", "invalid_type"),
    "no fields": (section(fields=[]), "/fields", "failed_constraint"),
    "fields that are no list": (section(fields=plain()), "/fields", "invalid_type"),
    "text beside a section": (section(accessory=plain()), "/accessory/type", "unsupported_type"),
    "mrkdwn header": ({"type": "header", "text": mrkdwn()}, "/text/type", "unsupported_type"),
    "button in a context": (
        {"type": "context", "elements": [button()]},
        "/elements/0/type",
        "unsupported_type",
    ),
    "no buttons": (actions(), "/elements", "failed_constraint"),
    "same action_id twice": (
        actions(button(action_id="a"), button(action_id="a")),
        "/elements/1/action_id",
        "duplicate_id",
    ),
    "text among buttons": (actions(plain()), "/elements/0/type", "unsupported_type"),
    "mrkdwn button": (actions(button(text=mrkdwn())), "/elements/0/text/type", "unsupported_type"),
    "empty value": (actions(button(value="")), "/elements/0/value", "failed_constraint"),
    "unknown style": (actions(button(style="default")), "/elements/0/style", "failed_constraint"),
    "script as a URL": (actions(button(url="javascript:x")), "/elements/0/url", "failed_constraint"),
    "question without an answer": (
        actions(button(confirm={"title": plain(), "text": plain(), "confirm": plain()})),
        f"{CONFIRM}/deny",
        "missing_field",
    ),
    "empty card": ({"type": "card"}, "", "missing_field"),
    "card with a subtitle only": ({"type": "card", "subtitle": plain()}, "", "missing_field"),
    "unknown icon": (card(slack_icon=icon("gift")), "/slack_icon/name", "failed_constraint"),
    "icon by name alone": (card(slack_icon="tag"), "/slack_icon", "invalid_type"),
    "same action_id twice on a card": (
        card(actions=[button(action_id="a"), button(action_id="a")]),
        "/actions/1/action_id",
        "duplicate_id",
    ),
}


@pytest.mark.parametrize(("block", "pointer", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_block_that_slack_does_not_take_is_refused_at_the_right_place(
    block: Any, pointer: str, code: str
) -> None:
    assert found(validate_blocks([block])) == [(f"/0{pointer}", code)]


def test_every_problem_of_a_block_is_named() -> None:
    header = {"type": "header", "text": plain("x" * 151), "block_id": "", "colour": "red"}

    assert validate_blocks([header]) == [
        Problem("/0/text/text", "failed_constraint", "must be at most 150 characters, and is 151"),
        Problem("/0/block_id", "failed_constraint", "must not be empty"),
        Problem("/0/colour", "unknown_field", "is not a field of this object"),
    ]


def long_section(length: int) -> Json:
    return section(text=plain("x" * length))


_CARD_OF_370 = card(title=plain("x" * 150), body=plain("x" * 200), actions=[button(text=plain("x" * 20))])

MESSAGES: dict[str, tuple[Any, list[tuple[str, str]]]] = {
    "text alone": ({"text": "x" * 40_000}, []),
    "fields that are not Block Kit's": ({"text": "x", "response_type": "in_channel"}, []),
    "50 blocks": ({"text": "x", "blocks": [DIVIDER] * 50}, []),
    "51 blocks": ({"text": "x", "blocks": [DIVIDER] * 51}, [("/blocks", "failed_constraint")]),
    "two blocks of one id": (
        {"text": "x", "blocks": [section(block_id="a"), section(block_id="a")]},
        [("/blocks/1/block_id", "duplicate_id")],
    ),
    "13,000 characters": ({"text": "x", "blocks": [long_section(2600)] * 5}, []),
    "13,001 characters": (
        {"text": "x", "blocks": [*[long_section(2600)] * 5, long_section(1)]},
        [("/blocks", "msg_blocks_too_long")],
    ),
    "35 long cards": ({"text": "x", "blocks": [_CARD_OF_370] * 35}, []),
    "36 long cards": ({"text": "x", "blocks": [_CARD_OF_370] * 36}, [("/blocks", "msg_blocks_too_long")]),
    "no text": ({"blocks": [DIVIDER]}, [("/text", "no_text")]),
    "empty text": ({"text": "", "blocks": [DIVIDER]}, [("/text", "no_text")]),
    "text that is a number": ({"text": 7}, [("/text", "invalid_type")]),
    "too much text": ({"text": "x" * 40_001}, [("/text", "msg_too_long")]),
    "blocks that are text": ({"text": "x", "blocks": "[]"}, [("/blocks", "invalid_type")]),
    "not an object": ([], [("", "invalid_type")]),
}


@pytest.mark.parametrize(("message", "problems"), MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_is_judged_as_a_whole(message: Any, problems: list[tuple[str, str]]) -> None:
    assert found(validate_message(message)) == problems

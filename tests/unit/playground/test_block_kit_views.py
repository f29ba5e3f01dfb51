"""Which modals and Home tabs the stand-in Slack takes, and which it refuses, and where."""

from collections.abc import Callable
from typing import Any

import pytest

from playground.slack.block_kit import validate_view
from tests.unit.playground.made_up import Json, actions, button, field, home, modal, options, plain

DIVIDER = {"type": "divider"}
ELEMENT = "/blocks/0/element"


def form(element: Json | None = None, **more: Any) -> Json:
    return modal(field("b", element, **more), submit=plain())


def menu(choices: list[Json], **more: Any) -> Json:
    return form({"type": "static_select", "options": choices, **more})


def found(view: Any) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.code) for problem in validate_view(view)]


# How many characters or items there may be, where, and a view that has so many.
LIMITS: dict[str, tuple[int, str, Callable[[int], Json]]] = {
    "title": (24, "/title/text", lambda n: modal(title=plain("x" * n))),
    "submit": (24, "/submit/text", lambda n: modal(submit=plain("x" * n))),
    "close": (24, "/close/text", lambda n: modal(close=plain("x" * n))),
    "private_metadata": (3000, "/private_metadata", lambda n: modal(private_metadata="x" * n)),
    "callback_id": (255, "/callback_id", lambda n: modal(callback_id="x" * n)),
    "blocks": (100, "/blocks", lambda n: modal(*[DIVIDER] * n)),
    "blocks of a Home tab": (100, "/blocks", lambda n: home(*[DIVIDER] * n)),
    "label": (2000, "/blocks/0/label/text", lambda n: form(label=plain("x" * n))),
    "hint": (2000, "/blocks/0/hint/text", lambda n: form(hint=plain("x" * n))),
    "initial_value": (3000, f"{ELEMENT}/initial_value", lambda n: form({"initial_value": "x" * n})),
    "placeholder": (150, f"{ELEMENT}/placeholder/text", lambda n: form({"placeholder": plain("x" * n)})),
    "options": (100, f"{ELEMENT}/options", lambda n: menu(options(n))),
    "option": (
        75,
        f"{ELEMENT}/options/0/text/text",
        lambda n: menu([{"text": plain("x" * n), "value": "a"}]),
    ),
    "value": (150, f"{ELEMENT}/options/0/value", lambda n: menu([{"text": plain(), "value": "x" * n}])),
}


@pytest.mark.parametrize(("most", "pointer", "view_of"), LIMITS.values(), ids=LIMITS.keys())
def test_a_limit_is_reached_but_not_passed(most: int, pointer: str, view_of: Callable[[int], Json]) -> None:
    assert found(view_of(most)) == []
    assert found(view_of(most + 1)) == [(pointer, "failed_constraint")]


ACCEPTED = {
    "card in a modal": modal({"type": "card", "title": plain()}),
    "form": form(optional=True, dispatch_action=True),
    "text of several lines with an empty start": form({"initial_value": "", "multiline": True}),
    "menu with a choice": menu(options(2), initial_option=options(2)[1], placeholder=plain()),
    "Home tab with data": home(private_metadata="x"),
}


@pytest.mark.parametrize("view", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_view_that_slack_takes_is_accepted(view: Json) -> None:
    assert found(view) == []


REFUSED: dict[str, tuple[Any, str, str]] = {
    "not an object": ("modal", "", "invalid_type"),
    "unknown type": ({"type": "message", "blocks": []}, "/type", "failed_constraint"),
    "no title": ({"type": "modal", "blocks": [DIVIDER]}, "/title", "missing_field"),
    "no blocks": ({"type": "modal", "title": plain()}, "/blocks", "missing_field"),
    "empty blocks": (modal() | {"blocks": []}, "/blocks", "failed_constraint"),
    "mrkdwn title": (modal(title={"type": "mrkdwn", "text": "x"}), "/title/type", "unsupported_type"),
    "metadata as an object": (modal(private_metadata={}), "/private_metadata", "invalid_type"),
    "unknown field": (modal(colour="red"), "/colour", "unknown_field"),
    "same block_id twice": (
        modal({**DIVIDER, "block_id": "a"}, {**DIVIDER, "block_id": "a"}),
        "/blocks/1/block_id",
        "duplicate_id",
    ),
    "form without submit": (modal(field("b")), "/submit", "missing_field"),
    "Home tab with a title": (home(title=plain()), "/title", "unknown_field"),
    "Home tab with an input": (home(field("b")), "/blocks/0/type", "unsupported_type"),
    "input without a label": (
        modal({"type": "input", "element": {"type": "plain_text_input"}}, submit=plain()),
        "/blocks/0/label",
        "missing_field",
    ),
    "button as an input": (form(button()), f"{ELEMENT}/type", "unsupported_type"),
    "input among buttons": (
        modal(actions({"type": "plain_text_input"})),
        "/blocks/0/elements/0/type",
        "unsupported_type",
    ),
    "menu without options": (form({"type": "static_select"}), f"{ELEMENT}/options", "missing_field"),
    "choice that is no option": (
        menu(options(2), initial_option=options(3)[2]),
        f"{ELEMENT}/initial_option",
        "failed_constraint",
    ),
    "more than 250 kB": (
        modal(*[{"type": "section", "text": plain("ü" * 1500)}] * 90),
        "",
        "view_too_large",
    ),
}


@pytest.mark.parametrize(("view", "pointer", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_view_that_slack_does_not_take_is_refused_at_the_right_place(
    view: Any, pointer: str, code: str
) -> None:
    assert found(view) == [(pointer, code)]

from typing import Any

import pytest

from playground.slack.block_kit import validate_view

Json = dict[str, Any]


def plain(text: str = "text") -> Json:
    return {"type": "plain_text", "text": text}


def field(element: Json | None = None, **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element or {"type": "plain_text_input"}, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "blocks": list(blocks) or [{"type": "divider"}], **more}


def form(element: Json | None = None, **more: Any) -> Json:
    return modal(field(element, **more), submit=plain())


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [{"type": "divider"}], **more}


def typed(**more: Any) -> Json:
    return form({"type": "plain_text_input", **more})


OPTION = {"text": plain(), "value": "a"}

ACCEPTED = {
    "smallest modal": modal(),
    "largest texts": modal(title=plain("x" * 24), submit=plain("x" * 24), close=plain("x" * 24)),
    "largest data": modal(private_metadata="x" * 3000, callback_id="x" * 255, external_id="x" * 255),
    "flags": modal(notify_on_close=True, clear_on_close=False),
    "100 blocks": modal(*[{"type": "divider"}] * 100),
    "card in a modal": modal({"type": "card", "title": plain()}),
    "form": form(block_id="b", hint=plain("x" * 2000), optional=True, dispatch_action=True),
    "longest label": form(label=plain("x" * 2000)),
    "prefilled text": typed(
        action_id="a",
        initial_value="x" * 3000,
        placeholder=plain("x" * 150),
        multiline=True,
        min_length=0,
        max_length=3000,
        focus_on_load=True,
    ),
    "text with an empty start": typed(initial_value=""),
    "menu": form({"type": "static_select", "options": [OPTION], "initial_option": OPTION}),
    "checkboxes": form({"type": "checkboxes", "options": [OPTION], "initial_options": [OPTION]}),
    "number": form({"type": "number_input", "is_decimal_allowed": False}),
    "smallest Home": home(),
    "Home with an input": home(field()),
    "Home with a carousel": home({"type": "carousel", "elements": [{"type": "card", "title": plain()}]}),
}


@pytest.mark.parametrize("view", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_view_within_the_limits_is_accepted(view: Json) -> None:
    assert validate_view(view) == []


ELEMENT = "/blocks/0/element"
REFUSED: dict[str, tuple[Any, str, str]] = {
    "not an object": ("modal", "", "invalid_type"),
    "unknown type": ({"type": "message", "blocks": []}, "/type", "failed_constraint"),
    "no title": ({"type": "modal", "blocks": [{"type": "divider"}]}, "/title", "missing_field"),
    "no blocks": ({"type": "modal", "title": plain()}, "/blocks", "missing_field"),
    "empty blocks": (modal() | {"blocks": []}, "/blocks", "failed_constraint"),
    "long title": (modal(title=plain("x" * 25)), "/title/text", "failed_constraint"),
    "long submit": (modal(submit=plain("x" * 25)), "/submit/text", "failed_constraint"),
    "long close": (modal(close=plain("x" * 25)), "/close/text", "failed_constraint"),
    "mrkdwn title": (modal(title={"type": "mrkdwn", "text": "x"}), "/title/type", "unsupported_type"),
    "long metadata": (modal(private_metadata="x" * 3001), "/private_metadata", "failed_constraint"),
    "metadata as an object": (modal(private_metadata={}), "/private_metadata", "invalid_type"),
    "long callback_id": (modal(callback_id="x" * 256), "/callback_id", "failed_constraint"),
    "long external_id": (modal(external_id="x" * 256), "/external_id", "failed_constraint"),
    "flag as text": (modal(notify_on_close="yes"), "/notify_on_close", "invalid_type"),
    "unknown field": (modal(colour="red"), "/colour", "unknown_field"),
    "101 blocks": (modal(*[{"type": "divider"}] * 101), "/blocks", "failed_constraint"),
    "same block_id twice": (
        modal({"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}),
        "/blocks/1/block_id",
        "duplicate_id",
    ),
    "form without submit": (modal(field()), "/submit", "missing_field"),
    "carousel in a modal": (
        modal({"type": "carousel", "elements": []}),
        "/blocks/0/type",
        "unsupported_type",
    ),
    "Home with a title": (home(title=plain()), "/title", "unknown_field"),
    "Home with submit": (home(submit=plain()), "/submit", "unknown_field"),
    "input without a label": (
        modal({"type": "input", "element": {"type": "plain_text_input"}}, submit=plain()),
        "/blocks/0/label",
        "missing_field",
    ),
    "long label": (form(label=plain("x" * 2001)), "/blocks/0/label/text", "failed_constraint"),
    "long hint": (form(hint=plain("x" * 2001)), "/blocks/0/hint/text", "failed_constraint"),
    "button as an input": (
        form({"type": "button", "text": plain()}),
        f"{ELEMENT}/type",
        "unsupported_type",
    ),
    "text input in actions": (
        modal({"type": "actions", "elements": [{"type": "plain_text_input"}]}),
        "/blocks/0/elements/0/type",
        "unsupported_type",
    ),
    "long initial value": (typed(initial_value="x" * 3001), f"{ELEMENT}/initial_value", "failed_constraint"),
    "long placeholder": (
        typed(placeholder=plain("x" * 151)),
        f"{ELEMENT}/placeholder/text",
        "failed_constraint",
    ),
    "huge min_length": (typed(min_length=3001), f"{ELEMENT}/min_length", "failed_constraint"),
    "max_length of 0": (typed(max_length=0), f"{ELEMENT}/max_length", "failed_constraint"),
    "lengths as flags": (typed(max_length=True), f"{ELEMENT}/max_length", "invalid_type"),
    "min over max": (typed(min_length=9, max_length=8), f"{ELEMENT}/min_length", "failed_constraint"),
    "confirm on a text input": (typed(confirm={}), f"{ELEMENT}/confirm", "unknown_field"),
    "number without its kind": (
        form({"type": "number_input"}),
        f"{ELEMENT}/is_decimal_allowed",
        "missing_field",
    ),
}


@pytest.mark.parametrize(("view", "pointer", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_view_beyond_the_limits_is_refused_at_the_right_place(view: Any, pointer: str, code: str) -> None:
    assert [(problem.pointer, problem.code) for problem in validate_view(view)] == [(pointer, code)]


def test_a_view_of_more_than_250_kb_is_refused() -> None:
    section = {"type": "section", "text": plain("ü" * 1500)}

    problems = validate_view(modal(*[section] * 90))

    assert [(problem.pointer, problem.code) for problem in problems] == [("", "view_too_large")]

from typing import Any

import pytest

from playground.slack.block_kit import Problem, validate_blocks

Json = dict[str, Any]


def plain(text: str = "text", **more: Any) -> Json:
    return {"type": "plain_text", "text": text, **more}


def mrkdwn(text: str = "text", **more: Any) -> Json:
    return {"type": "mrkdwn", "text": text, **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), **more}


def option(value: str = "a", **more: Any) -> Json:
    return {"text": plain(), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def image(url: str = "https://example.com/a.png", **more: Any) -> Json:
    return {"type": "image", "image_url": url, "alt_text": "a picture", **more}


def confirm(**more: Any) -> Json:
    return {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain(), **more}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


ACCEPTED = {
    "section with text": section(text=mrkdwn("x" * 3000)),
    "section with fields only": {"type": "section", "fields": [plain("x" * 1300)] * 10},
    "longest field": {"type": "section", "fields": [mrkdwn("x" * 2000)]},
    "section that stays expanded": section(expand=True),
    "section with a button": section(accessory=button()),
    "section with an image": section(accessory=image()),
    "verbatim mrkdwn": section(text=mrkdwn(verbatim=True)),
    "plain text without emoji": section(text=plain(emoji=False)),
    "header": {"type": "header", "text": plain("x" * 150)},
    "divider": {"type": "divider", "block_id": "d"},
    "context": {"type": "context", "elements": [mrkdwn(), plain(), image()]},
    "image": image(title=plain()),
    "25 buttons": actions(*[button(action_id=str(number)) for number in range(25)]),
    "buttons without action_ids": actions(button(), button()),
    "full button": actions(
        button(
            text=plain("x" * 75),
            value="v" * 2000,
            action_id="a" * 255,
            style="danger",
            url="https://example.com/" + "u" * 2980,
            confirm=confirm(style="danger"),
        )
    ),
    "menu": actions({"type": "static_select", "placeholder": plain("x" * 150), "options": options(100)}),
    "menu with groups": actions(
        {"type": "static_select", "option_groups": [{"label": plain(), "options": options(2)}]}
    ),
    "menu with a choice": actions(
        {"type": "static_select", "options": options(2), "initial_option": option("1")}
    ),
    "radio buttons": actions({"type": "radio_buttons", "options": options(10)}),
    "overflow": section(accessory={"type": "overflow", "options": options(5)}),
}


@pytest.mark.parametrize("block", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_block_within_the_limits_is_accepted(block: Json) -> None:
    assert validate_blocks([block]) == []


REFUSED = {
    "not an object": ("section", "/0", "invalid_type"),
    "unknown block": ({"type": "table"}, "/0/type", "unsupported_type"),
    "no type": ({"text": plain()}, "/0/type", "unsupported_type"),
    "type of another type": ({"type": ["section"]}, "/0/type", "unsupported_type"),
    "input in a message": (
        {"type": "input", "label": plain(), "element": {"type": "plain_text_input"}},
        "/0/type",
        "unsupported_type",
    ),
    "section without content": ({"type": "section"}, "/0/text", "missing_field"),
    "section too long": (section(text=plain("x" * 3001)), "/0/text/text", "failed_constraint"),
    "empty text": (section(text=mrkdwn("")), "/0/text/text", "failed_constraint"),
    "text that is a number": (section(text={"type": "mrkdwn", "text": 3}), "/0/text/text", "invalid_type"),
    "text that is a string": (section(text="hello"), "/0/text", "invalid_type"),
    "text without text": (section(text={"type": "mrkdwn"}), "/0/text/text", "missing_field"),
    "emoji in mrkdwn": (section(text=mrkdwn(emoji=False)), "/0/text/emoji", "unknown_field"),
    "verbatim in plain text": (section(text=plain(verbatim=True)), "/0/text/verbatim", "unknown_field"),
    "11 fields": (section(fields=[plain()] * 11), "/0/fields", "failed_constraint"),
    "no fields": (section(fields=[]), "/0/fields", "failed_constraint"),
    "long field": (section(fields=[plain("x" * 2001)]), "/0/fields/0/text", "failed_constraint"),
    "unknown field": (section(colour="red"), "/0/colour", "unknown_field"),
    "long block_id": (section(block_id="x" * 256), "/0/block_id", "failed_constraint"),
    "mrkdwn header": ({"type": "header", "text": mrkdwn()}, "/0/text/type", "unsupported_type"),
    "long header": ({"type": "header", "text": plain("x" * 151)}, "/0/text/text", "failed_constraint"),
    "11 context elements": (
        {"type": "context", "elements": [plain()] * 11},
        "/0/elements",
        "failed_constraint",
    ),
    "button in a context": (
        {"type": "context", "elements": [button()]},
        "/0/elements/0/type",
        "unsupported_type",
    ),
    "26 elements": (
        actions(*[button(action_id=str(number)) for number in range(26)]),
        "/0/elements",
        "failed_constraint",
    ),
    "no elements": (actions(), "/0/elements", "failed_constraint"),
    "same action_id twice": (
        actions(button(action_id="a"), button(action_id="a")),
        "/0/elements/1/action_id",
        "duplicate_id",
    ),
    "plain text as an action": (actions(plain()), "/0/elements/0/type", "unsupported_type"),
    "mrkdwn button": (actions(button(text=mrkdwn())), "/0/elements/0/text/type", "unsupported_type"),
    "long button": (actions(button(text=plain("x" * 76))), "/0/elements/0/text/text", "failed_constraint"),
    "long value": (actions(button(value="x" * 2001)), "/0/elements/0/value", "failed_constraint"),
    "empty value": (actions(button(value="")), "/0/elements/0/value", "failed_constraint"),
    "long action_id": (actions(button(action_id="x" * 256)), "/0/elements/0/action_id", "failed_constraint"),
    "unknown style": (actions(button(style="default")), "/0/elements/0/style", "failed_constraint"),
    "script URL": (actions(button(url="javascript:alert(1)")), "/0/elements/0/url", "failed_constraint"),
    "long URL": (
        actions(button(url="https://" + "x" * 2993)),
        "/0/elements/0/url",
        "failed_constraint",
    ),
    "long confirm title": (
        actions(button(confirm=confirm(title=plain("x" * 101)))),
        "/0/elements/0/confirm/title/text",
        "failed_constraint",
    ),
    "long confirm text": (
        actions(button(confirm=confirm(text=plain("x" * 301)))),
        "/0/elements/0/confirm/text/text",
        "failed_constraint",
    ),
    "long confirm button": (
        actions(button(confirm=confirm(deny=plain("x" * 31)))),
        "/0/elements/0/confirm/deny/text",
        "failed_constraint",
    ),
    "confirm that is text": (
        actions(button(confirm="Sure?")),
        "/0/elements/0/confirm",
        "invalid_type",
    ),
    "confirm without deny": (
        actions(button(confirm={"title": plain(), "text": plain(), "confirm": plain()})),
        "/0/elements/0/confirm/deny",
        "missing_field",
    ),
    "101 options": (
        actions({"type": "static_select", "options": options(101)}),
        "/0/elements/0/options",
        "failed_constraint",
    ),
    "long option": (
        actions({"type": "static_select", "options": [option(text=plain("x" * 76))]}),
        "/0/elements/0/options/0/text/text",
        "failed_constraint",
    ),
    "long option value": (
        actions({"type": "static_select", "options": [option("x" * 151)]}),
        "/0/elements/0/options/0/value",
        "failed_constraint",
    ),
    "menu without options": (actions({"type": "static_select"}), "/0/elements/0", "missing_field"),
    "choice that is no option": (
        actions({"type": "static_select", "options": options(2), "initial_option": option("9")}),
        "/0/elements/0/initial_option",
        "failed_constraint",
    ),
    "choices that are no options": (
        actions({"type": "checkboxes", "options": options(2), "initial_options": [option("9")]}),
        "/0/elements/0/initial_options",
        "failed_constraint",
    ),
    "11 radio buttons": (
        actions({"type": "radio_buttons", "options": options(11)}),
        "/0/elements/0/options",
        "failed_constraint",
    ),
    "6 in an overflow": (
        section(accessory={"type": "overflow", "options": options(6)}),
        "/0/accessory/options",
        "failed_constraint",
    ),
    "WebP": (image("https://example.com/a.webp?v=1"), "/0/image_url", "failed_constraint"),
    "slug for an image": (image("level-a1"), "/0/image_url", "failed_constraint"),
    "image without alt text": (
        {"type": "image", "image_url": "https://example.com/a.png"},
        "/0/alt_text",
        "missing_field",
    ),
    "long alt text": (image(alt_text="x" * 2001), "/0/alt_text", "failed_constraint"),
}


@pytest.mark.parametrize(("block", "pointer", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_block_beyond_the_limits_is_refused_at_the_right_place(block: Any, pointer: str, code: str) -> None:
    assert [(problem.pointer, problem.code) for problem in validate_blocks([block])] == [(pointer, code)]


def test_every_problem_of_a_block_is_named() -> None:
    header = {"type": "header", "text": plain("x" * 151), "block_id": "", "colour": "red"}

    assert validate_blocks([header]) == [
        Problem("/0/text/text", "failed_constraint", "must be at most 150 characters, and is 151"),
        Problem("/0/block_id", "failed_constraint", "must not be empty"),
        Problem("/0/colour", "unknown_field", "is not a field of this object"),
    ]

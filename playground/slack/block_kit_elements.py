"""Slack's limits for texts and for the elements of blocks: those that the app sends, and no others."""

from collections.abc import Iterator
from typing import Any

from playground.slack.shape import (
    Check,
    Problem,
    array,
    boolean,
    both,
    by_type,
    one_of,
    record,
    string,
    wrong,
)

identifier = string(255)


def plain_text(most: int) -> Check:
    return by_type({"plain_text": record({"text": string(most)}, {"emoji": boolean})})


def text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    return by_type(
        {
            "plain_text": record({"text": string(most)}, {"emoji": boolean}),
            "mrkdwn": record({"text": string(most)}, {"verbatim": boolean}),
        }
    )


def _url(value: Any, at: str) -> Iterator[Problem]:
    yield from string(3000)(value, at)
    if isinstance(value, str) and not value.startswith(("https://", "http://")):
        yield wrong(at, "must be an http or https URL")


_confirm = record(
    {"title": plain_text(100), "text": text(300), "confirm": plain_text(30), "deny": plain_text(30)}
)

button = by_type(
    {
        "button": record(
            {"text": plain_text(75)},
            {
                "action_id": identifier,
                "value": string(2000),
                "url": _url,
                "style": one_of("primary", "danger"),
                "confirm": _confirm,
            },
        )
    }
)

_option = record({"text": plain_text(75), "value": string(150)})


def _initial_among_options(value: dict[str, Any], at: str) -> Iterator[Problem]:
    """What is selected at first must be, to the letter, one of the options."""
    options = value.get("options")
    if isinstance(options, list) and "initial_option" in value and value["initial_option"] not in options:
        yield wrong(f"{at}/initial_option", "is not one of the options")


_static_select = both(
    record(
        {"options": array(_option, most=100)},
        {"action_id": identifier, "placeholder": plain_text(150), "initial_option": _option},
    ),
    _initial_among_options,
)

_plain_text_input = record(
    {},
    {
        "action_id": identifier,
        "placeholder": plain_text(150),
        "initial_value": string(3000, least=0),
        "multiline": boolean,
    },
)

in_input = by_type({"plain_text_input": _plain_text_input, "static_select": _static_select})

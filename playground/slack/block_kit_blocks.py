"""Slack's limits for each type of block that the app sends. The page draws the same (files/blocks.js)."""

from collections.abc import Iterator, Mapping
from typing import Any

from playground.slack.block_kit_elements import button, identifier, in_input, plain_text, text
from playground.slack.shape import Check, Problem, array, boolean, both, by_type, one_of, record, wrong

_ICON_NAMES = """
    archive book bookmark bot bug calendar call caret-left caret-right check clipboard code comment compass
    copy cube download edit email eye-closed eye-open file flag folder gear globe heart help image info key
    lightbulb link map mobile new-window pin plus refine refresh rocket save screen share sparkle star
    star-filled tag thumbs-down thumbs-up trash upload user warning
"""
ICONS = frozenset(_ICON_NAMES.split())
"""The names that Slack knows for a card's `slack_icon`."""

_NAMED: Mapping[str, Check] = {"block_id": identifier}


def _card_content(value: dict[str, Any], at: str) -> Iterator[Problem]:
    if not value.keys() & {"title", "actions", "body"}:
        yield wrong(at, "a card needs a title, actions or body", "missing_field")


def _section_content(value: dict[str, Any], at: str) -> Iterator[Problem]:
    if not value.keys() & {"text", "fields"}:
        yield wrong(f"{at}/text", "a section needs text or fields", "missing_field")


_card = both(
    record(
        {},
        {
            **_NAMED,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(200),
            "slack_icon": by_type({"icon": record({"name": one_of(*ICONS)})}),
            "actions": array(button, most=3, unique="action_id"),
        },
    ),
    _card_content,
)
_section = both(
    record({}, {**_NAMED, "text": text(3000), "fields": array(text(2000), most=10), "accessory": button}),
    _section_content,
)
_input = record(
    {"label": plain_text(2000), "element": in_input},
    {**_NAMED, "hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
)
_EVERYWHERE: Mapping[str, Check] = {
    "actions": record({"elements": array(button, most=25, unique="action_id")}, _NAMED),
    "card": _card,
    "context": record({"elements": array(text(3000), most=10)}, _NAMED),
    "divider": record({}, _NAMED),
    "header": record({"text": plain_text(150)}, _NAMED),
    "section": _section,
}

in_message_or_home = by_type(_EVERYWHERE)
in_modal = by_type({**_EVERYWHERE, "input": _input})

"""Slack's limits for each type of block."""

from collections.abc import Iterator, Mapping
from typing import Any

from playground.slack.block_kit_elements import (
    alt_text,
    button,
    identifier,
    image,
    image_url,
    in_actions,
    in_context,
    in_input,
    in_section,
    plain_text,
    text,
)
from playground.slack.shape import Check, Problem, array, boolean, both, by_type, one_of, record, wrong

ICONS = frozenset(
    [
        "archive",
        "book",
        "bookmark",
        "bot",
        "bug",
        "calendar",
        "call",
        "caret-left",
        "caret-right",
        "check",
        "clipboard",
        "code",
        "comment",
        "compass",
        "copy",
        "cube",
        "download",
        "edit",
        "email",
        "eye-closed",
        "eye-open",
        "file",
        "flag",
        "folder",
        "gear",
        "globe",
        "heart",
        "help",
        "image",
        "info",
        "key",
        "lightbulb",
        "link",
        "map",
        "mobile",
        "new-window",
        "pin",
        "plus",
        "refine",
        "refresh",
        "rocket",
        "save",
        "screen",
        "share",
        "sparkle",
        "star",
        "star-filled",
        "tag",
        "thumbs-down",
        "thumbs-up",
        "trash",
        "upload",
        "user",
        "warning",
    ]
)

_NAMED: Mapping[str, Check] = {"block_id": identifier}


def _card_content(value: dict[str, Any], at: str) -> Iterator[Problem]:
    """What the fields of a card must be together."""
    if not value.keys() & {"hero_image", "title", "actions", "body"}:
        yield wrong(at, "a card needs a hero_image, title, actions or body", "missing_field")
    if "icon" in value and "slack_icon" in value:
        yield wrong(f"{at}/slack_icon", "a card has an icon or a slack_icon, not both")


def _section_content(value: dict[str, Any], at: str) -> Iterator[Problem]:
    if not value.keys() & {"text", "fields"}:
        yield wrong(f"{at}/text", "a section needs text or fields", "missing_field")


_only_image = by_type({"image": image})

_card = both(
    record(
        {},
        {
            **_NAMED,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(200),
            "icon": _only_image,
            "slack_icon": by_type({"icon": record({"name": one_of(*ICONS)})}),
            "hero_image": _only_image,
            "actions": array(by_type({"button": button}), most=3, unique="action_id"),
        },
    ),
    _card_content,
)

_EVERYWHERE: Mapping[str, Check] = {
    "actions": record({"elements": array(in_actions, most=25, unique="action_id")}, _NAMED),
    "card": _card,
    "context": record({"elements": array(in_context, most=10)}, _NAMED),
    "divider": record({}, _NAMED),
    "header": record({"text": plain_text(150)}, _NAMED),
    "image": record({"image_url": image_url, "alt_text": alt_text}, {"title": plain_text(2000), **_NAMED}),
    "section": both(
        record(
            {},
            {
                **_NAMED,
                "text": text(3000),
                "fields": array(text(2000), most=10),
                "accessory": in_section,
                "expand": boolean,
            },
        ),
        _section_content,
    ),
}
_CAROUSEL = record({"elements": array(by_type({"card": _card}), most=10)}, _NAMED)
_INPUT = record(
    {"label": plain_text(2000), "element": in_input},
    {**_NAMED, "hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
)

in_message = by_type({**_EVERYWHERE, "carousel": _CAROUSEL})
in_modal = by_type({**_EVERYWHERE, "input": _INPUT})
in_home = by_type({**_EVERYWHERE, "carousel": _CAROUSEL, "input": _INPUT})

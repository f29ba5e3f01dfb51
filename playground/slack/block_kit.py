"""Whether Slack would take a message or a view: the documented limits of Block Kit, from Slack's side.

It judges the app's messages, and therefore shares nothing with the code that builds them. It knows only the
blocks, elements and fields that the app sends, and refuses all others: a new one is added here first."""

import json
from collections.abc import Iterator
from typing import Any

from playground.slack.block_kit_blocks import in_message_or_home, in_modal
from playground.slack.block_kit_elements import plain_text
from playground.slack.shape import Check, Problem, array, one_of, record, string, wrong

__all__ = ["Problem", "validate_blocks", "validate_message", "validate_view"]

MESSAGE_TEXT = 40_000
BLOCKS_TEXT = 13_000  # measured, not documented: above it, Slack answers msg_blocks_too_long
VIEW_BYTES = 250_000

_message_blocks = array(in_message_or_home, most=50, least=0, unique="block_id")
_DATA: dict[str, Check] = {"private_metadata": string(3000, least=0), "callback_id": string(255, least=0)}
_modal = record(
    {"title": plain_text(24), "blocks": array(in_modal, most=100, unique="block_id")},
    {**_DATA, "submit": plain_text(24), "close": plain_text(24)},
)
_home = record({"blocks": array(in_message_or_home, most=100, unique="block_id")}, _DATA)


def validate_message(message: Any) -> list[Problem]:
    """What is wrong with the `text` and `blocks` of a message; its other fields are not Block Kit's.

    Stricter than Slack in one point: blocks without a `text` are refused, because notifications and screen
    readers would have nothing to say."""
    if not isinstance(message, dict):
        return [wrong("", "must be an object", "invalid_type")]
    return [*_message_text(message), *_blocks(message.get("blocks", []), "/blocks")]


def validate_blocks(blocks: Any) -> list[Problem]:
    """What is wrong with a message's blocks, with pointers into the array."""
    return list(_blocks(blocks, ""))


def validate_view(view: Any) -> list[Problem]:
    """What is wrong with a modal or a Home tab."""
    if not isinstance(view, dict):
        return [wrong("", "must be an object", "invalid_type")]
    if problems := list(one_of("modal", "home")(view.get("type"), "/type")):
        return problems
    problems = list((_modal if view["type"] == "modal" else _home)(view, ""))
    blocks = view.get("blocks")
    has_inputs = isinstance(blocks, list) and any(_type(block) == "input" for block in blocks)
    if view["type"] == "modal" and has_inputs and "submit" not in view:
        problems.append(wrong("/submit", "is required where there are input blocks", "missing_field"))
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        problems.append(wrong("", f"must be at most {VIEW_BYTES} bytes", "view_too_large"))
    return problems


def _message_text(message: dict[str, Any]) -> Iterator[Problem]:
    text = message.get("text")
    if text is None or text == "":
        yield wrong("/text", "is required, for notifications and screen readers", "no_text")
    elif not isinstance(text, str):
        yield wrong("/text", "must be a string", "invalid_type")
    elif len(text) > MESSAGE_TEXT:
        yield wrong("/text", f"must be at most {MESSAGE_TEXT} characters", "msg_too_long")


def _blocks(blocks: Any, at: str) -> Iterator[Problem]:
    yield from _message_blocks(blocks, at)
    total = sum(_text_lengths(blocks))
    if total > BLOCKS_TEXT:
        yield wrong(at, f"{total} characters of text, {BLOCKS_TEXT} at most", "msg_blocks_too_long")


def _text_lengths(value: Any) -> Iterator[int]:
    """The length of every text object in there."""
    if isinstance(value, list):
        for entry in value:
            yield from _text_lengths(entry)
    elif isinstance(value, dict):
        if _type(value) in ("plain_text", "mrkdwn") and isinstance(value.get("text"), str):
            yield len(value["text"])
        else:
            for entry in value.values():
                yield from _text_lengths(entry)


def _type(value: Any) -> Any:
    return value.get("type") if isinstance(value, dict) else None

"""Writes docs/wording.md from the app's own samples: `make wording`."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.blocks.kit import Message, View
from bot.blocks.problem import field_error
from bot.blocks.refusal import CUSTOMER_ID_MENTION, CUSTOMER_ID_MISSING
from bot.blocks.state import State
from bot.check.samples import Sample, samples
from bot.gameball.errors import CustomerNotFoundError, InvalidCustomerIdError

DOCUMENT = Path(__file__).parents[2] / "docs" / "wording.md"

_HEAD = """# What the app says

Every message, modal and Home tab, written from the code by `make wording`. Buttons are in [brackets]. Slack draws dates in
each reader's own time zone; here they are in UTC. What repeats is shown once: of a card or list that stands above already,
only the first line is shown, what a button asks before it acts stands below the first button of its kind, and the modal
around a text for the customer is shown around the first one.
"""
_FIELDS = "At the form's fields"
_FIELD_ERRORS = (
    CUSTOMER_ID_MISSING,
    CUSTOMER_ID_MENTION,
    field_error(InvalidCustomerIdError(), State(customer_id="..")),
    field_error(CustomerNotFoundError(), State(customer_id="cust—1001", code="GONE10")),
)

Lines = list[str]


def document() -> str:
    chapters: dict[str, list[Sample]] = {}
    for sample in samples():
        chapters.setdefault(sample.chapter, []).append(sample)
    links = "\n".join(f"- [{title}](#{_anchor(title)})" for title in [*chapters, _FIELDS])
    parts = [_HEAD, f"{links}\n"]
    shown: set[str] = set()
    for title, those in chapters.items():
        parts.append(f"## {title}\n")
        for sample in those:
            quoted = "\n>\n".join(map(_quoted, _paragraphs(sample, shown)))
            parts.append(f"### {sample.name}\n\n{quoted}\n")
    fields = "\n".join(f"- {error}" for error in _FIELD_ERRORS)
    return "\n".join([*parts, f"## {_FIELDS}\n", f"{fields}\n"])


def _anchor(title: str) -> str:
    return re.sub(r"[^\w-]", "", title.lower().replace(" ", "-"))


def _quoted(lines: Lines) -> str:
    # With two spaces at its end, a line does not run into the next one.
    return "\n".join(f"> {line}  " if line.strip("> ") else f"> {line}".rstrip() for line in lines).rstrip()


def _paragraphs(sample: Sample, shown: set[str]) -> Iterator[Lines]:
    if isinstance(sample.content, Message):
        yield from _blocks(sample.content.blocks, shown)
        return
    view, texts = sample.content, list(_texts_to_copy(sample.content))
    if texts and view["callback_id"] in shown:
        yield from texts
        return
    if texts:
        shown.add(view["callback_id"])
    if "title" in view:
        yield [f"**{view['title']['text']}**"]
    yield from _blocks(view["blocks"], shown)
    yield from texts
    buttons = [f"[{view[name]['text']}]" for name in ("close", "submit") if name in view]
    if buttons:
        yield [" ".join(buttons)]


def _texts_to_copy(view: View) -> Iterator[Lines]:
    for block in view["blocks"]:
        if block["type"] == "input" and block["element"].get("multiline"):
            yield [f"> {line}" for line in block["element"]["initial_value"].split("\n")]


def _blocks(blocks: list[dict[str, Any]], shown: set[str]) -> Iterator[Lines]:
    """The lines of each block; only the first line of a card or list that has been `shown`."""
    first_lines: Lines = []
    for block in blocks:
        lines = _block(block)
        text = "\n".join(lines)
        if len(lines) > 2 and text in shown:
            first_lines.append(f"{lines[0]} …")
            continue
        if first_lines:
            yield first_lines
            first_lines = []
        if lines:
            yield [*lines, *_questions(block, shown)]
        shown.add(text)
    if first_lines:
        yield first_lines


def _block(block: dict[str, Any]) -> Lines:
    match block["type"]:
        case "header":
            return [f"**{_text(block['text'])}**"]
        case "section":
            return _text(block["text"]).split("\n")
        case "context":
            return [line for element in block["elements"] for line in _text(element).split("\n")]
        case "actions":
            return [" ".join(f"[{_text(button['text'])}]" for button in block["elements"])]
        case "card":
            texts = [_text(block[name]) for name in ("subtitle", "body", "subtext") if name in block]
            buttons = [f"[{_text(button['text'])}]" for button in block.get("actions", [])]
            return [f"**{_text(block['title'])}**", *texts, *([" ".join(buttons)] if buttons else [])]
        case "input":
            return _input(block)
        case "divider":
            return []
        case other:
            raise ValueError(f"the document cannot show a block of the type {other}")


def _input(block: dict[str, Any]) -> Lines:
    label, field = f"**{_text(block['label'])}**", block["element"]
    if field["type"] == "static_select":
        return [f"{label} ▾ " + " · ".join(f"[{_text(option['text'])}]" for option in field["options"])]
    hint = f"*{_text(block['hint'])}*"
    if field["multiline"]:
        return [label, hint]
    example = f"for example {_text(field['placeholder'])}"
    return [f"{label} ({field.get('initial_value') or example})", hint]


def _questions(block: dict[str, Any], shown: set[str]) -> Iterator[str]:
    for button in block.get("elements", []) + block.get("actions", []):
        asked = button.get("confirm")
        if asked and asked["title"]["text"] not in shown:
            shown.add(asked["title"]["text"])
            name, title, text, yes, no = (
                _text(text)
                for text in (button["text"], *(asked[part] for part in ("title", "text", "confirm", "deny")))
            )
            yield f"↳ [{name}] asks: *{title}* {text} [{yes}] [{no}]"


def _text(text: dict[str, Any]) -> str:
    words = str(text["text"])
    if text["type"] == "mrkdwn":
        words = re.sub(r"<!date\^[^|>]*\|([^>]*)>", r"\1", words)
        words = re.sub(r"<#\w+>", "#channel", re.sub(r"<@\w+>", "@agent", words))
        words = re.sub(r"(?<![*\w])\*([^*\n]+)\*(?![*\w])", r"**\1**", words)
        # Markdown shows entities within code as they are.
        words = re.sub(r"`[^`]*`", lambda code: html.unescape(code[0]), words)
    return words


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")

"""Writes docs/wording.md and the snapshots from the app's own samples: `make wording`."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.blocks.kit import Message
from bot.check.samples import Sample, samples

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "wording.md"
SNAPSHOTS = ROOT / "tests" / "snapshots" / "messages.json"

_HEAD = """# Every sentence the app may say

Written by `make wording` from `bot/blocks/samples.py`; a test compares it with the code. Buttons are in [brackets], and
what a button asks before it acts stands behind it. Dates are drawn in each reader's own time zone; here they are in UTC.
"""
# What a button asks: its first sentence, which is the same for all coupons, and the rest.
_QUESTION = re.compile(r" \(([^?]*\?)[^)]*\)")
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")


def snapshots() -> str:
    """What Slack is sent, to the letter."""
    drawn = {
        sample.name: asdict(sample.content) if isinstance(sample.content, Message) else sample.content
        for sample in samples()
    }
    return json.dumps(drawn, indent=1, ensure_ascii=False) + "\n"


def document() -> str:
    """The same for people."""
    parts = [_HEAD]
    titles = {"message": "Messages", "modal": "Modals", "home": "The Home tab"}
    kind = ""
    for sample in samples():
        if sample.kind != kind:
            kind = sample.kind
            parts.append(f"## {titles[kind]}\n")
        parts.append(f"### {sample.name}\n")
        parts.append(
            "\n".join(f"> {line}".rstrip() + "  " if line else ">" for line in _lines(sample)) + "\n"
        )
    return "\n".join(parts)


def _quoted(line: str, asked: set[str]) -> str:
    """A line of the document. What a button asks stands there once in a message, not for every coupon."""
    question = _QUESTION.search(line)
    if question:
        if question[1] in asked:
            line = line.replace(question[0], "")
        asked.add(question[1])
    return f"> {line}".rstrip() + "  " if line else ">"


def _lines(sample: Sample) -> Iterator[str]:
    if isinstance(sample.content, Message):
        yield from _blocks(sample.content.blocks)
        return
    view = sample.content
    if "title" in view:
        yield f"**{view['title']['text']}**"
    yield from _blocks(view["blocks"])
    buttons = [f"[{view[name]['text']}]" for name in ("close", "submit") if name in view]
    if buttons:
        yield " ".join(buttons)


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield f"**{_text(block['text'])}**"
        case "section":
            yield from _text(block["text"]).split("\n")
        case "context":
            yield from (line for element in block["elements"] for line in _text(element).split("\n"))
        case "actions":
            yield " ".join(map(_button, block["elements"]))
        case "card":
            yield f"**{_text(block['title'])}**"
            yield from (_text(block[name]) for name in ("subtitle", "body", "subtext") if name in block)
            if "actions" in block:
                yield " ".join(map(_button, block["actions"]))
        case "input":
            yield f"{_text(block['label'])}: {block['element'].get('placeholder', {}).get('text', '')}".rstrip()
            yield from block["element"].get("initial_value", "").split("\n")
            yield _text(block["hint"])
        case _:
            yield ""


def _text(text: dict[str, Any]) -> str:
    drawn = _DATE.sub(r"\1", text["text"])
    return (
        re.sub(r"(?<![*\w])\*([^*\n]+)\*(?![*\w])", r"**\1**", drawn) if text["type"] == "mrkdwn" else drawn
    )


def _button(button: dict[str, Any]) -> str:
    asked = button.get("confirm")
    if not asked:
        return f"[{button['text']['text']}]"
    question = f"{asked['title']['text']} {asked['text']['text']}"
    return f"[{button['text']['text']}] ({question} [{asked['confirm']['text']}] [{asked['deny']['text']}])"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
    SNAPSHOTS.write_text(snapshots(), encoding="utf-8")

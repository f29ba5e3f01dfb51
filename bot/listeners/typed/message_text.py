"""All that a message in Slack says, wherever it says it: a forwarded message, an e-mail, what another app posted."""

import html
import re
from collections.abc import Iterator
from typing import Any

LONGEST = 10_000
"""Characters of a message that are looked at."""
_DEEPEST = 20
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# Where text can be, in the order in which it is read. The sender of an e-mail comes before what the e-mail quotes.
_NAMES = (
    "text", "url", "pretext", "author_name", "author_link", "title", "title_link", "from_url", "subject", "from", "address",
    "subtitle", "body", "subtext", "plain_text", "preview_plain_text", "preview", "simplified_html", "description", "footer", "fallback",
    "alt_text", "elements", "fields", "accessory", "actions", "blocks", "attachments", "message_blocks", "message", "root", "files", "rows",
)  # fmt: skip
_HTML = {"preview", "simplified_html"}
_PARTS = set(_NAMES[_NAMES.index("elements") :])
_LINES_OF_RICH_TEXT = {"rich_text_section", "rich_text_preformatted", "rich_text_quote"}


def text_of(message: dict[str, Any]) -> str:
    """Its texts in Slack's own formatting, each line once."""
    lines = dict.fromkeys(line for text in _texts(message, 0) for line in text.split("\n") if line.strip())
    return "\n".join(lines)[:LONGEST]


def _texts(part: Any, depth: int) -> Iterator[str]:
    if isinstance(part, list) and depth <= _DEEPEST:
        for item in part:
            yield from _texts(item, depth + 1)
    if not isinstance(part, dict) or depth > _DEEPEST:
        return
    if part.get("type") in _LINES_OF_RICH_TEXT:
        yield "".join(_inline(part.get("elements")))
    elif part.get("type") == "table" and isinstance(part.get("rows"), list):
        # Side by side, a head and its values are known for what they are.
        for row in part["rows"]:
            yield " | ".join(
                " ".join(_texts(cell, depth + 2)) for cell in (row if isinstance(row, list) else [])
            )
    elif isinstance(part.get("value"), str) and "type" not in part:
        # A field of an attachment. Where there is a type, it is a button.
        yield f"{part.get('title') or ''}: {part['value']}"
    else:
        for name in _NAMES:
            content = part.get(name)
            if isinstance(content, str) and name not in _PARTS:
                content = content[:LONGEST]
                yield html.unescape(_TAG.sub(" ", content)) if name in _HTML else content
            else:
                yield from _texts(content, depth + 1)


def _inline(elements: Any) -> Iterator[str]:
    """The pieces of a line of rich text. Mentions, emoji, colours and dates are left out."""
    for element in elements if isinstance(elements, list) else []:
        kind = element.get("type") if isinstance(element, dict) else None
        text = element.get("text") if kind in {"text", "link"} else None
        words = text if isinstance(text, str) else ""
        if kind == "link" and isinstance(element.get("url"), str):
            yield f"<{element['url']}|{words}>"
        elif words and (element.get("style") or {}).get("code") is True:
            yield f"`{words}`"
        else:
            yield words or " "

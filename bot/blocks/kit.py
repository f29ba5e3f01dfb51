"""Block Kit's pieces as plain dicts, with Slack's limits kept here, once, by cutting what came from outside.

slack_sdk's own models drop the newest fields of cards, so they are not used. Sources: docs.slack.dev's reference of
Block Kit and of message formatting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from bot.blocks.mrkdwn import clean, length, truncate

Block = dict[str, Any]
Text = dict[str, Any]

_TITLE = 150
CARD_BODY, CARD_SUBTEXT = 200, 200
_HEADER, _BUTTON = 150, 75
VALUE = 2000


@dataclass(frozen=True)
class Message:
    """Blocks, and the text that stands for them in notifications and for screen readers."""

    text: str
    blocks: list[Block]


def plain_text(text: str, limit: int, *, emoji: bool = False) -> Text:
    """A plain_text object; `emoji` only for text of our own, as it draws :names: from outside too."""
    return {"type": "plain_text", "text": truncate(clean(text[: limit * 2]) or "–", limit), "emoji": emoji}


@lru_cache(maxsize=256)
def label(text: str, limit: int) -> Text:
    """A plain_text object of the app's own words. They recur: each is made once, and text from outside is never kept."""
    return plain_text(text, limit, emoji=True)


def _mrkdwn(text: str) -> Text:
    """A mrkdwn object of text that is escaped already."""
    return {"type": "mrkdwn", "text": text}


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text, _HEADER)}


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "text": _mrkdwn(text), **more}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(text) for text in texts]}


def actions(block_id: str, buttons: Sequence[Block]) -> Block:
    return {"type": "actions", "block_id": block_id, "elements": list(buttons)}


def button(
    text: str,
    action_id: str,
    value: str,
    *,
    style: Literal["primary", "danger"] | None = None,
    confirm: Block | None = None,
) -> Block:
    """`text` is the app's own. `value` comes back with the click, and is never cut: half a state would be a wrong
    one."""
    if length(value) > VALUE:
        raise ValueError(f"a button's value is at most {VALUE} characters")
    drawn: Block = {
        "type": "button",
        "text": label(text, _BUTTON),
        "action_id": action_id,
        "value": value,
    }
    if style:
        drawn["style"] = style
    if confirm:
        drawn["confirm"] = confirm
    return drawn


def confirmation(*, title: str, text: str, confirm: str, deny: str) -> Block:
    """The question that Slack asks before it sends a click. Only `text` may hold what came from outside."""
    return {
        "title": label(title, 100),
        "text": plain_text(text, 300),
        "confirm": label(confirm, 30),
        "deny": label(deny, 30),
    }


def text_input(
    block_id: str,
    label: str,
    *,
    initial: str = "",
    placeholder: str = "",
    hint: str = "",
    optional: bool = False,
    multiline: bool = False,
) -> Block:
    """An input block with one text field, whose action_id is `input`. `initial` keeps its line breaks."""
    field: Block = {"type": "plain_text_input", "action_id": "input", "multiline": multiline}
    if initial:
        field["initial_value"] = truncate(initial, 3000)
    if placeholder:
        field["placeholder"] = plain_text(placeholder, 150)
    drawn: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, 2000),
        "element": field,
        "optional": optional,
    }
    if hint:
        drawn["hint"] = plain_text(hint, 2000)
    return drawn


def card(
    *,
    block_id: str,
    icon: str,
    title: str,
    subtitle: str,
    body: str,
    subtext: str,
    buttons: Sequence[Block] = (),
) -> Block:
    """A card. `title` is text from outside; `subtitle`, `body` and `subtext` are mrkdwn and must keep their limits."""
    drawn: Block = {
        "type": "card",
        "block_id": block_id,
        "slack_icon": {"type": "icon", "name": icon},
        "title": plain_text(title, _TITLE),
        "subtitle": _mrkdwn(subtitle),
        "body": _mrkdwn(body),
    }
    if subtext:
        drawn["subtext"] = _mrkdwn(subtext)
    if buttons:
        drawn["actions"] = list(buttons)
    return drawn


def without_cards(blocks: Iterable[Block]) -> list[Block]:
    """The same content where Slack does not take cards: each becomes sections."""
    drawn: list[Block] = []
    for block in blocks:
        drawn.extend(_card_as_sections(block) if block["type"] == "card" else [block])
    return drawn


def _card_as_sections(card: Block) -> list[Block]:
    block_id = card["block_id"]
    # The title came from outside, where nothing can be made bold safely: it stays plain_text.
    drawn: list[Block] = [
        {"type": "divider"},
        {
            "type": "section",
            "block_id": block_id,
            "text": card["title"],
            "fields": [card["subtitle"], card["body"]],
        },
    ]
    if "subtext" in card:
        drawn.append({"type": "context", "elements": [card["subtext"]]})
    if "actions" in card:
        drawn.append(actions(f"{block_id}:actions", card["actions"]))
    return drawn

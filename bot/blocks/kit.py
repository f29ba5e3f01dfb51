"""The pieces of Slack's Block Kit as plain dicts. Slack's limits are kept here, by cutting text from outside.

slack_sdk's own models drop the newest fields of cards, so they are not used. Sources: docs.slack.dev's reference of
Block Kit and of message formatting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.blocks import ids
from bot.blocks.mrkdwn import clean, length, truncate

Block = dict[str, Any]
View = dict[str, Any]
"""A modal or a Home tab, as views.open, views.update and views.publish take it."""
Text = dict[str, Any]

CARD_BODY = 200
CARD_SUBTEXT = 200
BUTTON_VALUE = 2000
MENU_OPTIONS = 100
_HEADER = 150
_CARD_TITLE = 150
_BUTTON = 75
# Of 50 blocks and about 13,000 characters, with room for what is put above.
_BLOCKS, _ALL_TEXTS = 47, 12_000
_DISPENSABLE = ":more"
_BUTTON_URL = 3000
_OPTION = 75


@dataclass(frozen=True)
class Message:
    """Blocks, and the text that stands for them in notifications and for screen readers."""

    text: str
    blocks: list[Block]


def plain_text(text: str, limit: int) -> Text:
    """A plain_text object of text from outside. Slack draws no :names: in it as emoji."""
    return {"type": "plain_text", "text": truncate(clean(text) or "–", limit), "emoji": False}


def _own_words(text: str) -> Text:
    """A plain_text object of the app's own words, which keep Slack's limits."""
    return {"type": "plain_text", "text": text, "emoji": True}


def _mrkdwn(text: str) -> Text:
    """A mrkdwn object of text that is escaped already. `verbatim`: Slack makes no links of addresses in it."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text, _HEADER)}


def section(text: str) -> Block:
    return {"type": "section", "text": _mrkdwn(text)}


def context(text: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(text)]}


def actions(block_id: str, buttons: Sequence[Block]) -> Block:
    return {"type": "actions", "block_id": block_id, "elements": list(buttons)}


def button(
    text: str,
    action_id: str,
    value: str,
    *,
    style: Literal["primary"] | None = None,
    confirm: Block | None = None,
    from_outside: bool = False,
) -> Block:
    """`from_outside` says that `text` is not the app's own. `value` comes back with the click. It is never cut, as half
    a state would be a wrong one: a value that is too long raises ValueError."""
    if length(value) > BUTTON_VALUE:
        raise ValueError(f"a button's value is at most {BUTTON_VALUE} characters")
    block: Block = {
        "type": "button",
        "text": plain_text(text, _BUTTON) if from_outside else _own_words(text),
        "action_id": action_id,
        "value": value,
    }
    if style:
        block["style"] = style
    if confirm:
        block["confirm"] = confirm
    return block


def link_button(text: str, action_id: str, url: str) -> Block:
    """A button that opens an address. Slack tells the app of the click all the same. `text` may be from outside."""
    if length(url) > _BUTTON_URL:
        raise ValueError(f"a button's address is at most {_BUTTON_URL} characters")
    return {"type": "button", "text": plain_text(text, _BUTTON), "action_id": action_id, "url": url}


def confirmation(*, title: str, text: str, confirm: str, deny: str) -> Block:
    """The question that Slack asks before it sends a click. Only `text` may hold text from outside."""
    return {
        "title": _own_words(title),
        "text": plain_text(text, 300),
        "confirm": _own_words(confirm),
        "deny": _own_words(deny),
    }


def text_input(
    block_id: str,
    label: str,
    *,
    initial: str = "",
    placeholder: str = "",
    hint: str,
    optional: bool = False,
    multiline: bool = False,
) -> Block:
    """An input block with one text field. `initial` keeps its line breaks."""
    field: Block = {"type": "plain_text_input", "action_id": ids.INPUT, "multiline": multiline}
    if initial:
        field["initial_value"] = truncate(initial, 3000)
    if placeholder:
        field["placeholder"] = plain_text(placeholder, 150)
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, 2000),
        "element": field,
        "optional": optional,
        "hint": plain_text(hint, 2000),
    }


@dataclass(frozen=True, slots=True)
class Choice:
    """What a menu offers, as values and words, and which value is chosen. The words may be text from outside."""

    options: Mapping[str, str]
    chosen: str


def menu(block_id: str, label: str, action_id: str, choice: Choice) -> Block:
    """An input block with a menu. What is chosen in it comes back at once."""
    options = {
        value: {"text": plain_text(words, _OPTION), "value": value} for value, words in choice.options.items()
    }
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, 2000),
        "dispatch_action": True,
        "element": {
            "type": "static_select",
            "action_id": action_id,
            "options": list(options.values()),
            "initial_option": options[choice.chosen],
        },
    }


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
    """A card. `title` is text from outside; `subtitle`, `body` and `subtext` are mrkdwn within Slack's limits, and are left
    out where they are empty."""
    block: Block = {
        "type": "card",
        "block_id": block_id,
        "slack_icon": {"type": "icon", "name": icon},
        "title": plain_text(title, _CARD_TITLE),
    }
    texts = {"subtitle": subtitle, "body": body, "subtext": subtext}
    block |= {name: _mrkdwn(text) for name, text in texts.items() if text}
    if buttons:
        block["actions"] = list(buttons)
    return block


def dispensable(block_id: str, text: str) -> Block:
    """A context block that `fitting` may leave out."""
    return {**context(text), "block_id": f"{block_id}{_DISPENSABLE}"}


def fitting(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a message, without as many of the dispensable ones, from the last on, as Slack has no room for."""
    kept = list(blocks)
    for block in reversed(blocks):
        if not str(block.get("block_id", "")).endswith(_DISPENSABLE):
            continue
        if len(without_cards(kept)) <= _BLOCKS and _texts_length(kept) <= _ALL_TEXTS:
            break
        kept = [other for other in kept if other is not block]
    return kept


def _texts_length(value: object) -> int:
    if isinstance(value, list):
        return sum(map(_texts_length, value))
    if isinstance(value, dict):
        if value.get("type") in {"plain_text", "mrkdwn"}:
            return length(str(value["text"]))
        return sum(map(_texts_length, value.values()))
    return 0


def without_cards(blocks: Iterable[Block]) -> list[Block]:
    """The same content for where Slack does not accept cards: each card becomes sections."""
    plain: list[Block] = []
    for block in blocks:
        plain += _card_as_sections(block) if block["type"] == "card" else [block]
    return plain


def _card_as_sections(card: Block) -> list[Block]:
    # The title stays plain_text: in mrkdwn, text from outside cannot be made bold safely.
    section = {"type": "section", "block_id": card["block_id"], "text": card["title"]}
    if fields := [card[name] for name in ("subtitle", "body") if name in card]:
        section["fields"] = fields
    sections: list[Block] = [{"type": "divider"}, section]
    if "subtext" in card:
        sections.append({"type": "context", "elements": [card["subtext"]]})
    if "actions" in card:
        sections.append(actions(f"{card['block_id']}:actions", card["actions"]))
    return sections

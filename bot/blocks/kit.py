"""Block Kit's pieces as plain dicts, with Slack's limits kept here, once, by cutting what came from outside.

slack_sdk's own models drop the newest fields of cards, so they are not used. Sources: docs.slack.dev's reference of
Block Kit and of message formatting."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

Block = dict[str, Any]
Text = dict[str, Any]

SEPARATOR = "  ·  "
_TITLE, _SUBTITLE, _BODY, _SUBTEXT = 150, 150, 200, 200
CARD_SUBTITLE, CARD_BODY, CARD_SUBTEXT = _SUBTITLE, _BODY, _SUBTEXT
_SECTION, _HEADER, _BUTTON = 3000, 150, 75
VALUE = 2000
_MESSAGE_TEXT = 3000

# Slack draws a date only for a timestamp it takes for one.
_FIRST, _LAST = 0, 4_102_444_800


@dataclass(frozen=True)
class Message:
    """Blocks, and the text that stands for them in notifications and for screen readers."""

    text: str
    blocks: list[Block]


def length(text: str) -> int:
    """A text's length as Slack may count it: in UTF-16 units, the larger count of the two that clients use."""
    return len(text) + sum(character > "\uffff" for character in text)


# Joiners are invisible too, but Persian, Urdu and many emoji are not written without them.
_JOINERS = {"\u200c", "\u200d"}


_NOT_IN_CODE = dict.fromkeys(map(ord, [*_JOINERS, "`"]))


def clean(text: str) -> str:
    """Text from outside in one line, without characters that are invisible or turn the writing direction."""
    return "".join(
        character
        for character in " ".join(text.split())
        if character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    ).strip()


def truncate(text: str, limit: int) -> str:
    if length(text) <= limit:
        return text
    cut = text[: limit - 1]
    while cut and length(cut) > limit - 1:
        cut = cut[:-1]
    return cut.rstrip() + "…"


def escape(text: str, limit: int = _SECTION) -> str:
    """Text from outside, cleaned and cut so that, once escaped for mrkdwn, it has at most `limit` characters."""
    text = clean(text[: limit * 2])
    room = limit
    escaped = _escape(truncate(text, room))
    while length(escaped) > limit:
        room -= max(1, (length(escaped) - limit) // 5)
        escaped = _escape(truncate(text, room))
    return escaped


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def code(text: str, limit: int = 60) -> str:
    """Text from outside in code style. Backticks cannot be escaped there, so they are left out."""
    return f"`{escape(text.translate(_NOT_IN_CODE), limit) or '?'}`"


def fit(pieces: Sequence[str], limit: int) -> tuple[str, list[str]]:
    """As many of the pieces as fit, joined, and the rest. No piece is ever cut: it may hold entities and dates."""
    joined = ""
    for index, piece in enumerate(pieces):
        longer = f"{joined}{SEPARATOR}{piece}" if joined else piece
        if length(longer) > limit:
            return joined, list(pieces[index:])
        joined = longer
    return joined, []


def date(instant: datetime, form: str = "{date_short_pretty} at {time}") -> str:
    """An instant, drawn by Slack in each reader's own zone; `form` in the tokens of Slack's date formatting."""
    timestamp = int(instant.timestamp())
    plain = date_in_words(instant)
    if "time" not in form:
        plain = plain[:10]
    return f"<!date^{timestamp}^{form}|{plain}>" if _FIRST <= timestamp < _LAST else plain


def date_in_words(instant: datetime) -> str:
    """An instant in UTC, for where no zone of the reader's is known."""
    try:
        instant = instant.astimezone(UTC)
    except OverflowError:  # the first and last day of the calendar
        instant = instant.replace(tzinfo=UTC)
    # Not strftime, which drops the leading zeros of a mistyped year such as 0202.
    return f"{instant.replace(tzinfo=None).isoformat(' ', 'minutes')} UTC"


def relative(instant: datetime, now: datetime) -> str:
    """Such as "in 3 days" or "2 hours ago", rounded down: nobody should count on time that is not there."""
    distance = abs((instant - now).total_seconds())
    if distance < 60:
        return "now"
    for seconds, unit, enough in _UNITS:
        if distance >= enough * seconds:
            number = int(distance // seconds)
            amount = f"{number} {unit}" if number == 1 else f"{number:,} {unit}s"
            return f"in {amount}" if instant > now else f"{amount} ago"
    raise AssertionError("the smallest unit takes all that is left")


# A unit serves from two of it on: 47 hours are not 1 day, and 20 days not 2 weeks.
_UNITS = (
    (365 * 86400, "year", 2),
    (30 * 86400, "month", 3),
    (86400, "day", 2),
    (3600, "hour", 2),
    (60, "minute", 1),
)


def plain_text(text: str, limit: int, *, emoji: bool = False) -> Text:
    """A plain_text object; `emoji` only for text of our own, as it draws :names: from outside too."""
    return {"type": "plain_text", "text": truncate(clean(text[: limit * 2]) or "–", limit), "emoji": emoji}


def mrkdwn(text: str) -> Text:
    """A mrkdwn object of text that is escaped already."""
    return {"type": "mrkdwn", "text": text}


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text, _HEADER)}


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "text": mrkdwn(text), **more}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


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
    """`value` comes back with the click, and is never cut: half a state would be a wrong one."""
    if length(value) > VALUE:
        raise ValueError(f"a button's value is at most {VALUE} characters")
    drawn: Block = {
        "type": "button",
        "text": plain_text(text, _BUTTON, emoji=True),
        "action_id": action_id,
        "value": value,
    }
    if style:
        drawn["style"] = style
    if confirm:
        drawn["confirm"] = confirm
    return drawn


def confirmation(*, title: str, text: str, confirm: str, deny: str) -> Block:
    """The question that Slack asks before it sends a click. Text from outside is cut, and drawn as it is."""
    return {
        "title": plain_text(title, 100),
        "text": plain_text(text, 300),
        "confirm": plain_text(confirm, 30),
        "deny": plain_text(deny, 30),
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
        "subtitle": mrkdwn(subtitle),
        "body": mrkdwn(body),
    }
    if subtext:
        drawn["subtext"] = mrkdwn(subtext)
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


_DATE_TOKEN = re.compile(r"<!date\^[^|>]*\|([^>]*)>")


def spoken(mrkdwn_text: str) -> str:
    """mrkdwn of our own as a screen reader should say it: dates as words, no code style."""
    return _DATE_TOKEN.sub(r"\1", mrkdwn_text).replace("`", "").replace("*", "").replace(SEPARATOR, ", ")


def message_text(lines: Iterable[str]) -> str:
    """Lines of mrkdwn as a message's text, as many as fit."""
    text = ""
    for line in lines:
        if length(text) + length(line) + 1 > _MESSAGE_TEXT:
            return f"{text}…"
        text = f"{text}\n{line}" if text else line
    return text

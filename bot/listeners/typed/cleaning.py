"""Text as people mean it, out of what Slack's clients, keyboards and pasting make of it."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from bot.coupons.codes import is_invisible

# Slack clients and keyboards turn typed quotes into curly ones.
_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'"}
)
_MARKUP = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_MENTION = re.compile(
    r"<(?:[@#][A-Z0-9]+|!(?:here|channel|everyone|subteam\^|date\^)[^<>|]*)(?:\|([^<>]*))?>"
)
_ADDRESS_LIKE = re.compile(r"https?://|…$|\.{3}$|\.[a-z]{2,}/")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))


@dataclass(frozen=True)
class Pasted:
    """`addresses` are those of the links in the text, where a label stands in their place."""

    text: str
    addresses: tuple[str, ...] = ()


def pasted(text: str) -> Pasted:
    """Text without Slack's markup and what pasting brings along: mentions, links around addresses, curly quotes, invisible
    characters, odd spaces. Backticks stay: they may be what marks a code."""
    addresses: list[str] = []

    def label_of(link: re.Match[str]) -> str:
        kind, _, rest = link[1].partition(":")
        label = link[2] or ""
        if kind in {"mailto", "tel"}:
            return unquote(rest.partition("?")[0])
        if kind in {"http", "https"}:
            if not label or _ADDRESS_LIKE.search(label):
                return link[1]
            addresses.append(unescaped(link[1]))
            return label
        return link[0]

    text = unescaped(_MARKUP.sub(label_of, _MENTION.sub(" ", text)))
    # What somebody forwards may have been escaped as a whole, its links too.
    text = _MARKUP.sub(label_of, _MENTION.sub(" ", text))
    plain = "".join(
        " " if unicodedata.category(character) == "Zs" else character
        for character in text.translate(_STRAIGHT)
        if character in "\n\t\r" or not is_invisible(character)
    )
    return Pasted(plain.strip(), tuple(addresses))


def mentioned(text: str) -> str | None:
    """Where the text is a mention and nothing else, a member's name, which may be what was typed, or an empty text. None
    where it is no mention."""
    mention = _MENTION.fullmatch(text.strip())
    if mention is None:
        return None
    return (mention[1] or "") if mention[0].startswith("<@") else ""


def unescaped(text: str) -> str:
    """Text as it was before Slack escaped it."""
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[0]], text)


def in_usual_characters(text: str) -> str:
    """Text in full width as usual text, and all digits as 0 to 9. What … cuts off stays cut off, and does not become a full stop."""
    composed = "…".join(unicodedata.normalize("NFKC", part) for part in text.split("…"))
    return "".join(
        str(unicodedata.decimal(character)) if unicodedata.category(character) == "Nd" else character
        for character in composed
    )

"""What was typed after the command."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class AskForHelp:
    """Nothing was asked for, or help was."""


@dataclass(frozen=True)
class AskForCoupons:
    customer_id: str


@dataclass(frozen=True)
class NotUnderstood:
    """More words than the command takes."""


Command = AskForHelp | AskForCoupons | NotUnderstood

# Slack clients turn typed quotes into curly ones.
_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": None}
)
# <mailto:a@b.co|a@b.co>, <tel:+1555|+1555>, <https://example.com|example.com>: what was typed is the label.
_LINK = re.compile(r"<(?:mailto:|tel:|https?://)[^|<>]*\|([^<>]*)>|<(?:mailto:|tel:)([^|<>]*)>")
_WORD = re.compile(r"""\s*(?:"([^"]*)"(?=\s|$)|'([^']*)'(?=\s|$)|(\S+))""")


def parse_command(text: str) -> Command:
    """What the text after the command asks for. Quotes keep words together; upper and lower case are kept."""
    words = [word for word in _words(text) if word]
    if not words or [word.lower() for word in words] == ["help"]:
        return AskForHelp()
    if len(words) > 1:
        return NotUnderstood()
    return AskForCoupons(words[0])


def _words(text: str) -> list[str]:
    text = _LINK.sub(lambda link: link[1] or link[2] or "", text).translate(_STRAIGHT)
    return [
        double or single or bare.strip("\"'")
        for double, single, bare in _WORD.findall(without_invisibles(text))
    ]


def without_invisibles(text: str) -> str:
    """Text without what pasting brings along: zero-width characters, direction marks, odd spaces."""
    return "".join(
        " " if unicodedata.category(character) == "Zs" else character
        for character in text
        if unicodedata.category(character) != "Cf"
    ).strip()

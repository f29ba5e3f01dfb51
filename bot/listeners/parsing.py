"""What was typed after the command."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskForHelp:
    """Nothing was asked for, or help was."""


@dataclass(frozen=True, slots=True)
class AskForCoupons:
    customer_id: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """More words than the command takes; `typed` is all of them."""

    typed: str


@dataclass(frozen=True, slots=True)
class CodeTooLong:
    """No code has so many characters."""


Command = AskForHelp | AskForCoupons | NotUnderstood | CodeTooLong

# Slack clients turn typed quotes into curly ones.
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'"})
# <mailto:a@b.co|a@b.co>, <tel:+1555|+1555>, <https://example.com|example.com>: what was typed is the label.
_LINK = re.compile(r"<(?:mailto:|tel:|https?://)[^|<>]*\|([^<>]*)>|<(?:mailto:|tel:)([^|<>]*)>")
_WORD = re.compile(r""""([^"]*)"(?=\s|$)|'([^']*)'(?=\s|$)|(\S+)""")
# As the help draws what is to be typed; and bold, as it is pasted.
_BRACKETS = re.compile(r"^<([^<>]+)>$|^\*([^*]+)\*$")
# Written in groups, as on paper.
_PHONE = re.compile(r"\+[0-9][0-9 ().-]{6,22}[0-9]")

MAX_CODE = 100


def parse_command(text: str) -> Command:
    """What the text after the command asks for. Quotes keep words together; upper and lower case are kept."""
    typed = plain_text(text)
    if _PHONE.fullmatch(typed):
        return AskForCoupons("".join(re.findall(r"[+0-9]", typed)))
    words = [word for word in _words(typed) if word.strip()]
    match words:
        case []:
            return AskForHelp()
        case [word] if word.lower() in {"help", "?"}:
            return AskForHelp()
        case [customer_id]:
            return AskForCoupons(customer_id)
        case [customer_id, code] if len(code) <= MAX_CODE:
            # The end of a sentence that it was copied from.
            return AskForCoupons(customer_id, code.rstrip(".;:") or code)
        case [_, _]:
            return CodeTooLong()
        case _:
            return NotUnderstood(typed)


def plain_text(text: str) -> str:
    """Text without what Slack's clients and pasting bring along: links around addresses, curly quotes, zero-width
    characters, direction marks, odd spaces. Backticks stay: they may be what marks a code."""
    unlinked = _LINK.sub(lambda link: link[1] or link[2] or "", text).translate(_STRAIGHT)
    return "".join(
        " " if unicodedata.category(character) == "Zs" else character
        for character in unlinked
        if unicodedata.category(character) != "Cf"
    ).strip()


def _words(text: str) -> list[str]:
    return [
        double or single or _BRACKETS.sub(r"\1\2", bare.strip("\"'").rstrip(","))
        for double, single, bare in _WORD.findall(text.replace("`", ""))
    ]

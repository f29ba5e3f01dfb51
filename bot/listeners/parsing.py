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
_AROUND = re.compile(r"^<([^<>]+)>$|^\*([^*]+)\*$")
# Written in groups, as on paper, the code of the country by itself: a whole number before a space is an id before a code.
_PHONE = re.compile(r"\+[0-9]{1,3} [0-9 ().-]+")
_PHONE_DIGITS = range(7, 16)

MAX_CODE = 100


def parse_command(text: str) -> Command:
    """What the text after the command asks for. Quotes keep words together; upper and lower case are kept."""
    typed = plain_text(text)
    if phone := _phone_number(typed):
        return AskForCoupons(phone)
    words = [word for word in _words(typed) if word]
    match words:
        case [*all_of_them] if not "".join(all_of_them).strip():
            return AskForHelp()
        case [customer_id, *_] if not customer_id.strip():
            return NotUnderstood(typed)
        case [word] if word.lower() in {"help", "?"}:
            return AskForHelp()
        case [customer_id]:
            return AskForCoupons(customer_id)
        case [customer_id, code] if not code.strip():
            return AskForCoupons(customer_id)
        case [customer_id, code] if len(code) <= MAX_CODE:
            return AskForCoupons(customer_id, code)
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


def _phone_number(typed: str) -> str:
    """The number as one word, or nothing where it is none."""
    number = "".join(re.findall(r"[+0-9]", typed.replace("(0)", ""))) if _PHONE.fullmatch(typed) else ""
    return number if len(number) - 1 in _PHONE_DIGITS else ""


def _words(text: str) -> list[str]:
    """The words without what was pasted along: quotes, brackets, bold, a comma after the id, the end of a sentence after the
    code. Between quotes all is kept."""
    text = _AROUND.sub(r"\1\2", text.replace("`", ""))
    return [
        double or single or _AROUND.sub(r"\1\2", bare.strip("\"'").rstrip(",.;:" if number else ",") or bare)
        for number, (double, single, bare) in enumerate(_WORD.findall(text))
    ]

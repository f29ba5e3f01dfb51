"""What in a customer id only looks like what was meant: an iPhone's dash, a spreadsheet's number, a full stop."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from bot.blocks import mrkdwn

_DASHES = {"—": "em dash", "–": "en dash", "−": "minus sign"}
_ENDS = {
    ".": "full stop",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "!": "exclamation mark",
    "?": "question mark",
    "@": "@",
    "#": "#",
    "=": "equals sign",
    "*": "asterisk",
    "~": "tilde",
    "|": "vertical bar",
    "\\": "backslash",
    "/": "slash",
    "•": "bullet",
    **dict.fromkeys("،、，", "comma"),
    "؛": "semicolon",
    "؟": "question mark",
    "。": "full stop",
    **dict.fromkeys("()[]{}<>", "bracket"),
    **dict.fromkeys("\"'«»‹›", "quotation mark"),
}
# Letters of other alphabets that are drawn like Latin ones.
_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХасеіјорѕухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaceijopsyxhdqwABEZHIKMNOPTYXo"
)
_SHORTENED = re.compile(r"([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,3})")
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:([., '])[0-9]{3})(?:\1[0-9]{3})+|[0-9]{3,}(?: [0-9]{3,})+|\+[0-9]{1,3}(?:[ .()-]{1,2}[0-9]{1,5})+\)?"
)
_WITH_DECIMALS = re.compile(r"([0-9]{4,})[.,]0+")


class _Odd(NamedTuple):
    """`hint` is mrkdwn, `plain` the id without it, or nothing where that is not known."""

    hint: str
    plain: str


def odd_characters(customer_id: str) -> list[str]:
    """What is odd about an id, each as a line of mrkdwn."""
    return [odd.hint for odd in _odd(customer_id)]


def plain_form(customer_id: str) -> str:
    """The id without what is odd about it. Nothing where it is plain, or where its plain form is not known."""
    plain = customer_id
    for odd in _odd(customer_id):
        plain = odd.plain
    return plain if plain != customer_id and plain.strip(".") else ""


def _odd(customer_id: str) -> Iterator[_Odd]:
    """One thing after the other, each `plain` without those before."""
    if shortened := _SHORTENED.fullmatch(customer_id):
        yield _shortened(shortened)
        return
    if customer_id.endswith(("…", "...")):
        yield _Odd("It ends with *…*: it was cut where it was copied. Please copy all of it.", "")
        return
    if "…" in customer_id:
        yield _Odd("There is *…* in it: a part was left out where it was copied. Please copy all of it.", "")
        return
    plain = customer_id
    for find in (_prefix, _percent_signs, _number, _dash, _digits, _accents, _letters, _start, _end):
        odd = find(plain)
        if odd and odd.plain != plain:
            plain = odd.plain
            yield odd


def _shortened(number: re.Match[str]) -> _Odd:
    first, rest, length = number[1], number[2] or "", int(number[3])
    if length <= len(rest) and not rest[length:].strip("0"):
        return _Odd(
            "This looks like a number that a *spreadsheet* has written in a shorter way.",
            first + rest[:length],
        )
    return _Odd(
        "This looks like a number that a *spreadsheet* has shortened: its last digits are lost. Please copy the id from the "
        "shop's admin, or show the cell as text first.",
        "",
    )


def _prefix(plain: str) -> _Odd | None:
    name = re.match(r"(?:mailto|tel):", plain)
    return _Odd(f"*{name[0]}* stands before it.", plain[name.end() :]) if name else None


def _percent_signs(plain: str) -> _Odd | None:
    encoded = re.search(r"%[0-9A-Fa-f]{2}", plain)
    hint = "There are *percent signs* in it, as in the address of a web page."
    return _Odd(hint, unquote(plain)) if encoded else None


def _number(plain: str) -> _Odd | None:
    if decimals := _WITH_DECIMALS.fullmatch(plain):
        return _Odd("There are *decimals* at its end, as spreadsheets write numbers.", decimals[1])
    if _GROUPED.fullmatch(plain):
        return _Odd("The number is written in *groups*.", re.sub(r"[^+0-9]", "", plain))
    return None


def _dash(plain: str) -> _Odd | None:
    dash = next((character for character in plain if _is_odd_dash(character)), None)
    if dash is None:
        return None
    hint = f"There is {_named(_DASHES.get(dash, 'unusual dash'))} ({dash}) in it. Phones put one in place of a hyphen (-)."
    return _Odd(hint, "".join("-" if _is_odd_dash(character) else character for character in plain))


def _is_odd_dash(character: str) -> bool:
    return character != "-" and (unicodedata.category(character) == "Pd" or character in _DASHES)


def _digits(plain: str) -> _Odd | None:
    digit = next((c for c in plain if unicodedata.category(c) == "Nd" and not c.isascii()), None)
    if digit is None:
        return None
    kind = (
        unicodedata.name(digit)
        .partition(" DIGIT")[0]
        .replace("EXTENDED ", "")
        .removesuffix("-INDIC")
        .capitalize()
    )
    return _Odd(
        f"There are *{kind} digits* in it.",
        "".join(str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in plain),
    )


def _accents(plain: str) -> _Odd | None:
    composed = unicodedata.normalize("NFC", plain)
    return (
        _Odd("There are *accents* in it that are separate characters.", composed)
        if composed != plain
        else None
    )


def _letters(plain: str) -> _Odd | None:
    latin = unicodedata.normalize("NFKC", plain)
    # A word of another alphabet is none that only looks Latin.
    if latin.translate(_LATIN).isascii():
        latin = latin.translate(_LATIN)
    odd = next((c for c in plain if c not in latin), None)
    if odd is None:
        return None
    name = unicodedata.name(odd, "").lower() or "an odd character"
    return _Odd(
        f"There is a *character that looks like another one* in it: {mrkdwn.escape(odd, 10)} ({name}).", latin
    )


def _start(plain: str) -> _Odd | None:
    if _has_pair(plain, plain[:1]):
        return None
    stripped = plain.lstrip("".join(_ENDS))
    return _Odd(f"There is {_named(_ENDS.get(plain[0], ''))} before it.", stripped) if stripped else None


def _end(plain: str) -> _Odd | None:
    if _has_pair(plain, plain[-1:]):
        return None
    stripped = plain.rstrip("".join(_ENDS))
    return _Odd(f"There is {_named(_ENDS.get(plain[-1], ''))} at its end.", stripped) if stripped else None


def _has_pair(plain: str, bracket: str) -> bool:
    """Whether a bracket at one end belongs to one further in, as in (+20)100 or cust_1 (VIP)."""
    pair = next((pair for pair in ("()", "[]", "{}", "<>") if bracket and bracket in pair), "")
    return bool(pair) and pair.replace(bracket, "") in plain[1:-1]


def _named(character: str) -> str:
    return f"{'an' if character[:1] in 'aeiou@' else 'a'} *{character}*"

"""What was typed after the command, or into the form."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.blocks.look_alikes import plain_form
from bot.listeners import vocabulary
from bot.listeners.addresses import ADDRESS, customer_in
from bot.listeners.cleaning import Pasted, mentioned, pasted
from bot.listeners.guessing import guess


@dataclass(frozen=True, slots=True)
class AskForHelp:
    """Nothing was asked for, or help was."""


@dataclass(frozen=True, slots=True)
class AskForCoupons:
    """`otherwise` is what may be meant where Gameball does not know the id. `interpreted` tells that these are not simply
    the words as they were typed: the answer says how they were understood."""

    customer_id: str
    code: str | None = None
    otherwise: "AskForCoupons | None" = None
    interpreted: bool = False


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """More words than the command takes; `typed` is all of them."""

    typed: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A member, a group or a channel of Slack's. `name` is a member's, where Slack tells it."""

    name: str


Command = AskForHelp | AskForCoupons | NotUnderstood | Mention

_WORD = re.compile(r""""([^"]*)"(?=\s|$)|'([^']*)'(?=\s|$)|(\S+)""")
# As the help draws what is to be typed; and bold, as it is pasted.
_AROUND = re.compile(r"^<([^<>]+)>$|^\*([^*]+)\*$")
# Written in groups, as on paper, the code of the country by itself: a whole number before a space is an id before a code.
_PHONE = re.compile(r"\+[0-9]{1,3} [0-9 ().-]+")
_PHONE_DIGITS = range(7, 16)
_FILLERS = {
    *("for", "of", "with", "and", "on", "at", "please", "pls", "check"),
    *("–", "—", "&", "|", "/", "+"),
}
_CUSTOMER_WORDS = vocabulary.CUSTOMER | vocabulary.ID
_NAMED_CODE = re.compile(r"([^\W\d][\w-]*)(\s*[:=]+\s*|\s+)(\S.*)", re.DOTALL)
_NAMED = re.compile(r"([^\W\d][\w-]*)[:=]+(.*)", re.DOTALL)


class _Word(NamedTuple):
    text: str
    quoted: bool


def parse_command(text: str) -> Command:
    """What the text after the command asks for. Quotes keep words together; upper and lower case are kept."""
    name = mentioned(text)
    if name is not None:
        return Mention(name)
    typed = pasted(text)
    if phone := _phone_number(typed.text):
        return AskForCoupons(phone)
    words = [word for word in _words(typed.text) if word.text]
    match words:
        case [*all_of_them] if not "".join(word.text for word in all_of_them).strip():
            return AskForHelp()
        case [first, *_] if not first.text.strip():
            return NotUnderstood(typed.text)
        case [word] if word.text.lower() in {"help", "?"}:
            return AskForHelp()
        case [word]:
            return _with_meaning(AskForCoupons(word.text), typed, words)
        case [customer_id, code]:
            return _with_meaning(AskForCoupons(customer_id.text, code.text.strip() or None), typed, words)
        case _:
            return _meant(typed, words) or NotUnderstood(typed.text)


def parse_form(customer: str, code: str) -> AskForCoupons | Mention | None:
    """What the form's two fields ask for, None where there is no customer id. A field holds one value, so it needs no
    quotes; what the command understands is understood here too."""
    name = mentioned(customer)
    if name is not None:
        return Mention(name)
    typed = pasted(customer.replace("`", ""))
    words = [word for word in _words(typed.text) if word.text.strip()]
    if not words:
        return None
    whole = words[0].text if len(words) == 1 else typed.text.strip("\"' ")
    asked = _with_meaning(AskForCoupons(_phone_number(typed.text) or whole), typed, words)
    if typed_code := _clean_code(code):
        otherwise = replace(asked.otherwise, code=typed_code) if asked.otherwise else None
        return replace(asked, code=typed_code, otherwise=otherwise)
    return asked


def _with_meaning(exact: AskForCoupons, typed: Pasted, words: list[_Word]) -> AskForCoupons:
    """The words as they are and, where they may mean another customer, that too. The address of a page is never an id."""
    if any(word.quoted for word in words):
        return exact
    meant = _meant(typed, words)
    if meant is None or meant.customer_id in {exact.customer_id, plain_form(exact.customer_id)}:
        return exact
    if typed.addresses:
        return meant
    if ADDRESS.match(words[0].text):
        return replace(meant, code=meant.code or exact.code)
    return replace(exact, otherwise=meant)


def _meant(typed: Pasted, words: list[_Word]) -> AskForCoupons | None:
    """What people mean who write it in their own words."""
    found = next((found for found in map(customer_in, typed.addresses) if found), "")
    by_name = _by_names(words)
    if by_name and not found:
        return by_name
    guessed = guess(typed.text)
    customer_id = found or guessed.customer_id
    return AskForCoupons(customer_id, guessed.code or None, interpreted=True) if customer_id else None


def _by_names(words: list[_Word]) -> AskForCoupons | None:
    """`customer cust_1001`, `id=cust_1001 code=GONE10`, `code GONE10 for customer cust_1001` and the like."""
    named: dict[str, list[str]] = {"": [], "customer": [], "code": []}
    name = ""
    for word in _separated(words):
        small = word.text.casefold().rstrip(":=")
        if not word.quoted and small in _CUSTOMER_WORDS:
            name = "customer"
        elif not word.quoted and small in vocabulary.CODE:
            name = "code"
        elif word.quoted or small not in _FILLERS | vocabulary.LINKING:
            named[name].append(word.text)
            name = ""
    match named["customer"], named["code"], named[""]:
        case ([customer_id], [code], []) | ([customer_id], [], [code]) | ([], [code], [customer_id]):
            return AskForCoupons(customer_id, code, interpreted=True)
        case [customer_id], [], []:
            return AskForCoupons(customer_id, interpreted=True)
        case _:
            return None


def _separated(words: list[_Word]) -> list[_Word]:
    """The words, with a name and its value apart where they are written together."""
    separated: list[_Word] = []
    for word in words:
        pair = None if word.quoted else _NAMED.fullmatch(word.text)
        if pair and pair[1].casefold() in _CUSTOMER_WORDS | vocabulary.CODE:
            separated += [_Word(part, quoted=False) for part in pair.groups() if part]
        else:
            separated.append(word)
    return separated


def _phone_number(typed: str) -> str:
    """The number as one word, or nothing where it is none."""
    number = "".join(re.findall(r"[+0-9]", typed.replace("(0)", ""))) if _PHONE.fullmatch(typed) else ""
    return number if len(number) - 1 in _PHONE_DIGITS else ""


def _words(text: str) -> list[_Word]:
    """The words without what was pasted along: quotes, brackets, bold, a comma after the id, the end of a sentence after the
    code. Between quotes all is kept."""
    text = _AROUND.sub(r"\1\2", text.replace("`", ""))
    return [
        _Word(double or single or _bare(bare, ",.;:" if number else ","), quoted=not bare)
        for number, (double, single, bare) in enumerate(_WORD.findall(text))
    ]


def _bare(word: str, at_the_end: str) -> str:
    return _AROUND.sub(r"\1\2", word.strip("\"'").rstrip(at_the_end) or word)


def _clean_code(typed: str) -> str:
    """The code in the form's field, which may have its name before it."""
    if mentioned(typed) is not None:
        return ""
    text = pasted(typed.replace("`", "")).text
    while (
        (named := _NAMED_CODE.fullmatch(text))
        and named[1].casefold() in vocabulary.CODE
        and (named[2].strip() or any(map(str.isdigit, named[3])))
    ):
        text = named[3]
    return _bare(text, ",.;:").strip()

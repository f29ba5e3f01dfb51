"""What people mean who do not simply type an id and a code, but `customer cust_1001`, `code GONE10 for cust_1001`, an
address of the shop's admin, or half a sentence."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.listeners.typed import vocabulary
from bot.listeners.typed.addresses import ADDRESS, customer_in
from bot.listeners.typed.cleaning import Pasted
from bot.listeners.typed.guessing import Guess, guess

_FILLERS = {
    *("for", "of", "with", "and", "on", "at", "please", "pls", "check"),
    *("–", "—", "&", "|", "/", "+"),
}
_NO_VALUES = _FILLERS | vocabulary.LINKING
_CUSTOMER_NAMES = vocabulary.CUSTOMER | vocabulary.ID
_NAMED = re.compile(r"([^\W\d][\w-]*)[:=]+(.*)", re.DOTALL)
_LETTER_AND_DIGIT = re.compile(r"(?=.*[^\W\d_])(?=.*\d).+")


class Word(NamedTuple):
    """`quoted` says that it stood between quotes, and is meant as it is."""

    text: str
    quoted: bool


def meaning(typed: Pasted, words: Sequence[Word]) -> Guess | None:
    """The customer, and maybe the code, that the words are about. None where no customer is among them."""
    if not typed.addresses and (named := _by_names(list(_values(words)))):
        # The address of a page stands for the customer whose page it is.
        is_page = ADDRESS.match(named.customer_id) and not named.customer_id.startswith("gid:")
        page = customer_in(named.customer_id) if is_page else ""
        return Guess(page or named.customer_id, named.code)
    found = next((found for found in map(customer_in, typed.addresses) if found), "")
    guessed = guess(typed.text)
    customer_id = found or guessed.customer_id
    if not customer_id:
        return None
    beside = "" if typed.addresses else _code_beside(customer_id, words)
    return Guess(customer_id, beside if " " in beside else guessed.code or beside)


def _values(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """The words that are values, each with what it is called: "customer", "code" or nothing."""
    name = ""
    for word in _separated(words):
        small = word.text.casefold().rstrip(":=")
        if not word.quoted and small in _CUSTOMER_NAMES:
            name = "customer"
        elif not word.quoted and small in vocabulary.CODE:
            name = "code"
        elif word.quoted or small not in _NO_VALUES:
            yield name, word.text
            name = ""


def _by_names(values: list[tuple[str, str]]) -> Guess | None:
    match values:
        case [("customer", customer_id)]:
            return Guess(customer_id)
        case [("customer", customer_id), ("code" | "", code)] | [("code", code), ("customer", customer_id)]:
            return Guess(customer_id, code)
        case [("", customer_id), ("code", code)] if guess(code).customer_id != code:
            return Guess(customer_id, code)
        # Before its name, a word may be anything: it must look like a code, and like an id where it comes last.
        case [("", code), ("customer", customer_id)] if _LETTER_AND_DIGIT.fullmatch(code):
            return Guess(customer_id, code)
        case [("code", code), ("", customer_id)] if re.search(r"[\d@]", customer_id):
            return Guess(customer_id, code)
        case _:
            return None


def _separated(words: Sequence[Word]) -> Iterator[Word]:
    """The words, with a name and its value apart where they are written together."""
    for word in words:
        pair = None if word.quoted else _NAMED.fullmatch(word.text)
        if pair and pair[1].casefold() in _CUSTOMER_NAMES | vocabulary.CODE:
            yield from (Word(part, quoted=False) for part in pair.groups() if part)
        else:
            yield word


def _code_beside(customer_id: str, words: Sequence[Word]) -> str:
    """What may be a code beside the id, though nobody called it one: a single word with a digit, or words in capitals."""
    rest = [text for _, text in _values(words) if customer_id not in text and not ADDRESS.match(text)]
    odd = [text for text in rest if _LETTER_AND_DIGIT.fullmatch(text)]
    if rest and len(odd) <= 1 and all(text.isupper() or text.isdigit() for text in rest):
        return " ".join(rest)
    return odd[0] if len(odd) == 1 else ""

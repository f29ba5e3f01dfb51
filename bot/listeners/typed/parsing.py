"""What was typed after the command, or into the form."""

import re
from dataclasses import dataclass, replace

from bot.blocks.look_alikes import plain_form
from bot.listeners.typed import vocabulary
from bot.listeners.typed.addresses import ADDRESS, code_in, customer_in
from bot.listeners.typed.cleaning import Pasted, mentioned, pasted
from bot.listeners.typed.meaning import Word, meaning


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

_WORD = re.compile(r""""([^"]*)"[,;]?(?=\s|$)|'([^']*)'[,;]?(?=\s|$)|(\S+)""")
# As the help draws what is to be typed; and bold, as it is pasted.
_AROUND = re.compile(r"^<([^<>]+)>$|^\*([^*]+)\*$")
# Written in groups, as on paper, the code of the country by itself: a whole number before a space is an id before a code.
_PHONE = re.compile(r"\+[0-9]{1,3} [0-9 ().-]+")
_PHONE_DIGITS = range(7, 16)
# Copied from where it is shown in code style.
_ID_AND_COPIED_CODE = re.compile(r"(\S*[0-9@]\S*)\s+`([^`]+)`[,.;]?")
# A colon may be the end of an emoji's name.
_AFTER_A_CODE = ",.;"
_NAMED_CODE = re.compile(r"([^\W\d][\w-]*)(\s*[:=]+\s*|\s+)(\S.*)", re.DOTALL)
# An id of Shopify's may be written as an address too, gid://shopify/Customer/1, and Gameball may know it so.
_PAGE = re.compile(rf"(?!gid:){ADDRESS.pattern}")


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
            text = code.text.strip() if code.quoted else _code_meant(code.text, typed)
            return _with_meaning(AskForCoupons(customer_id.text, text or None), typed, words)
        case _:
            meant, copied = _meant(typed, words), _ID_AND_COPIED_CODE.fullmatch(typed.text)
            if copied and (meant is None or meant.customer_id == copied[1]):
                return AskForCoupons(copied[1], copied[2].strip() or None)
            return meant or NotUnderstood(typed.text)


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
    phone = _phone_number(typed.text)
    asked = AskForCoupons(phone) if phone else _with_meaning(_whole(typed.text, words), typed, words)
    if len(words) == 2 and all(map(_has_digit, words)) and re.search(r"\s", asked.customer_id):
        # An odd id and a code, as the command takes them.
        both = AskForCoupons(words[0].text, words[1].text, interpreted=True)
        asked = replace(asked, otherwise=asked.otherwise or both)
    if typed_code := _clean_code(code):
        otherwise = replace(asked.otherwise, code=typed_code) if asked.otherwise else None
        return replace(asked, code=typed_code, otherwise=otherwise)
    return asked


def _whole(typed: str, words: list[Word]) -> AskForCoupons:
    """What is in the field as the customer's id, spaces included, unless quotes say what belongs together."""
    match words:
        case [word]:
            return AskForCoupons(word.text)
        case [customer_id, Word(code, quoted=True)]:
            return AskForCoupons(customer_id.text, code)
        case _:
            return AskForCoupons(_bare(typed, ",").strip())


def _has_digit(word: Word) -> bool:
    return any(map(str.isdigit, word.text))


def _with_meaning(exact: AskForCoupons, typed: Pasted, words: list[Word]) -> AskForCoupons:
    """The words as they are and, where they may mean another customer, that too. The address of a page is never an id."""
    if len(words) <= 2 and any(word.quoted for word in words):
        # A code between quotes is meant as it is, whatever the customer is.
        page = "" if words[0].quoted or not _PAGE.match(exact.customer_id) else customer_in(exact.customer_id)
        return replace(exact, customer_id=page, interpreted=True) if page else exact
    meant = _meant(typed, words)
    if meant is None or meant.customer_id in {exact.customer_id, plain_form(exact.customer_id)}:
        return exact
    if typed.addresses or any(_PAGE.match(word.text) for word in words):
        return replace(meant, code=meant.code or exact.code) if _PAGE.match(exact.customer_id) else meant
    return replace(exact, otherwise=meant)


def _meant(typed: Pasted, words: list[Word]) -> AskForCoupons | None:
    meant = meaning(typed, words)
    return AskForCoupons(meant.customer_id, meant.code or None, interpreted=True) if meant else None


def _phone_number(typed: str) -> str:
    """The number as one word, or nothing where it is none."""
    number = "".join(re.findall(r"[+0-9]", typed.replace("(0)", ""))) if _PHONE.fullmatch(typed) else ""
    return number if len(number) - 1 in _PHONE_DIGITS else ""


def _words(text: str) -> list[Word]:
    """The words without what was pasted along: quotes, brackets, bold, a comma after the id, the end of a sentence after the
    code. Between quotes all is kept."""
    text = _AROUND.sub(r"\1\2", text.replace("`", ""))
    return [
        Word(double or single or _bare(bare, _AFTER_A_CODE if number else ","), quoted=not bare)
        for number, (double, single, bare) in enumerate(_WORD.findall(text))
    ]


def _bare(word: str, at_the_end: str) -> str:
    return _AROUND.sub(r"\1\2", word.rstrip(at_the_end).strip("\"'").rstrip(at_the_end) or word)


def _clean_code(typed: str) -> str:
    """The code in the form's field, which may have its name before it."""
    if mentioned(typed) is not None:
        return ""
    read = pasted(typed.replace("`", ""))
    return _bare(_code_meant(read.text, read), _AFTER_A_CODE).strip()


def _code_meant(text: str, typed: Pasted) -> str:
    """The code without its name, or out of the address that applies it."""
    for address in (*typed.addresses, *ADDRESS.findall(text)):
        if code := code_in(address):
            return code
    while (
        (named := _NAMED_CODE.fullmatch(text))
        and named[1].casefold() in vocabulary.CODE
        and (named[2].strip() or any(map(str.isdigit, named[3])))
    ):
        text = named[3]
    return text.strip()

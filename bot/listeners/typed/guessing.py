"""The likeliest customer id and coupon code in what somebody wrote. A guess only: the agent sees it before it is used, and
no guess is better than a wrong one."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.listeners.typed import vocabulary
from bot.listeners.typed.addresses import ADDRESS, code_in, customer_in
from bot.listeners.typed.cleaning import pasted
from bot.listeners.typed.message_text import LONGEST

_EMAIL = re.compile(r"(?<![\w.+&%!#$^{|}?/-])\w[\w.+&'-]*@[^\W_](?:[^\W_]|-)*(?:\.(?:[^\W_]|-)+)+")
_EMAIL_NAMES = {"email", "e-mail", "mail", "address"}
# Who only gets a copy is hardly the customer.
_COPIES = re.compile(r"(?im)^[^\w\n]*b?cc\s*:.*$")
_PHONE = re.compile(r"(?<![\w+])\+\d{1,3}(?:[ ().-]{1,2}\d{1,5}){2,6}(?!\w)")
_NUMBER_IN_GROUPS = re.compile(r"(?<!\w)\(?\d{2,5}\)?(?:[ .-]{1,2}\d{2,5}){2,5}(?!\w)")
_PIECE = re.compile(r"`[^`\n]*`|\"[^\"`\n]{1,60}\"|[^\s`\"]{1,200}")
# Where a name and its value stand together: code:GONE10, id=cust_1001, cust_1001:GONE10. A time is 12:30PM.
_JOINT = re.compile(r"(?<=[^\W\d])[:=]+|[:=/]+(?=[^\W\d])|→|[,;|]+(?=\S)|&(?=[^\W\d]+=)")

_KNOWN_PREFIX = (
    "(?:cust|customer|user|usr|cus|client|member|guest|gb|mobile|phone|web|app|shopper|account|acct|acc|player|uid|id|cid"
    "|contact|subscriber|visitor|profile|buyer)"
)
_PREFIXED_ID = re.compile(
    rf"(?!gb_(?:live|test)_)(?:(?i:gb_guest_[\w-]{{4,}}|{_KNOWN_PREFIX}[_-](?=[\w-]*\d)[\w-]*\w|{_KNOWN_PREFIX}\d{{3,}})"
    r"|[a-z]{2,}(?:_[a-z0-9]+)*_(?!20\d\d$)\d{4,})"
)
_NUMBER = re.compile(r"\d{8,19}")
_NAMED_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d{4,19}")
_NAMED_ID = re.compile(r"(?=[\w.-]*\d)\w[\w.-]*\w|\d")
_DAY = re.compile(
    r"(?:19|20)\d\d[-./]?(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12]\d|3[01])|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"
)
_CODE = re.compile(r"_?[^\W_][\w-]{2,39}")
_CODE_BY_ITSELF = re.compile(
    r"(?=[A-Z0-9_-]*[A-Z]{2})(?=[A-Z0-9_-]*\d)_?[A-Z0-9][A-Z0-9_-]{3,39}|_[A-Za-z0-9]{5,39}"
)
_CAPITALS = re.compile(r"[A-Z][A-Z_-]{2,39}")


@dataclass(frozen=True)
class Guess:
    """Each is empty where nothing looks like one."""

    customer_id: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    """`before` are up to three words before it in the same sentence, in small letters, the nearest first; `after` the next
    one. `marked` tells that it stood in backticks or quotes, `number_sign` that # or @ stands before it."""

    text: str
    before: tuple[str, ...]
    after: str
    marked: bool
    number_sign: bool

    def follows(self, names: frozenset[str]) -> bool:
        """Whether it stands after one of the names, with at most linking words between."""
        for word in self.before:
            if word in names:
                return True
            if word not in vocabulary.LINKING:
                return False
        return False

    def is_something_else(self) -> bool:
        """Whether it is called an order, a ticket, a zip code or the like."""
        if self.text.startswith("+"):
            return False
        is_named = False
        for word in self.before:
            if word in vocabulary.OTHER:
                return True
            if is_named and word.isdigit():
                # "Order 1001, code SAVE10": that number is what the order is called.
                return False
            is_named = is_named or word in vocabulary.CODE or word in vocabulary.ID
            if word not in _NAMED and not word.isdigit():
                return False
        return False

    def is_only_digits(self) -> bool:
        """Whether it is a number that is called a code, and not a coupon's."""
        return self.text.isdigit() and vocabulary.CODE.isdisjoint({*self.before} - vocabulary.ANY_CODE)

    def is_near_something_else(self) -> bool:
        """Whether an order or the like is spoken of just before. The order of somebody is named by whose it is."""
        return self.before[:1] not in {("of",), ("for",)} and not vocabulary.OTHER.isdisjoint(self.before)


_NAMED = vocabulary.ID | vocabulary.CODE | vocabulary.LINKING | {"and", "&", "und", "et", "y", "و"}


def guess(text: str) -> Guess:
    """Look through the text of a message, in Slack's own formatting."""
    read = pasted(text[:LONGEST])
    plain = "".join(
        str(unicodedata.decimal(character)) if unicodedata.category(character) == "Nd" else character
        for character in _composed(read.text)
    )
    addresses = [*read.addresses, *ADDRESS.findall(plain)]
    plain = ADDRESS.sub(" ", plain)
    plain = _COPIES.sub(" . ", plain)
    found_emails = sorted(_EMAIL.finditer(plain), key=lambda email: not _is_called_customers(email))
    emails = [email for email in map(_freed, found_emails) if _is_customers(email)]
    plain = _PHONE.sub(lambda phone: re.sub(r"\(0\)|[^+\d]", "", phone[0]), _EMAIL.sub(" . ", plain))
    words = list(_words(_NUMBER_IN_GROUPS.sub(" ", plain)))
    customer_id = next((found for found in map(customer_in, addresses) if found), "")
    customer_id = customer_id or next(_ids(words, emails), "")
    code = next((found for found in map(code_in, addresses) if found), "")
    return Guess(
        customer_id, code or next((found for found in _codes(words) if found not in customer_id), "")
    )


def _ids(words: Sequence[_Word], emails: Sequence[str]) -> Iterator[str]:
    """The surest first."""
    possible = [word for word in words if not word.is_something_else() and not _DAY.fullmatch(word.text)]
    yield from (word.text for word in possible if word.follows(vocabulary.ID) and _is_named_id(word.text))
    yield from (word.text for word in possible if not word.number_sign and _PREFIXED_ID.fullmatch(word.text))
    by_name = [word.text for word in possible if word.follows(vocabulary.CUSTOMER)]
    yield from (text for text in by_name if _NAMED_NUMBER.fullmatch(text))
    yield from emails
    yield from (word.text for word in possible if re.fullmatch(r"\+\d{8,15}", word.text))
    bare = [word for word in possible if not word.number_sign and not word.is_near_something_else()]
    # A number that begins with 0 is a phone number as one dials it; 16 digits are a card's.
    yield from (w.text for w in bare if _NUMBER.fullmatch(w.text) and w.text[0] != "0" and len(w.text) != 16)


def _codes(words: Sequence[_Word]) -> Iterator[str]:
    """The surest first."""
    shouting = sum(word.text.isupper() for word in words) > len(words) / 2
    possible = [
        word
        for word in words
        if _CODE.fullmatch(word.text)
        and not (
            _PREFIXED_ID.fullmatch(word.text) or _NUMBER.fullmatch(word.text) or _DAY.fullmatch(word.text)
        )
        and not word.is_something_else()
        and not word.number_sign
        and not _is_shouted(word.text)
    ]
    named = [word for word in possible if word.follows(vocabulary.CODE)]
    yield from (word.text for word in named if word.marked)
    yield from (word.text for word in named if _is_odd(word.text) and not word.is_only_digits())
    if not shouting:
        # "The code is DEAD" names no code.
        directly = [word for word in named if word.before[0] in vocabulary.CODE and not word.after.isdigit()]
        yield from (word.text for word in directly if _CAPITALS.fullmatch(word.text))
    is_about_coupons = any(word.text.casefold() in vocabulary.ABOUT_COUPONS for word in words)
    unnamed = [
        word
        for word in possible
        if not vocabulary.NO_CODE.fullmatch(word.text)
        and (is_about_coupons or word.marked or not vocabulary.MODEL.fullmatch(word.text))
    ]
    yield from (
        word.text for word in unnamed if word.marked and _is_odd(word.text) and not word.text.isdigit()
    )
    yield from (word.text for word in unnamed if _CODE_BY_ITSELF.fullmatch(word.text))
    tried = [word for word in unnamed if word.follows(vocabulary.TRYING) or word.after in vocabulary.CODE]
    yield from (word.text for word in tried if _is_odd(word.text) and not word.text.isdigit())
    if not shouting:
        about = [word for word in unnamed if word in tried or word.marked or word.after in vocabulary.FAILING]
        yield from (word.text for word in about if _CAPITALS.fullmatch(word.text) and len(word.text) >= 5)


def _is_shouted(text: str) -> bool:
    """Whether it is a word, or words like COUPON_EXPIRED, that is only written so."""
    return not vocabulary.SHOUTED.isdisjoint(re.split("[_-]", text.casefold()))


def _is_odd(text: str) -> bool:
    """Whether it is no word of a language."""
    return text.startswith("_") or any(map(str.isdigit, text))


def _is_named_id(text: str) -> bool:
    return bool(_NAMED_ID.fullmatch(text) or _PREFIXED_ID.fullmatch(text))


def _words(text: str) -> Iterator[_Word]:
    pieces = [piece for found in _PIECE.findall(text) for piece in _pieces(found)]
    before: tuple[str, ...] = ()
    for number, (piece, marked) in enumerate(pieces):
        word = _bare(piece)
        after = _bare(pieces[number + 1][0]).casefold() if number + 1 < len(pieces) else ""
        if word and not piece.rstrip("`\"').,").endswith("…"):
            yield _Word(
                word, before, after, marked or _is_quoted(piece), piece.lstrip("([*~'")[:1] in {"#", "@"}
            )
            before = () if _ends_a_sentence(piece) else (word.casefold(), *before[:2])


def _pieces(found: str) -> Iterator[tuple[str, bool]]:
    marked = found[0] in '`"' and found[-1] == found[0] and len(found) > 1
    inner = found[1:-1] if marked else found
    parts = [part for word in inner.split() for part in _JOINT.split(word) if part]
    yield from ((part, marked and len(parts) == 1) for part in parts)


def _bare(piece: str) -> str:
    """A word without the punctuation and formatting around it. The underscore that a code begins with stays."""
    word = piece.strip("*~'\"([{<>#@•").rstrip(".,:;!?)]}…'\"*~")
    word = word.removesuffix("'s")
    return word[1:-1] if len(word) > 2 and word[0] == word[-1] == "_" else word


def _is_quoted(piece: str) -> bool:
    return bool(re.fullmatch(r"'[^']+'\W*", piece))


def _ends_a_sentence(piece: str) -> bool:
    return piece[-1] in ".!?" and piece.casefold() not in vocabulary.LINKING | vocabulary.OTHER


def _freed(found: re.Match[str]) -> str:
    """An address without what stands around it. Nothing where it cannot be told whether the underscore before it is part of it."""
    email, rest = found[0].strip("'.&-"), found.string[found.end() :].partition("\n")[0]
    if email.startswith("_") and rest.startswith("_"):
        return email.strip("_'.&-")
    in_italics = email.startswith("_") and re.search(r"\S_(?!\w)", rest)
    return "" if in_italics else email


def _composed(text: str) -> str:
    """Text in full width as usual text. What … cuts off stays cut off, and does not become a full stop."""
    return "…".join(unicodedata.normalize("NFKC", part) for part in text.split("…"))


def _is_called_customers(email: re.Match[str]) -> bool:
    """Whether "customer", or another word for the customer or the id, stands right before it."""
    before = re.split(r"[\s:=*(]+", email.string[max(0, email.start() - 60) : email.start()].casefold())
    words = [word for word in before if word and word not in vocabulary.LINKING | _EMAIL_NAMES]
    return bool(words) and words[-1] in vocabulary.CUSTOMER | vocabulary.ID


def _is_customers(email: str) -> bool:
    mailbox = email.partition("@")[0].casefold()
    return bool(mailbox) and mailbox.partition("+")[0] not in vocabulary.OWN_MAILBOXES

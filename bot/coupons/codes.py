"""Compares coupon codes as people do, who type them from memory or paste them from anywhere."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest
from typing import NamedTuple

from bot.coupons.selection import JudgedCoupon

# Unicode calls these "default ignorable": nothing is drawn for them, but their categories do not tell it.
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u2800"
_SINGLE_QUOTES = "’‘‚‛′‵´ʹʻʼʽˈ՚＇‹›"
_DOUBLE_QUOTES = "“”„‟″‶ʺ˝«»＂〝〞〟"
_MORE_DASHES = "−⁃˗➖"
# Slack writes an emoji as its name between colons. Two of these names may be pasted for one emoji.
_EMOJI_NAME = re.compile(r":[a-z+-][a-z0-9_+'-]{0,60}:")
_AMPERSANDS = re.compile("&(?:amp;)+")
_DASHES = re.compile("--+")
# Nearly all codes. The long way takes ten times as long, and a customer may have thousands.
_ORDINARY = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")

# Comparing two codes takes the square of their length, so neither long codes nor many are compared.
_LONGEST_COMPARED = 100
_CANDIDATES = 20
_ALIKE = 0.6


class Found(NamedTuple):
    """The coupons with the code asked for, all spelled alike, and those that differ in case or punctuation; each in the
    order of the list. Both are empty where none has it."""

    same: list[JudgedCoupon]
    otherwise_spelled: list[JudgedCoupon]


def find(judged: Iterable[JudgedCoupon], code: str) -> Found:
    """The coupons that `code` can mean. Where codes differ only in their spelling, the nearest spelling is meant."""
    wanted = folded(code)
    matches = [item for item in judged if item.coupon.code and folded(item.coupon.code) == wanted]
    if not matches:
        return Found([], [])
    spelling = _spelling(min(matches, key=lambda item: _distance(item, code)))
    same = [item for item in matches if _spelling(item) == spelling]
    return Found(same, [item for item in matches if _spelling(item) != spelling])


def near_matches(judged: Iterable[JudgedCoupon], code: str, *, most: int) -> list[str]:
    """At most `most` codes that look like this one, the likeliest first, in Gameball's spelling."""
    wanted = folded(code)[:_LONGEST_COMPARED]
    listed = {folded(item.coupon.code): item.coupon.code for item in judged if item.coupon.code}
    likely = nlargest(
        _CANDIDATES,
        (other for other in listed if _may_be_alike(len(wanted), len(other))),
        key=lambda other: _in_common(wanted, other),
    )
    # The matcher prepares its second text, so that text stays the same.
    matcher = SequenceMatcher(b=wanted)
    alike: list[tuple[float, int, str]] = []
    for other in likely:
        matcher.set_seq1(other)
        if (ratio := matcher.ratio()) >= _ALIKE:
            alike.append((ratio, _in_common(wanted, other), other))
    return [listed[other] for _, _, other in nlargest(most, alike)]


def folded(code: str) -> str:
    """A code without what does not tell codes apart: case, spaces, invisible characters, emoji, the kind of quotes, dashes
    and digits, punctuation around it, and what Slack and keyboards put in place of characters."""
    if _ORDINARY.fullmatch(code):
        return code.lower()
    text = spelled(code)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    # Turkish has two letters for i. Neither is any other in lower case.
    text = _DASHES.sub("-", text.translate(_PLAIN).replace("ı", "i").replace("i\u0307", "i"))
    words = _EMOJI_NAME.sub("", "".join(character for character in text if not _is_emoji(character)))
    return _without_ends(words) or _without_ends(text) or text


def spelled(code: str) -> str:
    """A code as people see it, in plain characters. Case and punctuation are kept."""
    text = _AMPERSANDS.sub("&", code.translate(_PLAIN)).replace("&lt;", "<").replace("&gt;", ">")
    return unicodedata.normalize("NFC", text)


def is_invisible(character: str) -> bool:
    """Whether nothing is drawn for it."""
    if " " <= character <= "~":
        return False
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs"}
        or character in _FILLERS
        or "VARIATION SELECTOR" in unicodedata.name(character, "")
    )


def _is_emoji(character: str) -> bool:
    return unicodedata.category(character) == "So" or "EMOJI MODIFIER" in unicodedata.name(character, "")


def _plain(character: str) -> str:
    """What stands for a character where codes are compared."""
    category = unicodedata.category(character)
    # Backticks cannot be shown, as they mark code in Slack. The Arabic tatweel only makes a word longer.
    if is_invisible(character) or category[0] == "Z" or character in "`ـ":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character in _MORE_DASHES:
        return "-"
    if character in _SINGLE_QUOTES:
        return "'"
    return '"' if character in _DOUBLE_QUOTES else character


class _PlainCharacters(dict[int, str]):
    """For str.translate. Keeps what it has looked up."""

    def __missing__(self, number: int) -> str:
        self[number] = _plain(chr(number))
        return self[number]


_PLAIN = _PlainCharacters()


def _without_ends(text: str) -> str:
    first, end = 0, len(text)
    while first < end and not text[first].isalnum():
        first += 1
    while first < end and not text[end - 1].isalnum():
        end -= 1
    return text[first:end]


def _spelling(item: JudgedCoupon) -> str:
    return spelled(item.coupon.code or "")


def _distance(item: JudgedCoupon, code: str) -> int:
    """0 where the code is spelled so, 1 where only the case differs, else 2."""
    asked, listed = spelled(code), _spelling(item)
    return 0 if asked == listed else 1 if asked.casefold() == listed.casefold() else 2


def _may_be_alike(one: int, other: int) -> bool:
    """Whether codes of these lengths can be alike enough."""
    return other <= _LONGEST_COMPARED and 2 * min(one, other) >= _ALIKE * (one + other)


def _in_common(wanted: str, other: str) -> int:
    """How much two codes have in common, cheaply: what they begin and end with, and their characters. A slip of a finger
    leaves nearly all of that."""
    return (
        _alike_from_start(wanted, other)
        + _alike_from_start(wanted[::-1], other[::-1])
        + len(set(wanted) & set(other))
    )


def _alike_from_start(one: str, other: str) -> int:
    for number, (of_one, of_other) in enumerate(zip(one, other, strict=False)):
        if of_one != of_other:
            return number
    return min(len(one), len(other))

"""The likeliest customer id and coupon code in what somebody wrote. A guess only: the agent sees it before it is used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.listeners.parsing import plain_text

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PREFIXED = r"[A-Za-z]+(?:_[A-Za-z0-9]+)*_[A-Za-z]*\d+"
_LONG_NUMBER = r"\+?\d{8,19}"
_CODE = r"[A-Za-z0-9][A-Za-z0-9_-]{2,39}"

# The surest first. A word such as "customer" before it makes anything with a digit in it an id.
_CUSTOMER_IDS = (
    rf"(?<![\w.+-])({_PREFIXED})(?![\w@])",
    rf"(?<![\w.+-])({_EMAIL})",
    r"(?i:\b(?:customer|account|client|user|member)(?:[\s_]*(?:id|number|no\.?))?(?:\s+is)?[\s:=#]+[`\"']?)"
    r"((?=[\w.-]*\d)\w[\w.-]{3,})(?!\w)",
    rf"(?<![\w+])({_LONG_NUMBER})(?!\w)",
)
_CODES = (
    rf"`\s*({_CODE})\s*`",
    r"(?i:\b(?:coupon|code|voucher|promo)(?:\s+(?:coupon|code|voucher))?(?:\s+is)?[\s:=#]+[`\"']?)"
    r"((?=[\w-]*\d)[A-Za-z0-9][\w-]{2,39}|[A-Z][A-Z_-]{2,39})\b",
    rf"[\"']({_CODE})[\"']",
    r"(?<![\w@.-])((?=[A-Z0-9_-]*[A-Z])(?=[A-Z0-9_-]*\d)[A-Z0-9_-]{4,40})(?![\w@-])",
    r"(?<![\w@.-])([A-Z]{5,40})(?![\w@-])",
)


@dataclass(frozen=True)
class Guess:
    """Each is empty where nothing looks like one."""

    customer_id: str = ""
    code: str = ""


def guess(text: str) -> Guess:
    """Look through the text of a message, in Slack's own formatting."""
    text = plain_text(text[:10_000])
    customer_id = next(_matches(_CUSTOMER_IDS, text), "").rstrip(".,-")
    code = next((found for found in _matches(_CODES, text) if not _is_id(found, customer_id)), "")
    return Guess(customer_id, code)


def _matches(patterns: tuple[str, ...], text: str) -> Iterator[str]:
    for pattern in patterns:
        yield from re.findall(pattern, text)


def _is_id(found: str, customer_id: str) -> bool:
    return found == customer_id or found in customer_id or bool(re.fullmatch(rf"{_PREFIXED}|\d{{8,}}", found))


def text_of(message: dict[str, Any]) -> str:
    """All that a message says: its text or, where that is empty, the text in its blocks and attachments."""
    text = message.get("text")
    if isinstance(text, str) and text.strip():
        return text
    return "\n".join(_texts([message.get("blocks"), message.get("attachments")]))


def _texts(part: Any, depth: int = 0) -> Iterator[str]:
    if depth > 20:
        return
    if isinstance(part, list):
        for item in part:
            yield from _texts(item, depth + 1)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in {"text", "fallback", "pretext"} and isinstance(value, str):
                yield value
            else:
                yield from _texts(value, depth + 1)

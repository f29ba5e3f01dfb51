"""JSON as Gameball sends it, read as far as it can be."""

import json
from typing import Any

_MOST_DIGITS = 100


def parse_body(body: bytes) -> Any:
    """The JSON in a body. Raises ValueError if there is none.

    One odd value must not make the whole body unreadable: half of an emoji, bytes that are not UTF-8, a
    number of thousands of digits, a byte order mark."""
    text = body.decode("utf-8-sig", errors="replace")
    try:
        return json.loads(text, strict=False, parse_int=_int)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _int(digits: str) -> int | str:
    # Python refuses to convert thousands of digits. As text, such a number is refused where it is used.
    return int(digits) if len(digits) < _MOST_DIGITS else digits

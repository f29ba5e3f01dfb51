"""JSON as Gameball sends it, read as far as it can be."""

import json
from typing import Any

from pydantic_core import from_json

_DIGITS = 100


def parse_body(body: bytes) -> Any:
    """The JSON in a body. Raises ValueError where there is none.

    What makes one text or number of it absurd costs no more than that: half of an emoji, bytes that are not UTF-8,
    thousands of digits, a byte order mark."""
    try:
        return from_json(body)
    except ValueError:
        # The fast parser refuses a whole body for any of these. The slow one is asked only then.
        text = body.decode("utf-8-sig", errors="replace")
    try:
        return json.loads(text, strict=False, parse_int=_int)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _int(digits: str) -> int | str:
    # Python refuses to convert thousands of digits. As text they are judged where they stand.
    return int(digits) if len(digits) < _DIGITS else digits

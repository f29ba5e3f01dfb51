"""JSON as Gameball sends it, read as far as it can be."""

import json
import zlib
from typing import Any

MOST_COUPONS = 20_000
"""A longer list is not read: to read, judge and draw it takes seconds."""
_MOST_DIGITS = 100
_MOST_VALUES = 1_000_000
"""A list of 20,000 coupons has some 400,000. Many more take seconds to read, and hundreds of megabytes."""


class TooLargeError(ValueError):
    """There is more than is read."""


def unzipped(body: bytes, *, most: int) -> bytes:
    """What was compressed by gzip. Raises TooLargeError where it is over `most` bytes, ValueError where it is not gzip."""
    unzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        content = unzip.decompress(body, most + 1)
    except zlib.error as error:
        raise ValueError("not gzip") from error
    if len(content) > most:
        raise TooLargeError
    if not unzip.eof:
        raise ValueError("cut off")
    return content


def parse_body(body: bytes) -> Any:
    """The JSON in a body. Raises ValueError if there is none, or far more than coupons could be.

    One odd value must not make the whole body unreadable: half of an emoji, bytes that are not UTF-8, a
    number of thousands of digits, a byte order mark."""
    if body.count(b",") > _MOST_VALUES:
        raise ValueError("too many values")
    text = body.decode("utf-8-sig", errors="replace")
    try:
        return json.loads(text, strict=False, parse_int=_int)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _int(digits: str) -> int | str:
    # Python refuses to convert thousands of digits. As text, such a number is refused where it is used.
    return int(digits) if len(digits) < _MOST_DIGITS else digits

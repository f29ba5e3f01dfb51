"""JSON as Gameball sends it, read as far as it can be."""

import json
import zlib
from typing import Any

MOST_BYTES = 16 * 1024 * 1024
"""20,000 coupons take about 10 MB."""
MOST_COUPONS = 20_000
"""A longer list is not read: to read, judge and draw it takes seconds."""
_MOST_DIGITS = 100
_MOST_VALUES, _MOST_OBJECTS = 1_000_000, 200_000
"""A list of 20,000 coupons has some 400,000, in up to ten objects each. Many more take seconds to read, and hundreds of
megabytes."""


class TooLargeError(ValueError):
    """There is more than is read."""


def decoded(body: bytes, encoding: str, *, most: int) -> bytes:
    """What the body is without its `Content-Encoding`; empty where that is none that was asked for, or does not fit.

    Raises TooLargeError if it is over `most` bytes, before or after."""
    if len(body) > most:
        raise TooLargeError
    match encoding.strip().lower():
        case "" | "identity":
            return body
        case "gzip" | "x-gzip":
            unzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            try:
                content = unzip.decompress(body, most + 1)
            except zlib.error:
                return b""
            if len(content) > most:
                raise TooLargeError
            return content if unzip.eof else b""
        case _:
            return b""


def parse_body(body: bytes) -> Any:
    """The JSON in a body. Raises ValueError if there is none, TooLargeError if it is far more than coupons could be.

    One odd value must not make the whole body unreadable: half of an emoji, bytes that are not UTF-8, a
    number of thousands of digits, a byte order mark."""
    if body.count(b",") > _MOST_VALUES:
        raise TooLargeError
    objects = 0

    # A function in Python, which also lets other threads go on where this one runs beside the event loop.
    def counted(found: dict[str, Any]) -> dict[str, Any]:
        nonlocal objects
        objects += 1
        if objects > _MOST_OBJECTS:
            raise TooLargeError
        return found

    text = body.decode("utf-8-sig", errors="replace")
    try:
        return json.loads(text, strict=False, parse_int=_int, object_hook=counted)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _int(digits: str) -> int | str:
    # Python refuses to convert thousands of digits. As text, such a number is refused where it is used.
    return int(digits) if len(digits) < _MOST_DIGITS else digits

"""Single values of Gameball's JSON, read where they have one plain meaning. Each reader raises ValueError for any other."""

import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

ASSUMED_UTC = timezone(timedelta(0), "assumed UTC")
"""The zone of dates that Gameball sent without one: the offset is UTC's, `tzinfo is ASSUMED_UTC` tells it."""
WHOLE_DAY = timezone(timedelta(0), "a day without an hour")
"""The zone of a date that came without an hour: its midnight in UTC, and `tzinfo is WHOLE_DAY` tells that it is the day."""

# What systems send for a date that was never set: Unix's first day, SQL's two, MySQL's. .NET's is 0001-01-01.
_UNSET_DAYS = ("1970-01-01", "1900-01-01", "1753-01-01", "0000-00-00")
_MIDNIGHT = re.compile(r"(?:[T ]00:00(?::00(?:\.0*)?)?(?:Z|\+00:00)?)?", re.IGNORECASE)
_HOUR_24 = re.compile(r"([T ])24(:?00(?::?00(?:\.0+)?)?)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?")
# Groups of three and decimals: which of the two marks is which is plain only where both are there, or a mark comes twice.
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,}|(?:[ \u00a0\u202f]\d{3})+(?:\.\d+)?)")
_GROUPED_BY_DOTS = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})")
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_EARLIEST, _LATEST = 100_000_000, 20_000_000_000
"""Seconds since 1970: 1973 and 2603. A time as a number is between them, in seconds or in milliseconds."""


def read_text(value: object) -> str | None:
    """Text, or a number as text. What is neither counts as absent: it never costs the coupon."""
    if isinstance(value, str):
        # Half of an emoji has no UTF-8 form. It comes from systems that cut text by 16-bit units.
        whole = value if value.isascii() else value.encode(errors="replace").decode()
        return whole.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def read_flag(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    text = _stripped(value).lower()
    if not text:
        return None
    if text not in _FLAGS:
        raise ValueError("not a flag")
    return _FLAGS[text]


def read_amount(value: object) -> Decimal | None:
    """A number: also "1,000.00", "1.000,50" and "15%"."""
    number = _read_number(value, without="%")
    # "1e999" has a thousand digits, which no message could show.
    if number and not (abs(number) < 10**12 and number.adjusted() > -12):
        raise ValueError("not an amount")
    return number


def read_count(value: object) -> int | None:
    """A whole number, also as text."""
    number = _read_number(value)
    if number is None:
        return None
    # Some systems write "unlimited" as the largest number of 64 bits. A larger one means nothing.
    if abs(number) >= 2**64 or number != int(number):
        raise ValueError("not a count")
    return int(number)


def read_date(value: object) -> datetime | None:
    """An instant; see ASSUMED_UTC and WHOLE_DAY. None where none was set."""
    text = _stripped(value)
    if not text or text == "0" or text.startswith("0001-01-01"):
        return None
    if text.startswith(_UNSET_DAYS) and _MIDNIGHT.fullmatch(text[10:]):
        return None
    if _DAY.fullmatch(text):
        return datetime.fromisoformat(text).replace(tzinfo=WHOLE_DAY)
    if text[4:5] != "-" and _NUMBER.fullmatch(text):
        return _from_number(Decimal(text))
    next_day = 0
    if text[11:13] == "24":
        # The end of a day, which only newer versions of Python read.
        text, next_day = _HOUR_24.subn(r"\g<1>00\2", text, count=1)
    instant = datetime.fromisoformat(text)
    if next_day:
        try:
            instant += timedelta(days=1)
        except OverflowError as error:
            raise ValueError("after the last day of the calendar") from error
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=ASSUMED_UTC)


def _stripped(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    raise ValueError("neither text nor number")


def _read_number(value: object, without: str = "") -> Decimal | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    text = _stripped(value)
    if not text:
        return None
    text = text.removesuffix(without).rstrip() if without else text
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[,\s]", "", text)
    elif _GROUPED_BY_DOTS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if not _NUMBER.fullmatch(text):
        raise ValueError("not a plain number")
    number = Decimal(text)
    # To compare or convert an enormous one would take the time of its digits.
    if number and abs(number.adjusted()) > 100:
        raise ValueError("not a plain number")
    return number


def _from_number(number: Decimal) -> datetime:
    seconds = number if abs(number) < _LATEST else number / 1000
    if not _EARLIEST <= seconds < _LATEST:
        raise ValueError("not a time")
    return datetime.fromtimestamp(float(seconds), UTC)

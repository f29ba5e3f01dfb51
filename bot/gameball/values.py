"""Single values of Gameball's JSON, read where they have one plain meaning. Each reader raises ValueError for any other.

A customer may have thousands of coupons of some twenty values each: the usual form of a value is looked for first."""

import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TypeGuard

ASSUMED_UTC = timezone(timedelta(0), "assumed UTC")
"""The zone of dates that Gameball sent without one: the offset is UTC's, `tzinfo is ASSUMED_UTC` tells it."""
WHOLE_DAY = timezone(timedelta(0), "a day without an hour")
"""The zone of a date that came without an hour: its midnight in UTC, and `tzinfo is WHOLE_DAY` tells that it is the day."""

# What systems send for a date that was never set, beside nothing at all: MySQL's; the first days of .NET, of Windows,
# of SQL, of spreadsheets and of Unix. In another time zone, each is up to a day earlier or later.
_UNSET_TEXTS = {"", "0", "0.0", "-62135596800", "-62135596800000"}
_UNSET_DAY = "0000-00-00"
_UNSET_DAYS = [
    datetime(*day, tzinfo=UTC)
    for day in (
        (1, 1, 1),
        (1601, 1, 1),
        (1753, 1, 1),
        (1899, 12, 30),
        (1899, 12, 31),
        (1900, 1, 1),
        (1970, 1, 1),
    )
]
_LAST_UNSET_YEAR = 1970
_A_DAY = timedelta(days=1)
_HOUR_24 = re.compile(r"([T ])24(:?00(?::?00(?:\.0+)?)?)")
# XML writes a day with a zone: 2026-11-23+02:00. Without this, Python would take the zone for an hour.
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{8})(?:Z|[+-]\d{2}:?\d{2})?")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?")
# Groups of three and decimals: which of the two marks is which is plain only where both are there, or a mark comes twice.
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,}|(?:[ \u00a0\u202f]\d{3})+(?:\.\d+)?)")
_GROUPED_BY_DOTS = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})")
# A count has no decimals, so commas before three digits are plain. Dots there are not: 1.000 is one, or a thousand.
_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+")
_DOTS = re.compile(r"[+-]?\d{1,3}\.\d{3}")
_PERCENT_SIGNS = "%％٪"
_PERCENT = re.compile(rf"[{_PERCENT_SIGNS}][^{_PERCENT_SIGNS}]+|[^{_PERCENT_SIGNS}]+[{_PERCENT_SIGNS}]")
_LONGEST_TEXT = 3000
"""Characters. What is longer is no name and no code, and few of them would fill the memory."""
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
# Some systems write "unlimited" as the largest number of 64 bits. A larger one means nothing.
_NO_AMOUNT, _NO_COUNT = 10**12, 2**64
_EARLIEST, _LATEST = 946_684_800, 20_000_000_000
"""Seconds since 1970: 2000 and 2603. A time as a number is between them, in seconds or in milliseconds. 202611231000, a day and
an hour in digits, would be in 1976."""


def read_text(value: object) -> str | None:
    """Text, or a number as text. It is never cut: a code is to be typed."""
    text = value.strip() if isinstance(value, str) else _stripped(value)
    if len(text) > _LONGEST_TEXT:
        raise ValueError("too long")
    # Half of an emoji has no UTF-8 form. It comes from systems that cut text by 16-bit units.
    return (text if text.isascii() else text.encode(errors="replace").decode().strip()) or None


def read_text_by_language(value: object) -> str | None:
    """One text for all languages or, of an object with one for each, the English one if there is one."""
    if not isinstance(value, dict):
        return read_text(value)
    texts = {
        str(language).lower(): text for language, given in value.items() if (text := _text_or_none(given))
    }
    english = (text for language, text in texts.items() if re.match(r"en\b", language))
    return next(english, None) or next(iter(texts.values()), None)


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
    """A number: also "1,000.00" and "1.000,50"."""
    if type(value) is int and -_NO_AMOUNT < value < _NO_AMOUNT:
        return Decimal(value)
    number = _read_number(value)
    # "1e999" has a thousand digits, which no message could show.
    if number and not (abs(number) < _NO_AMOUNT and number.adjusted() > -12):
        raise ValueError("not an amount")
    # -0 is nothing, too.
    return number or (None if number is None else Decimal(0))


def read_value(value: object) -> Decimal | None:
    """What a coupon is worth: an amount, also with a percent sign on either side, as in "15%" and "%15"."""
    return read_amount(value.strip().strip(_PERCENT_SIGNS) if has_percent_sign(value) else value)


def has_percent_sign(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(_PERCENT.fullmatch(value.strip()))


def read_count(value: object) -> int | None:
    """A whole number, also as text: also "1,000"."""
    if type(value) is int and -_NO_COUNT < value < _NO_COUNT:
        return value
    if isinstance(value, str):
        value = value.strip()
        if _DOTS.fullmatch(value):
            raise ValueError("one, or a thousand times as many")
        value = value.replace(",", "") if _COMMAS.fullmatch(value) else value
    number = _read_number(value)
    if number is None:
        return None
    if abs(number) >= _NO_COUNT or number != int(number):
        raise ValueError("not a count")
    return int(number)


def read_date(value: object) -> datetime | None:
    """An instant; see ASSUMED_UTC and WHOLE_DAY. None where none was set."""
    text = value.strip() if isinstance(value, str) else _stripped(value)
    if text in _UNSET_TEXTS or text.startswith(_UNSET_DAY):
        return None
    instant = _instant(text)
    # Nearly every date is later, and needs no comparing.
    if instant.year <= _LAST_UNSET_YEAR and any(abs(instant - day) < _A_DAY for day in _UNSET_DAYS):
        return None
    return instant


def _instant(text: str) -> datetime:
    if text[10:11] == "T" and text[11:13] != "24":
        instant = datetime.fromisoformat(text)
        return instant if instant.tzinfo is not None else instant.replace(tzinfo=ASSUMED_UTC)
    if day := _DAY.fullmatch(text):
        return datetime.fromisoformat(day[1]).replace(tzinfo=WHOLE_DAY)
    if text[4:5] != "-" and _NUMBER.fullmatch(text):
        return _from_number(Decimal(text))
    if len(text) <= len("2026-11-23"):
        raise ValueError("a day in another form")
    next_day = 0
    if text[11:13] == "24":
        # The end of a day, which only newer versions of Python read.
        text, next_day = _HOUR_24.subn(r"\g<1>00\2", text, count=1)
    instant = datetime.fromisoformat(text)
    if next_day:
        try:
            instant += _A_DAY
        except OverflowError as error:
            raise ValueError("after the last day of the calendar") from error
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=ASSUMED_UTC)


def _text_or_none(value: object) -> str | None:
    try:
        return read_text(value)
    except ValueError:
        return None


def _stripped(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    raise ValueError("neither text nor number")


def _read_number(value: object) -> Decimal | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    text = _stripped(value)
    if not text:
        return None
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

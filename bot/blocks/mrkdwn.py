"""Text for Slack's mrkdwn: what comes from outside made harmless and cut to length, instants drawn in each reader's zone.

Source: docs.slack.dev's reference of message formatting."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

SEPARATOR = "  ·  "
_SECTION = 3000
_MESSAGE_TEXT = 3000

# Slack draws a date only for a timestamp it takes for one.
_FIRST, _LAST = 0, 4_102_444_800


def length(text: str) -> int:
    """A text's length as Slack may count it: in UTF-16 units, the larger count of the two that clients use."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


# Joiners are invisible too, but Persian, Urdu and many emoji are not written without them.
_JOINERS = {"\u200c", "\u200d"}


_NOT_IN_CODE = dict.fromkeys(map(ord, [*_JOINERS, "`"]))


def clean(text: str) -> str:
    """Text from outside in one line, without characters that are invisible or turn the writing direction."""
    line = " ".join(text.split())
    # Nearly every text: nothing printable is invisible.
    if line.isprintable():
        return line
    return "".join(
        character
        for character in line
        if character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    ).strip()


def truncate(text: str, limit: int) -> str:
    if length(text) <= limit:
        return text
    cut = text[: limit - 1]
    while cut and length(cut) > limit - 1:
        cut = cut[:-1]
    return cut.rstrip() + "…"


def escape(text: str, limit: int = _SECTION) -> str:
    """Text from outside, cleaned and cut so that, once escaped for mrkdwn, it has at most `limit` characters."""
    text = clean(text[: limit * 2])
    room = limit
    escaped = _escape(truncate(text, room))
    while length(escaped) > limit:
        room -= max(1, (length(escaped) - limit) // 5)
        escaped = _escape(truncate(text, room))
    return escaped


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# What mrkdwn takes for formatting or emoji, and cannot be escaped. An underscore within a word is none.
_FORMATTING = re.compile(r"[*~`]|(?<!\w)_+|_+(?!\w)|:(?=\w)|(?<=\w):")


def unformatted(text: str, limit: int) -> str:
    """Text from outside as `escape` gives it, without what would be drawn in bold, italics, code style or as an emoji."""
    return escape(_FORMATTING.sub("", text[: limit * 4]), limit)


def code(text: str, limit: int = 60) -> str:
    """Text from outside in code style. Backticks cannot be escaped there, so they are left out."""
    return f"`{escape(text.translate(_NOT_IN_CODE), limit) or '?'}`"


def fit(pieces: Sequence[str], limit: int) -> tuple[str, list[str]]:
    """As many of the pieces as fit, joined, and the rest. No piece is ever cut: it may hold entities and dates."""
    joined = ""
    for index, piece in enumerate(pieces):
        longer = f"{joined}{SEPARATOR}{piece}" if joined else piece
        if length(longer) > limit:
            return joined, list(pieces[index:])
        joined = longer
    return joined, []


def date(instant: datetime, form: str = "{date_short_pretty} at {time}") -> str:
    """An instant, drawn by Slack in each reader's own zone; `form` in the tokens of Slack's date formatting."""
    timestamp = int(instant.timestamp())
    plain = date_in_words(instant)
    if "time" not in form:
        plain = plain[:10]
    return f"<!date^{timestamp}^{form}|{plain}>" if _FIRST <= timestamp < _LAST else plain


def date_in_words(instant: datetime) -> str:
    """An instant in UTC, for where no zone of the reader's is known."""
    try:
        instant = instant.astimezone(UTC)
    except OverflowError:  # the first and last day of the calendar
        instant = instant.replace(tzinfo=UTC)
    # Not strftime, which drops the leading zeros of a mistyped year such as 0202.
    return f"{instant.replace(tzinfo=None).isoformat(' ', 'minutes')} UTC"


def relative(instant: datetime, now: datetime) -> str:
    """Such as "in 3 days" or "2 hours ago", rounded down: nobody should count on time that is not there."""
    distance = abs((instant - now).total_seconds())
    if distance < 60:
        return "now"
    for seconds, unit, enough in _UNITS:
        if distance >= enough * seconds:
            number = int(distance // seconds)
            amount = f"{number} {unit}" if number == 1 else f"{number:,} {unit}s"
            return f"in {amount}" if instant > now else f"{amount} ago"
    raise AssertionError("the smallest unit takes all that is left")


# A unit serves from two of it on: 47 hours are not 1 day, and 20 days not 2 weeks.
_UNITS = (
    (365 * 86400, "year", 2),
    (30 * 86400, "month", 3),
    (86400, "day", 2),
    (3600, "hour", 2),
    (60, "minute", 1),
)


_DATE_TOKEN = re.compile(r"<!date\^[^|>]*\|([^>]*)>")


def spoken(mrkdwn_text: str) -> str:
    """mrkdwn of our own as a screen reader should say it: dates as words, no code style."""
    return _DATE_TOKEN.sub(r"\1", mrkdwn_text).replace("`", "").replace("*", "").replace(SEPARATOR, ", ")


def message_text(lines: Iterable[str]) -> str:
    """Lines of mrkdwn as a message's text, as many as fit."""
    text = ""
    for line in lines:
        if length(text) + length(line) + 1 > _MESSAGE_TEXT:
            return f"{text}…"
        text = f"{text}\n{line}" if text else line
    return text

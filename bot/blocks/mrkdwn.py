"""Text for Slack's mrkdwn: escapes and cuts text from outside, and writes instants so that Slack draws them in each
reader's own time zone.

Source: docs.slack.dev's reference of message formatting."""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

SEPARATOR = "  ·  "
LONGEST_CODE = 500
"""The longest code that is shown, in characters once it is escaped: a message has room for several such codes."""
_MESSAGE_TEXT = 3000

# Slack draws dates between these timestamps, 1970 and 2100, only.
_FIRST, _LAST = 0, 4_102_444_800

# These two are invisible too, but Persian, Urdu and many emoji are not written without them.
_JOINERS = {"\u200c", "\u200d"}
_NOT_IN_CODE = str.maketrans(dict.fromkeys([*_JOINERS, "`"], ""))
_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs"}


def length(text: str) -> int:
    """A text's length in UTF-16 units: of the two ways in which Slack's clients count, the one that gives more."""
    # Most text is ASCII. To encode it too would add a sixth to the time that drawing a message takes.
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Text from outside in one line, without characters that are invisible or turn the writing direction."""
    line = " ".join(text.split())
    # Nearly every text ends here. To look at each character would add half to the time that drawing a message takes.
    if line.isprintable():
        return line
    return "".join(
        character
        for character in line
        if character in _JOINERS or unicodedata.category(character) not in _INVISIBLE_CATEGORIES
    ).strip()


def truncate(text: str, limit: int) -> str:
    """The text, cut to `limit` as `length` counts, with … in place of what is cut off."""
    if length(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - 1)]
    # "ignore" drops half of a character that the cut went through.
    return kept.decode("utf-16-le", "ignore").rstrip() + "…"


def escape(text: str, limit: int) -> str:
    """Text from outside, cleaned, and cut so that it has at most `limit` characters once it is escaped."""
    text = clean(text)
    room = limit
    while length(escaped := _escape(truncate(text, room))) > limit:
        room -= 1
    return escaped


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# What mrkdwn takes for formatting or emoji and cannot be escaped. An underscore within a word is neither.
_FORMATTING = re.compile(r"[*~`]|(?<!\w)_+|_+(?!\w)|:(?=\w)|(?<=\w):")


def unformatted(text: str, limit: int) -> str:
    """Text from outside as `escape` gives it, without characters that make text bold, italic, code or an emoji."""
    return escape(_FORMATTING.sub("", text), limit)


def code(text: str, limit: int = LONGEST_CODE) -> str:
    """Text from outside in code style. Backticks cannot be escaped there, so they are left out."""
    return f"`{escape(text.translate(_NOT_IN_CODE), limit) or '?'}`"


def is_code_shown(text: str, limit: int = LONGEST_CODE) -> bool:
    """Whether `code` shows the whole text."""
    return length(_escape(clean(text.translate(_NOT_IN_CODE)))) <= limit


def coupon_code(text: str) -> str:
    """A coupon's code in code style. It is never cut, because it is to be typed: one that no message holds is described."""
    return code(text) if is_code_shown(text) else f"a code of {length(text):,} characters"


def fit(pieces: Sequence[str], limit: int) -> tuple[str, list[str]]:
    """As many of the pieces as fit, joined, and the rest. No piece is cut, as it may hold entities and dates."""
    joined = ""
    for index, piece in enumerate(pieces):
        longer = f"{joined}{SEPARATOR}{piece}" if joined else piece
        if length(longer) > limit:
            return joined, list(pieces[index:])
        joined = longer
    return joined, []


def date(instant: datetime, form: str = "{date_short_pretty} at {time}") -> str:
    """An instant that Slack draws in each reader's own time zone; `form` in the tokens of Slack's date formatting."""
    timestamp = int(instant.timestamp())
    # Not strftime, which drops the leading zeros of a mistyped year such as 0202.
    words = f"{in_utc(instant).replace(tzinfo=None).isoformat(' ', 'minutes')} UTC"
    if "time" not in form:
        words = words[: len("2026-11-23")]
    return f"<!date^{timestamp}^{form}|{words}>" if _FIRST <= timestamp < _LAST else words


def in_utc(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError:  # the first or last day of the calendar
        return instant.replace(tzinfo=UTC)


# A unit is used from so many of it on: 47 hours are not 1 day, and 20 days are not 2 weeks.
_UNITS = (
    (365 * 86400, "year", 2),
    (30 * 86400, "month", 3),
    (86400, "day", 1),
    (3600, "hour", 1),
    (60, "minute", 1),
)


def relative(instant: datetime, now: datetime, *, up: bool = False) -> str:
    """Such as "in 3 days", "tomorrow" or "2 hours ago". Rounded down, as nobody should count on time that is not there;
    with `up`, rounded up, as nothing should be expected too early."""
    distance = abs((instant - now).total_seconds())
    if distance < 60:
        return "now"
    seconds, unit = next((seconds, unit) for seconds, unit, least in _UNITS if distance >= least * seconds)
    if unit == "day" and abs((in_utc(instant).date() - in_utc(now).date()).days) == 1:
        return "tomorrow" if instant > now else "yesterday"
    number = math.ceil(distance / seconds) if up else int(distance // seconds)
    amount = f"{number:,} {unit}{'' if number == 1 else 's'}"
    return f"in {amount}" if instant > now else f"{amount} ago"


_DATE_TOKEN = re.compile(r"<!date\^[^|>]*\|([^>]*)>")


def spoken(mrkdwn_text: str) -> str:
    """The app's own mrkdwn for a screen reader: dates as words, without bold and code style."""
    parts = mrkdwn_text.split("`")
    # Every second part is between backticks: a code is spoken as it is, whatever is in it.
    parts[::2] = [
        _DATE_TOKEN.sub(r"\1", part).replace("*", "").replace(SEPARATOR, ", ") for part in parts[::2]
    ]
    return "".join(parts)


def message_text(lines: Iterable[str]) -> str:
    """Lines of mrkdwn as a message's text, as many as fit."""
    text = ""
    for line in lines:
        if length(text) + length(line) + 1 > _MESSAGE_TEXT:
            return f"{text}…"
        text = f"{text}\n{line}" if text else line
    return text

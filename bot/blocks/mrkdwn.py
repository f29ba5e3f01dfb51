"""Text for Slack's mrkdwn: escapes and cuts text from outside, and writes instants so that Slack draws them in each
reader's own time zone.

Source: docs.slack.dev's reference of message formatting."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

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


# What mrkdwn takes for formatting, an emoji or a quotation. An underscore within a word is none of these.
_DRAWN = re.compile(r"[*~`]|(?<!\w)_|_(?!\w)|:[^\s:]+:|^\s*>")


def as_it_is(text: str, limit: int) -> str:
    """Text from outside as it came, in at most `limit` characters: in code style where Slack would draw it otherwise."""
    return code(text, limit - 2) if _DRAWN.search(text) else escape(text, limit)


def code(text: str, limit: int = LONGEST_CODE) -> str:
    """Text from outside in code style. Backticks cannot be escaped there, so they are left out."""
    return f"`{escape(text.translate(_NOT_IN_CODE), limit) or '?'}`"


def is_code_shown(text: str, limit: int = LONGEST_CODE) -> bool:
    """Whether `code` shows the whole text, but for backticks."""
    # Escaping makes five characters of one at most.
    if 5 * len(text) <= limit and text.isascii():
        return True
    cleaned = clean(text)
    return length(cleaned) <= limit and length(_escape(cleaned.translate(_NOT_IN_CODE))) <= limit


def coupon_code(text: str) -> str:
    """A coupon's code in code style. It is never cut, because it is to be typed: one that no message holds is described."""
    return code(text) if is_code_shown(text) else f"a code of {length(text):,} characters"


def left_to_right_after(text: str) -> str:
    """An invisible mark, where the text is written from right to left in part: without it, a number that follows would be
    drawn in the middle of that text."""
    if text.isascii() or not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text):
        return ""
    return "\u200e"


def fit(pieces: Sequence[str], limit: int) -> tuple[str, list[str]]:
    """As many of the pieces as fit, joined, and the rest. No piece is cut, as it may hold entities and dates."""
    joined = ""
    for index, piece in enumerate(pieces):
        longer = f"{joined}{SEPARATOR}{left_to_right_after(joined)}{piece}" if joined else piece
        if length(longer) > limit:
            return joined, list(pieces[index:])
        joined = longer
    return joined, []


def date(instant: datetime, form: str = "{date_short_pretty} at {time}", *, note: str = "") -> str:
    """An instant that Slack draws in each reader's own time zone; `form` in the tokens of Slack's date formatting. `note`
    follows only where Slack does not draw it, in UTC."""
    timestamp = int(instant.timestamp())
    # Not strftime, which drops the leading zeros of a mistyped year such as 0202.
    words = f"{in_utc(instant).replace(tzinfo=None).isoformat(' ', 'minutes')} UTC"
    if "time" not in form:
        words = words[: len("2026-11-23")]
    words = f"{words}, {note}" if note else words
    return f"<!date^{timestamp}^{form}|{words}>" if _FIRST <= timestamp < _LAST else words


def in_utc(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError:  # the first or last day of the calendar
        return instant.replace(tzinfo=UTC)


class _Unit(NamedTuple):
    name: str
    least: timedelta
    """From what distance on it is used: 47 hours are not 1 day, and 20 days are not 2 weeks."""
    length: timedelta


_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_UNITS = (
    _Unit("day", _DAY, _DAY),
    _Unit("hour", _HOUR, _HOUR),
    _Unit("minute", timedelta(0), _MINUTE),
)
_MONTHS_FROM = timedelta(days=93)


def relative(instant: datetime, now: datetime, *, up: bool = False) -> str:
    """Such as "in 3 days", "tomorrow" or "2 hours ago"; tomorrow and yesterday are those of UTC. Rounded down, as nobody
    should count on time that is not there; with `up`, rounded up, as nothing should be expected too early."""
    distance = abs(instant - now)
    if distance >= _MONTHS_FROM:
        return _in_or_ago(_months(*sorted((in_utc(instant), in_utc(now))), up=up), "month", instant > now)
    unit = next(unit for unit in _UNITS if distance >= unit.least)
    if unit.name == "day" and abs((in_utc(instant).date() - in_utc(now).date()).days) == 1:
        return "tomorrow" if instant > now else "yesterday"
    number = -(-distance // unit.length) if up else distance // unit.length
    return _in_or_ago(number, unit.name, instant > now) if number else "now"


def _in_or_ago(number: int, unit: str, to_come: bool) -> str:
    amount = f"{number:,} {unit}{'' if number == 1 else 's'}"
    return f"in {amount}" if to_come else f"{amount} ago"


def _months(earlier: datetime, later: datetime, *, up: bool) -> int:
    """Months by the calendar; where a month has no such day, its last one."""
    number = 12 * (later.year - earlier.year) + later.month - earlier.month
    day = min(earlier.day, monthrange(later.year, later.month)[1])
    whole, reached = (day, earlier.time()), (later.day, later.time())
    return number + (up and whole < reached) - (not up and whole > reached)


_DATE_TOKEN = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_CODE = re.compile("(`[^`]*`)")


def spoken(mrkdwn_text: str) -> str:
    """The app's own mrkdwn for a message's text: dates as words, nothing bold. What is in code style stays so, as Slack
    draws nothing in it."""
    parts = _CODE.split(mrkdwn_text)
    parts[::2] = [
        _DATE_TOKEN.sub(r"\1", part).replace("*", "").replace(SEPARATOR, ", ") for part in parts[::2]
    ]
    return "".join(parts)


# Where Slack sees the address of a web page or of a mailbox, also without https.
_IN_ADDRESS = re.compile(r"(?<=\w)[.。．｡](?=[^\W\d_])|:(?=//)")
_BREAK = "\u200b"


def message_text(lines: Iterable[str]) -> str:
    """Lines of mrkdwn as a message's text, as many as fit. Slack makes links of addresses there, so each gets an invisible
    break."""
    text = ""
    for line in (_IN_ADDRESS.sub(rf"\g<0>{_BREAK}", line) for line in lines):
        if length(text) + length(line) + 1 > _MESSAGE_TEXT:
            return f"{text}…"
        text = f"{text}\n{line}" if text else line
    return text

"""For whom a text is written, and days in their language and time zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from bot.gameball.values import ASSUMED_UTC, WHOLE_DAY
from bot.languages import Language

_TOO_FAR = timedelta(days=20 * 365)
"""An end so far ahead is none."""
_INSTANT = timedelta(microseconds=1)
_FIRST_MINUTE, _LAST_MINUTE = (0, 0), (23, 59)


@dataclass(frozen=True, slots=True)
class Recipient:
    """`now` is the instant at which the text is written."""

    language: Language
    zone: tzinfo
    now: datetime


def end(expiry: datetime | None, to: Recipient) -> str:
    """The last day on which the recipient can use it. Nothing where that is too far ahead to tell, and nothing where that day is
    over in the recipient's time zone: a coupon that still works then ends in another zone."""
    if expiry is None or is_too_far(expiry, to) or _last(expiry, to) < _in_zone(to.now, to).date():
        return ""
    return last_day(expiry, to)


def is_too_far(expiry: datetime, to: Recipient) -> bool:
    return expiry - to.now > _TOO_FAR


def last_day(expiry: datetime, to: Recipient) -> str:
    last = _last(expiry, to)
    has_hour = expiry.tzinfo is not WHOLE_DAY and expiry.tzinfo is not ASSUMED_UTC
    if not has_hour:
        return to.language.day(last)
    moment = _in_zone(expiry, to)
    # What is over needs no hour, unless that was today.
    return _day(last, moment, to, all_of_it=(moment.hour, moment.minute) == _LAST_MINUTE or expiry <= to.now)


def _last(expiry: datetime, to: Recipient) -> date:
    if expiry.tzinfo is WHOLE_DAY:
        return expiry.date()
    # What ends at midnight ends with the day before.
    last = _in_zone(expiry, to, -_INSTANT).date()
    # Without its zone, the hour is not known either: of the two days that may be meant, the one that is no false promise.
    return min(last, (expiry - _INSTANT).date()) if expiry.tzinfo is ASSUMED_UTC else last


def first_day(starts: datetime, to: Recipient) -> str:
    if starts.tzinfo is WHOLE_DAY:
        return to.language.day(starts.date())
    first = _in_zone(starts, to)
    if starts.tzinfo is ASSUMED_UTC:
        return to.language.day(max(first.date(), starts.date()))
    return _day(first.date(), first, to, all_of_it=(first.hour, first.minute) == _FIRST_MINUTE)


def _day(day: date, instant: datetime, to: Recipient, *, all_of_it: bool) -> str:
    """A day, and the hour unless all of the day is meant. Where it is today, the hour always counts."""
    written = to.language.day(day)
    is_today = day == _in_zone(to.now, to).date()
    if day != instant.date() or (all_of_it and not is_today):
        return written
    return to.language.say(
        "{day} at {time} ({zone})",
        day=written,
        time=to.language.time(instant),
        zone=to.language.zone(instant),
    )


def _in_zone(instant: datetime, to: Recipient, offset: timedelta = timedelta(0)) -> datetime:
    try:
        return (instant + offset).astimezone(to.zone)
    except OverflowError:  # the first or last day of the calendar
        return instant.replace(tzinfo=to.zone)

"""When a coupon starts, ends or has ended, in mrkdwn."""

from datetime import datetime, timedelta
from functools import partial

from bot.blocks import mrkdwn
from bot.blocks.mrkdwn import in_utc
from bot.gameball.values import WHOLE_DAY

_TOO_FAR = timedelta(days=2 * 366)
"""From there on, the date says enough."""


def until(expiry: datetime, now: datetime | None) -> str:
    """Until when, such as "until Dec 13 at 11:59 PM (in 20 days)". Without `now`, only the date: for words that are read
    later."""
    return f"until {_moment(expiry, now)}"


def starts(start: datetime, now: datetime | None) -> str:
    return f"starts {_moment(start, now, up=True)}"


def expired(expiry: datetime, now: datetime | None) -> str:
    return f"expired {_moment(expiry, now)}"


def day(instant: datetime) -> str:
    """A day by itself. One that came without an hour is the same day for every reader."""
    return _plain_day(instant) if instant.tzinfo is WHOLE_DAY else mrkdwn.date(instant, "{date_short}")


def span(starts: datetime, expiry: datetime) -> str:
    """Both dates of a coupon whose dates cannot be: with the hour where the days are the same."""
    say = day if in_utc(starts).date() != in_utc(expiry).date() else partial(_moment, now=None)
    return f"starts {say(starts)}, until {say(expiry)}"


def _moment(instant: datetime, now: datetime | None, *, up: bool = False) -> str:
    if instant.tzinfo is WHOLE_DAY:
        # How far it is depends on where the day is meant.
        return _plain_day(instant)
    if now is None:
        # Not as Slack's "today" or "tomorrow", which may stay on a screen for days.
        return mrkdwn.date(instant, "{date_short} at {time}")
    if abs(instant - now) > _TOO_FAR:
        return mrkdwn.date(instant)
    words = mrkdwn.relative(instant, now, up=up)
    if words in {"tomorrow", "yesterday"}:
        # Slack says that itself in place of the day, by the calendar of whoever reads it.
        return mrkdwn.date(instant, note=words)
    return f"{mrkdwn.date(instant)} ({words})"


def _plain_day(instant: datetime) -> str:
    # Not strftime, which drops the leading zeros of a mistyped year such as 0202.
    return f"{instant:%b} {instant.day}, {instant.year:04}"

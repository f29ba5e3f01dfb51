"""When a coupon starts, ends or has ended, in mrkdwn."""

from datetime import datetime, timedelta

from bot.blocks import mrkdwn
from bot.gameball.values import WHOLE_DAY

_TOO_FAR = timedelta(days=20 * 365)
"""Nobody plans so far ahead: how far it is says nothing."""


def until(expiry: datetime | None, now: datetime | None) -> str:
    """Until when, such as "until Dec 13 at 11:59 PM (in 20 days)". Without `now`, only the date: for words that are read
    later."""
    return "no end date" if expiry is None else f"until {_moment(expiry, now)}"


def starts(start: datetime, now: datetime | None) -> str:
    return f"starts {_moment(start, now, up=True)}"


def expired(expiry: datetime, now: datetime | None) -> str:
    return f"expired {_moment(expiry, now)}"


def day(instant: datetime) -> str:
    """A day by itself. One that came without an hour is the same day for every reader."""
    return _plain_day(instant) if instant.tzinfo is WHOLE_DAY else mrkdwn.date(instant, "{date_short}")


def _moment(instant: datetime, now: datetime | None, *, up: bool = False) -> str:
    if instant.tzinfo is WHOLE_DAY:
        # How far it is depends on where the day is meant.
        return _plain_day(instant)
    if now is None or abs(instant - now) > _TOO_FAR:
        return mrkdwn.date(instant)
    return f"{mrkdwn.date(instant)} ({mrkdwn.relative(instant, now, up=up)})"


def _plain_day(instant: datetime) -> str:
    # Not strftime, which drops the leading zeros of a mistyped year such as 0202.
    return f"{instant:%b} {instant.day}, {instant.year:04}"

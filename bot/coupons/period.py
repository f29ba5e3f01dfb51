"""When a coupon begins and ends. A day without an hour is not the same everywhere: it begins and ends more than a day
apart, so each of its ends has a first and a last instant."""

from datetime import datetime, timedelta

from bot.gameball.models import Coupon
from bot.gameball.values import WHOLE_DAY

_YEAR_OF_NEVER = 9999
# A day begins first where it is 14 hours before UTC, and ends last where it is 12 hours behind.
_FIRST, _LAST, _DAY = timedelta(hours=-14), timedelta(hours=12), timedelta(days=1)


def expiry_of(coupon: Coupon) -> datetime | None:
    """When the coupon expires. None for never: Gameball sends no date then, or one in the year 9999."""
    expiry = coupon.expiry_date
    return None if expiry is None or expiry.year >= _YEAR_OF_NEVER else expiry


def begins_from(start: datetime) -> datetime:
    """The instant before which a coupon has surely not started."""
    return start + _FIRST if start.tzinfo is WHOLE_DAY else start


def begun_everywhere(start: datetime) -> datetime:
    """The instant from which a coupon has surely started."""
    return start + _LAST if start.tzinfo is WHOLE_DAY else start


def ends_from(expiry: datetime) -> datetime:
    """The instant until which a coupon is surely not over."""
    return expiry + _DAY + _FIRST if expiry.tzinfo is WHOLE_DAY else expiry


def end_of(expiry: datetime) -> datetime:
    """The instant from which a coupon is surely over."""
    return expiry + _DAY + _LAST if expiry.tzinfo is WHOLE_DAY else expiry

"""No relative time promises more time than there is, or an earlier start."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.mrkdwn import relative
from tests.factories import NOW
from tests.property.coupons import MANY

_distances = st.timedeltas(timedelta(0), timedelta(days=4000)) | st.builds(
    lambda days, seconds: timedelta(days=days, seconds=seconds),
    st.integers(0, 800),
    st.sampled_from([0, 1, 86399, 43200]),
)
_nows = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}


def months_later(now: datetime, months: int) -> datetime:
    """The same day of a later month, or its last day."""
    year, month = divmod(now.year * 12 + now.month - 1 + months, 12)
    for day in range(now.day, 0, -1):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError


def meant(words: str, now: datetime) -> datetime:
    """The instant that the words mean to somebody who reads them at `now`."""
    if words == "now":
        return now
    found = re.fullmatch(r"in ([\d,]+) (minute|hour|day|month)s?", words)
    assert found is not None, words
    number = int(found[1].replace(",", ""))
    return months_later(now, number) if found[2] == "month" else now + number * _UNITS[found[2]]


@MANY
@given(_nows, _distances)
def test_an_end_is_never_later_in_words_than_it_is(now: datetime, distance: timedelta) -> None:
    end = now + distance
    words = relative(end, now)
    if words == "tomorrow":
        assert (end.date() - now.date()).days == 1
    else:
        assert meant(words, now) <= end


@MANY
@given(_nows, _distances)
def test_a_start_is_never_earlier_in_words_than_it_is(now: datetime, distance: timedelta) -> None:
    start = now + distance
    words = relative(start, now, up=True)
    if words == "tomorrow":
        assert (start.date() - now.date()).days == 1
    else:
        assert meant(words, now) >= start


@MANY
@given(_distances)
def test_nobody_reads_of_more_than_23_hours_or_59_minutes(distance: timedelta) -> None:
    found = re.search(r"(\d+) (minute|hour)", relative(NOW + distance, NOW))
    assert found is None or int(found[1]) <= {"minute": 59, "hour": 23}[found[2]]

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.blocks import mrkdwn
from tests.factories import NOW

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Tom & Jerry", "Tom &amp; Jerry"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("&lt;", "&amp;lt;"),
        ("one\ntwo\tthree  four", "one two three four"),
        ("a\u200bb\u202ec\x00d", "abcd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_text_from_outside_is_disarmed_and_brought_into_one_line(text: str, escaped: str) -> None:
    assert mrkdwn.escape(text, 100) == escaped


@pytest.mark.parametrize(
    ("text", "limit", "escaped"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("ab <tag>", 7, "ab…"),
        ("&&&&", 11, "&amp;&amp;…"),
        ("👩👩👩👩", 6, "👩👩…"),
        ("&", 3, "…"),
    ],
)
def test_text_is_cut_before_it_is_escaped_so_that_no_entity_breaks(
    text: str, limit: int, escaped: str
) -> None:
    assert mrkdwn.escape(text, limit) == escaped


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("WELCOME15", "`WELCOME15`"),
        ("`BACK`TICKS```", "`BACKTICKS`"),
        ("A\u200dB\nC", "`AB C`"),
        ("A&B", "`A&amp;B`"),
        ("x" * 500, f"`{'x' * 500}`"),
        ("x" * 501, f"`{'x' * 499}…`"),
        ("```", "`?`"),
        ("\u200d", "`?`"),
    ],
)
def test_a_code_stands_in_backticks_that_it_cannot_leave(text: str, code: str) -> None:
    assert mrkdwn.code(text) == code


@pytest.mark.parametrize(
    ("text", "cut"),
    [("abcd", "abcd"), ("abcde", "abc…"), ("ab cd", "ab…"), ("👩👩", "👩👩"), ("👩👩👩", "👩…")],
)
def test_text_is_cut_to_what_slack_may_count(text: str, cut: str) -> None:
    assert mrkdwn.truncate(text, 4) == cut


def test_pieces_that_fit_are_joined_and_the_rest_is_handed_back() -> None:
    assert mrkdwn.fit(["one", "two", "three", "4"], 11) == ("one  ·  two", ["three", "4"])


def test_a_piece_that_does_not_fit_is_not_cut() -> None:
    assert mrkdwn.fit(["much too long"], 5) == ("", ["much too long"])


def test_an_instant_is_drawn_by_slack_in_the_zone_of_whoever_reads_it() -> None:
    riyadh = datetime(2026, 12, 13, 23, 59, tzinfo=timezone(timedelta(hours=3)))
    assert mrkdwn.date(riyadh) == "<!date^1797195540^{date_short_pretty} at {time}|2026-12-13 20:59 UTC>"


def test_a_day_is_spoken_as_a_day() -> None:
    assert mrkdwn.date(NOW, "{date_short}") == f"<!date^{int(NOW.timestamp())}^{{date_short}}|2026-11-23>"


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(1969, 12, 31, 23, 59, tzinfo=UTC), "1969-12-31 23:59 UTC"),
        (datetime(2100, 1, 1, tzinfo=UTC), "2100-01-01 00:00 UTC"),
        (datetime(202, 11, 23, tzinfo=UTC), "0202-11-23 00:00 UTC"),
        (datetime(1, 1, 1, tzinfo=timezone(14 * HOUR)), "0001-01-01 00:00 UTC"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-14 * HOUR)), "9999-12-31 23:59 UTC"),
    ],
)
def test_a_date_that_slack_would_not_draw_stands_in_plain_words(instant: datetime, words: str) -> None:
    assert mrkdwn.date(instant) == words


def test_a_day_that_slack_would_not_draw_stands_in_plain_words() -> None:
    assert mrkdwn.date(datetime(202, 11, 23, tzinfo=UTC), "{date_short}") == "0202-11-23"


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(0), "now"),
        (59 * SECOND, "now"),
        (MINUTE, "in 1 minute"),
        (2 * HOUR - SECOND, "in 119 minutes"),
        (2 * HOUR, "in 2 hours"),
        (2 * DAY - SECOND, "in 47 hours"),
        (2 * DAY, "in 2 days"),
        (90 * DAY - SECOND, "in 89 days"),
        (90 * DAY, "in 3 months"),
        (730 * DAY - SECOND, "in 24 months"),
        (730 * DAY, "in 2 years"),
        (365 * DAY * 1500, "in 1,500 years"),
    ],
)
def test_time_to_come_is_rounded_down(distance: timedelta, words: str) -> None:
    assert mrkdwn.relative(NOW + distance, NOW) == words


@pytest.mark.parametrize(
    ("distance", "words"),
    [(59 * SECOND, "now"), (MINUTE, "1 minute ago"), (30 * DAY, "30 days ago"), (800 * DAY, "2 years ago")],
)
def test_time_gone_by_is_rounded_down(distance: timedelta, words: str) -> None:
    assert mrkdwn.relative(NOW - distance, NOW) == words


def test_a_screen_reader_hears_words_in_place_of_markup() -> None:
    shown = f"⛔ Does not work{mrkdwn.SEPARATOR}expired {mrkdwn.date(NOW)}{mrkdwn.SEPARATOR}`A&amp;B`"
    assert mrkdwn.spoken(shown) == "⛔ Does not work, expired 2026-11-23 08:52 UTC, A&amp;B"


@pytest.mark.parametrize(
    ("text", "length"), [("abc", 3), ("é", 1), ("👩", 2), ("𝕏𝕏", 4)]
)  # fmt: skip
def test_a_text_is_as_long_as_slack_may_count_it(text: str, length: int) -> None:
    assert mrkdwn.length(text) == length


def test_an_asterisk_of_a_code_is_spoken_too() -> None:
    assert mrkdwn.spoken("*`*A*B*` works*  ·  now") == "*A*B* works, now"


def test_a_coupons_code_is_whole_or_described() -> None:
    assert mrkdwn.coupon_code("x" * 500) == f"`{'x' * 500}`"
    assert mrkdwn.coupon_code("x" * 501) == "a code of 501 characters"
    assert mrkdwn.coupon_code("&" * 101) == "a code of 101 characters"


def test_a_message_text_holds_as_many_whole_lines_as_fit() -> None:
    lines = ["a" * 1499, "b" * 1499, "c"]
    assert mrkdwn.message_text(lines) == f"{lines[0]}\n{lines[1]}…"

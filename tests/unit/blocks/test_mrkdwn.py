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


@pytest.mark.parametrize("code", ["عيد25", "SHIP-مجاني", "חג10"])
def test_a_number_after_right_to_left_text_stays_behind_it(code: str) -> None:
    assert mrkdwn.fit([code, "2 of 3 uses left"], 99) == (f"{code}  ·  \u200e2 of 3 uses left", [])
    assert mrkdwn.left_to_right_after(code) == "\u200e"
    assert mrkdwn.left_to_right_after("CODE1") == mrkdwn.left_to_right_after("ÉTÉ1") == ""


def test_an_instant_is_drawn_by_slack_in_the_zone_of_whoever_reads_it() -> None:
    riyadh = datetime(2026, 12, 13, 23, 59, tzinfo=timezone(timedelta(hours=3)))
    assert mrkdwn.date(riyadh) == "<!date^1797195540^{date_short_pretty} at {time}|2026-12-13 20:59 UTC>"


def test_a_note_is_for_where_slack_does_not_draw_the_date() -> None:
    assert mrkdwn.date(NOW, note="tomorrow").endswith("|2026-11-23 08:52 UTC, tomorrow>")


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
        (HOUR - SECOND, "in 59 minutes"),
        (HOUR, "in 1 hour"),
        (DAY - SECOND, "in 23 hours"),
        (DAY, "tomorrow"),
        (38 * HOUR, "tomorrow"),
        # By then it is the day after tomorrow in UTC.
        (40 * HOUR, "in 1 day"),
        (2 * DAY - SECOND, "in 1 day"),
        (2 * DAY, "in 2 days"),
        (93 * DAY - SECOND, "in 92 days"),
        (93 * DAY, "in 3 months"),
        # Two years and a leap day are not over by then.
        (730 * DAY, "in 23 months"),
        (731 * DAY, "in 24 months"),
        (400 * DAY, "in 13 months"),
    ],
)
def test_time_to_come_is_rounded_down(distance: timedelta, words: str) -> None:
    assert mrkdwn.relative(NOW + distance, NOW) == words


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (SECOND, "in 1 minute"),
        (MINUTE + SECOND, "in 2 minutes"),
        (2 * HOUR + SECOND, "in 3 hours"),
        (30 * HOUR, "tomorrow"),
        (40 * HOUR, "in 2 days"),
        (8.5 * DAY, "in 9 days"),
        (93 * DAY, "in 4 months"),
        (364 * DAY, "in 12 months"),
        (365 * DAY, "in 12 months"),
        (366 * DAY, "in 13 months"),
    ],
)
def test_a_start_is_rounded_up(distance: timedelta, words: str) -> None:
    assert mrkdwn.relative(NOW + distance, NOW, up=True) == words


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (59 * SECOND, "now"),
        (MINUTE, "1 minute ago"),
        (30 * HOUR, "yesterday"),
        (30 * DAY, "30 days ago"),
        (400 * DAY, "13 months ago"),
    ],
)
def test_time_gone_by_is_rounded_down(distance: timedelta, words: str) -> None:
    assert mrkdwn.relative(NOW - distance, NOW) == words


def test_a_screen_reader_hears_words_in_place_of_markup() -> None:
    shown = f"⛔ Does not work{mrkdwn.SEPARATOR}expired {mrkdwn.date(NOW)}{mrkdwn.SEPARATOR}`A&amp;B`"
    assert mrkdwn.spoken(shown) == "⛔ Does not work, expired 2026-11-23 08:52 UTC, `A&amp;B`"


def test_nothing_is_bold_for_a_screen_reader_but_a_code_keeps_its_asterisks() -> None:
    assert mrkdwn.spoken("*Bold* and `*STAR*` and *`*STAR*` works*") == "Bold and `*STAR*` and `*STAR*` works"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Summer 10%", "Summer 10%"),
        ("mystery_box", "mystery_box"),
        ("12:30", "12:30"),
        ("Tom & Jerry", "Tom &amp; Jerry"),
        ("*bold*", "`*bold*`"),
        ("_it_", "`_it_`"),
        ("~st~", "`~st~`"),
        (":tada:", "`:tada:`"),
        ("a :+1: b", "`a :+1: b`"),
        ("`code`", "`code`"),
        ("> quoted", "`&gt; quoted`"),
        ("*" * 60, f"`{'*' * 37}…`"),
        ("x" * 60, f"{'x' * 39}…"),
    ],
)
def test_text_that_slack_would_draw_otherwise_is_shown_as_it_is_in_code_style(text: str, shown: str) -> None:
    assert mrkdwn.as_it_is(text, 40) == shown


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("code `SAVE.10`: EGP 2.50 off", "code `SAVE.10`: EGP 2.50 off"),
        ("`www.evil.example`", "`www.\u200bevil.\u200bexample`"),
        ("evil.example/a.b", "evil.\u200bexample/a.\u200bb"),
        ("https://10.0.0.1", "https:\u200b//10.0.0.1"),
        ("jane@shop.example", "jane@shop.\u200bexample"),
        ("evil。example", "evil。\u200bexample"),
        ("End. Next one.", "End. Next one."),
    ],
)
def test_an_address_in_a_messages_text_gets_a_break_that_nobody_sees(line: str, text: str) -> None:
    assert mrkdwn.message_text([line]) == text


@pytest.mark.parametrize(
    ("text", "length"), [("abc", 3), ("é", 1), ("👩", 2), ("𝕏𝕏", 4)]
)  # fmt: skip
def test_a_text_is_as_long_as_slack_may_count_it(text: str, length: int) -> None:
    assert mrkdwn.length(text) == length


def test_an_asterisk_of_a_code_is_spoken_too() -> None:
    assert mrkdwn.spoken("*`*A*B*` works*  ·  now") == "`*A*B*` works, now"


def test_a_coupons_code_is_whole_or_described() -> None:
    assert mrkdwn.coupon_code("x" * 500) == f"`{'x' * 500}`"
    assert mrkdwn.coupon_code("x" * 501) == "a code of 501 characters"
    assert mrkdwn.coupon_code("&" * 101) == "a code of 101 characters"
    assert mrkdwn.coupon_code("`" * 501) == "a code of 501 characters"


def test_a_message_text_holds_as_many_whole_lines_as_fit() -> None:
    lines = ["a" * 1499, "b" * 1499, "c"]
    assert mrkdwn.message_text(lines) == f"{lines[0]}\n{lines[1]}…"

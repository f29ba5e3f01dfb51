"""What has changed since the coupons were shown, in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot.blocks import mrkdwn
from bot.blocks.reasons import count, reason_in_words, unclear_in_words
from bot.blocks.verdict import headword
from bot.coupons.availability import Standing
from bot.coupons.changes import Added, Altered, Change, Changes, Removed, Turned, UsedMore
from bot.coupons.selection import JudgedCoupon

_LINES = 5
_LONGEST_CODE = 120


def changes_in_words(
    changes: Changes, now: datetime, *, all_read: bool = True, one_code: bool = False
) -> str:
    """mrkdwn of a few lines. `all_read`: there are no coupons that could not be read. `one_code`: only those of one code were
    compared, though others are shown too."""
    since = f"Since {mrkdwn.date(changes.since)}"
    # Of what did not fit into the button, nothing is known.
    some = f"{count(changes.compared)} coupons could be compared; new ones are not told"
    if not changes.changes:
        if not changes.complete:
            return f"{since}: nothing changed, but only {some}"
        of = " about this code" if one_code else "" if all_read else " in the coupons that could be read"
        return f"{since}: nothing changed{of}"
    lines = [f"• {_line(change, now, all_read=all_read)}" for change in changes.changes[:_LINES]]
    rest = len(changes.changes) - _LINES
    if rest > 0:
        lines.append(f"• and {rest} more {'change' if rest == 1 else 'changes'}")
    if not changes.complete:
        lines.append(f"• only {some}")
    return "\n".join([f"{since}:", *lines])


def _line(change: Change, now: datetime, *, all_read: bool) -> str:
    match change:
        case UsedMore(item, before, after):
            return f"{_code(item.coupon.code)}: used {_known(before)} → {_known(after)}"
        case Turned(item):
            return f"{_code(item.coupon.code)}: {_standing(item, now)}"
        case Altered(item, parts):
            return f"{_code(item.coupon.code)}: {_joined(parts)} changed"
        case Added(item):
            return f"{_code(item.coupon.code)}: new on the list, {_standing(item, now)}"
        case Removed(number):
            # It may be listed in a form that could not be read.
            unread = "" if all_read else ", or could not be read"
            return f"{number} {'coupon is' if number == 1 else 'coupons are'} not listed any more{unread}"
        case _:
            assert_never(change)


def _standing(item: JudgedCoupon, now: datetime) -> str:
    availability = item.availability
    # Without its sign.
    word = headword(availability, now).partition(" ")[2].lower()
    match availability.standing:
        case Standing.USABLE:
            return word
        case Standing.UNCLEAR:
            return f"{word}, {unclear_in_words(availability, now)}"
        case _:
            return f"{word}, {reason_in_words(availability.reasons[0], now)}"


def _known(number: int | None) -> str:
    return "not known" if number is None else count(number)


def _joined(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _code(code: str | None) -> str:
    if not code:
        return "a coupon without a code"
    # A code is never cut.
    return (
        mrkdwn.code(code)
        if mrkdwn.is_code_shown(code, _LONGEST_CODE)
        else f"a code of {count(mrkdwn.length(code))} characters"
    )

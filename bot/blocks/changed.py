"""What has changed since the coupons were shown, in words."""

from datetime import datetime
from typing import assert_never

from bot.blocks import mrkdwn
from bot.blocks.reasons import count, reason_in_words
from bot.coupons.availability import Standing
from bot.coupons.changes import Added, Change, Changes, Removed, Turned, Used

_LINES = 5


def changes_in_words(changes: Changes, now: datetime) -> str:
    """mrkdwn of a few lines."""
    since = f"Since {mrkdwn.date(changes.since, '{time}')}"
    if not changes.changes:
        partly = "" if changes.complete else " among those compared"
        return f"{since}: nothing changed{partly}"
    lines = [f"• {_line(change, now)}" for change in changes.changes[:_LINES]]
    rest = len(changes.changes) - _LINES
    if rest > 0:
        lines.append(f"• and {rest} more {'change' if rest == 1 else 'changes'}")
    return "\n".join([f"{since}:", *lines])


def _line(change: Change, now: datetime) -> str:
    match change:
        case Used(item, before, after):
            return f"{_code(item.coupon.code)}: used {count(before)} → {count(after)}"
        case Turned(item) if item.availability.standing is Standing.USABLE:
            return f"{_code(item.coupon.code)}: works now"
        case Turned(item):
            why = reason_in_words(item.availability.reasons[0], now)
            return f"{_code(item.coupon.code)}: does not work any more, {why}"
        case Added(item):
            works = "works" if item.availability.standing is Standing.USABLE else "does not work"
            return f"{_code(item.coupon.code)}: new on the list, {works}"
        case Removed(number):
            return f"{number} {'coupon is' if number == 1 else 'coupons are'} not listed any more"
        case _:
            assert_never(change)


def _code(code: str | None) -> str:
    return mrkdwn.code(code, 60) if code else "a coupon without a code"

"""One coupon as one card: worth, verdict and code, in the order in which they are read."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import kit, mrkdwn
from bot.blocks.reasons import HELD_OR_RESTRICTED, contradictions_in_words, count, reason_in_words
from bot.blocks.worth import ICONS, worth
from bot.coupons.availability import (
    Availability,
    Expired,
    NotStarted,
    Standing,
    Unexplained,
    UsedByCustomer,
    UsedUp,
    expiry_of,
)
from bot.coupons.selection import JudgedCoupon
from bot.gameball.models import ASSUMED_UTC, Coupon

# A longer code would leave no room for the reasons.
_CODE_ON_CARD = 60


def coupon_card(
    item: JudgedCoupon, *, now: datetime, block_id: str, buttons: Sequence[kit.Block] = ()
) -> kit.Block:
    """The card itself. A code that is too long for it is missing: `coupon_blocks` shows that too."""
    coupon, availability = item.coupon, item.availability
    title, name = worth(coupon), mrkdwn.clean(coupon.name or "")
    # Every reason must be shown: those that do not fit into the body come first in the subtext.
    body, rest = mrkdwn.fit(_body(coupon, availability, now), kit.CARD_BODY)
    subtext, _ = mrkdwn.fit([*rest, *_subtext(coupon, availability, now)], kit.CARD_SUBTEXT)
    return kit.card(
        block_id=block_id,
        icon=ICONS[coupon.kind],
        title=f"{title} · {name}" if name else title,
        subtitle=verdict(coupon, availability, now),
        body=body,
        subtext=subtext,
        buttons=buttons,
    )


def verdict(coupon: Coupon, availability: Availability, now: datetime) -> str:
    """Whether the coupon works, and until when or why not, in mrkdwn."""
    first = reason_in_words(availability.reasons[0], now) if availability.reasons else ""
    match availability.standing:
        case Standing.USABLE if availability.reasons:
            return f"⚠️ Works, says Gameball{mrkdwn.SEPARATOR}but {first}"
        case Standing.USABLE:
            works = "✅ Should work now" if availability.derived else "✅ Works now"
            return f"{works}{mrkdwn.SEPARATOR}{until(coupon, availability, now)}"
        case Standing.STARTS_LATER:
            return f"🕓 Does not work yet{mrkdwn.SEPARATOR}{first}"
        case Standing.UNUSABLE:
            return f"⛔ Does not work{mrkdwn.SEPARATOR}{first}"


def spoken_line(item: JudgedCoupon, now: datetime) -> str:
    """The coupon in one line for a screen reader, in mrkdwn without markup."""
    coupon = item.coupon
    code = mrkdwn.spoken(mrkdwn.coupon_code(coupon.code)) if coupon.code else "no code"
    if coupon.code and mrkdwn.is_code_shown(coupon.code):
        code = f"code {code}"
    said = mrkdwn.spoken(verdict(coupon, item.availability, now))
    return f"{mrkdwn.unformatted(worth(coupon), 80)}, {code}: {said}"


def until(coupon: Coupon, availability: Availability, now: datetime) -> str:
    """How long a usable coupon works, in mrkdwn."""
    expiry = expiry_of(coupon)
    if expiry is None:
        return "no expiry"
    when = f"{mrkdwn.date(expiry)} ({mrkdwn.relative(expiry, now)})"
    return f"⏳ expires {when}" if availability.expiring_soon else f"until {when}"


def coupon_blocks(
    item: JudgedCoupon, *, now: datetime, block_id: str, buttons: Sequence[kit.Block] = ()
) -> list[kit.Block]:
    """The coupon's card and, below it, the code where that is too long for the card."""
    blocks = [coupon_card(item, now=now, block_id=block_id, buttons=buttons)]
    code = item.coupon.code
    if code and not _is_on_card(code) and mrkdwn.is_code_shown(code):
        blocks.append(kit.section(mrkdwn.code(code)))
    return blocks


def _is_on_card(code: str) -> bool:
    return mrkdwn.is_code_shown(code, _CODE_ON_CARD)


def _code(coupon: Coupon) -> str:
    if not coupon.code:
        return "no code"
    if _is_on_card(coupon.code) or not mrkdwn.is_code_shown(coupon.code):
        return mrkdwn.coupon_code(coupon.code)
    return "its code is below"


def _body(coupon: Coupon, availability: Availability, now: datetime) -> list[str]:
    pieces = [_code(coupon)]
    others = [reason_in_words(reason, now, short=True) for reason in availability.reasons[1:]]
    if others:
        others[0] = f"also: {others[0]}"
    pieces += others
    if any(isinstance(reason, Unexplained) for reason in availability.reasons):
        pieces.append(HELD_OR_RESTRICTED)
    if not any(isinstance(reason, UsedByCustomer | UsedUp | Expired) for reason in availability.reasons):
        pieces += _uses(coupon)
    return pieces


def _uses(coupon: Coupon) -> list[str]:
    pieces = []
    own_limit, own_left = _limit_and_left(coupon.limit_per_customer, coupon.customer_used_count)
    if own_limit:
        if own_left is None:
            pieces.append(f"{_so_many_uses(own_limit)} per customer")
        elif own_left == own_limit == 1:
            pieces.append("1 use left")
        else:
            pieces.append(f"{count(own_left)} of {count(own_limit)} uses left")
    limit, left = _limit_and_left(coupon.usage_limit, coupon.used_count)
    if limit:
        if left is None:
            pieces.append(f"{_so_many_uses(limit)} for all customers")
        # Of use only where it is less than what this customer has left.
        elif own_left is None or left < own_left:
            pieces.append(f"{count(left)} of {count(limit)} left for all customers")
    return pieces or ["no limit on uses"]


def _limit_and_left(limit: int | None, used: int | None) -> tuple[int, int | None]:
    """The limit, 0 where there is none, and how many uses are left of it, None where that is not known."""
    if limit is None or limit <= 0:
        return 0, None
    return limit, None if used is None else limit - max(0, used)


def _so_many_uses(limit: int) -> str:
    return "1 use" if limit == 1 else f"{count(limit)} uses"


def _subtext(coupon: Coupon, availability: Availability, now: datetime) -> list[str]:
    pieces = contradictions_in_words(availability.contradictions)
    if availability.derived:
        pieces.append("Gameball gives no verdict: judged by dates and limits")
    pieces += _expiry_unless_shown(coupon, availability, now)
    if any(day is not None and day.tzinfo is ASSUMED_UTC for day in (coupon.start_date, expiry_of(coupon))):
        pieces.append("dates came without a zone, read as UTC")
    pieces += [mrkdwn.unformatted(text, 40) for text in (coupon.target, coupon.type) if text]
    # A text of invisible characters alone is empty by now.
    return [piece for piece in pieces if piece]


def _expiry_unless_shown(coupon: Coupon, availability: Availability, now: datetime) -> list[str]:
    reasons, expiry = availability.reasons, expiry_of(coupon)
    if not reasons or (expiry is not None and expiry <= now):
        return []
    if expiry is None:
        # "no expiry" would contradict "expired".
        return [] if any(isinstance(reason, Expired) for reason in reasons) else ["no expiry"]
    mark = "⏳ " if availability.expiring_soon else ""
    word = "expiry" if isinstance(reasons[0], NotStarted | Expired) else "expires"
    return [f"{mark}{word} {mrkdwn.date(expiry)} ({mrkdwn.relative(expiry, now)})"]

"""One coupon as one card: worth, verdict, code, in the order in which the eye meets them."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import kit, mrkdwn
from bot.blocks.reasons import HELD_OR_RESTRICTED, contradiction_in_words, count, reason_in_words
from bot.blocks.worth import ICONS, worth
from bot.coupons.availability import (
    Availability,
    Contradiction,
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


def coupon_card(
    item: JudgedCoupon, *, now: datetime, block_id: str, buttons: Sequence[kit.Block] = ()
) -> kit.Block:
    coupon, availability = item.coupon, item.availability
    # Every reason is shown: what does not fit into the body goes on in the subtext, where the rest gives way to it.
    body, rest = mrkdwn.fit(_body(coupon, availability, now), kit.CARD_BODY)
    subtext, _ = mrkdwn.fit([*rest, *_subtext(coupon, availability, now)], kit.CARD_SUBTEXT)
    return kit.card(
        block_id=block_id,
        icon=ICONS[coupon.kind],
        title=mrkdwn.SEPARATOR.join(
            part for part in (worth(coupon), mrkdwn.clean(coupon.name or "")) if part
        ),
        subtitle=verdict(coupon, availability, now),
        body=body,
        subtext=subtext,
        buttons=buttons,
    )


def verdict(coupon: Coupon, availability: Availability, now: datetime) -> str:
    """The headline in mrkdwn: whether the coupon works, and until when or why not."""
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
    code = f"code {mrkdwn.spoken(mrkdwn.code(coupon.code))}" if coupon.code else "no code"
    return f"{mrkdwn.unformatted(worth(coupon), 80)}, {code}: {mrkdwn.spoken(verdict(coupon, item.availability, now))}"


def until(coupon: Coupon, availability: Availability, now: datetime) -> str:
    """How long a usable coupon works, in mrkdwn."""
    expiry = expiry_of(coupon)
    if expiry is None:
        return "no expiry"
    when = f"{mrkdwn.date(expiry)} ({mrkdwn.relative(expiry, now)})"
    return f"⏳ expires {when}" if availability.expiring_soon else f"until {when}"


def _body(coupon: Coupon, availability: Availability, now: datetime) -> list[str]:
    pieces = [mrkdwn.code(coupon.code) if coupon.code else "no code"]
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
    own, own_used = coupon.limit_per_customer or 0, coupon.customer_used_count
    own_left = own - own_used if own > 0 and own_used is not None else None
    if own > 0:
        if own_used is None:
            pieces.append(f"{_so_many_uses(own)} per customer")
        else:
            left = _left(own, own_used)
            pieces.append("1 use left" if left == "1" and own == 1 else f"{left} of {count(own)} uses left")
    shared, shared_used = coupon.usage_limit or 0, coupon.used_count
    # What all customers together have left only counts where it is less than what this one has.
    enough = own_left is not None and shared_used is not None and shared - shared_used >= own_left
    if shared > 0 and not enough:
        if shared_used is None:
            pieces.append(f"{_so_many_uses(shared)} for all customers")
        else:
            pieces.append(f"{_left(shared, shared_used)} of {count(shared)} left for all customers")
    return pieces or ["no limit on uses"]


def _so_many_uses(limit: int) -> str:
    return "1 use" if limit == 1 else f"{count(limit)} uses"


def _left(limit: int, used: int) -> str:
    return count(limit - max(0, used))


def _subtext(coupon: Coupon, availability: Availability, now: datetime) -> list[str]:
    pieces = [
        contradiction_in_words(contradiction)
        for contradiction in availability.contradictions
        # The headline says this one.
        if contradiction is not Contradiction.AVAILABLE_ALL_THE_SAME
    ]
    if availability.derived:
        pieces.append("Gameball gives no verdict: judged by dates and limits")
    pieces += _expiry_unless_shown(coupon, availability, now)
    if any(day is not None and day.tzinfo is ASSUMED_UTC for day in (coupon.start_date, expiry_of(coupon))):
        pieces.append("dates came without a zone, read as UTC")
    pieces += [mrkdwn.unformatted(text, 40) for text in (coupon.target, coupon.type) if text]
    # What is invisible leaves nothing of itself.
    return [piece for piece in pieces if piece]


def _expiry_unless_shown(coupon: Coupon, availability: Availability, now: datetime) -> list[str]:
    reasons, expiry = availability.reasons, expiry_of(coupon)
    if not reasons or (expiry is not None and expiry <= now):
        return []
    if expiry is None:
        # "No expiry" would contradict "expired".
        return [] if any(isinstance(reason, Expired) for reason in reasons) else ["no expiry"]
    mark = "⏳ " if availability.expiring_soon else ""
    word = "expiry" if isinstance(reasons[0], NotStarted | Expired) else "expires"
    return [f"{mark}{word} {mrkdwn.date(expiry)} ({mrkdwn.relative(expiry, now)})"]

"""One coupon as one card: worth, verdict and code, in the order in which they are read."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import kit, mrkdwn, when
from bot.blocks.reasons import (
    OFTEN,
    against,
    contradictions_in_words,
    count,
    doubt_in_words,
    reason_in_words,
    unread_in_words,
)
from bot.blocks.worth import ICONS, worth, worth_notes
from bot.coupons.availability import Availability, Standing, expiry_of
from bot.coupons.evidence import EndsBeforeStart, Expired, Unexplained, Unread, Used, UsedByCustomer, UsedUp
from bot.coupons.selection import JudgedCoupon
from bot.gameball.models import Coupon
from bot.gameball.values import ASSUMED_UTC

_TARGETS = {"online": "online orders", "pos": "in stores"}

# A longer code would leave no room for the reasons.
_CODE_ON_CARD = 60


def coupon_card(
    item: JudgedCoupon, *, now: datetime | None, block_id: str, buttons: Sequence[kit.Block] = ()
) -> kit.Block:
    """The card itself. A code that is too long for it is missing: `coupon_blocks` shows that too. Without `now`, nothing
    on it is relative to the time at which it is read: for messages that stay."""
    coupon, availability = item.coupon, item.availability
    title, name = worth(coupon), mrkdwn.clean(coupon.name or coupon.display_name or "")
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


def verdict(coupon: Coupon, availability: Availability, now: datetime | None) -> str:
    """Whether the coupon works, and until when or why not, in mrkdwn."""
    return f"{headword(coupon, availability)}{mrkdwn.SEPARATOR}{_because(coupon, availability, now)}"


def headword(coupon: Coupon, availability: Availability) -> str:
    match availability.standing:
        case Standing.USABLE if coupon.is_promotion:
            return "✅ Applies by itself"
        case Standing.USABLE:
            return "✅ Probably works" if availability.derived else "✅ Works now"
        case Standing.UNCLEAR:
            return "❔ Unclear"
        case Standing.STARTS_LATER:
            return "🕓 Not yet"
        case Standing.UNUSABLE:
            return "⛔ Does not work"


def _because(coupon: Coupon, availability: Availability, now: datetime | None) -> str:
    reasons, doubts = availability.reasons, availability.doubts
    match availability.standing:
        case Standing.USABLE:
            mark = "⏳ " if availability.expiring_soon else ""
            return f"{mark}{when.until(expiry_of(coupon), now)}"
        case Standing.UNCLEAR if availability.derived and not reasons:
            return f"Gameball does not say, and {doubt_in_words(doubts[0])}"
        case Standing.UNCLEAR if availability.derived:
            return f"Gameball does not say, and {against(reasons[0], now)}"
        case Standing.UNCLEAR:
            return f"Gameball says it works, but {against(reasons[0], now)}"
        case _:
            return reason_in_words(reasons[0], now)


def spoken_line(item: JudgedCoupon, now: datetime | None) -> str:
    """The coupon in one line for a screen reader, in mrkdwn without markup."""
    coupon = item.coupon
    code = mrkdwn.spoken(mrkdwn.coupon_code(coupon.code)) if coupon.code else "no code"
    if coupon.code and mrkdwn.is_code_shown(coupon.code):
        code = f"code {code}"
    said = mrkdwn.spoken(verdict(coupon, item.availability, now))
    return f"{mrkdwn.unformatted(worth(coupon), 80)}, {code}: {said}"


def facts(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    """What else is to be known of a coupon beside its verdict and code: mrkdwn, the most important first."""
    return [*_uses(coupon, availability), *_subtext(coupon, availability, now)]


def coupon_blocks(
    item: JudgedCoupon, *, now: datetime | None, block_id: str, buttons: Sequence[kit.Block] = ()
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
    if coupon.is_promotion:
        return "applies by itself, no code to enter"
    if not coupon.code:
        return "no code"
    if _is_on_card(coupon.code) or not mrkdwn.is_code_shown(coupon.code):
        return mrkdwn.coupon_code(coupon.code)
    return "its code is below"


def _body(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    pieces = [_code(coupon)]
    others = [reason_in_words(reason, now, short=True) for reason in availability.reasons[1:]]
    if others:
        others[0] = f"also: {others[0]}"
    pieces += others
    if Unexplained() in availability.reasons:
        pieces.append(OFTEN)
    return pieces + _uses(coupon, availability)


def _uses(coupon: Coupon, availability: Availability) -> list[str]:
    """How often it can still be used. Where that is a reason, or does not matter any more, nothing."""
    over = Used | UsedByCustomer | UsedUp | Expired | EndsBeforeStart
    if any(isinstance(reason, over) for reason in availability.reasons):
        return []
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
    return pieces


def _limit_and_left(limit: int | None, used: int | None) -> tuple[int, int | None]:
    """The limit, 0 where there is none, and how many uses are left of it, None where that is not known."""
    if limit is None or limit <= 0:
        return 0, None
    return limit, None if used is None else max(0, limit - max(0, used))


def _so_many_uses(limit: int) -> str:
    return "1 use" if limit == 1 else f"{count(limit)} uses"


def _subtext(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    pieces = contradictions_in_words(availability.contradictions)
    told = availability.doubts[:1] if _tells_doubt(availability) else ()
    pieces += [doubt_in_words(doubt) for doubt in availability.doubts if doubt not in told]
    deciding = [doubt.field for doubt in availability.doubts if isinstance(doubt, Unread)]
    pieces += [unread_in_words(field) for field in coupon.unread if field not in deciding]
    if availability.standing is Standing.USABLE and availability.derived:
        pieces.append("Gameball does not say; dates and limits look fine")
    pieces += worth_notes(coupon)
    pieces += _end_unless_told(coupon, availability, now)
    if any(day is not None and day.tzinfo is ASSUMED_UTC for day in (coupon.start_date, expiry_of(coupon))):
        pieces.append("dates came without a zone, read as UTC")
    if coupon.target:
        pieces.append(_TARGETS.get(coupon.target.casefold(), mrkdwn.unformatted(coupon.target, 40)))
    # A text of invisible characters alone is empty by now.
    return [piece for piece in pieces if piece]


def _tells_doubt(availability: Availability) -> bool:
    return availability.standing is Standing.UNCLEAR and not availability.reasons


def _end_unless_told(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    expiry = expiry_of(coupon)
    if not availability.reasons or expiry is None or (now is not None and expiry <= now):
        return []
    if now is None and any(isinstance(reason, Expired) for reason in availability.reasons):
        return []
    return [when.until(expiry, now)]

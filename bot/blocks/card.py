"""One coupon as one card: worth, verdict and code, in the order in which they are read."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import kit, mrkdwn, when
from bot.blocks.reasons import (
    OFTEN,
    contradiction_in_words,
    count,
    doubt_in_words,
    reason_in_words,
    unread_in_words,
)
from bot.blocks.verdict import because, not_said, verdict
from bot.blocks.worth import ICONS, worth, worth_notes
from bot.coupons.availability import Availability, Standing
from bot.coupons.evidence import (
    Deleted,
    Doubt,
    EndsBeforeStart,
    Expired,
    NoCode,
    NotStarted,
    Unexplained,
    Unread,
    Used,
    UsedByCustomer,
    UsedUp,
)
from bot.coupons.period import expiry_of
from bot.coupons.selection import JudgedCoupon
from bot.gameball.models import Coupon
from bot.gameball.values import ASSUMED_UTC

_TARGETS = {"online": "for online orders", "pos": "for stores"}

# A longer code would leave no room for the reasons.
_CODE_ON_CARD = 60


def coupon_blocks(
    item: JudgedCoupon,
    *,
    now: datetime | None,
    block_id: str,
    buttons: Sequence[kit.Block] = (),
    is_told: bool = False,
    code_is_above: bool = False,
) -> list[kit.Block]:
    """The coupon's card and, below it, what does not fit into that. Without `now`, nothing on it is relative to the time
    at which it is read: for messages that stay. `is_told` says that its code, its verdict and the reasons stand above,
    `code_is_above` that its code does: one that the card has no room for is not said again."""
    coupon, availability = item.coupon, item.availability
    title, name = worth(coupon), mrkdwn.clean(coupon.name or coupon.display_name or "")
    pieces = _uses(coupon, availability) if is_told else _body(coupon, availability, now)
    is_apart = not is_told and _is_for_a_block_of_its_own(coupon.code or "")
    if is_apart:
        pieces[0] = f"its code is {'above' if code_is_above else 'below'}"
    # Nothing that is not told elsewhere may be lost: what does not fit into one part of the card goes on in the next.
    body, rest = mrkdwn.fit(pieces, kit.CARD_BODY)
    subtext, rest = mrkdwn.fit(
        [*rest, *_subtext(coupon, availability, now, is_told=is_told)], kit.CARD_SUBTEXT
    )
    card = kit.card(
        block_id=block_id,
        icon=ICONS[coupon.kind],
        title=f"{title} · {name}" if name else title,
        subtitle="" if is_told else verdict(coupon, availability, now),
        body=body,
        subtext=subtext,
        buttons=buttons,
    )
    blocks = [card, *([kit.context(mrkdwn.SEPARATOR.join(rest))] if rest else [])]
    if is_apart and not code_is_above:
        blocks.append(kit.section(mrkdwn.code(coupon.code or "")))
    return blocks


def spoken_line(item: JudgedCoupon, now: datetime | None) -> str:
    """The coupon in one line for a screen reader: mrkdwn in which nothing from outside is drawn."""
    coupon = item.coupon
    code = mrkdwn.coupon_code(coupon.code) if coupon.code else "no code"
    if coupon.code and mrkdwn.is_code_shown(coupon.code):
        code = f"code {code}"
    said = mrkdwn.spoken(verdict(coupon, item.availability, now))
    return f"{mrkdwn.as_it_is(worth(coupon), 80)}, {code}: {said}"


def spoken_facts(item: JudgedCoupon, now: datetime | None) -> str:
    """What is to be known of a coupon whose code and verdict are told, in one line for a screen reader."""
    coupon, availability = item.coupon, item.availability
    name = coupon.name or coupon.display_name or ""
    pieces = [
        *([mrkdwn.as_it_is(name, 80)] if mrkdwn.clean(name) else []),
        *_uses(coupon, availability),
        *_subtext(coupon, availability, now, is_told=True),
    ]
    return ", ".join([mrkdwn.as_it_is(worth(coupon), 80), *map(mrkdwn.spoken, pieces)])


BY_ITSELF = "no code to enter, it applies by itself"


def _is_for_a_block_of_its_own(code: str) -> bool:
    """Whether the code is too long for the card, and not for a message."""
    return mrkdwn.is_code_shown(code) and not mrkdwn.is_code_shown(code, _CODE_ON_CARD)


def _body(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    pieces = [mrkdwn.coupon_code(coupon.code)] if coupon.code else []
    if coupon.is_promotion:
        pieces.append(BY_ITSELF)
    elif NoCode() in availability.doubts and not _is_in_headline(NoCode(), availability):
        pieces.append("no code")
    others = [reason_in_words(reason, now, short=True) for reason in availability.reasons[1:]]
    if others:
        others[0] = f"also: {others[0]}"
    pieces += others
    if Unexplained() in availability.reasons:
        pieces.append(OFTEN)
    return pieces + _uses(coupon, availability)


def _uses(coupon: Coupon, availability: Availability) -> list[str]:
    """How often it can still be used. Where that is a reason, or does not matter any more, nothing."""
    over = Used | UsedByCustomer | UsedUp | Expired | EndsBeforeStart | Deleted
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


def _subtext(
    coupon: Coupon, availability: Availability, now: datetime | None, *, is_told: bool = False
) -> list[str]:
    pieces = []
    if not is_told:
        # What the verdict says is not said again, nor that there is no code.
        told = because(coupon, availability, now)
        against = [contradiction_in_words(one) for one in availability.contradictions]
        pieces += [f"⚠️ {words}" for words in against if words not in told]
        doubts = [doubt_in_words(doubt) for doubt in availability.doubts if doubt != NoCode()]
        pieces += [words for words in doubts if words not in told]
    deciding = [doubt.field for doubt in availability.doubts if isinstance(doubt, Unread)]
    pieces += [unread_in_words(field) for field in coupon.unread if field not in deciding]
    if availability.standing is Standing.USABLE and availability.derived and not is_told:
        pieces.append(not_said(coupon))
    pieces += worth_notes(coupon)
    pieces += _dates_unless_told(coupon, availability, now)
    if any(day is not None and day.tzinfo is ASSUMED_UTC for day in (coupon.start_date, expiry_of(coupon))):
        pieces.append("its dates came without a time zone and are read as UTC")
    if coupon.target:
        pieces.append(_TARGETS.get(coupon.target.casefold(), mrkdwn.as_it_is(coupon.target, 40)))
    # A text of invisible characters alone is empty by now.
    return [piece for piece in pieces if piece]


def _is_in_headline(doubt: Doubt, availability: Availability) -> bool:
    is_all = availability.derived and not availability.reasons
    return is_all and availability.standing is Standing.UNCLEAR and availability.doubts[0] == doubt


def _dates_unless_told(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    """From when or until when a coupon would work that is not usable."""
    if availability.standing is Standing.USABLE:
        return []
    dates = []
    for reason in availability.reasons:
        match reason:
            case EndsBeforeStart(starts=starts, expiry=expiry):
                return [when.span(starts, expiry)]
            case Expired(expiry=datetime()):
                return []
            case NotStarted(starts=starts) if (
                availability.derived and availability.standing is Standing.UNCLEAR
            ):
                # The headline only says that it starts later.
                dates.append(when.starts(starts, now))
            case _:
                pass
    end = expiry_of(coupon)
    return dates if end is None else [*dates, when.until(end, now)]

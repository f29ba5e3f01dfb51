"""One coupon as one card: worth, verdict and code, in the order in which they are read."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import kit, mrkdwn, when
from bot.blocks.reasons import (
    OFTEN,
    contradiction_in_words,
    doubt_in_words,
    reason_in_words,
    unclear_in_words,
    unread_in_words,
)
from bot.blocks.uses import uses
from bot.blocks.worth import ICONS, worth, worth_notes
from bot.coupons.availability import Availability, Standing
from bot.coupons.evidence import Doubt, EndsBeforeStart, Expired, NoCode, NotStarted, Unexplained, Unread
from bot.coupons.period import expiry_of
from bot.coupons.selection import JudgedCoupon
from bot.gameball.models import Coupon
from bot.gameball.values import ASSUMED_UTC

# A longer code would leave no room for the reasons.
_CODE_ON_CARD = 60
_TARGETS = {"online": "for online orders", "pos": "for stores"}


def coupon_blocks(
    item: JudgedCoupon,
    *,
    now: datetime | None,
    block_id: str,
    buttons: Sequence[kit.Block] = (),
    is_told: bool = False,
) -> list[kit.Block]:
    """The coupon's card and, below it, the code or what else does not fit into that. Without `now`, nothing on it is relative to the time
    at which it is read: for messages that stay. `is_told` says that its code, its verdict and the reasons stand above."""
    coupon, availability = item.coupon, item.availability
    title, name = worth(coupon), mrkdwn.clean(coupon.name or coupon.display_name or "")
    pieces = uses(coupon, availability) if is_told else _body(coupon, availability, now)
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
    more = mrkdwn.SEPARATOR.join(rest)
    code = coupon.code
    # One block for both, as a message has at most 50.
    if code and not is_told and not _is_on_card(code) and mrkdwn.is_code_shown(code):
        return [card, kit.section("\n".join(filter(None, [mrkdwn.code(code), more])))]
    return [card, kit.context(more)] if more else [card]


def _is_on_card(code: str) -> bool:
    return mrkdwn.is_code_shown(code, _CODE_ON_CARD)


def verdict(coupon: Coupon, availability: Availability, now: datetime | None) -> str:
    """Whether the coupon works, and until when or why not, in mrkdwn."""
    return f"{headword(availability, now)}{mrkdwn.SEPARATOR}{_because(coupon, availability, now)}"


def headword(availability: Availability, now: datetime | None) -> str:
    match availability.standing:
        case Standing.USABLE if availability.derived:
            return "✅ Probably works"
        case Standing.USABLE:
            return "✅ Works" if now is None else "✅ Works now"
        case Standing.UNCLEAR:
            return "❔ Unclear"
        case Standing.STARTS_LATER:
            return "🕓 Not yet"
        case Standing.UNUSABLE:
            return "⛔ Does not work"


def _because(coupon: Coupon, availability: Availability, now: datetime | None) -> str:
    match availability.standing:
        case Standing.USABLE:
            mark = "⏳ " if availability.expiring_soon and now is not None else ""
            return f"{mark}{end_in_words(coupon, now)}"
        case Standing.UNCLEAR:
            return unclear_in_words(availability, now)
        case _:
            return reason_in_words(availability.reasons[0], now)


def end_in_words(coupon: Coupon, now: datetime | None) -> str:
    """Until when it works, in mrkdwn."""
    for field in coupon.unread:
        if field.name == "expiryDate":
            return unread_in_words(field)
    if coupon.expiry_date is None:
        return "no end date given"
    expiry = expiry_of(coupon)
    return "no end date" if expiry is None else when.until(expiry, now)


def spoken_line(item: JudgedCoupon, now: datetime | None) -> str:
    """The coupon in one line for a screen reader: mrkdwn in which nothing from outside is drawn."""
    coupon = item.coupon
    code = mrkdwn.coupon_code(coupon.code) if coupon.code else "no code"
    if code.startswith("`"):
        code = f"code {code}"
    said = mrkdwn.spoken(verdict(coupon, item.availability, now))
    return f"{mrkdwn.as_it_is(worth(coupon), 80)}, {code}: {said}"


def spoken_facts(item: JudgedCoupon, now: datetime | None) -> str:
    """What is to be known of a coupon whose code and verdict are told, in one line for a screen reader."""
    coupon, availability = item.coupon, item.availability
    name = coupon.name or coupon.display_name or ""
    pieces = [
        *([mrkdwn.as_it_is(name, 80)] if mrkdwn.clean(name) else []),
        *uses(coupon, availability),
        *_subtext(coupon, availability, now, is_told=True),
    ]
    return ", ".join([mrkdwn.as_it_is(worth(coupon), 80), *map(mrkdwn.spoken, pieces)])


def _code(code: str) -> str:
    below = not _is_on_card(code) and mrkdwn.is_code_shown(code)
    return "its code is below" if below else mrkdwn.coupon_code(code)


BY_ITSELF = "no code to enter, it applies by itself"


def _body(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    pieces = [_code(coupon.code)] if coupon.code else []
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
    return pieces + uses(coupon, availability)


def _subtext(
    coupon: Coupon, availability: Availability, now: datetime | None, *, is_told: bool = False
) -> list[str]:
    pieces = []
    if not is_told:
        # What the verdict says is not said again, nor that there is no code.
        told = _because(coupon, availability, now)
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


def not_said(coupon: Coupon) -> str:
    """On what a verdict rests that is not Gameball's own."""
    read = (coupon.start_date, coupon.expiry_date, coupon.usage_limit, coupon.limit_per_customer)
    fine = "dates and limits look fine" if any(read) else "nothing speaks against it"
    return f"Gameball does not say; {fine}"


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

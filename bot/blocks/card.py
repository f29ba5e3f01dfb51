"""One coupon as one card: worth, verdict and code, in the order in which they are read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from bot.blocks import kit, mrkdwn, when
from bot.blocks.reasons import (
    OFTEN,
    contradiction_in_words,
    doubt_in_words,
    reason_in_words,
    unread_in_words,
)
from bot.blocks.uses import uses
from bot.blocks.verdict import because, not_said, verdict
from bot.blocks.worth import ICONS, worth, worth_notes
from bot.coupons.availability import Availability, Standing
from bot.coupons.evidence import EndsBeforeStart, Expired, NoCode, NotStarted, Unexplained, Unread
from bot.coupons.period import expiry_of
from bot.coupons.selection import JudgedCoupon
from bot.gameball.models import Coupon
from bot.gameball.values import ASSUMED_UTC

Told = Literal["nothing", "code", "verdict"]
"""What stands above a card: with the verdict also the code and all that speaks for and against it."""

BY_ITSELF = "no code to enter, it applies by itself"
# A longer code would leave no room for the reasons.
_CODE_ON_CARD = 60
_TARGETS = {"online": "for online orders", "pos": "for stores"}


def coupon_blocks(
    item: JudgedCoupon,
    *,
    now: datetime | None,
    block_id: str,
    buttons: Sequence[kit.Block] = (),
    told: Told = "nothing",
) -> list[kit.Block]:
    """The coupon's card and, below it, its code or what else does not fit into that. Without `now`, nothing on it is
    relative to the time at which it is read: for messages that stay."""
    coupon, availability = item.coupon, item.availability
    title, name = worth(coupon), mrkdwn.clean(coupon.name or coupon.display_name or "")
    is_told = told == "verdict"
    # Nothing may be lost: what does not fit into one part of the card goes on in the next.
    body, rest = mrkdwn.fit(_body(coupon, availability, told), kit.CARD_BODY)
    rest += [] if is_told else _doubts(coupon, availability, now)
    subtext, rest = mrkdwn.fit([*rest, *_facts(coupon, availability, now)], kit.CARD_SUBTEXT)
    blocks = [
        kit.card(
            block_id=block_id,
            icon=ICONS[coupon.kind],
            title=f"{title} · {name}" if name else title,
            subtitle="" if is_told else verdict(coupon, availability, now),
            body=body,
            subtext=subtext,
            buttons=buttons,
        )
    ]
    code = coupon.code
    if code and told == "nothing" and not _is_on_card(code) and mrkdwn.is_code_shown(code):
        blocks.append(kit.section(mrkdwn.code(code)))
    if rest:
        blocks.append(kit.dispensable(block_id, mrkdwn.SEPARATOR.join(rest)))
    return blocks


def spoken_line(item: JudgedCoupon, now: datetime | None) -> str:
    """The coupon in one line for a screen reader: mrkdwn in which nothing from outside is drawn."""
    coupon = item.coupon
    code = mrkdwn.coupon_code(coupon.code) if coupon.code else "no code"
    if code.startswith("`"):
        code = f"code {code}"
    said = mrkdwn.spoken(verdict(coupon, item.availability, now))
    return f"{mrkdwn.as_it_is(worth(coupon), 80)}, {code}: {said}"


def spoken_facts(item: JudgedCoupon, now: datetime | None) -> str:
    """What is to be known of a coupon whose verdict is told, in one line for a screen reader."""
    coupon, availability = item.coupon, item.availability
    name = coupon.name or coupon.display_name or ""
    pieces = [
        *([mrkdwn.as_it_is(name, 80)] if mrkdwn.clean(name) else []),
        *uses(coupon, availability),
        *_facts(coupon, availability, now),
    ]
    return ", ".join([mrkdwn.as_it_is(worth(coupon), 80), *map(mrkdwn.spoken, pieces)])


def _is_on_card(code: str) -> bool:
    return mrkdwn.is_code_shown(code, _CODE_ON_CARD)


def _code(code: str, told: Told) -> str:
    if _is_on_card(code) or not mrkdwn.is_code_shown(code):
        return mrkdwn.coupon_code(code)
    return f"its code is {'below' if told == 'nothing' else 'above'}"


def _body(coupon: Coupon, availability: Availability, told: Told) -> list[str]:
    if told == "verdict":
        return uses(coupon, availability)
    pieces = [_code(coupon.code, told)] if coupon.code else []
    if coupon.is_promotion:
        pieces.append(BY_ITSELF)
    elif NoCode() in availability.doubts and not _is_in_verdict(NoCode(), availability):
        pieces.append("no code")
    # Days only, for want of room.
    others = [reason_in_words(reason, None, short=True) for reason in availability.reasons[1:]]
    if others:
        others[0] = f"also: {others[0]}"
    pieces += others
    if Unexplained() in availability.reasons:
        pieces.append(OFTEN)
    return pieces + uses(coupon, availability)


def _is_in_verdict(doubt: NoCode, availability: Availability) -> bool:
    """Whether the verdict says this doubt."""
    unclear = availability.standing is Standing.UNCLEAR and availability.derived
    return unclear and not availability.reasons and availability.doubts[0] == doubt


def _doubts(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    """What makes the verdict doubtful, unless that says it."""
    pieces = []
    if availability.contradictions or availability.doubts:
        told = because(coupon, availability, now)
        words = [contradiction_in_words(one) for one in availability.contradictions]
        pieces += [f"⚠️ {one}" for one in words if one not in told]
        doubts = [doubt_in_words(doubt) for doubt in availability.doubts if doubt != NoCode()]
        pieces += [one for one in doubts if one not in told]
    return [*pieces, not_said(coupon)] if availability.usable and availability.derived else pieces


def _facts(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    """What is to be known beside the verdict and what makes it doubtful."""
    doubted = [doubt.field for doubt in availability.doubts if isinstance(doubt, Unread)]
    # A value and a discount value may be the same.
    pieces = list(dict.fromkeys(unread_in_words(field) for field in coupon.unread if field not in doubted))
    pieces += [*worth_notes(coupon), *_dates(coupon, availability, now), *_zone(coupon)]
    if coupon.target:
        pieces.append(_TARGETS.get(coupon.target.casefold(), mrkdwn.as_it_is(coupon.target, 40)))
    # A text of invisible characters alone is empty by now. The type and the value have two fields each, which may say the same.
    return [piece for piece in dict.fromkeys(pieces) if piece]


def _dates(coupon: Coupon, availability: Availability, now: datetime | None) -> list[str]:
    """From when or until when a coupon would work that is not usable, unless the verdict says it."""
    if availability.usable:
        return []
    dates = []
    for reason in availability.reasons:
        match reason:
            case EndsBeforeStart(starts=starts, expiry=expiry):
                return [when.span(starts, expiry)]
            case Expired(expiry=datetime()):
                return []
            case NotStarted(starts=starts) if (
                availability.derived
                and availability.standing is Standing.UNCLEAR
                and reason is availability.reasons[0]
            ):
                # The verdict only says that it starts later.
                dates.append(when.starts(starts, now))
            case _:
                pass
    end = expiry_of(coupon)
    return dates if end is None else [*dates, when.until(end, now)]


def _zone(coupon: Coupon) -> list[str]:
    dates = {"start": coupon.start_date, "end": expiry_of(coupon)}
    zoneless = [name for name, day in dates.items() if day is not None and day.tzinfo is ASSUMED_UTC]
    if len(zoneless) == len(dates):
        return ["its dates came without a time zone and are read as UTC"]
    return [f"its {name} date came without a time zone and is read as UTC" for name in zoneless]

"""The answer for one code: does it work, why not, and what works instead."""

from collections.abc import Iterator
from datetime import datetime

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.another_id import another_id
from bot.blocks.card import coupon_blocks, spoken_line, until, verdict
from bot.blocks.checklist import beyond_the_list
from bot.blocks.context import Context
from bot.blocks.coupon_buttons import coupon_buttons
from bot.blocks.notes import footer, marked_as_test_data, notes_above
from bot.blocks.reasons import HELD_OR_RESTRICTED, contradictions_in_words, reason_in_words
from bot.blocks.results import NO_COUPONS
from bot.blocks.state import State
from bot.coupons.availability import Standing, Unexplained
from bot.coupons.changes import dump_shown
from bot.coupons.codes import find, near_matches
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon, judge, surely_usable

_SAME_CODE = 4
_INSTEAD = 3
_SPELLINGS = 3


def one_coupon(snapshot: Snapshot, state: State, context: Context) -> kit.Message:
    """The verdict on `state.code`, its card, and what works instead or what else to check."""
    judged = judge(snapshot.answer.coupons, now=context.now)
    code, customer_id, unreadable = state.code or "", state.customer_id, snapshot.answer.unreadable
    found, otherwise_spelled = find(judged, code)
    headline = _headline(found[0], context.now) if found else _not_listed(code, unreadable)
    blocks = [kit.section(headline)]
    lines = [mrkdwn.spoken(headline)]
    for note in notes_above(found, snapshot, state, context):
        blocks.append(kit.context(note))
        lines.append(mrkdwn.spoken(note))
    if not found and (near := near_matches(judged, code, most=len(ids.NEAR_MATCHES))):
        blocks += [
            kit.section("Did they mean this one?" if len(near) == 1 else "Did they mean one of these?"),
            kit.actions("near", _near_buttons(near, customer_id)),
        ]
    if len(found) > 1:
        heading = f"{len(found)} coupons of this customer have this code."
        blocks.append(kit.section(f"*{heading}*"))
        lines.append(heading)
        lines += [spoken_line(item, context.now) for item in found[:_SAME_CODE]]
    # The points below the cards are those behind the button.
    surely = bool(found) and found[0].availability.usable and not found[0].availability.reasons
    blocks += _cards(found[:_SAME_CODE], customer_id, context, "coupon", checkout=not surely)
    if len(found) > _SAME_CODE:
        rest = f"and {len(found) - _SAME_CODE} more with this code"
        blocks.append(kit.context(rest))
        lines.append(rest)
    if otherwise_spelled:
        spellings = _otherwise_spelled(otherwise_spelled, context.now)
        blocks.append(kit.section("\n".join(spellings)))
        lines += map(mrkdwn.spoken, spellings)
        codes = list(dict.fromkeys(item.coupon.code or "" for item in otherwise_spelled))
        if buttons := _near_buttons(codes, customer_id):
            blocks.append(kit.actions("near", buttons))

    if surely:
        points = "\n".join(beyond_the_list(found[0].coupon))
        blocks.append(kit.section(f"*If the customer says that it fails*, this list cannot show:\n{points}"))
    elif instead := surely_usable(judged)[:_INSTEAD]:
        blocks.append(kit.section("*What works instead*"))
        blocks += _cards(instead, customer_id, context, "instead")
        lines.append("What works instead:")
        lines += [spoken_line(item, context.now) for item in instead]
    else:
        nothing = "No other coupon of this customer works now." if judged or unreadable else NO_COUPONS
        blocks.append(kit.section(f"*{nothing}*"))
        lines.append(nothing)
    if not judged and not unreadable:
        blocks.append(another_id(state, context))
    ways_on = _ways_on(customer_id, code, total=len(judged), shown=dump_shown(found, snapshot.as_of))
    blocks.append(kit.actions("pages", ways_on))
    blocks.append(kit.context(footer(snapshot, f"Customer {mrkdwn.code(customer_id, 200)}")))
    return marked_as_test_data(kit.Message(mrkdwn.message_text(lines), blocks), context)


def _not_listed(code: str, unreadable: int) -> str:
    perhaps = "another customer's, or a code for everybody"
    if unreadable:
        perhaps = f"one that could not be read, {perhaps}"
    return f"❔ *{mrkdwn.code(code)} is not on this customer's list.* It may be {perhaps}."


def _headline(item: JudgedCoupon, now: datetime) -> str:
    coupon, availability = item.coupon, item.availability
    named = mrkdwn.coupon_code(coupon.code or "")
    reasons = "; ".join(reason_in_words(reason, now) for reason in availability.reasons)
    if any(isinstance(reason, Unexplained) for reason in availability.reasons):
        reasons = f"{reasons}: {HELD_OR_RESTRICTED}"
    doubts = "".join(f"\n{doubt}" for doubt in contradictions_in_words(availability.contradictions))
    match availability.standing:
        case Standing.USABLE if reasons:
            return f"⚠️ *{named} works, says Gameball, but* {reasons}{doubts}"
        case Standing.USABLE:
            works = "should work" if availability.derived else "works"
            when = until(coupon, availability, now)
            return f"✅ *{named} {works} for this customer*{mrkdwn.SEPARATOR}{when}"
        case Standing.STARTS_LATER:
            return f"🕓 *{named} does not work yet:* {reasons}{doubts}"
        case Standing.UNUSABLE:
            return f"⛔ *{named} does not work:* {reasons}{doubts}"


def _cards(
    items: list[JudgedCoupon], customer_id: str, context: Context, name: str, *, checkout: bool = True
) -> Iterator[kit.Block]:
    for number, item in enumerate(items, start=1):
        buttons = coupon_buttons(item, customer_id, can_share=context.can_share, checkout=checkout)
        yield from coupon_blocks(item, now=context.now, block_id=f"{name}:{number}", buttons=buttons)


def _otherwise_spelled(items: list[JudgedCoupon], now: datetime) -> list[str]:
    """Lines of mrkdwn about coupons whose code differs from the one asked for in case or punctuation."""
    lines = [
        "*Spelled differently, and another coupon:*"
        if len(items) == 1
        else "*Spelled differently, and other coupons:*"
    ]
    for item in items[:_SPELLINGS]:
        coupon = item.coupon
        lines.append(f"• {mrkdwn.coupon_code(coupon.code or '')}: {verdict(coupon, item.availability, now)}")
    if len(items) > _SPELLINGS:
        lines.append(f"• and {len(items) - _SPELLINGS} more")
    return lines


def _near_buttons(near: list[str], customer_id: str) -> list[kit.Block]:
    states = [State(customer_id=customer_id, code=code) for code in near]
    return [
        kit.button(state.code or "", action_id, state.dump(), from_outside=True)
        for state, action_id in zip(
            [state for state in states if state.fits()], ids.NEAR_MATCHES, strict=False
        )
    ]


def _ways_on(customer_id: str, code: str, *, total: int, shown: str) -> list[kit.Block]:
    everything = State(customer_id=customer_id)
    label = "See the coupon list" if total == 1 else f"All {total} coupons"
    buttons = [kit.button(label, ids.SHOW_ALL, everything.dump())] if total else []
    # Where the id and the code leave no room for what was shown, Refresh does not tell what has changed. Where the code
    # alone is too long, Refresh shows the list.
    states = (
        State(customer_id=customer_id, code=code, shown=shown),
        State(customer_id=customer_id, code=code),
    )
    again = next((state for state in states if state.fits()), everything)
    return [*buttons, kit.button("Refresh", ids.REFRESH, again.dump())]

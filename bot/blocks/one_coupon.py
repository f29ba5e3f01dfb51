"""The answer for one code: does it work, why not, and what works instead."""

from collections.abc import Iterator
from datetime import datetime

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.card import coupon_card, spoken_line, until
from bot.blocks.checklist import beyond_the_list
from bot.blocks.context import Context
from bot.blocks.coupon_buttons import coupon_buttons
from bot.blocks.notes import footer, notes_above
from bot.blocks.reasons import HELD_OR_RESTRICTED, contradictions_in_words, reason_in_words
from bot.blocks.results import NO_COUPONS
from bot.blocks.state import State
from bot.coupons.availability import Standing, Unexplained
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon, find, judge, near_matches, surely_usable

_SAME_CODE = 3
_INSTEAD = 3


def one_coupon(snapshot: Snapshot, state: State, context: Context) -> kit.Message:
    """The verdict on `state.code`, its card, and what works instead or what else to check."""
    judged = judge(snapshot.answer.coupons, now=context.now)
    code, customer_id, unreadable = state.code or "", state.customer_id, snapshot.answer.unreadable
    found = find(judged, code)
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
    blocks += _cards(found[:_SAME_CODE], customer_id, context, "coupon")

    if found and found[0].availability.usable and not found[0].availability.reasons:
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
    ways_on = _ways_on(customer_id, code, total=len(judged), shown=dump_shown(found, snapshot.as_of))
    blocks.append(kit.actions("pages", ways_on))
    blocks.append(kit.context(footer(snapshot, context, f"Customer {mrkdwn.code(customer_id, 200)}")))
    return kit.Message(mrkdwn.message_text(lines), blocks)


def _not_listed(code: str, unreadable: int) -> str:
    perhaps = "another customer's, or a code for everybody"
    if unreadable:
        perhaps = f"one that could not be read, {perhaps}"
    return f"❔ *{mrkdwn.code(code)} is not on this customer's list.* It may be {perhaps}."


def _headline(item: JudgedCoupon, now: datetime) -> str:
    coupon, availability = item.coupon, item.availability
    named = mrkdwn.code(coupon.code or "")
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


def _cards(items: list[JudgedCoupon], customer_id: str, context: Context, name: str) -> Iterator[kit.Block]:
    for number, item in enumerate(items, start=1):
        buttons = coupon_buttons(item, customer_id, can_share=context.can_share)
        yield coupon_card(item, now=context.now, block_id=f"{name}:{number}", buttons=buttons)


def _near_buttons(near: list[str], customer_id: str) -> list[kit.Block]:
    return [
        kit.button(code, action_id, State(customer_id=customer_id, code=code).dump(), from_outside=True)
        for code, action_id in zip(near, ids.NEAR_MATCHES, strict=False)
    ]


def _ways_on(customer_id: str, code: str, *, total: int, shown: str) -> list[kit.Block]:
    again = State(customer_id=customer_id, code=code, shown=shown).dump()
    if mrkdwn.length(again) > kit.BUTTON_VALUE:
        # The id and the code leave no room for what was shown: Refresh will not tell what has changed.
        again = State(customer_id=customer_id, code=code).dump()
    buttons = [kit.button("Refresh", ids.REFRESH, again)]
    if total:
        label = "See the coupon list" if total == 1 else f"All {total} coupons"
        buttons.insert(0, kit.button(label, ids.SHOW_ALL, State(customer_id=customer_id).dump()))
    return buttons

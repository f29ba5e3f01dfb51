"""The answer for one code: does it work, why not, and what works instead."""

from datetime import datetime

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.card import coupon_card, spoken_line, until
from bot.blocks.checklist import beyond_the_list
from bot.blocks.coupon_buttons import coupon_buttons
from bot.blocks.reasons import HELD_OR_RESTRICTED, contradiction_in_words, reason_in_words
from bot.blocks.results import NO_COUPONS, View, changes_text, footer, unreadable_text
from bot.blocks.state import State
from bot.coupons.availability import Contradiction, Standing, Unexplained
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon, find, judge, near_matches, surely_usable

_SAME_CODE = 3
_INSTEAD = 3


def one_coupon(snapshot: Snapshot, state: State, view: View) -> kit.Message:
    """The verdict on `state.code`, first of all."""
    judged = judge(snapshot.answer.coupons, now=view.now)
    code = state.code or ""
    found = find(judged, code)
    changed = changes_text(found, state, view.now)
    state = state.model_copy(update={"shown": None})

    headline = _headline(found[0], view.now) if found else _not_listed(code, snapshot.answer.unreadable)
    blocks = [kit.section(headline)]
    lines = [mrkdwn.spoken(headline)]
    for notice in (changed, unreadable_text(snapshot.answer.unreadable)):
        if notice:
            blocks.append(kit.context(notice))
            lines.append(mrkdwn.spoken(notice))
    if not found and (near := near_matches(judged, code, most=len(ids.NEAR_MATCHES))):
        blocks += [
            kit.section("Did they mean this one?" if len(near) == 1 else "Did they mean one of these?"),
            kit.actions("near", _near_buttons(near, state)),
        ]
    blocks += _cards(found[:_SAME_CODE], state, view, "coupon")

    if found and found[0].availability.usable and not found[0].availability.reasons:
        points = "\n".join(beyond_the_list(found[0].coupon))
        blocks.append(kit.section(f"*If the customer says that it fails*, this list cannot show:\n{points}"))
    elif instead := surely_usable(judged)[:_INSTEAD]:
        blocks.append(kit.section("*What works instead*"))
        blocks += _cards(instead, state, view, "instead")
        lines.append("What works instead:")
        lines += [spoken_line(item, view.now) for item in instead]
    else:
        listed = judged or snapshot.answer.unreadable
        nothing = "No other coupon of this customer works now." if listed else NO_COUPONS
        blocks.append(kit.section(f"*{nothing}*"))
        lines.append(nothing)
    blocks.append(kit.actions("pages", _ways_on(state, len(judged), dump_shown(found, snapshot.as_of))))
    blocks.append(kit.context(footer(snapshot, view, f"Customer {mrkdwn.code(state.customer_id, 200)}")))
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
    doubts = "".join(
        f"\n{contradiction_in_words(doubt)}"
        for doubt in availability.contradictions
        # The headline says this one.
        if doubt is not Contradiction.AVAILABLE_ALL_THE_SAME
    )
    match availability.standing:
        case Standing.USABLE if reasons:
            return f"⚠️ *{named} works, says Gameball, but* {reasons}{doubts}"
        case Standing.USABLE:
            works = "should work" if availability.derived else "works"
            return (
                f"✅ *{named} {works} for this customer*{mrkdwn.SEPARATOR}{until(coupon, availability, now)}"
            )
        case Standing.STARTS_LATER:
            return f"🕓 *{named} does not work yet:* {reasons}{doubts}"
        case Standing.UNUSABLE:
            return f"⛔ *{named} does not work:* {reasons}{doubts}"


def _cards(items: list[JudgedCoupon], state: State, view: View, name: str) -> list[kit.Block]:
    return [
        coupon_card(
            item,
            now=view.now,
            block_id=f"{name}:{number}",
            buttons=coupon_buttons(item, state, can_share=view.can_share),
        )
        for number, item in enumerate(items, start=1)
    ]


def _near_buttons(near: list[str], state: State) -> list[kit.Block]:
    buttons = []
    for code, action_id in zip(near, ids.NEAR_MATCHES, strict=False):
        button = kit.button("", action_id, State(customer_id=state.customer_id, code=code).dump())
        # The one label that comes from outside.
        buttons.append({**button, "text": kit.plain_text(code, 60)})
    return buttons


def _ways_on(state: State, total: int, shown: str) -> list[kit.Block]:
    everything = State(customer_id=state.customer_id)
    again = state.model_copy(update={"shown": shown}).dump()
    # A code may be as long as a button allows: then there is no room to tell what has changed.
    value = again if mrkdwn.length(again) <= kit.VALUE else state.dump()
    buttons = [kit.button("Refresh", ids.REFRESH, value)]
    if total:
        label = "See the coupon list" if total == 1 else f"All {total} coupons"
        buttons.insert(0, kit.button(label, ids.SHOW_ALL, everything.dump()))
    return buttons

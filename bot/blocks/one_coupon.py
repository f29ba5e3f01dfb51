"""The answer for one code: does it work, why not, and what works instead."""

from datetime import datetime

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.another_id import another_id
from bot.blocks.card import BY_ITSELF, Told, coupon_blocks, spoken_facts, spoken_line
from bot.blocks.checkout import checkout_questions
from bot.blocks.context import Context
from bot.blocks.coupon_buttons import coupon_buttons
from bot.blocks.notes import footer, marked_as_test_data, notes_above
from bot.blocks.reasons import (
    OFTEN,
    against,
    contradiction_in_words,
    doubt_in_words,
    reason_in_words,
    unsaid_in_words,
)
from bot.blocks.results import NO_COUPONS
from bot.blocks.state import State
from bot.blocks.verdict import HOW_TO_FIND_OUT, end_in_words, not_said, verdict
from bot.coupons.availability import Standing
from bot.coupons.changes import dump_shown
from bot.coupons.codes import find, folded, near_matches
from bot.coupons.evidence import Unexplained
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon, instead, judge

_SAME_CODE = 4
_INSTEAD = 3
# With four cards above, one more would not fit where Slack takes no cards: each becomes four blocks, of 50.
_INSTEAD_OF_SEVERAL = 2
_SPELLINGS = 3


def one_coupon(snapshot: Snapshot, state: State, context: Context) -> kit.Message:
    """The verdict on `state.code`, its card, and what works instead or what else to check."""
    judged = judge(snapshot.answer.coupons, now=context.now)
    code, customer_id, unreadable = state.code or "", state.customer_id, snapshot.answer.unreadable
    found, otherwise_spelled = find(judged, code)
    headline = _headline(found[0], customer_id) if found else _not_listed(code, judged, unreadable)
    points = [f"• {point}" for point in _points(found[0], context.now)] if found else []
    blocks = [kit.section("\n".join([headline, *points]))]
    lines = [mrkdwn.spoken(line) for line in (headline, *points)]
    if found and found[0].availability.standing is Standing.UNCLEAR:
        blocks.append(kit.section(HOW_TO_FIND_OUT))
        lines.append(mrkdwn.spoken(HOW_TO_FIND_OUT))
    for note in notes_above(found, snapshot, state, context):
        blocks.append(kit.context(note))
        lines.append(mrkdwn.spoken(note))
    if not found and (near := near_matches(judged, code, most=len(ids.NEAR_MATCHES))):
        question = "Is it this code?" if len(near) == 1 else "Is it one of these codes?"
        blocks += [kit.section(question), kit.actions("near", _near_buttons(near, customer_id))]
        lines.append(f"{question} {', '.join(map(mrkdwn.code, near))}")
    for more_blocks, more_lines in (
        _found(found, customer_id, context),
        _otherwise_spelled(otherwise_spelled, customer_id, context.now),
        _what_else(judged, found, unreadable, customer_id, context),
    ):
        blocks += more_blocks
        lines += more_lines
    if not judged and not unreadable:
        blocks.append(another_id(state, context))
    ways_on = _ways_on(customer_id, code, total=len(judged), shown=dump_shown(found, snapshot.as_of))
    blocks.append(kit.actions("pages", ways_on))
    blocks.append(kit.context(footer(snapshot, f"Customer {mrkdwn.code(customer_id, 200)}")))
    return marked_as_test_data(kit.Message(mrkdwn.message_text(lines), kit.fitting(blocks)), context)


Part = tuple[list[kit.Block], list[str]]
"""Blocks, and lines of mrkdwn for a screen reader."""


def _found(found: list[JudgedCoupon], customer_id: str, context: Context) -> Part:
    """The cards of the coupons with this code."""
    # Where the first one works, the questions below are those behind the button.
    checkout = not (found and found[0].availability.usable)
    if len(found) == 1:
        # What stands above is not said again.
        cards = _cards(found, customer_id, context, "coupon", told="verdict", checkout=checkout)
        return cards, [spoken_facts(found[0], context.now)]
    if not found:
        return [], []
    heading = f"{len(found)} coupons of this customer have this code."
    shown = found[:_SAME_CODE]
    cards = _cards(shown, customer_id, context, "coupon", told="code", checkout=checkout)
    blocks = [kit.section(f"*{heading}*"), *cards]
    lines = [heading, *(spoken_line(item, context.now) for item in shown)]
    if len(found) > len(shown):
        rest = f"and {len(found) - len(shown)} more with this code"
        blocks.append(kit.context(rest))
        lines.append(rest)
    return blocks, lines


def _what_else(
    judged: list[JudgedCoupon],
    found: list[JudgedCoupon],
    unreadable: int,
    customer_id: str,
    context: Context,
) -> Part:
    """What to check for a coupon that works, or what works instead of it."""
    if found and found[0].availability.usable:
        to_ask = [
            "*If it fails at the checkout, please ask the customer:*",
            *checkout_questions(found[0].coupon),
        ]
        return [kit.section("\n".join(to_ask))], [mrkdwn.spoken(line) for line in to_ask]
    working = instead(judged)
    # A checkout may take two spellings for one code. They stand above, each with its verdict.
    asked = folded(found[0].coupon.code or "") if found else ""
    others = [item for item in working if not asked or folded(item.coupon.code or "") != asked]
    others = others[: _INSTEAD if len(found) < 2 else _INSTEAD_OF_SEVERAL]
    if working and not others:
        return [], []
    if not others:
        unclear = unreadable or any(item.availability.standing is Standing.UNCLEAR for item in judged)
        nothing = f"No other coupon of this customer is {'surely ' if unclear else ''}usable now."
        nothing = nothing if judged or unreadable else NO_COUPONS
        return [kit.section(f"*{nothing}*")], [nothing]
    heading = f"What {'probably ' if others[0].availability.derived else ''}works instead"
    cards = _cards(others, customer_id, context, "instead")
    lines = [f"{heading}:", *(spoken_line(item, context.now) for item in others)]
    return [kit.section(f"*{heading}*"), *cards], lines


def _not_listed(code: str, judged: list[JudgedCoupon], unreadable: int) -> str:
    perhaps = "another customer's, or a code for everybody"
    if unreadable or any(field.name == "code" for item in judged for field in item.coupon.unread):
        perhaps = f"one that could not be read, {perhaps}"
    return f"❔ *{mrkdwn.code(code)} is not on this customer's list.* It may be {perhaps}."


def _headline(item: JudgedCoupon, customer_id: str) -> str:
    """Whether it works, in one line; the reasons follow as points."""
    named, customer = mrkdwn.coupon_code(item.coupon.code or ""), mrkdwn.code(customer_id, 100)
    match item.availability.standing:
        case Standing.USABLE:
            works = "probably works" if item.availability.derived else "works"
            return f"✅ *{named} {works} for* {customer}"
        case Standing.UNCLEAR:
            return f"❔ *It is unclear whether {named} works for* {customer}"
        case Standing.STARTS_LATER:
            return f"🕓 *{named} does not work yet for* {customer}"
        case Standing.UNUSABLE:
            return f"⛔ *{named} does not work for* {customer}"


def _points(item: JudgedCoupon, now: datetime) -> list[str]:
    """All that speaks for and against it, or until when it works."""
    coupon, availability = item.coupon, item.availability
    said = [reason_in_words(reason, now) for reason in availability.reasons]
    against_it = [against(reason, now) for reason in availability.reasons]
    match availability.standing:
        case Standing.USABLE:
            said = [end_in_words(coupon, now)]
            said += [not_said(coupon)] if availability.derived else []
        case Standing.UNCLEAR if availability.derived:
            said = [unsaid_in_words(availability), *against_it]
        case Standing.UNCLEAR:
            said = ["Gameball says that it works", *against_it]
        case _ if Unexplained() in availability.reasons:
            said.append(OFTEN)
        case _:
            pass
    said += [f"⚠️ {contradiction_in_words(one)}" for one in availability.contradictions]
    said += [doubt_in_words(doubt) for doubt in availability.doubts]
    # An end date that could not be read is told once.
    return [*dict.fromkeys(said), *([BY_ITSELF] if coupon.is_promotion else [])]


def _cards(
    items: list[JudgedCoupon],
    customer_id: str,
    context: Context,
    name: str,
    *,
    told: Told = "nothing",
    checkout: bool = True,
) -> list[kit.Block]:
    blocks: list[kit.Block] = []
    for number, item in enumerate(items, start=1):
        buttons = coupon_buttons(item, customer_id, can_share=context.can_share, checkout=checkout)
        block_id = f"{name}:{number}"
        blocks += coupon_blocks(item, now=context.now, block_id=block_id, buttons=buttons, told=told)
    return blocks


def _otherwise_spelled(items: list[JudgedCoupon], customer_id: str, now: datetime) -> Part:
    """Coupons whose code differs from the one asked for in case or punctuation."""
    if not items:
        return [], []
    others = "Another coupon" if len(items) == 1 else "Other coupons"
    lines = [f"*{others} with a similar code:*"]
    for item in items[:_SPELLINGS]:
        coupon = item.coupon
        lines.append(f"• {mrkdwn.coupon_code(coupon.code or '')}: {verdict(coupon, item.availability, now)}")
    if len(items) > _SPELLINGS:
        lines.append(f"• and {len(items) - _SPELLINGS} more")
    blocks = [kit.section("\n".join(lines))]
    if buttons := _near_buttons(list(dict.fromkeys(item.coupon.code or "" for item in items)), customer_id):
        blocks.append(kit.actions("near", buttons))
    return blocks, [mrkdwn.spoken(line) for line in lines]


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

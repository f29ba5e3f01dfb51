"""A customer's coupons as one message."""

from collections.abc import Iterator

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.another_id import another_id
from bot.blocks.card import coupon_blocks, spoken_line
from bot.blocks.context import Context
from bot.blocks.coupon_buttons import coupon_buttons, share_usable_button
from bot.blocks.hints import empty_list_hints
from bot.blocks.notes import footer, marked_as_test_data, notes_above
from bot.blocks.paging import heading, page_turns
from bot.blocks.state import State
from bot.blocks.verdict import HOW_TO_FIND_OUT
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import Counts, Filter, Page, judge, select, sharable

NO_COUPONS = "This customer exists, but has no coupons."


def results(snapshot: Snapshot, state: State, context: Context) -> kit.Message:
    """The page of coupons that `state` asks for, and what has changed since those of `state.shown` were shown."""
    judged = judge(snapshot.answer.coupons, now=context.now)
    page = select(judged, show=state.show, page=state.page)
    summary = _summary(page.counts, snapshot.answer.unreadable)
    blocks = [kit.header(heading(state.customer_id, page)), kit.section(summary)]
    lines = [f"{heading(mrkdwn.code(state.customer_id, 300), page)}: {mrkdwn.spoken(summary)}"]
    for note in notes_above(judged, snapshot, state, context):
        blocks.append(kit.context(note))
        lines.append(mrkdwn.spoken(note))
    usable, others = page.counts.usable, page.counts.starts_later + page.counts.unusable
    if page.counts.total:
        # Where all stand alike, there is nothing to filter.
        if state.show is not Filter.ALL or page.counts.total not in (usable, page.counts.unclear, others):
            blocks.append(kit.actions("filter", list(_filters(state, page))))
        if told := _about_filter(page):
            blocks.append(kit.section(told))
            lines.append(mrkdwn.spoken(told))
    elif not snapshot.answer.unreadable:
        blocks += [kit.section(hint) for hint in empty_list_hints(state.customer_id)]
    for number, item in enumerate(page.items, start=1):
        buttons = coupon_buttons(item, state.customer_id, can_share=context.can_share)
        blocks += coupon_blocks(item, now=context.now, block_id=f"coupon:{number}", buttons=buttons)
        lines.append(spoken_line(item, context.now))
    if not page.counts.total and not snapshot.answer.unreadable:
        blocks.append(another_id(state, context))
    blocks += page_turns(state, page)
    below = [_refresh(state, page, shown=dump_shown(judged, snapshot.as_of))]
    if context.can_share and (to_share := len(sharable(judged))):
        below.append(share_usable_button(state.customer_id, to_share))
    blocks.append(kit.actions("pages", below))
    pages = f"Page 1 of {page.pages}" if page.number == 1 < page.pages else ""
    blocks.append(kit.context(footer(snapshot, pages)))
    return marked_as_test_data(kit.Message(mrkdwn.message_text(lines), kit.fitting(blocks)), context)


def _summary(counts: Counts, unreadable: int) -> str:
    if not counts.total and unreadable:
        return "*None of this customer's coupons could be read.*"
    if not counts.total:
        return f"*{NO_COUPONS}*"
    parts = [f"*{counts.usable} usable*"]
    if counts.unclear:
        parts.append(f"{counts.unclear} unclear")
    if counts.unusable:
        later = f" ({counts.starts_later} not yet)" if counts.starts_later else ""
        parts.append(f"{counts.unusable + counts.starts_later} not usable{later}")
    elif counts.starts_later:
        parts.append(f"{counts.starts_later} not usable yet")
    return mrkdwn.SEPARATOR.join(parts)


def _about_filter(page: Page) -> str:
    """mrkdwn; nothing where the coupons say it all."""
    match page.filter:
        case Filter.UNCLEAR if page.items:
            return HOW_TO_FIND_OUT
        case Filter.UNCLEAR:
            return "None of them is unclear."
        case Filter.USABLE if not page.items:
            return f"None of them is {'surely ' if page.counts.unclear else ''}usable now."
        case Filter.UNUSABLE if not page.items:
            return f"All of them are usable{' or unclear' if page.counts.unclear else ''}."
        case _:
            return ""


def _filters(state: State, page: Page) -> Iterator[kit.Block]:
    counts = page.counts
    for show, action_id, label, number in (
        (Filter.ALL, ids.SHOW_ALL, "All", counts.total),
        (Filter.USABLE, ids.SHOW_USABLE, "Usable", counts.usable),
        (Filter.UNCLEAR, ids.SHOW_UNCLEAR, "Unclear", counts.unclear),
        (Filter.UNUSABLE, ids.SHOW_UNUSABLE, "Not usable", counts.starts_later + counts.unusable),
    ):
        if show is not Filter.UNCLEAR or number or page.filter is show:
            target = State(customer_id=state.customer_id, show=show)
            yield kit.button(
                f"{label} {number}",
                action_id,
                target.dump(),
                style="primary" if show is page.filter else None,
            )


def _refresh(state: State, page: Page, *, shown: str) -> kit.Block:
    again = State(customer_id=state.customer_id, show=state.show, page=page.number, shown=shown)
    return kit.button("Refresh", ids.REFRESH, again.dump())

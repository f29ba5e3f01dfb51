"""A customer's coupons as one message."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.card import coupon_card, spoken_line
from bot.blocks.changed import changes_in_words
from bot.blocks.coupon_buttons import coupon_buttons, share_usable_button
from bot.blocks.hints import empty_list_hints
from bot.blocks.state import State
from bot.coupons.changes import changes_since, dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import (
    Counts,
    Filter,
    JudgedCoupon,
    Page,
    judge,
    select,
    sharable,
)

NO_COUPONS = "Gameball knows this customer, who has no coupons."


@dataclass(frozen=True)
class View:
    """Under which circumstances something is shown. `data` tells which of Gameball's data was asked; `can_share` is
    False where there is no conversation to share into."""

    now: datetime
    data: Literal["test", "live"] | None = None
    can_share: bool = True


def results(snapshot: Snapshot, state: State, view: View) -> kit.Message:
    """The page of coupons that `state` asks for; where it holds what was shown before, with what has changed."""
    judged = judge(snapshot.answer.coupons, now=view.now)
    page = select(judged, show=state.show, page=state.page)
    title = f"Coupons of {state.customer_id}"
    # What was shown is told of once; from here on the buttons remember what is shown now.
    changed = changes_text(judged, state, view.now)
    state = state.model_copy(update={"shown": None})

    summary = _summary(page.counts, snapshot.answer.unreadable)
    blocks = [kit.header(title), kit.section(summary)]
    lines = [f"{mrkdwn.escape(title, 300)}: {mrkdwn.spoken(summary)}"]
    for notice in (changed, unreadable_text(snapshot.answer.unreadable)):
        if notice:
            blocks.append(kit.context(notice))
            lines.append(mrkdwn.spoken(notice))
    if page.counts.total:
        # Where all or none can be used, there is nothing to filter.
        if state.show is not Filter.ALL or 0 < page.counts.usable < page.counts.total:
            blocks.append(kit.actions("filter", list(_filters(state, page))))
        if not page.items:
            blocks.append(kit.section(_nothing_admitted(page.filter)))
            lines.append(_nothing_admitted(page.filter))
    elif not snapshot.answer.unreadable:
        blocks += [kit.section(hint) for hint in empty_list_hints(state.customer_id, view.data)]
    for number, item in enumerate(page.items, start=1):
        buttons = coupon_buttons(item, state, can_share=view.can_share)
        blocks.append(coupon_card(item, now=view.now, block_id=f"coupon:{number}", buttons=buttons))
        lines.append(spoken_line(item, view.now))
    blocks.append(kit.actions("pages", list(_turns(state, page, dump_shown(judged, snapshot.as_of)))))
    if view.can_share and (usable := len(sharable(judged[: page.counts.usable]))):
        blocks[-1]["elements"].append(share_usable_button(state, usable))
    pages = f"Page {page.number} of {page.pages}" if page.pages > 1 else ""
    blocks.append(kit.context(footer(snapshot, view, pages)))
    return kit.Message(mrkdwn.message_text(lines), blocks)


def changes_text(judged: list[JudgedCoupon], state: State, now: datetime) -> str:
    """What has changed since the state's own view of it, or nothing where it has none."""
    if not state.shown:
        return ""
    try:
        return changes_in_words(changes_since(state.shown, judged), now)
    except (ValueError, OverflowError, OSError):
        # Written by another version of the app: the coupons matter more.
        return ""


def unreadable_text(number: int) -> str:
    if not number:
        return ""
    return f"⚠️ {number} {'coupon' if number == 1 else 'coupons'} could not be read"


def footer(snapshot: Snapshot, view: View, *before: str) -> str:
    """How fresh this is, and which keys were used where those are test keys."""
    parts = [part for part in before if part]
    parts.append(f"as of {mrkdwn.date(snapshot.as_of, '{time}')}")
    if view.data == "test":
        parts.append("test keys")
    return mrkdwn.SEPARATOR.join(parts)


def _summary(counts: Counts, unreadable: int) -> str:
    if not counts.total and unreadable:
        return "*None of this customer's coupons could be read.*"
    if not counts.total:
        return f"*{NO_COUPONS}*"
    doubt = f", {counts.in_doubt} of them in doubt" if counts.in_doubt else ""
    parts = [f"*{counts.usable} can be used*{doubt}"]
    if counts.starts_later:
        parts.append(f"{counts.starts_later} {'starts' if counts.starts_later == 1 else 'start'} later")
    if counts.unusable:
        parts.append(f"{counts.unusable} cannot")
    return mrkdwn.SEPARATOR.join(parts)


def _nothing_admitted(show: Filter) -> str:
    return "None of them can be used now." if show is Filter.USABLE else "All of them can be used now."


def _filters(state: State, page: Page) -> Iterator[kit.Block]:
    counts = page.counts
    for show, action_id, label in (
        (Filter.ALL, ids.SHOW_ALL, f"All {counts.total}"),
        (Filter.USABLE, ids.SHOW_USABLE, f"Can be used {counts.usable}"),
        (Filter.UNUSABLE, ids.SHOW_UNUSABLE, f"Cannot now {counts.total - counts.usable}"),
    ):
        target = State(customer_id=state.customer_id, show=show)
        yield kit.button(label, action_id, target.dump(), style="primary" if show is page.filter else None)


def _turns(state: State, page: Page, shown: str) -> Iterator[kit.Block]:
    def to(number: int) -> State:
        return state.model_copy(update={"page": number})

    if page.number > 1:
        yield kit.button("‹ Back", ids.PREVIOUS_PAGE, to(page.number - 1).dump())
    if page.number < page.pages:
        yield kit.button("Next ›", ids.NEXT_PAGE, to(page.number + 1).dump())
    yield kit.button("Refresh", ids.REFRESH, to(page.number).model_copy(update={"shown": shown}).dump())

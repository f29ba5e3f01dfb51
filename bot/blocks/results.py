"""A customer's coupons as one message."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from bot.blocks import ids, kit
from bot.blocks.card import coupon_card, spoken_line
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import Counts, Filter, Page, judge, select


def results(
    snapshot: Snapshot, state: State, *, now: datetime, data: Literal["test", "live"] | None
) -> kit.Message:
    """The page of coupons that `state` asks for. `data` tells which of Gameball's data was asked."""
    page = select(judge(snapshot.answer.coupons, now=now), show=state.show, page=state.page)
    summary = _summary(page.counts)
    title = f"Coupons of {state.customer_id}"
    blocks = [kit.header(title), kit.section(summary)]
    unreadable = _unreadable(snapshot.answer.unreadable)
    if unreadable:
        blocks.append(kit.context(unreadable))
    if page.counts.total:
        blocks.append(kit.actions("filter", list(_filters(state, page))))
    if page.counts.total and not page.items:
        blocks.append(kit.section(_nothing_admitted(page.filter)))
    blocks += [
        coupon_card(item, now=now, block_id=f"coupon:{number}")
        for number, item in enumerate(page.items, start=1)
    ]
    blocks.append(kit.actions("pages", list(_turns(state, page))))
    blocks.append(kit.context(_footer(snapshot, page, data)))
    spoken = [f"{kit.escape(title, 300)}: {kit.spoken(summary)}", unreadable]
    spoken += [spoken_line(item, now) for item in page.items]
    return kit.Message(kit.message_text(line for line in spoken if line), blocks)


def _summary(counts: Counts) -> str:
    if not counts.total:
        return "This customer has no coupons."
    parts = [f"*{counts.usable} can be used*"]
    if counts.starts_later:
        parts.append(f"{counts.starts_later} {'starts' if counts.starts_later == 1 else 'start'} later")
    if counts.unusable:
        parts.append(f"{counts.unusable} cannot")
    return kit.SEPARATOR.join(parts)


def _unreadable(number: int) -> str:
    if not number:
        return ""
    return f"⚠️ {number} {'coupon' if number == 1 else 'coupons'} could not be read"


def _nothing_admitted(show: Filter) -> str:
    return "None of them can be used now." if show is Filter.USABLE else "All of them can be used now."


def _filters(state: State, page: Page) -> Iterator[kit.Block]:
    counts = page.counts
    for show, action_id, label in (
        (Filter.ALL, ids.SHOW_ALL, f"All {counts.total}"),
        (Filter.USABLE, ids.SHOW_USABLE, f"Can be used {counts.usable}"),
        (Filter.UNUSABLE, ids.SHOW_UNUSABLE, f"Cannot {counts.total - counts.usable}"),
    ):
        target = State(customer_id=state.customer_id, show=show)
        yield kit.button(label, action_id, target.dump(), style="primary" if show is page.filter else None)


def _turns(state: State, page: Page) -> Iterator[kit.Block]:
    def to(number: int) -> str:
        return state.model_copy(update={"page": number}).dump()

    if page.number > 1:
        yield kit.button("‹ Back", ids.PREVIOUS_PAGE, to(page.number - 1))
    if page.number < page.pages:
        yield kit.button("Next ›", ids.NEXT_PAGE, to(page.number + 1))
    yield kit.button("Refresh", ids.REFRESH, to(page.number))


def _footer(snapshot: Snapshot, page: Page, data: str | None) -> str:
    parts = [f"Page {page.number} of {page.pages}"] if page.pages > 1 else []
    parts.append(f"as of {kit.date(snapshot.as_of, '{time}')}")
    if data == "test":
        parts.append("test keys")
    return kit.SEPARATOR.join(parts)

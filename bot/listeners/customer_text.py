"""A text for the customer, in a modal, ready to copy."""

from bot.blocks.customer_text import reply_text
from bot.blocks.modals import View, notice_view, preparing_view, reply_view
from bot.blocks.refusal import not_opened
from bot.blocks.shared import gone
from bot.blocks.state import State
from bot.coupons.selection import find, judge, surely_usable
from bot.listeners.click import Click
from bot.listeners.services import NoCouponsError

_AT_HAND = 0.05
"""Seconds within which an answer that is kept is there. For any other the modal opens first: its trigger_id is short."""


async def offer(click: Click, state: State) -> None:
    """Open the modal with the text, or at once without it where Gameball has to be asked first."""
    modals = click.services.modals
    task = await click.services.background.finish(_view(click, state), _AT_HAND)
    at_hand = task.result() if task.done() else None
    view_id = await modals.open(click.interaction.trigger, at_hand or preparing_view())
    if view_id is None:
        await click.show(not_opened(), replace=False)
    elif at_hand:
        await click.settle("view")
    else:
        await click.settle(await modals.update(view_id, await task))


async def _view(click: Click, state: State) -> View:
    try:
        snapshot = await click.services.ask(state, click.record)
    except NoCouponsError as error:
        return notice_view(error.message)
    judged = judge(snapshot.answer.coupons, now=click.services.clock())
    found = find(judged, state.code or "")
    if not found:
        click.record.add(outcome="Gone")
        return notice_view(gone())
    best = next(iter(surely_usable(judged)), None)
    click.record.add(outcome="ReplyText")
    return reply_view(reply_text(found[0], best))

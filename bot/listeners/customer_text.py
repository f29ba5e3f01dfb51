"""A text for the customer, in a modal, ready to copy."""

import asyncio
from functools import partial

from bot.blocks.checklist import HOW_TO_FIND_OUT
from bot.blocks.customer_text import reply_text
from bot.blocks.kit import View
from bot.blocks.modals import notice_view, preparing_view, reply_view
from bot.blocks.mrkdwn import is_code_shown
from bot.blocks.refusal import coupon_gone, not_opened
from bot.blocks.state import State
from bot.coupons.availability import Standing
from bot.coupons.identity import coupon_meant
from bot.coupons.selection import judge, replacement
from bot.listeners.click import Click
from bot.listeners.services import NoCouponsError


async def offer(click: Click, state: State) -> None:
    """Open the modal with the text. Where Gameball has to be asked first it opens before that: its trigger is short."""
    services, record = click.services, click.record
    task = await services.background.finish(_view(click, state), services.limits.kept_answer)
    ready = task.result() if task.done() else None
    view_id = await services.views.open(record.interaction, ready or preparing_view(state.customer_id))
    if view_id is None:
        await click.show(not_opened(), replace=False)
    elif ready:
        record.add(delivery="view")
    else:
        await asyncio.wait({task}, timeout=services.limits.answer)
        if not task.done():
            await services.views.update(view_id, preparing_view(state.customer_id, slow=True))
        shown = await services.views.update(view_id, await task)
        await services.last_resort.settle(shown, not_opened(), record)


async def _view(click: Click, state: State) -> View:
    services = click.services
    try:
        snapshot = await services.ask(state, click.record)
    except NoCouponsError as error:
        return notice_view(error.message)
    judged = await services.compute(partial(judge, snapshot.answer.coupons, now=services.clock()), snapshot)
    meant = coupon_meant(judged, state.code or "", state.mark)
    if meant is None:
        click.record.add(outcome="Gone")
        return notice_view(coupon_gone())
    click.record.add(outcome="ReplyText")
    unclear = meant.availability.standing is Standing.UNCLEAR
    shown = [item for item in judged if is_code_shown(item.coupon.code or "")]
    text = reply_text(meant, replacement(shown, meant))
    return reply_view(text, note=HOW_TO_FIND_OUT if unclear else "")

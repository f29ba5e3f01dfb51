"""About one coupon, in a modal: a text for the customer, ready to copy, or what to ask where it fails at the checkout."""

import asyncio
from functools import partial

from bot.blocks import ids
from bot.blocks.customer_text import reply_text
from bot.blocks.kit import View
from bot.blocks.modals import (
    CHECKOUT_TITLE,
    REPLY_TITLE,
    checkout_view,
    notice_view,
    preparing_view,
    reply_view,
)
from bot.blocks.mrkdwn import is_code_shown
from bot.blocks.refusal import coupon_gone, not_opened
from bot.blocks.state import State
from bot.coupons.identity import coupon_meant
from bot.coupons.selection import judge, sharable
from bot.listeners.click import Click
from bot.listeners.services import NoCouponsError


async def offer(click: Click, state: State) -> None:
    """Open the modal. Where Gameball has to be asked first it opens before that: its trigger is short."""
    services, record = click.services, click.record
    title = CHECKOUT_TITLE if click.action_id == ids.FAILS_AT_CHECKOUT else REPLY_TITLE
    task = await services.background.finish(_view(click, state), services.limits.kept_answer)
    ready = task.result() if task.done() else None
    view_id = await services.views.open(
        record.interaction, ready or preparing_view(state.customer_id, title=title)
    )
    if view_id is None:
        await click.show(not_opened(), replace=False)
    elif ready:
        record.add(delivery="view")
    else:
        await asyncio.wait({task}, timeout=services.limits.answer)
        if not task.done():
            await services.views.update(view_id, preparing_view(state.customer_id, title=title, slow=True))
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
    if click.action_id == ids.FAILS_AT_CHECKOUT:
        click.record.add(outcome="Checkout")
        return checkout_view(meant, services.context())
    best = next((item for item in sharable(judged) if is_code_shown(item.coupon.code or "")), None)
    click.record.add(outcome="ReplyText")
    return reply_view(reply_text(meant, best), services.context(), in_modal=click.record.interaction.in_modal)

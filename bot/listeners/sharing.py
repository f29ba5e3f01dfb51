"""Coupons shown to a whole conversation: only on purpose, with the agent's name, and not older than some seconds."""

from functools import partial

from bot.blocks import ids
from bot.blocks.shared import gone, is_shared, not_shared, shared, sharing_ended
from bot.blocks.state import State
from bot.coupons.identity import coupon_meant
from bot.coupons.selection import MOST_SHARED, judge, sharable
from bot.listeners.click import Click
from bot.listeners.services import NoCouponsError


async def share(click: Click, state: State) -> None:
    """Post one coupon, or all that can be used, into the conversation that the coupons were asked for in."""
    services, record, place = click.services, click.record, click.place
    try:
        snapshot = await click.wait(services.ask(state, record), state.customer_id)
    except NoCouponsError as error:
        await click.show(services.marked(error.message), replace=False)
        return
    context = services.context(can_share=False)
    judged = await services.compute(partial(judge, snapshot.answer.coupons, now=context.now), snapshot)
    if click.action_id == ids.SHARE:
        meant = coupon_meant(judged, state.code or "", state.mark)
        items, left_out = [meant] if meant else [], 0
    else:
        usable = sharable(judged)
        items, left_out = usable[:MOST_SHARED], len(usable[MOST_SHARED:])
    if not items:
        record.add(outcome="Gone")
        await click.show(services.marked(gone()), replace=False)
        return
    message = shared(items, snapshot, state, context, user_id=record.interaction.user_id, left_out=left_out)
    posted = await services.replies.post(
        place.share_url, message, response_type="in_channel", thread_ts=place.share_thread
    )
    if posted != "response_url":
        record.add(outcome="NotShared", shared=len(items))
        await click.show(sharing_ended() if posted == "ended" else not_shared(), replace=False)
        return
    record.add(outcome="Shared", delivery=posted, shared=len(items))
    if place.hides_conversation:
        # Whether or not this is seen: it is shared.
        await place.show(is_shared(), replace=False)

"""About one coupon, in a modal: a text for the customer, ready to copy, or what to ask where it fails at the checkout."""

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice

from bot.blocks import ids
from bot.blocks.customer_text import reply_text
from bot.blocks.kit import MENU_OPTIONS, Choice, View
from bot.blocks.modals import (
    BACK,
    CHECKOUT_TITLE,
    REPLY_TITLE,
    Origin,
    checkout_view,
    notice_view,
    preparing_view,
    reply_view,
)
from bot.blocks.mrkdwn import clean, is_code_shown, truncate
from bot.blocks.recipient import Recipient
from bot.blocks.refusal import coupon_gone, not_opened
from bot.blocks.state import State
from bot.blocks.verdict import HOW_TO_FIND_OUT
from bot.blocks.worth import worth
from bot.coupons.availability import Standing
from bot.coupons.codes import folded
from bot.coupons.identity import coupon_meant, mark
from bot.coupons.selection import JudgedCoupon, judge, replacements
from bot.languages import language
from bot.listeners.click import Click
from bot.listeners.services import NoCouponsError


async def offer(click: Click, state: State) -> None:
    """Open the modal. Where Gameball has to be asked first it opens before that: its trigger is short."""
    services, record = click.services, click.record
    title = CHECKOUT_TITLE if click.action_id == ids.FAILS_AT_CHECKOUT else REPLY_TITLE
    preparing = partial(preparing_view, state.customer_id, title=title, in_modal=_coupons_are_below(click))
    task = await services.background.finish(_opened(click, state), services.limits.kept_answer)
    ready = task.result() if task.done() else None
    view_id = await services.views.open(record.interaction, ready or preparing())
    if view_id is None:
        await click.show(not_opened(), replace=False)
    elif ready:
        record.add(delivery="view")
    else:
        await asyncio.wait({task}, timeout=services.limits.answer)
        if not task.done():
            await services.views.update(view_id, preparing(slow=True))
        shown = await services.views.update(view_id, await task)
        await services.last_resort.settle(shown, not_opened(), record)


async def change(click: Click, state: State) -> None:
    """Show the text in another language, or with another coupon instead: what is chosen in the modal's menus."""
    try:
        view = await _view(click, state, _chosen(click))
    except NoCouponsError as error:
        # The text that is there stays.
        await click.show(click.services.marked(error.message), replace=False)
        return
    shown = await click.services.views.update(str(click.view.get("id")), view)
    await click.services.last_resort.settle(shown, not_opened(), click.record)


async def _opened(click: Click, state: State) -> View:
    try:
        return await _view(click, state, {})
    except NoCouponsError as error:
        return notice_view(click.services.marked(error.message), in_modal=_coupons_are_below(click))


async def _view(click: Click, state: State, chosen: dict[str, str]) -> View:
    """The modal with the text, by what is chosen in each menu. Raises NoCouponsError."""
    services = click.services
    snapshot = await services.ask(state, click.record)
    now = services.clock()
    judged = await services.compute(partial(judge, snapshot.answer.coupons, now=now), snapshot)
    meant = coupon_meant(judged, state.code or "", state.mark)
    if meant is None:
        click.record.add(outcome="Gone")
        raise NoCouponsError(coupon_gone())
    if click.action_id == ids.FAILS_AT_CHECKOUT:
        click.record.add(outcome="Checkout")
        return checkout_view(meant, services.context(), in_modal=_coupons_are_below(click))
    code = _one_of(services.reply_languages, chosen.get(ids.REPLY_LANGUAGE))
    instead = {} if meant.availability.usable else _replacements(judged, meant)
    replacement = _one_of(list(instead), chosen.get(ids.REPLY_REPLACEMENT))
    to = Recipient(language(code), services.reply_timezone, now)
    click.record.add(outcome="ReplyText")
    return reply_view(
        reply_text(meant, instead.get(replacement), to),
        services.context(),
        languages=Choice({each: language(each).name for each in services.reply_languages}, code),
        replacements=Choice({each: _words(item) for each, item in instead.items()}, replacement),
        # Where it was opened from decides who may use its menus.
        origin=Origin(channel_id=click.record.interaction.channel_id, about=state),
        note=HOW_TO_FIND_OUT if meant.availability.standing is Standing.UNCLEAR else "",
        in_modal=_coupons_are_below(click),
    )


def _coupons_are_below(click: Click) -> bool:
    """Whether closing the modal leads back to coupons in a modal. What is chosen in it changes nothing of that."""
    if click.view.get("callback_id") == ids.REPLY_VIEW:
        return bool(click.view["close"]["text"] == BACK)
    return click.record.interaction.in_modal


def _replacements(judged: Iterable[JudgedCoupon], meant: JudgedCoupon) -> dict[str, JudgedCoupon]:
    """The coupons that a text can offer instead, each by its mark, as many as a menu holds."""
    # Who reads that a code does not work must not read of the same code that it does.
    refused = folded(meant.coupon.code or "")
    shown = (
        item
        for item in replacements(judged, meant)
        if is_code_shown(item.coupon.code or "") and folded(item.coupon.code or "") != refused
    )
    return {mark(item.coupon): item for item in islice(shown, MENU_OPTIONS)}


def _words(item: JudgedCoupon) -> str:
    # Digits after an Arabic code would be drawn on its other side, as if they were of the code. Both parts have room.
    return f"{truncate(worth(item.coupon), 32)} · {truncate(clean(item.coupon.code or ''), 40)}"


def _chosen(click: Click) -> dict[str, str]:
    """The value chosen in each of the modal's menus, by the menu's action."""
    blocks = ((click.view.get("state") or {}).get("values") or {}).values()
    chosen = {
        action_id: str((field.get("selected_option") or {}).get("value"))
        for block in blocks
        for action_id, field in block.items()
    }
    return {**chosen, click.action_id: click.value}


def _one_of(values: Sequence[str], chosen: str | None) -> str:
    """What is chosen, or else the first of the values, or else nothing: a coupon may have been used meanwhile."""
    return chosen if chosen is not None and chosen in values else next(iter(values), "")

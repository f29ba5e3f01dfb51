"""Clicks on buttons. Each button's value holds what it is about."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.access.interaction import Interaction
from bot.access.record import Record
from bot.blocks import ids
from bot.blocks.modals import Origin, form_view, has_notice
from bot.blocks.refusal import not_opened, outdated_button
from bot.blocks.state import State
from bot.listeners import customer_text, sharing
from bot.listeners.click import Click
from bot.listeners.services import Services
from bot.slack.delivery import Delivery
from bot.slack.places import place_of

# Every button that shows coupons, and whether Gameball is asked anew.
_SHOWING = {
    ids.SHOW_ALL: False,
    ids.SHOW_USABLE: False,
    ids.SHOW_UNCLEAR: False,
    ids.SHOW_UNUSABLE: False,
    ids.PREVIOUS_PAGE: False,
    ids.NEXT_PAGE: False,
    ids.FIRST_PAGE: False,
    **dict.fromkeys(ids.NEAR_MATCHES, False),
    ids.REFRESH: True,
    ids.TRY_AGAIN: True,
}

_ABOUT_COUPONS = {ids.SHARE, ids.SHARE_USABLE, ids.REPLY_TEXT, ids.FAILS_AT_CHECKOUT}
_WITH_STATE = {*_SHOWING, *_ABOUT_COUPONS, ids.TRY_ANOTHER_ID}
_MENUS = {ids.REPLY_LANGUAGE, ids.REPLY_REPLACEMENT}


def register(app: AsyncApp, services: Services) -> None:
    # One listener for all actions: a button of another version of the app gets an answer too.
    @app.action(re.compile(""))
    async def click(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        interaction = Interaction.of_payload(body)
        clicked = Click(
            services=services,
            place=place_of(body, interaction, replies=services.replies, views=services.views),
            action_id=str(action.get("action_id")),
            value=str((action.get("selected_option") or action).get("value")),
            view=body.get("view") or {},
            record=Record(interaction, action=action.get("action_id")),
        )
        if clicked.action_id == ids.FIND_IN_SHOP:
            # Slack has opened the link: there is nothing to answer.
            clicked.record.add(outcome="Link", delivery="http_response")
            clicked.record.write()
            await ack()
            return
        # Slack shows the button at work until the acknowledgement.
        await services.background.finish(_serve(clicked), services.limits.answer)
        await ack()


async def _serve(click: Click) -> None:
    try:
        refusal = click.services.refusal(click.record.interaction, click.record)
        if refusal:
            await click.show(refusal, replace=False)
        else:
            await _by_action(click)
    except Exception as error:  # the agent gets an answer in any case
        await click.show(click.services.internal(error, click.record), replace=False)
    finally:
        # The process may be stopped meanwhile: the line is written all the same.
        click.record.write()


async def _by_action(click: Click) -> None:
    if click.action_id == ids.LOOK_UP:
        await _form(click)
        return
    state = _state(click)
    if state is None or click.action_id not in {*_WITH_STATE, *_MENUS}:
        click.record.add(outcome="UnknownAction")
        await click.show(outdated_button(), replace=False)
    elif click.action_id == ids.TRY_ANOTHER_ID:
        await _form(click, state.customer_id, state.code or "")
    elif click.action_id in {ids.SHARE, ids.SHARE_USABLE}:
        await sharing.share(click, state)
    elif click.action_id in {ids.REPLY_TEXT, ids.FAILS_AT_CHECKOUT}:
        await customer_text.offer(click, state)
    elif click.action_id in _MENUS:
        await customer_text.change(click, state)
    else:
        await _show_coupons(click, state)


def _state(click: Click) -> State | None:
    """What a click is about. A menu's value is what was chosen: there, the modal says what it is about."""
    if click.action_id in _MENUS:
        return Origin.parse(click.view.get("private_metadata") or "").about
    try:
        return State.parse(click.value)
    except ValueError:
        return None


async def _show_coupons(click: Click, state: State) -> None:
    asking = click.services.coupons(
        state, click.record, fresh=_SHOWING[click.action_id], can_share=bool(click.place.share_url)
    )
    answer = await click.wait(asking, state.customer_id)
    # A failure never takes the place of coupons that are on show, only of the failure that offered to try again. A modal
    # may show both, one above the other.
    failed_before = click.action_id == ids.TRY_AGAIN and not has_notice(click.view)
    await click.show(answer.message, replace=answer.found or failed_before)


async def _form(click: Click, customer_id: str = "", code: str = "") -> None:
    views, record = click.services.views, click.record
    record.add(outcome="Form")
    delivery: Delivery
    if click.view.get("type") == "modal":
        origin = Origin.parse(click.view.get("private_metadata") or "")
        form = form_view(origin, customer_id=customer_id, code=code)
        delivery = await views.update(str(click.view.get("id")), form)
    else:
        # What is found can be shared into the conversation of the message that was clicked in.
        origin = Origin(
            channel_id=record.interaction.channel_id, response_url=record.interaction.response_url
        )
        form = form_view(origin, customer_id=customer_id, code=code)
        delivery = "view" if await views.open(record.interaction, form) else "failed"
    await click.services.last_resort.settle(delivery, not_opened(), record)

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


def register(app: AsyncApp, services: Services) -> None:
    # One listener for all actions: a button of another version of the app gets an answer too.
    @app.action(re.compile(""))
    async def click(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        interaction = Interaction.of_payload(body)
        clicked = Click(
            services=services,
            place=place_of(body, interaction, replies=services.replies, views=services.views),
            action_id=str(action.get("action_id")),
            value=str(action.get("value")),
            view=body.get("view") or {},
            record=Record(interaction, action=action.get("action_id")),
        )
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
    try:
        state = State.parse(click.value)
    except ValueError:
        state = None
    if state is None or click.action_id not in {*_SHOWING, ids.SHARE, ids.SHARE_USABLE, ids.REPLY_TEXT}:
        click.record.add(outcome="UnknownAction")
        await click.show(outdated_button(), replace=False)
    elif click.action_id in {ids.SHARE, ids.SHARE_USABLE}:
        await sharing.share(click, state)
    elif click.action_id == ids.REPLY_TEXT:
        await customer_text.offer(click, state)
    else:
        await _show_coupons(click, state)


async def _show_coupons(click: Click, state: State) -> None:
    asking = click.services.coupons(
        state, click.record, fresh=_SHOWING[click.action_id], can_share=bool(click.place.share_url)
    )
    answer = await click.wait(asking, state.customer_id)
    # A failure never takes the place of coupons that are on show, only of the failure that offered to try again. A modal
    # may show both, one above the other.
    failed_before = click.action_id == ids.TRY_AGAIN and not has_notice(click.view)
    await click.show(answer.message, replace=answer.found or failed_before)


async def _form(click: Click) -> None:
    views, record = click.services.views, click.record
    record.add(outcome="Form")
    delivery: Delivery
    if click.view.get("type") == "home":
        delivery = "view" if await views.open(record.interaction, form_view(Origin())) else "failed"
    else:
        origin = Origin.parse(click.view.get("private_metadata") or "")
        delivery = await views.update(str(click.view.get("id")), form_view(origin))
    await click.services.last_resort.settle(delivery, not_opened(), record)

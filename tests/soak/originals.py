"""Requests as Slack sends them, of every kind that the app takes."""

from typing import Any

from bot.blocks import ids
from playground.slack.delivery import EnvelopeType
from playground.slack.stand_in import SlackStandIn

Json = dict[str, Any]
Original = tuple[EnvelopeType, Json]

_LONG = 30.0
"""Seconds that a busy machine may take."""


async def originals(slack: SlackStandIn) -> list[Original]:
    """What Slack sends while a person does everything that the app offers. The app serves, and takes cards as accepted."""
    for text in ("cust_one GONE10", "cust_404", "help", "", "cust_1001"):
        await slack.send_command(text)
        shown = await slack.next_message(timeout=_LONG)
    for action_id in (ids.NEXT_PAGE, ids.PREVIOUS_PAGE, ids.SHOW_USABLE, ids.SHOW_ALL, ids.REFRESH):
        await slack.click(shown, action_id)
        shown = await slack.next_message(timeout=_LONG)
    await slack.click(shown, ids.SHARE_USABLE)
    await slack.click(shown, ids.SHARE, block_id="coupon:1")
    await slack.click(shown, ids.REPLY_TEXT, block_id="coupon:1")
    await _modal(slack, ids.REPLY_VIEW)
    await slack.submit_view(slack.views[-1].id)
    await slack.open_home()
    await slack.click(await slack.wait_for(lambda: slack.home, timeout=_LONG), ids.LOOK_UP)
    await _modal(slack, ids.FORM_VIEW)
    await slack.close_view(slack.views[-1].id)
    await slack.shortcut(ids.GLOBAL_SHORTCUT)
    await _modal(slack, ids.FORM_VIEW)
    await slack.close_view(slack.views[-1].id)
    await slack.shortcut(ids.MESSAGE_SHORTCUT, slack.messages[0])
    await _modal(slack, ids.FORM_VIEW)
    await slack.submit_view(slack.views[-1].id, {ids.CUSTOMER_BLOCK: "cust_1001"})
    await _modal(slack, ids.RESULTS_VIEW)
    found = slack.views[-1]
    for action_id in (ids.SHOW_ALL, ids.REFRESH, ids.LOOK_UP):
        await slack.click(found, action_id)
    verification: Original = ("events_api", {"type": "url_verification", "challenge": "challenge"})
    return [*((sent.envelope_type, sent.payload) for sent in slack.deliveries), verification]


async def _modal(slack: SlackStandIn, callback_id: str) -> None:
    """Wait until such a modal is on top."""
    await slack.wait_for(
        lambda: slack.views and slack.views[-1].view["callback_id"] == callback_id, timeout=_LONG
    )

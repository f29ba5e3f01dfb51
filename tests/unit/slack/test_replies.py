"""The reply ladder: the forms of a message, from cards to the text alone."""

from typing import Any

import aiohttp
import pytest

from bot.access.interaction import Interaction
from bot.blocks.kit import without_cards
from bot.limits import LIMITS
from bot.slack.card_style import CardStyle
from bot.slack.replies import Replies
from bot.slack.response_urls import ResponseUrls
from playground.slack.faults import Fault
from playground.slack.stand_in import SlackStandIn
from tests.unit.slack.conftest import MESSAGE

_CARDS, _SECTIONS = MESSAGE.blocks, without_cards(MESSAGE.blocks)
_REFUSED = Fault.invalid_blocks()


@pytest.fixture
def replies(session: aiohttp.ClientSession, card_style: CardStyle) -> Replies:
    return Replies(ResponseUrls(session, LIMITS), card_style)


_FORM_REFUSED = ("blocks_refused", "400 invalid_blocks")


@pytest.mark.parametrize(
    ("faults", "forms", "delivery", "lines"),
    [
        ([], [_CARDS], "response_url", []),
        ([_REFUSED], [_CARDS, _SECTIONS], "response_url", [_FORM_REFUSED]),
        ([_REFUSED] * 2, [_CARDS, _SECTIONS, []], "response_url", [_FORM_REFUSED] * 2),
        ([_REFUSED] * 3, [_CARDS, _SECTIONS, []], "failed", [_FORM_REFUSED] * 3),
        (
            [Fault(status=200, body='{"ok":false,"error":"invalid_arguments"}')],
            [_CARDS, _SECTIONS],
            "response_url",
            [("blocks_refused", "200 invalid_arguments")],
        ),
        ([Fault.expired_url()], [_CARDS], "ended", [("response_url_failed", "404 expired_url")]),
        (
            [_REFUSED, Fault.used_url()],
            [_CARDS, _SECTIONS],
            "ended",
            [_FORM_REFUSED, ("response_url_failed", "404 used_url")],
        ),
        (
            [Fault(status=404, body="no_service")],
            [_CARDS],
            "failed",
            [("response_url_failed", "404 no_service")],
        ),
    ],
    ids=[
        "cards",
        "sections",
        "text alone",
        "not even text",
        "other words",
        "expired",
        "used up",
        "another reason",
    ],
)
async def test_a_message_is_tried_in_plainer_forms_until_slack_accepts_it(
    slack: SlackStandIn,
    replies: Replies,
    interaction: Interaction,
    logged: list[Any],
    *,
    faults: list[Fault],
    forms: list[Any],
    delivery: str,
    lines: list[tuple[str, str]],
) -> None:
    slack.faults.response_url = list(faults)

    assert await replies.post(interaction.response_url, MESSAGE) == delivery
    assert [post.body["blocks"] for post in slack.response_posts] == forms
    assert {post.body["text"] for post in slack.response_posts} == {MESSAGE.text}
    assert [(line["event"], line["reason"]) for line in logged if "reason" in line] == lines


async def test_what_a_post_is_for_stays_the_same_in_every_form(
    slack: SlackStandIn, replies: Replies, interaction: Interaction
) -> None:
    slack.faults.response_url = [_REFUSED]

    await replies.post(interaction.response_url, MESSAGE, response_type="in_channel", thread_ts="1.2")

    hows = [
        {name: post.body[name] for name in post.body.keys() - {"text", "blocks"}}
        for post in slack.response_posts
    ]
    assert hows == [{"response_type": "in_channel", "replace_original": False, "thread_ts": "1.2"}] * 2


@pytest.mark.parametrize(("faults", "blocks"), [([], _CARDS), ([_REFUSED], _SECTIONS)])
async def test_a_response_has_cards_once_it_is_known_whether_slack_accepts_them(
    slack: SlackStandIn, replies: Replies, interaction: Interaction, faults: list[Fault], blocks: list[Any]
) -> None:
    slack.faults.response_url = list(faults)
    before = replies.as_response(MESSAGE)

    await replies.post(interaction.response_url, MESSAGE)

    assert before is None
    assert replies.as_response(MESSAGE) == {
        "text": MESSAGE.text,
        "blocks": blocks,
        "response_type": "ephemeral",
    }

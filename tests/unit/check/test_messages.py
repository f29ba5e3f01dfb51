"""Whether Slack accepts every message, asked of a stand-in for Slack."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import kit
from bot.check import messages
from bot.check.finding import Finding
from bot.check.messages import messages_finding
from bot.check.samples import Sample, samples
from bot.slack.client import slack_client
from playground.slack.faults import Fault
from playground.slack.stand_in import SlackStandIn

JSON = {"Content-Type": "application/json"}
FINE = Fault(status=200, body='{"ok": true}', headers=JSON)
BAD_BLOCKS = Fault(status=200, body='{"ok": false, "error": "invalid_blocks"}', headers=JSON)
LIMITED = Fault(status=200, body='{"ok": false, "error": "ratelimited"}', headers=JSON)
REPORT = "please report it, with the names of these messages"

CARD = kit.card(block_id="c", icon="tag", title="t", subtitle="s", body="b", subtext="")
SAMPLES = [
    Sample("", "Plain", kit.Message("text", [kit.section("words")])),
    Sample("", "Cards", kit.Message("text", [CARD])),
    Sample("", "Home", {"type": "home", "blocks": [CARD]}),
]


@pytest.fixture
async def stand_in(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlackStandIn]:
    monkeypatch.setattr(messages, "samples", lambda: SAMPLES)
    async with SlackStandIn(bot_token="xoxb-1", app_token="xapp-1") as stand_in:
        yield stand_in


@pytest.fixture
async def slack(stand_in: SlackStandIn) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield slack_client(stand_in.api_url, session)


async def test_each_message_is_validated_with_its_cards_and_without(
    stand_in: SlackStandIn, slack: AsyncWebClient
) -> None:
    assert await messages_finding(slack, style="auto") == Finding(
        "blocks", "ok", "Slack accepts all 5 messages"
    )
    assert [(call.method, "card" in str(call.arguments)) for call in stand_in.api_calls] == [
        ("blocks.validate", False),
        ("blocks.validate", True),
        ("blocks.validate", False),
        ("blocks.validate", True),
        ("blocks.validate", False),
    ]


async def test_cards_are_not_validated_where_none_are_sent(
    stand_in: SlackStandIn, slack: AsyncWebClient
) -> None:
    assert await messages_finding(slack, style="section") == Finding(
        "blocks", "ok", "Slack accepts all 3 messages"
    )
    assert [call for call in stand_in.api_calls if "card" in str(call.arguments)] == []


@pytest.mark.parametrize(
    ("answers", "finding"),
    [
        (
            [FINE, BAD_BLOCKS, FINE, BAD_BLOCKS],
            Finding(
                "blocks",
                "failed",
                "Slack refuses 2 of 5 messages: Cards, Home",
                f"set CARD_STYLE=section, and {REPORT}",
            ),
        ),
        # Without cards it is refused too: the style does not help.
        (
            [FINE, BAD_BLOCKS, BAD_BLOCKS],
            Finding("blocks", "failed", "Slack refuses 2 of 5 messages: Cards, Cards", REPORT),
        ),
        (
            [FINE, BAD_BLOCKS, LIMITED],
            Finding(
                "blocks",
                "failed",
                "Slack refuses 1 of 2 messages: Cards",
                f"set CARD_STYLE=section, and {REPORT}",
            ),
        ),
        (
            [FINE, FINE, LIMITED],
            Finding(
                "blocks",
                "skipped",
                "Slack's validation of blocks does not answer; it accepted the first 2 of 5 messages",
            ),
        ),
        ([LIMITED], Finding("blocks", "skipped", "Slack's validation of blocks does not answer")),
        (
            [Fault(status=503, body="<html>", headers={"Content-Type": "text/html"})],
            Finding("blocks", "skipped", "Slack's validation of blocks does not answer"),
        ),
    ],
    ids=["refused", "refused-as-sections", "refused-then-limited", "limited", "limited-at-once", "outage"],
)
async def test_what_slack_refuses_is_named(
    stand_in: SlackStandIn, slack: AsyncWebClient, answers: list[Fault], finding: Finding
) -> None:
    stand_in.faults.web_api = {"blocks.validate": answers}

    assert await messages_finding(slack, style="auto") == finding


async def test_at_most_five_messages_are_named(
    stand_in: SlackStandIn, slack: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        messages,
        "samples",
        lambda: [Sample("", name, kit.Message("t", [kit.section("w")])) for name in "ABCDEFG"],
    )
    stand_in.faults.web_api = {"blocks.validate": [BAD_BLOCKS] * 7}

    assert await messages_finding(slack, style="auto") == Finding(
        "blocks", "failed", "Slack refuses 7 of 7 messages: A, B, C, D, E", REPORT
    )


def test_there_is_a_sample_of_every_kind() -> None:
    kinds = {
        "message" if isinstance(sample.content, kit.Message) else sample.content["type"]
        for sample in samples()
    }

    assert kinds == {"message", "modal", "home"}

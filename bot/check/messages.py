"""Does Slack accept every message that the app can send, with cards and without?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.kit import Message, without_cards
from bot.check.finding import Finding
from bot.check.samples import samples
from bot.check.slack import call
from bot.slack.failure import is_about_content

_REPORT = "please report it, with the names of these messages"
_NAMED = 5


@dataclass(frozen=True)
class _Draft:
    """`body` is what blocks.validate takes: `blocks` or a `view`."""

    name: str
    body: dict[str, Any]
    has_cards: bool


async def messages_finding(slack: AsyncWebClient, *, style: str) -> Finding:
    """What Slack's method blocks.validate says, which needs no token. One request for each message, in turn."""
    drafts = [draft for draft in _drafts() if style != "section" or not draft.has_cards]
    refused: list[_Draft] = []
    for number, draft in enumerate(drafts):
        answer = await call(slack, "blocks.validate", **draft.body)
        if not isinstance(answer, str) and (
            answer.get("errors") or is_about_content(str(answer.get("error")))
        ):
            refused.append(draft)
        elif isinstance(answer, str) or not answer.get("ok"):
            # No answer, or a no that is not about the message: that the limit of requests is reached, for example.
            return _refused(refused, number) if refused else _interrupted(number, len(drafts))
    if refused:
        return _refused(refused, len(drafts))
    return Finding("blocks", "ok", f"Slack accepts all {len(drafts)} messages")


def _refused(refused: list[_Draft], asked: int) -> Finding:
    names = ", ".join(draft.name for draft in refused[:_NAMED])
    advice = (
        f"set CARD_STYLE=section, and {_REPORT}" if all(draft.has_cards for draft in refused) else _REPORT
    )
    return Finding("blocks", "failed", f"Slack refuses {len(refused)} of {asked} messages: {names}", advice)


def _interrupted(asked: int, all_of_them: int) -> Finding:
    far = f"; it accepted the first {asked} of {all_of_them} messages" if asked else ""
    return Finding("blocks", "skipped", f"Slack's validation of blocks does not answer{far}")


def _drafts() -> Iterator[_Draft]:
    for sample in samples():
        content = sample.content
        blocks = content.blocks if isinstance(content, Message) else content["blocks"]
        plain = without_cards(blocks)
        for form in [blocks, plain] if blocks != plain else [blocks]:
            body = {"blocks": form} if isinstance(content, Message) else {"view": {**content, "blocks": form}}
            yield _Draft(sample.name, body, has_cards=form != plain)

"""The bot's own reading and cards, which the other servers use too: only the way around them differs.

This is all that the benchmarks import from `bot`."""

from datetime import UTC, datetime
from typing import Any

from bot.blocks.context import Context
from bot.blocks.results import results
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.gameball.models import CustomerCoupons, parse_coupons


def read(body: bytes) -> CustomerCoupons:
    """The coupons in Gameball's answer."""
    return parse_coupons(body)


def draw(customer_id: str, coupons: CustomerCoupons) -> dict[str, Any]:
    """The first page of the customer's coupons, judged and drawn, as a Slack message that only the agent sees."""
    now = datetime.now(UTC)
    message = results(
        Snapshot(customer_id, coupons, now), State(customer_id=customer_id), Context(now=now, data="live")
    )
    return {"response_type": "ephemeral", "text": message.text, "blocks": message.blocks}

"""A coupon's card as its texts, for the tests of cards."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.blocks.card import Told, coupon_blocks
from bot.coupons.selection import JudgedCoupon, judge
from playground.slack.block_kit import validate_blocks
from tests.factories import NOW, coupon

DEC_13 = datetime(2026, 12, 13, 23, 59, tzinfo=UTC)
DEC_13_DRAWN = "<!date^1797206340^{date_short_pretty} at {time}|2026-12-13 23:59 UTC>"
UNTIL = f"until {DEC_13_DRAWN} (in 20 days)"
OCT_24 = datetime(2026, 10, 24, 23, 59, tzinfo=UTC)
DEC_13_PLAIN = DEC_13_DRAWN.replace("date_short_pretty", "date_short")
OCT_24_DRAWN = "<!date^1792886340^{date_short_pretty} at {time}|2026-10-24 23:59 UTC>"
OCT_24_SHORT = "<!date^1792886340^{date_short}|2026-10-24>"
TOMORROW = NOW + timedelta(days=1)
TOMORROW_DRAWN = "<!date^1795510350^{date_short_pretty} at {time}|2026-11-24 08:52 UTC, tomorrow>"
REFUSED: dict[str, Any] = {"is_available_to_use": False}
UNSAID: dict[str, Any] = {"is_available_to_use": None}
_PARTS = ("title", "subtitle", "body", "subtext")


def judged(**fields: Any) -> JudgedCoupon:
    [item] = judge([coupon(**fields)], now=NOW)
    return item


def drawn(*, now: datetime | None = NOW, told: Told = "nothing", **fields: Any) -> dict[str, str]:
    """The texts of a coupon's card, and what stands below it."""
    card, *below = coupon_blocks(judged(**fields), now=now, block_id="coupon:1", told=told)
    assert validate_blocks([card, *below]) == []
    texts: dict[str, str] = {name: card[name]["text"] for name in _PARTS if name in card}
    return texts | ({"below": below[0]["elements"][0]["text"]} if below else {})


def part(wanted: str, /, **fields: Any) -> str:
    return drawn(**fields)[wanted]

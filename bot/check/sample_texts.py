"""A sample of every text for the customer."""

from collections.abc import Iterator

from bot.blocks import modals
from bot.blocks.checklist import HOW_TO_FIND_OUT
from bot.blocks.customer_text import reply_text
from bot.blocks.kit import View
from bot.check.sample_coupons import COUPONS, NOW, ODD_COUPONS, coupon
from bot.coupons.availability import Standing
from bot.coupons.codes import find
from bot.coupons.selection import judge


def texts() -> Iterator[tuple[str, View]]:
    judged = judge(COUPONS, now=NOW)
    [best] = find(judged, "WELCOME15").same
    for name, code in (
        ("one that works", "WELCOME15"),
        ("one that Gameball contradicts itself on", "ODD5"),
        ("one that has expired", "GONE10"),
        ("one that expired too early", "EARLY5"),
        ("one that starts later", "EID25"),
        ("one that is refused without a reason", "HELD5"),
    ):
        [item] = find(judged, code).same
        unclear = item.availability.standing is Standing.UNCLEAR
        view = modals.reply_view(reply_text(item, best), note=HOW_TO_FIND_OUT if unclear else "")
        yield f"Text: {name}", view
    for odd in (*ODD_COUPONS, COUPONS[7]):
        text = reply_text(judge([odd], now=NOW)[0], None)
        yield f"Text: {str(odd.name).lower()}", modals.reply_view(text)
    in_stores = coupon(code="STORE", type="Free Shipping", target="POS", is_available_to_use=True)
    [item] = judge([in_stores], now=NOW)
    yield "Text: one for stores, without an end", modals.reply_view(reply_text(item, best))
    [item] = find(judged, "OFF20").same
    yield (
        "Text: one that is switched off, and nothing works instead",
        modals.reply_view(reply_text(item, None)),
    )

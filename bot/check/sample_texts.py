"""Samples of the texts for customers, in every language."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from bot.blocks.context import Context
from bot.blocks.customer_text import reply_text
from bot.blocks.kit import Choice, View
from bot.blocks.modals import Origin, reply_view
from bot.blocks.recipient import Recipient
from bot.blocks.state import State
from bot.blocks.verdict import HOW_TO_FIND_OUT
from bot.check.sample_coupons import COUPONS, CUSTOMER, NOW, ODD_COUPONS, coupon
from bot.coupons.availability import Standing
from bot.coupons.codes import find
from bot.coupons.selection import JudgedCoupon, judge
from bot.languages import known_languages, language

_NO_CHOICE = Choice({"": ""}, "")


def texts() -> Iterator[tuple[str, View]]:
    best, gone, free = _listed("WELCOME15"), _listed("GONE10"), _listed("SHIPFREE")
    instead = Choice({"1": "15% off · WELCOME15", "2": "Free shipping · SHIPFREE"}, "2")
    yield "Text: the window around it", _window(gone, free, "en", instead)
    used_up = _judged("THRICE", is_available_to_use=False, limit_per_customer=3, customer_used_count=3)
    in_stores = _judged("STORE", type="Free Shipping", target="POS", is_available_to_use=True)
    those: dict[str, tuple[JudgedCoupon, JudgedCoupon | None]] = {
        "one that works": (best, None),
        "one that Gameball contradicts itself on": (_listed("ODD5"), best),
        "one that has expired": (gone, best),
        "one that expired too early": (_listed("EARLY5"), best),
        "one that starts later": (_listed("EID25"), best),
        "one that is refused without a reason": (_listed("HELD5"), best),
        "one that was used as often as it allows": (used_up, best),
        "one for stores, without an end": (in_stores, None),
        "one that is switched off, and nothing works instead": (_listed("OFF20"), None),
    }
    those["one that Gameball does not say works"] = (_listed("MAYBE5"), None)
    for odd in ODD_COUPONS:
        if not odd.code:
            # Without a code, there is no button for a text.
            continue
        those[str(odd.name).lower()] = (judge([odd], now=NOW)[0], None)
    for code in known_languages():
        for name, (item, alternative) in those.items():
            yield f"Text in {language(code).name}: {name}", _window(item, alternative, code)


def _listed(code: str) -> JudgedCoupon:
    return find(judge(COUPONS, now=NOW), code).same[0]


def _judged(code: str, **fields: Any) -> JudgedCoupon:
    return judge([coupon(code=code, **fields)], now=NOW)[0]


def _window(
    item: JudgedCoupon, alternative: JudgedCoupon | None, code: str, instead: Choice = _NO_CHOICE
) -> View:
    return reply_view(
        reply_text(item, alternative, Recipient(language(code), UTC, NOW)),
        Context(now=NOW, data="live"),
        languages=Choice({each: language(each).name for each in known_languages()}, code),
        replacements=instead,
        origin=Origin(channel_id="C0123456789", about=State(customer_id=CUSTOMER, code=item.coupon.code)),
        note=HOW_TO_FIND_OUT if item.availability.standing is Standing.UNCLEAR else "",
    )

"""The answer for one code as a message, for the tests of such messages."""

from bot.blocks import ids, kit
from bot.blocks.card import Told, coupon_blocks
from bot.blocks.context import Context
from bot.blocks.coupon_buttons import coupon_buttons
from bot.blocks.one_coupon import one_coupon
from bot.blocks.state import State
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon, judge
from bot.gameball.models import Coupon, CustomerCoupons
from tests.factories import NOW

UNTIL = "until <!date^1798015950^{date_short_pretty} at {time}|2026-12-23 08:52 UTC> (in 30 days)"
AS_OF = "Customer `cust_1`  ·  as of <!date^1795423950^{date_short_pretty} at {time}|2026-11-23 08:52 UTC>"
WORKS = "10% off, code `{}`: ✅ Works now, until 2026-12-23 08:52 UTC (in 30 days)"
OFF = {"is_active": False, "is_available_to_use": False}
NOTHING = "No other coupon of this customer is usable now."
FACTS = "10% off, Summer treat, 1 use left"


def shown(
    code: str, *coupons: Coupon, unreadable: int = 0, can_share: bool = True, before: str | None = None
) -> kit.Message:
    snapshot = Snapshot("cust_1", CustomerCoupons(coupons, unreadable), NOW)
    state = State(customer_id="cust_1", code=code, shown=before)
    return one_coupon(snapshot, state, Context(now=NOW, can_share=can_share))


def judged(*coupons: Coupon) -> list[JudgedCoupon]:
    return judge(coupons, now=NOW)


def card(
    item: JudgedCoupon,
    block_id: str,
    *,
    can_share: bool = True,
    told: Told = "nothing",
    checkout: bool = True,
) -> kit.Block:
    buttons = coupon_buttons(item, "cust_1", can_share=can_share, checkout=checkout)
    [block] = coupon_blocks(item, now=NOW, block_id=block_id, buttons=buttons, told=told)
    return block


def ways_on(code: str, *found: JudgedCoupon, everything: str = "") -> kit.Block:
    again = State(customer_id="cust_1", code=code, shown=dump_shown(found, NOW))
    buttons = [kit.button("Refresh", ids.REFRESH, again.dump())]
    if everything:
        buttons.insert(0, kit.button(everything, ids.SHOW_ALL, '{"c":"cust_1"}'))
    return kit.actions("pages", buttons)


def near(*codes: str) -> kit.Block:
    return kit.actions(
        "near",
        [
            kit.button(code, action_id, State(customer_id="cust_1", code=code).dump(), from_outside=True)
            for code, action_id in zip(codes, ids.NEAR_MATCHES, strict=False)
        ],
    )

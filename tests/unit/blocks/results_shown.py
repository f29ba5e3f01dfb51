"""A customer's coupons as a message, for the tests of such messages."""

from datetime import timedelta
from typing import Any

from bot.blocks import ids, kit
from bot.blocks.context import Context
from bot.blocks.results import results
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import Filter, JudgedCoupon, judge
from bot.gameball.models import Coupon, CustomerCoupons
from tests.factories import NOW, coupon

OFF = {"is_active": False, "is_available_to_use": False}
LATER = {"start_date": NOW + timedelta(days=9), "is_available_to_use": False}
WORKS = "10% off, code `{}`: ✅ Works now, until 2026-12-23 08:52 UTC (in 30 days)"


def shown(
    *coupons: Coupon,
    unreadable: int = 0,
    customer_id: str = "cust_1",
    context: Context | None = None,
    **state: Any,
) -> kit.Message:
    snapshot = Snapshot(customer_id, CustomerCoupons(coupons, unreadable), NOW)
    return results(snapshot, State(customer_id=customer_id, **state), context or Context(now=NOW))


def judged(*coupons: Coupon) -> list[JudgedCoupon]:
    return judge(coupons, now=NOW)


def named(*codes: str, **fields: Any) -> list[Coupon]:
    return [coupon(code=code, **fields) for code in codes]


def filters(show: Filter, *labels: str) -> kit.Block:
    buttons = [
        (ids.SHOW_ALL, Filter.ALL),
        (ids.SHOW_USABLE, Filter.USABLE),
        (ids.SHOW_UNCLEAR, Filter.UNCLEAR),
        (ids.SHOW_UNUSABLE, Filter.UNUSABLE),
    ]
    if len(labels) == 3:
        del buttons[2]
    return kit.actions(
        "filter",
        [
            kit.button(
                label,
                action_id,
                State(customer_id="cust_1", show=target).dump(),
                style="primary" if target is show else None,
            )
            for label, (action_id, target) in zip(labels, buttons, strict=True)
        ],
    )

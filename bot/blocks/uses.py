"""How often a coupon can still be used, in words."""

from bot.blocks.reasons import count
from bot.coupons.availability import Availability
from bot.coupons.evidence import Deleted, EndsBeforeStart, Expired, Used, UsedByCustomer, UsedUp
from bot.gameball.models import Coupon


def uses(coupon: Coupon, availability: Availability) -> list[str]:
    """How often it can still be used. Where that is a reason, or does not matter any more, nothing."""
    over = Used | UsedByCustomer | UsedUp | Expired | EndsBeforeStart | Deleted
    if any(isinstance(reason, over) for reason in availability.reasons):
        return []
    own_limit, own_left = _limit_and_left(coupon.limit_per_customer, coupon.customer_used_count)
    limit, left = _limit_and_left(coupon.usage_limit, coupon.used_count)
    # What is left for all is of use only where it is less than what this customer has left.
    fewer = left is not None and own_left is not None and left < own_left
    pieces = []
    if own_limit:
        if own_left is None:
            pieces.append(f"{_so_many_uses(own_limit)} per customer")
        elif fewer:
            pieces.append(f"{count(own_left)} of {count(own_limit)} left for this customer")
        elif own_left == own_limit == 1:
            pieces.append("1 use left")
        else:
            pieces.append(f"{count(own_left)} of {count(own_limit)} uses left")
    if limit:
        if left is None:
            pieces.append(f"{_so_many_uses(limit)} for all customers")
        elif fewer or own_left is None:
            pieces.append(f"{'only ' if fewer else ''}{count(left)} of {count(limit)} left for all customers")
    return pieces


def _limit_and_left(limit: int | None, used: int | None) -> tuple[int, int | None]:
    """The limit, 0 where there is none, and how many uses are left of it, None where that is not known."""
    if limit is None or limit <= 0:
        return 0, None
    return limit, None if used is None or used < 0 else max(0, limit - used)


def _so_many_uses(limit: int) -> str:
    return "1 use" if limit == 1 else f"{count(limit)} uses"

"""What to check when a coupon works according to Gameball's list, and the customer says that it does not."""

from collections.abc import Iterator

from bot.gameball.models import Coupon
from bot.gameball.types import PERCENT_TYPES, CouponType

HOW_TO_FIND_OUT = (
    "*How to find out:* look at the coupon in Gameball's dashboard: its dates, limits and status. Until then, please "
    "promise nothing."
)
"""For unclear coupons; mrkdwn."""


def beyond_the_list(coupon: Coupon) -> list[str]:
    """What Gameball's list cannot show, for this coupon's type and target, as lines of mrkdwn."""
    return [f"• {point}" for point in (*_by_type(coupon), *_by_target(coupon), *_always())]


def _by_type(coupon: Coupon) -> Iterator[str]:
    match coupon.kind:
        case CouponType.FREE_SHIPPING:
            yield "*Address and shipping method*: free shipping may count for some only."
        case CouponType.FREE_PRODUCT:
            yield "*The product*: it may have to be in the cart, and in stock."
        case CouponType.BUY_X_GET_Y:
            yield "*The products*: all of them may have to be in the cart, and in stock."
        case CouponType.PERCENTAGE_CASHBACK | CouponType.FIXED_CASHBACK:
            yield "*Cashback comes after the order*: the price at the checkout stays as it is."
        case CouponType.PERCENTAGE_FEES_DISCOUNT:
            yield "*Fees only*: the price of the products stays as it is."
        case _:
            yield "*Products*: the coupon may not count for what is in the cart."
    if coupon.min_order_value is None:
        yield "*Minimum order*: the cart may be below it."
    if coupon.capping is None and coupon.kind in PERCENT_TYPES:
        yield "*Highest discount*: what it takes off may be limited to an amount."


def _by_target(coupon: Coupon) -> Iterator[str]:
    match (coupon.target or "").casefold():
        case "online":
            yield "*Channel*: it is for online orders, not for the till of a store."
        case "pos":
            yield "*Channel*: it is for the till of a store, not for online orders."
        case _:
            yield "*Channel*: it may be for online orders only, or for stores only."


def _always() -> Iterator[str]:
    yield "*Combining*: another discount in the cart may exclude it."
    yield "*Account*: the customer may be logged in with another account, or ordering as a guest."
    yield "*Another checkout*: one that is still open, on a phone perhaps, holds it for some minutes."

"""What to ask a customer for whom a coupon fails at the checkout, although Gameball says that it works.

Gameball's list shows none of it. Sources: Gameball's documentation of free products, locks, cashback and opted-out customers."""

from collections.abc import Iterator
from decimal import Decimal

from bot.blocks import mrkdwn
from bot.blocks.worth import money
from bot.gameball.models import Coupon
from bot.gameball.types import PERCENT_TYPES, CouponType


def checkout_questions(coupon: Coupon) -> list[str]:
    """Questions for this coupon's type, amounts and target, the likeliest first, as lines of mrkdwn."""
    questions = (*_by_type(coupon), *_by_amounts(coupon), *_by_target(coupon), *_always())
    return [f"{number}. {question}" for number, question in enumerate(questions, start=1)]


def _by_type(coupon: Coupon) -> Iterator[str]:
    match coupon.kind:
        case CouponType.FREE_PRODUCT:
            yield "*Is the free product in the cart?* It must be there before the code is entered, and in stock."
        case CouponType.BUY_X_GET_Y:
            yield "*Are all the products in the cart?* They must be there before the code is entered, and in stock."
        case CouponType.FREE_SHIPPING:
            yield "*Which address and which shipping method?* Free shipping may be for some of them only."
        case CouponType.PERCENTAGE_CASHBACK | CouponType.FIXED_CASHBACK:
            yield "*Did the price stay the same?* That is right: cashback comes later, after the order."
        case CouponType.PERCENTAGE_FEES_DISCOUNT:
            yield "*Did only the fees become less?* That is right: the price of the products stays the same."
        case _:
            yield "*What is in the cart?* The coupon may be for some products only."


def _by_amounts(coupon: Coupon) -> Iterator[str]:
    """0 seems to mean that there is none. What is not sent may be there all the same."""
    least, most = coupon.min_order_value, coupon.capping
    at_least = f" of {_amount(coupon, least)}" if least and least > 0 else ""
    if at_least or least is None:
        if coupon.kind is CouponType.FREE_PRODUCT:
            yield (
                f"*Does the free product cost enough?* A minimum amount{at_least} is compared with its own price, not with "
                "the whole cart's."
            )
        else:
            yield f"*Is the cart above the minimum amount{at_least}?*"
    if coupon.kind in PERCENT_TYPES and (most is None or most > 0):
        at_most = f"{_amount(coupon, most)} at most" if most else "up to a certain amount only"
        yield f"*Is it less than expected?* The coupon may give {at_most}."


def _amount(coupon: Coupon, value: Decimal) -> str:
    return mrkdwn.as_it_is(money(value, coupon.currency), 60)


def _by_target(coupon: Coupon) -> Iterator[str]:
    match (coupon.target or "").casefold():
        case "online":
            yield "*Is it an online order?* This coupon is not for stores."
        case "pos":
            yield "*Is it in a store?* This coupon is not for online orders."
        case _:
            yield "*Online or in a store?* The coupon may be for one of them only."


def _always() -> Iterator[str]:
    yield "*Did a checkout fail just before, or is one still open?* It holds the code for some minutes: wait, then try again."
    yield "*Is another discount in the cart?* Take it out and try again."
    yield "*Is the customer logged in, with this account?* As a guest, or with another account, the code may not work."
    yield "*Did the customer leave the loyalty program?* Customers who opted out cannot use coupons."

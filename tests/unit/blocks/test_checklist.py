import pytest

from bot.blocks.checklist import beyond_the_list
from tests.factories import coupon

FREE_SHIPPING = ["*Address and shipping method*: free shipping may count for some only."]
FREE_PRODUCT = ["*The product*: it may have to be in the cart, and in stock."]
CASHBACK = ["*Cashback comes after the order*: the price at the checkout stays as it is."]
FEES = ["*Fees only*: the price of the products stays as it is."]
PRODUCTS = ["*The products*: all of them may have to be in the cart, and in stock."]
DISCOUNT = ["*Products*: the coupon may not count for what is in the cart."]
MINIMUM = ["*Minimum order*: the cart may be below it."]
CAP = ["*Highest discount*: what it takes off may be limited to an amount."]
ONLINE = "*Channel*: it is for online orders, not for the till of a store."
STORES = "*Channel*: it is for the till of a store, not for online orders."
EITHER = "*Channel*: it may be for online orders only, or for stores only."
ALWAYS = [
    "*Combining*: another discount in the cart may exclude it.",
    "*Account*: the customer may be logged in with another account, or ordering as a guest.",
    "*Another checkout*: one that is still open, on a phone perhaps, holds it for some minutes.",
]


@pytest.mark.parametrize(
    ("kind", "target", "points"),
    [
        ("Free Shipping", "online", [*FREE_SHIPPING, *MINIMUM, ONLINE]),
        ("Free Product", "POS", [*FREE_PRODUCT, *MINIMUM, STORES]),
        ("Buy X Get Y", "POS", [*PRODUCTS, *MINIMUM, STORES]),
        ("Percentage-based Cashback", "Reward", [*CASHBACK, *MINIMUM, *CAP, EITHER]),
        ("Fixed Cashback", None, [*CASHBACK, *MINIMUM, EITHER]),
        ("Percentage-based Fees Discount", None, [*FEES, *MINIMUM, *CAP, EITHER]),
        ("Percentage", None, [*DISCOUNT, *MINIMUM, *CAP, EITHER]),
        ("Fixed Rate Discount", None, [*DISCOUNT, *MINIMUM, EITHER]),
        ("mystery_box", None, [*DISCOUNT, *MINIMUM, EITHER]),
    ],
)
def test_what_to_check_depends_on_the_type_and_the_target(
    kind: str, target: str | None, points: list[str]
) -> None:
    assert beyond_the_list(coupon(type=kind, target=target)) == [f"• {point}" for point in [*points, *ALWAYS]]


@pytest.mark.parametrize("sent", [0, 50])
def test_a_cap_and_a_minimum_that_are_sent_are_not_among_what_to_check(sent: int) -> None:
    told = beyond_the_list(coupon(target=None, capping=sent, min_order_value=sent))

    assert told == [f"• {point}" for point in [*DISCOUNT, EITHER, *ALWAYS]]

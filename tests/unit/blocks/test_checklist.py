import pytest

from bot.blocks.checklist import beyond_the_list
from tests.factories import coupon

FREE_SHIPPING = ["*Address and shipping method*: free shipping may hold for some only."]
FREE_PRODUCT = ["*The product*: it may have to be in the cart, and in stock."]
CASHBACK = ["*Cashback comes after the order*: the price at the checkout stays as it is."]
FEES = ["*Fees only*: the price of the products stays as it is."]
DISCOUNT = [
    "*Minimum spend*: the cart may be below it.",
    "*Excluded products*: the cart may hold only what the coupon does not count for.",
]
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
        ("Free Shipping", "online", [*FREE_SHIPPING, ONLINE]),
        ("Free Product", "POS", [*FREE_PRODUCT, STORES]),
        ("Percentage-based Cashback", "Reward", [*CASHBACK, EITHER]),
        ("Fixed Cashback", None, [*CASHBACK, EITHER]),
        ("Percentage-based Fees Discount", None, [*FEES, EITHER]),
        ("Percentage", None, [*DISCOUNT, EITHER]),
        ("Fixed Rate Discount", None, [*DISCOUNT, EITHER]),
        ("mystery_box", None, [*DISCOUNT, EITHER]),
    ],
)
def test_what_to_check_depends_on_the_type_and_the_target(
    kind: str, target: str | None, points: list[str]
) -> None:
    assert beyond_the_list(coupon(type=kind, target=target)) == [f"• {point}" for point in [*points, *ALWAYS]]

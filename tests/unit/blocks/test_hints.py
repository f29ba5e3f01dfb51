from typing import Literal

import pytest

from bot.blocks.hints import empty_list_hints, not_found_hints

EMAIL = (
    "This is an *e-mail address*. Many shops give Gameball another id, such as Shopify's 13 digits: look it up in the "
    "shop's admin."
)
SHOPIFY = "This looks like a *Shopify id*: is it the customer's, and not an order's?"
PHONE = "This may be a *phone number*. Shops that use them often put something before it, such as `mobile_966500001234`."
DIGITS = "These are *only digits*: is it the customer's id, and not an order's or a ticket's?"
SPACES = "There are *spaces* in it, which ids seldom have."
CASE = "*Upper and lower case* count: `Cust_1` and `cust_1` are two customers."
TEST_KEYS = "This app uses *test keys*: customers of the live shop are not known there."
MERGED = (
    "If this customer's profiles were *merged*, Gameball answers only to the latest id: ask for the id that the shop "
    "uses now."
)


@pytest.mark.parametrize(
    ("customer_id", "hints"),
    [
        ("customer@example.com", [EMAIL, CASE]),
        ("customer@example", [CASE]),
        ("6571483726149", [SHOPIFY]),
        ("+571483726149", [PHONE]),
        ("12345678", [PHONE]),
        ("123456789012345", [PHONE]),
        ("1234567", [DIGITS]),
        ("1234567890123456", [DIGITS]),
        ("12 34", [SPACES]),
        ("cust 1001", [SPACES, CASE]),
        ("-", []),
    ],
)
def test_an_id_that_is_not_known_is_judged_by_what_it_looks_like(customer_id: str, hints: list[str]) -> None:
    assert not_found_hints(customer_id, "live") == [f"• {hint}" for hint in [*hints, MERGED]]


@pytest.mark.parametrize("data", ["live", None])
def test_only_test_keys_are_told_of(data: Literal["live"] | None) -> None:
    assert not_found_hints("-", data) == [f"• {MERGED}"]
    assert not_found_hints("-", "test") == [f"• {TEST_KEYS}", f"• {MERGED}"]


FIRST = "The id is right: somebody with it exists. If the customer does see coupons in the shop:"
PROFILE = "• They may be on *another profile* of the same person, such as one made in a store or as a guest."
SIGN_UPS = (
    "• Profiles under an *e-mail address* are often made by sign-ups; orders may count on the shop's own id."
)
EVERYBODY = "• A code that the shop gives to everybody is *not on any customer's list*."
TEST_COUPONS = "• This app uses *test keys*: coupons of the live shop are not shown there."


@pytest.mark.parametrize(
    ("customer_id", "data", "points"),
    [
        ("cust_1", "live", [PROFILE, EVERYBODY]),
        ("customer@example.com", None, [PROFILE, SIGN_UPS, EVERYBODY]),
        ("cust_1", "test", [PROFILE, EVERYBODY, TEST_COUPONS]),
    ],
)
def test_where_a_customer_has_no_coupons_it_says_where_they_may_be(
    customer_id: str, data: Literal["test", "live"] | None, points: list[str]
) -> None:
    assert empty_list_hints(customer_id, data) == [FIRST, "\n".join(points)]

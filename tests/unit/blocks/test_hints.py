"""Which hints are given; their words are in docs/wording.md."""

import re

import pytest

from bot.blocks.hints import empty_list_hints, not_found_hints


def topics(hints: list[str]) -> list[str]:
    """What each line says in bold."""
    return re.findall(r"\*([^*]+)\*", "\n".join(hints))


@pytest.mark.parametrize(
    ("customer_id", "shape"),
    [
        ("customer@example.com", ["e-mail address", "Upper and lower case"]),
        ("customer@example", ["Upper and lower case"]),
        ("6571483726149", ["Shopify id"]),
        ("+571483726149", ["phone number"]),
        ("12345678", ["phone number"]),
        ("123456789012345", ["phone number"]),
        ("1234567", ["only digits"]),
        ("1234567890123456", ["only digits"]),
        ("12 34", ["spaces"]),
        ("cust 1001", ["spaces", "Upper and lower case"]),
        ("-", []),
        ("#1001", ["number of an order", "#"]),
        ("#SO-1001", ["number of an order", "#", "Upper and lower case"]),
        ("ORD-1001", ["number of an order", "Upper and lower case"]),
        ("order 1001", ["number of an order", "spaces", "Upper and lower case"]),
        ("WELCOME15", ["coupon code without a customer id", "Upper and lower case"]),
        ("FREESHIP", ["coupon code without a customer id", "Upper and lower case"]),
        ("4711", ["only digits"]),
        ("cust_1001", ["Upper and lower case"]),
        ("6543 2109 87654", ["groups"]),
        ("cust—1001", ["em dash", "Upper and lower case"]),
        ("https://shop.example/orders", ["address of a web page", "Upper and lower case"]),
    ],
)
def test_an_id_that_is_not_known_is_judged_by_what_it_looks_like(customer_id: str, shape: list[str]) -> None:
    assert topics(not_found_hints(customer_id)) == [*shape, "merged"]


@pytest.mark.parametrize(
    ("customer_id", "first"),
    [
        ("CODE1", "swapped"),
        ("order", "number of an order"),
        ("code", "coupon code without a customer id"),
        ("cust_1001.", "full stop"),
        ("@jane", "@"),
    ],
)
def test_a_code_before_the_id_is_thought_of_where_nothing_else_is_odd(customer_id: str, first: str) -> None:
    said = topics(not_found_hints(customer_id, with_code=True))

    assert said[0] == first
    assert ("swapped" in said) == (first == "swapped")
    assert ("Upper and lower case" in said) == (customer_id not in {"order", "code"})


def test_coupons_of_an_e_mail_address_may_be_under_another_id() -> None:
    assert topics(empty_list_hints("customer@example.com")) == [
        "another profile",
        "e-mail address",
        "on no customer's list",
    ]

from typing import Any

import pytest

from bot.blocks.checkout import checkout_questions
from tests.factories import coupon

ALWAYS = ["Did a checkout fail", "Is another discount", "Is the customer logged in", "Did the customer leave"]
MINIMUM = "Is the cart above the minimum amount?*"
CAP = "Is the amount smaller than expected?* The coupon may give only up to a certain amount."
EITHER = "Online or in a store?"


@pytest.mark.parametrize(
    ("kind", "target", "asked"),
    [
        (
            "Free Product",
            "POS",
            ["Is the free product in", "Does the free product cost enough?* Its own", "Is it in a store?"],
        ),
        ("Buy X Get Y", "pos", ["Are all the products in the cart?", MINIMUM, "Is it in a store?"]),
        ("Free Shipping", "Online", ["Which address", MINIMUM, "Is it an online order?"]),
        ("Percentage-based Cashback", None, ["Did the price stay the same?", MINIMUM, CAP, EITHER]),
        ("Fixed Cashback", "Reward", ["Did the price stay the same?", MINIMUM, EITHER]),
        ("Percentage-based Fees Discount", None, ["Are only the fees", MINIMUM, CAP, EITHER]),
        ("Percentage", "online", ["What is in the cart?", MINIMUM, CAP, "Is it an online order?"]),
        ("Fixed Rate Discount", None, ["What is in the cart?", MINIMUM, EITHER]),
        ("mystery_box", None, ["What is in the cart?", MINIMUM, EITHER]),
    ],
)
def test_the_questions_are_those_of_the_type_and_the_target_once_each(
    kind: str, target: str | None, asked: list[str]
) -> None:
    questions = checkout_questions(coupon(type=kind, target=target))

    expected = [*asked, *ALWAYS]
    assert len(questions) == len(expected)
    for number, (question, begin) in enumerate(zip(questions, expected, strict=True), start=1):
        assert question.startswith(f"{number}. *{begin}")


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"min_order_value": 0, "capping": 0}, []),
        ({"min_order_value": -5, "capping": -5}, []),
        (
            {"min_order_value": 200, "capping": 50},
            [
                "2. *Is the cart above the minimum amount of EGP 200.00?*",
                "3. *Is the amount smaller than expected?* The coupon may give EGP 50.00 at most.",
            ],
        ),
        (
            {"type": "Free Product", "min_order_value": 200},
            [
                "2. *Does the free product cost enough?* Its own price may have to reach the minimum amount of EGP 200.00. Then "
                "the rest of the cart does not count."
            ],
        ),
    ],
)
def test_a_minimum_and_a_cap_that_are_sent_are_named_and_not_in_question(
    fields: dict[str, Any], asked: list[str]
) -> None:
    questions = checkout_questions(coupon(currency="EGP", **fields))

    assert [question for question in questions if "amount" in question or "expected" in question] == asked

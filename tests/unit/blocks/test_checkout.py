import re

import pytest

from bot.blocks.checkout import checkout_questions
from tests.factories import coupon

ALWAYS = ["Did a checkout fail", "Is another discount", "Is the customer logged in", "Did the customer leave"]
MINIMUM = "Is the cart above"


@pytest.mark.parametrize(
    ("kind", "target", "asked"),
    [
        (
            "Free Product",
            "POS",
            ["Is the free product in the cart?", "Does that product cost", "Is it in a store?"],
        ),
        ("Free Shipping", "Online", ["Which address", MINIMUM, "Is it an online order?"]),
        (
            "Percentage-based Cashback",
            None,
            ["Did the price stay the same?", MINIMUM, "Online or in a store?"],
        ),
        ("Fixed Cashback", "Reward", ["Did the price stay the same?", MINIMUM, "Online or in a store?"]),
        ("Percentage-based Fees Discount", None, ["Did only the fees", MINIMUM, "Online or in a store?"]),
        ("Percentage", "online", [MINIMUM, "What is in the cart?", "Is it an online order?"]),
        ("mystery_box", None, [MINIMUM, "What is in the cart?", "Online or in a store?"]),
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
        assert re.search(r"\?", question)

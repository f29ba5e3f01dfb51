import pytest

from bot.blocks import kit
from bot.blocks.contact import SOMEBODY
from bot.blocks.problem import plain_problem
from bot.blocks.refusal import coupon_gone, mention, not_this_channel, not_understood

ASK = "Please ask whoever runs this app to change that."


@pytest.mark.parametrize(
    ("number", "where"),
    [
        (1, "<#C00>"),
        (3, "<#C00>, <#C01>, <#C02>"),
        (10, "<#C00>, <#C01>, <#C02>, <#C03>, <#C04>, <#C05>, <#C06>, <#C07>, <#C08>, <#C09>"),
        (12, "<#C00>, <#C01>, <#C02>, <#C03>, <#C04>, <#C05>, <#C06>, <#C07>, <#C08>, <#C09> and 2 more"),
    ],
)
def test_some_of_the_channels_where_coupons_are_shown_are_named(number: int, where: str) -> None:
    allowed = {f"C{n:02}" for n in range(number)}

    assert not_this_channel(allowed, SOMEBODY) == plain_problem(
        "Coupons are shown in certain channels only", f"Look them up in {where}. {ASK}"
    )


def test_what_was_typed_is_repeated_where_it_is_not_understood() -> None:
    message = not_understood("cust `1` <!here>")

    problem = plain_problem(
        "That is more than a customer id and a coupon code",
        'Please put quotes around an id with spaces in it: `/coupons "id with spaces" WELCOME15`.',
    )
    assert message == kit.Message(
        problem.text, [*problem.blocks, kit.context("You typed `cust 1 &lt;!here&gt;`")]
    )


@pytest.mark.parametrize(("name", "buttons"), [("jane", ['{"c":"jane"}']), ("", []), ("x" * 2000, [])])
def test_the_name_in_a_mention_may_be_what_was_typed_as_an_id(name: str, buttons: list[str]) -> None:
    message = mention(name)

    assert message.text == (
        "This is a member, a group or a channel of Slack, and not a customer's id. "
        "Please ask with the id, such as `/coupons cust_1001`."
    )
    assert [button["value"] for block in message.blocks[1:] for button in block["elements"]] == buttons


def test_who_asked_for_a_text_does_not_read_that_nothing_was_shared() -> None:
    assert (
        coupon_gone().text
        == "This is not on the customer's list any more, or not as it was shown. Click Refresh to see what is there now."
    )

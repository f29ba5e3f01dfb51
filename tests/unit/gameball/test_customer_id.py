import pytest

from bot.gameball.customer_id import path_segment
from bot.gameball.errors import InvalidCustomerIdError


@pytest.mark.parametrize(
    ("customer_id", "segment"),
    [
        ("Cust-1.a~b_2", "Cust-1.a~b_2"),
        ("a+b@c.com", "a%2Bb%40c.com"),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("a%2Fb", "a%252Fb"),
        ("../keys", "..%2Fkeys"),
        ("...", "..."),
        ("{} 👍", "%7B%7D%20%F0%9F%91%8D"),
        ("a" * 200, "a" * 200),
    ],
)
def test_an_id_is_one_percent_encoded_segment_with_its_case_kept(customer_id: str, segment: str) -> None:
    assert path_segment(customer_id) == segment


@pytest.mark.parametrize(
    "customer_id",
    ["", ".", "..", "a" * 201, "a\nb", "a\x00", "\x7f", "\x85", "\t", "\ud800"],
)
def test_what_cannot_be_an_id_is_refused(customer_id: str) -> None:
    with pytest.raises(InvalidCustomerIdError):
        path_segment(customer_id)


def test_a_refusal_does_not_quote_the_id() -> None:
    with pytest.raises(InvalidCustomerIdError) as refused:
        path_segment("cust\x00secret")

    assert (str(refused.value), refused.value.status) == ("(None, None)", None)

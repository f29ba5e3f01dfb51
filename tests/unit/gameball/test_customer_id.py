import pytest

from bot.gameball.customer_id import MAX_LENGTH, path_segment
from bot.gameball.errors import InvalidCustomerIdError


@pytest.mark.parametrize(
    ("customer_id", "segment"),
    [
        ("6571483726149", "6571483726149"),
        ("mobile_966500001234", "mobile_966500001234"),
        ("Cust-1.a~b", "Cust-1.a~b"),
        ("a+b@c.com", "a%2Bb%40c.com"),
        ("a/b", "a%2Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("a%2Fb", "a%252Fb"),
        ("ü ñ", "%C3%BC%20%C3%B1"),
        ("..%2f", "..%252f"),
        ("../keys", "..%2Fkeys"),
        ("...", "..."),
        ("{}", "%7B%7D"),
        ("a\\b;c", "a%5Cb%3Bc"),
        ("👍", "%F0%9F%91%8D"),
    ],
)
def test_an_id_is_one_percent_encoded_segment_with_its_case_kept(customer_id: str, segment: str) -> None:
    assert path_segment(customer_id) == segment


def test_the_longest_id_is_accepted() -> None:
    assert path_segment("a" * MAX_LENGTH) == "a" * MAX_LENGTH


@pytest.mark.parametrize(
    "customer_id",
    ["", ".", "..", "a" * (MAX_LENGTH + 1), "a\nb", "a\x00", "\x7f", "\x85", "\t", "\ud800"],
)
def test_what_cannot_be_an_id_is_refused(customer_id: str) -> None:
    with pytest.raises(InvalidCustomerIdError):
        path_segment(customer_id)


def test_a_refusal_does_not_quote_the_id() -> None:
    with pytest.raises(InvalidCustomerIdError) as refused:
        path_segment("cust\x00secret")

    assert (str(refused.value), refused.value.status) == ("(None, None)", None)

"""What can be a customer id, and that it reaches Gameball as one segment of the path, whatever is in it."""

import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.gameball.customer_id import MAX_LENGTH, path_segment
from bot.gameball.errors import InvalidCustomerIdError
from tests.property.raw_server import RawServer

# All of Unicode, and much of what means something in a URL.
_IDS = st.text(
    st.one_of(
        st.characters(exclude_categories=()), st.sampled_from("./\\%?#&;:@+!$'()*,=~|^[]<>\"{}`2eEfFbB ")
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def gameball() -> Iterator[RawServer]:
    with RawServer() as server:
        yield server


def is_fit(customer_id: str) -> bool:
    return (
        customer_id not in {"", ".", ".."}
        and len(customer_id) <= MAX_LENGTH
        and not any(unicodedata.category(character) in {"Cc", "Cs"} for character in customer_id)
    )


@given(_IDS.filter(is_fit))
@example("..;")
@example("a;b=c")
@example("%2e%2e")
@example("%3B%252F")
@example("../..")
@example("c" * MAX_LENGTH)
def test_an_id_is_on_the_wire_as_one_segment_with_all_but_letters_digits_and_a_few_marks_encoded(
    gameball: RawServer, customer_id: str
) -> None:
    gameball.ask(customer_id)

    segment = quote(customer_id, safe="")
    path = f"/api/v4.0/integrations/customers/{segment}/coupons"
    assert gameball.head.partition(b"\r\n")[0].decode("ascii") == f"GET {path} HTTP/1.1"


@given(_IDS)
@example("")
@example(".")
@example("..")
@example("c" * MAX_LENGTH)
@example("c" * (MAX_LENGTH + 1))
def test_only_what_cannot_be_an_id_is_refused(customer_id: str) -> None:
    try:
        path_segment(customer_id)
        refused = False
    except InvalidCustomerIdError:
        refused = True

    assert refused == (not is_fit(customer_id))

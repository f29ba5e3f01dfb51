import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.blocks.state import State
from bot.coupons.selection import Filter
from tests.property.coupons import MANY, customer_ids, hostile_text

SLACKS_LIMIT = 2000


def is_state(value: str) -> bool:
    """Whether this is JSON with a customer in it."""
    try:
        return bool(json.loads(value)["c"])
    except (ValueError, TypeError, KeyError):
        return False


@MANY
@given(customer_ids, st.sampled_from(Filter), st.integers(1, 1_000_000))
def test_a_state_survives_the_way_through_a_button(customer_id: str, show: Filter, page: int) -> None:
    state = State(customer_id=customer_id, show=show, page=page)
    assert State.parse(state.dump()) == state


@MANY
@given(customer_ids, st.sampled_from(Filter), st.integers(1, 1_000_000))
def test_a_state_always_fits_into_a_button(customer_id: str, show: Filter, page: int) -> None:
    dumped = State(customer_id=customer_id, show=show, page=page).dump()
    assert len(dumped.encode("utf-16-le")) // 2 <= SLACKS_LIMIT


@MANY
@given(
    hostile_text.map(lambda text: text[:SLACKS_LIMIT])
    | st.from_regex(r'\{"[cfp]":("\w*"|-?\d{1,30}|null|\[\]|\{\})\}', fullmatch=True)
)
def test_what_is_no_state_is_refused_without_quoting_it(value: str) -> None:
    assume(not is_state(value))
    with pytest.raises(ValueError, match=r"^not a button's state$") as raised:
        State.parse(value)
    error = raised.value
    # What a traceback would show beneath it.
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None


@given(st.sampled_from([0, -1, 1_000_001, 10**30]))
def test_a_page_that_cannot_be_is_refused(page: int) -> None:
    with pytest.raises(ValueError, match="not a button's state"):
        State.parse(f'{{"c":"cust_1","p":{page}}}')

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.blocks.state import State
from bot.coupons.selection import Filter
from tests.property.coupons import MANY, customer_ids, hostile_text

SLACKS_LIMIT = 2000


@MANY
@given(customer_ids, st.sampled_from(Filter), st.integers(1, 1_000_000))
def test_a_state_survives_the_way_through_a_button(customer_id: str, show: Filter, page: int) -> None:
    state = State(customer_id=customer_id, show=show, page=page)
    value = state.dump()
    assert len(value.encode("utf-16-le")) // 2 <= SLACKS_LIMIT
    assert State.parse(value) == state


def is_state(value: str) -> bool:
    """Whether this is JSON with a customer in it."""
    try:
        return bool(json.loads(value)["c"])
    except (ValueError, TypeError, KeyError):
        return False


@MANY
@given(
    hostile_text.map(lambda text: text[:SLACKS_LIMIT])
    | st.from_regex(r'\{"[cfp]":("\w*"|-?\d{1,30}|null|\[\]|\{\})\}', fullmatch=True)
)
def test_what_is_no_state_is_refused(value: str) -> None:
    assume(not is_state(value))
    with pytest.raises(ValueError, match=r"^not a button's state$"):
        State.parse(value)

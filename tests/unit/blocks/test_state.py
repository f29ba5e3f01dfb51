import pytest

from bot.blocks.state import State
from bot.coupons.selection import Filter


def test_only_what_differs_from_the_usual_travels() -> None:
    assert State(customer_id="cust_1").dump() == '{"c":"cust_1"}'


def test_everything_that_is_shown_travels_under_short_names() -> None:
    state = State(customer_id="cust_1", show=Filter.USABLE, page=3, code="A", shown="1 x")
    assert state.dump() == '{"c":"cust_1","f":"usable","p":3,"k":"A","s":"1 x"}'


def test_a_value_without_filter_and_page_means_the_first_page_of_all() -> None:
    assert State.parse('{"c":"cust_1"}') == State(customer_id="cust_1", show=Filter.ALL, page=1)


def test_what_a_newer_version_adds_is_ignored() -> None:
    assert State.parse('{"c":"cust_1","new":[1]}') == State(customer_id="cust_1")


@pytest.mark.parametrize(
    "value",
    [
        *("", "{}", "[]", "null"),
        *('{"c":""}', '{"c":1}', '{"c":"cust_secret","f":"some"}'),
        *('{"c":"cust_secret","p":0}', '{"c":"cust_secret","p":1000001}'),
        f'{{"c":"{"x" * 1993}"}}',
    ],
)
def test_what_no_button_carries_is_refused_and_not_quoted(value: str) -> None:
    with pytest.raises(ValueError, match=r"^not a button's state$") as raised:
        State.parse(value)
    assert (raised.value.args, raised.value.__cause__) == (("not a button's state",), None)
    # Else a traceback would show the parser's error, which quotes.
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


def test_the_longest_value_of_a_button_is_a_state() -> None:
    value = f'{{"c":"{"x" * 1992}"}}'

    assert State.parse(value).dump() == value

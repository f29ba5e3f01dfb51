"""Whatever a server sends: coupons, a ValueError or a GameballError, and nothing else."""

import dataclasses
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic.alias_generators import to_camel

from bot.coupons.availability import diagnose
from bot.gameball.answer import HttpAnswer, parse_answer
from bot.gameball.errors import AgentError, GameballError, OperatorError, TemporaryError
from bot.gameball.models import Coupon, CustomerCoupons, parse_coupons
from tests.factories import NOW

_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | _TEXT
    | st.sampled_from(
        ["0001-01-01T00:00:00", "9999-12-31T23:59:59.9999999", "1e999999", "NaN", "-0", 10**400]
    )
    | st.datetimes().map(lambda date: date.isoformat())
    | st.decimals().map(str)
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=4,
)
_FIELDS = st.sampled_from([to_camel(field.name) for field in dataclasses.fields(Coupon)])
_ITEMS = st.dictionaries(_FIELDS | _TEXT, _JSON, max_size=6) | _JSON
_GOOD: dict[str, Any] = {"code": "GOOD", "value": 10}


def outcome_of(answer: HttpAnswer) -> CustomerCoupons | GameballError:
    try:
        return parse_answer(answer)
    except GameballError as error:
        return error


def body_of(value: object) -> bytes:
    return json.dumps(value).encode()


@settings(max_examples=50)
@given(st.lists(_ITEMS, max_size=2), st.lists(_ITEMS, max_size=2))
def test_a_good_coupon_is_read_in_any_company_and_every_item_is_counted(
    before: list[Any], after: list[Any]
) -> None:
    items = [*before, _GOOD, *after]
    answer = parse_coupons(body_of({"coupons": items}))

    assert Coupon(**_GOOD) in answer.coupons
    assert len(answer.coupons) + answer.unreadable == len(items)


@given(_ITEMS)
def test_what_is_read_is_fit_for_use(item: Any) -> None:
    for coupon in parse_coupons(body_of([item])).coupons:
        assert (coupon.code or coupon.name) is not None
        assert [date for date in (coupon.start_date, coupon.expiry_date) if date and not date.tzinfo] == []
        # Printable, hashable, and clear enough for a verdict.
        repr(coupon).encode()
        hash((coupon, coupon.kind, diagnose(coupon, now=NOW)))


@given(_JSON, _TEXT)
def test_a_coupon_reads_the_same_with_a_field_that_is_not_known(value: Any, name: str) -> None:
    assert parse_coupons(body_of([{**_GOOD, f"x-{name}": value}])) == parse_coupons(body_of([_GOOD]))


@given(st.integers(200, 599), st.binary(max_size=60) | _JSON.map(body_of), st.none() | st.text(max_size=12))
def test_every_answer_is_coupons_or_an_error_by_who_must_act(
    status: int, body: bytes, retry_after: str | None
) -> None:
    outcome = outcome_of(HttpAnswer(status, retry_after, body))

    if isinstance(outcome, CustomerCoupons):
        assert status == 200
    else:
        assert (isinstance(outcome, AgentError | OperatorError | TemporaryError), outcome.status) == (
            True,
            status,
        )

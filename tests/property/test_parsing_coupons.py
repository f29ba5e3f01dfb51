"""Whatever a server sends: coupons, a ValueError or a GameballError, and nothing else."""

import dataclasses
import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic.alias_generators import to_camel

from bot.coupons.availability import diagnose
from bot.gameball.answer import HttpAnswer, parse_answer
from bot.gameball.errors import AgentError, OperatorError, TemporaryError
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
        [
            *("0001-01-01T00:00:00", "9999-12-31T23:59:59.9999999", "1e999999", "NaN", "-0", 10**400),
            "half of an emoji \ud83d",
        ]
    )
    | st.datetimes().map(lambda date: date.isoformat())
    | st.decimals().map(str)
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=4,
)
_NAMES = [
    *(to_camel(field.name) for field in dataclasses.fields(Coupon) if field.name != "unread"),
    *("couponType", "discountValue"),
]
_FIELDS = st.sampled_from(_NAMES)
_ITEMS = st.dictionaries(_FIELDS | _TEXT, _JSON, max_size=6) | _JSON
_GOOD: dict[str, Any] = {"code": "GOOD", "value": 10}


def body_of(value: object) -> bytes:
    return json.dumps(value).encode()


@settings(max_examples=50)
@given(st.lists(_ITEMS, max_size=2), st.lists(_ITEMS, max_size=2))
def test_a_good_coupon_is_read_in_any_company_and_every_item_is_counted(
    before: list[Any], after: list[Any]
) -> None:
    items = [*before, _GOOD, *after]
    answer = parse_coupons(body_of({"coupons": items}))

    assert Coupon(code="GOOD", value=Decimal(10)) in answer.coupons
    assert len(answer.coupons) + answer.unreadable == len(items)
    # Only what is no object at all cannot be read.
    assert answer.unreadable == sum(not isinstance(item, dict) for item in items)


@given(st.fixed_dictionaries(dict.fromkeys(_NAMES, _SCALARS)))
def test_what_is_read_is_fit_for_use(item: dict[str, Any]) -> None:
    (coupon,) = parse_coupons(body_of([item])).coupons

    assert [date for date in (coupon.start_date, coupon.expiry_date) if date and not date.tzinfo] == []
    # Its texts can be sent, and it is clear enough for a verdict.
    "".join(text for text in dataclasses.astuple(coupon) if isinstance(text, str)).encode()
    hash((coupon, coupon.kind, diagnose(coupon, now=NOW)))


@given(st.dictionaries(_FIELDS, _JSON, min_size=1, max_size=6))
def test_a_field_that_cannot_be_read_is_kept_as_it_came_and_costs_no_other_field(
    sent: dict[str, Any],
) -> None:
    (coupon,) = parse_coupons(body_of([{**sent, "code": "A", "name": "B"}])).coupons

    assert (coupon.code, coupon.name) == ("A", "B")
    assert {field.name for field in coupon.unread} <= sent.keys()
    assert all(len(field.value) <= 60 for field in coupon.unread)
    # What is text and could not be read is the text that came.
    for name, value in coupon.unread:
        if isinstance(came := sent[name], str):
            assert came.encode(errors="replace").decode().strip().startswith(value)


@given(_JSON, _TEXT)
def test_a_coupon_reads_the_same_with_a_field_that_is_not_known(value: Any, name: str) -> None:
    assert parse_coupons(body_of([{**_GOOD, f"x-{name}": value}])) == parse_coupons(body_of([_GOOD]))


@given(st.integers(200, 599), st.binary(max_size=60) | _JSON.map(body_of), st.none() | st.text(max_size=12))
def test_every_answer_is_coupons_or_an_error_by_who_must_act(
    status: int, body: bytes, retry_after: str | None
) -> None:
    outcome = parse_answer(HttpAnswer(status, retry_after, body))

    if isinstance(outcome, CustomerCoupons):
        assert status == 200
    else:
        assert (isinstance(outcome, AgentError | OperatorError | TemporaryError), outcome.status) == (
            True,
            status,
        )

"""Coupons as Gameball really sends them, field by field."""

import dataclasses
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.gameball.models import Coupon, CustomerCoupons, UnreadField, parse_coupons
from playground.gameball.stand_in import coupon as payload

GOOD = '{"code": "GOOD"}'


def parse(*items: object) -> CustomerCoupons:
    return parse_coupons(json.dumps({"coupons": items}).encode())


def beside_a_good_one(coupon: str | bytes) -> CustomerCoupons:
    """A list of a coupon that can be read and of this one, which is given as JSON."""
    item = coupon if isinstance(coupon, bytes) else coupon.encode()
    return parse_coupons(b'{"coupons": [' + GOOD.encode() + b", " + item + b"]}")


UNREADABLE = CustomerCoupons((Coupon(code="GOOD"),), unreadable=1)


def test_every_field_of_the_schema_is_read() -> None:
    assert parse(payload(currency="EGP")).coupons == (
        Coupon(
            name="Summer treat",
            code="SUMMER10",
            value=Decimal(10),
            type="Percentage",
            target="Reward",
            currency="EGP",
            start_date=datetime(2020, 1, 1, tzinfo=UTC),
            expiry_date=datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC),
            is_expired=False,
            is_active=True,
            usage_limit=1000,
            limit_per_customer=1,
            used_count=12,
            customer_used_count=0,
            is_available_to_use=True,
        ),
    )


def test_the_order_is_gameballs() -> None:
    assert [coupon.code for coupon in parse({"code": "B"}, {"code": "A"}, {"code": "B"}).coupons] == list(
        "BAB"
    )


def test_a_coupon_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Coupon(code="A").code = "B"  # type: ignore[misc]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        dict.fromkeys(payload()),
        {"iconPath": "coupon-a1", "promotionRules": [{}], "creationDate": "2022-05-03", "id": 7},
        {"\ud800": 1},
    ],
    ids=["none", "null", "not-in-the-schema", "name-not-utf-8"],
)
def test_fields_without_a_value_and_unknown_fields_change_nothing(fields: dict[str, object]) -> None:
    assert parse({**fields, "code": "A"}).coupons == (Coupon(code="A"),)


@pytest.mark.parametrize(
    "body",
    ['[{"code": "A"}]', '{"total": 1, "coupons": [{"code": "A"}]}', '\ufeff[{"code": "A"}]'],
)
def test_a_list_is_read_with_or_without_an_object_around_it(body: str) -> None:
    assert parse_coupons(body.encode()) == CustomerCoupons((Coupon(code="A"),))


@pytest.mark.parametrize("body", ['{"coupons": []}', '{"coupons": null}', "[]"])
def test_no_coupons_are_no_error(body: str) -> None:
    assert parse_coupons(body.encode()) == CustomerCoupons(())


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"null", b"7", b'"x"', b'{"coupons": {}}', b'{"coupons": "x"}', b'{"coupons": [', b"<p>"],
)
def test_what_is_no_list_of_coupons_is_an_error(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the parser says
        parse_coupons(body)


@pytest.mark.parametrize("item", ["null", "7", '"SUMMER10"', "[]", "true"])
def test_what_is_no_object_is_counted_and_the_others_are_read(item: str) -> None:
    assert beside_a_good_one(item) == UNREADABLE


@pytest.mark.parametrize(
    ("item", "coupon"),
    [
        ("{}", Coupon()),
        ('{"value": 10}', Coupon(value=Decimal(10))),
        ('{"code": "", "name": " "}', Coupon()),
        ('{"code": "A", "value": NaN}', Coupon(code="A", unread=(UnreadField("value", "NaN"),))),
        ('{"code": "A", "value": -Infinity}', Coupon(code="A", unread=(UnreadField("value", "-Infinity"),))),
        (
            '{"code": "A", "usageLimit": ' + "9" * 5000 + "}",
            Coupon(code="A", unread=(UnreadField("usageLimit", "9" * 60),)),
        ),
    ],
)
def test_an_object_is_a_coupon_however_little_is_known_of_it(item: str, coupon: Coupon) -> None:
    assert beside_a_good_one(item).coupons == (Coupon(code="GOOD"), coupon)


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (r'{"name": "half \ud83d"}', "half ?"),
        (r'{"name": "half \udc4d"}', "half ?"),
        (r'{"name": "whole \ud83d\udc4d"}', "whole 👍"),
        (b'{"name": "caf\xe9"}', "caf\ufffd"),
        ('{"name": "deep", "rules": ' + "[" * 300 + "]" * 300 + "}", "deep"),
        ('{"name": "long", "rules": ' + "9" * 5000 + "}", "long"),
        ('{"name": "two\nlines"}', "two\nlines"),
    ],
    ids=["high-surrogate", "low-surrogate", "pair", "latin-1", "deep", "digits", "raw-newline"],
)
def test_text_that_strict_parsers_refuse_is_read(item: str | bytes, name: str) -> None:
    assert beside_a_good_one(item) == CustomerCoupons((Coupon(code="GOOD"), Coupon(name=name)))


def test_a_field_of_deep_nesting_is_kept_as_far_as_it_goes() -> None:
    (good, deep) = beside_a_good_one('{"code": "A", "expiryDate": ' + "[" * 900 + "]" * 900 + "}").coupons

    assert (good.code, deep.code, deep.unread[0].name) == ("GOOD", "A", "expiryDate")


def test_bottomless_nesting_is_an_error_not_a_crash() -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        beside_a_good_one('{"code": "A", "rules": ' + "[" * 100_000 + "]" * 100_000 + "}")

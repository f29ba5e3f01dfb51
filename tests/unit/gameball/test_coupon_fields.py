"""The values of a coupon's fields, in every way that Gameball writes them."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.gameball.models import Coupon, UnreadField, parse_coupons
from bot.gameball.types import CouponType, coupon_type
from bot.gameball.values import ASSUMED_UTC, WHOLE_DAY


def read(**fields: Any) -> Coupon:
    """The one coupon in an answer, which has a code and these fields."""
    (coupon,) = parse_coupons(json.dumps([{"code": "A", **fields}]).encode()).coupons
    return coupon


@pytest.mark.parametrize(
    ("value", "text"),
    [("x", "x"), ("  x ", "x"), ("", None), (" \t", None), (15, "15"), ("half \ud83d", "half ?")],
)
def test_text_is_trimmed_and_a_number_is_text_too(value: object, text: str | None) -> None:
    assert read(
        name=value, type=value, target=value, currency=value, displayName=value, status=value
    ) == Coupon(code="A", name=text, type=text, target=text, currency=text, display_name=text, status=text)


def test_a_text_is_kept_whole_or_told_as_unread() -> None:
    longest = "X" * 3000
    whole = Coupon(code=longest, name=longest, is_promotion=True)

    assert read(code=longest, name=longest, isPromotion=True) == whole
    assert read(code=longest + "X", isPromotion=True) == Coupon(
        is_promotion=True, unread=(UnreadField("code", "X" * 60),)
    )


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        *((15, "15"), ("15", "15"), (" 15 ", "15"), ("2.500", "2.500"), (0.1, "0.1"), (0, "0"), (-5, "-5")),
        *(("0.0000000000000", "0"), (999_999_999_999, "999999999999")),
        # One plain meaning, however it is written.
        *(("1,000.00", "1000"), ("1.000,50", "1000.5"), ("1,234,567", "1234567"), ("1 000", "1000")),
        *(("+5", "5"), ("1e2", "100"), ("١٥", "15"), ("-0", "0"), (-0.0, "0")),
    ],
)
def test_an_amount_is_exact_whether_number_or_text(value: object, amount: str) -> None:
    coupon = read(value=value, type="Custom")

    assert coupon == Coupon(code="A", type="Custom", value=Decimal(amount))
    assert coupon.value is not None
    assert not (coupon.value == 0 and coupon.value.is_signed())


@pytest.mark.parametrize("value", [None, "", " "])
def test_a_blank_is_no_amount_count_date_or_flag(value: object) -> None:
    assert read(value=value, usageLimit=value, expiryDate=value, isActive=value) == Coupon(code="A")


@pytest.mark.parametrize(
    ("value", "count"),
    [
        *((3, 3), ("3", 3), (3.0, 3), ("3.0", 3), (0, 0), (2**63 - 1, 2**63 - 1), (-1, -1)),
        *(("1,000", 1000), (" 1,000,000 ", 1_000_000), ("1,000.0", 1000)),
    ],
)
def test_a_count_is_a_whole_number_however_written(value: object, count: int) -> None:
    assert read(usedCount=value) == Coupon(code="A", used_count=count)


@pytest.mark.parametrize(
    ("value", "flag"), [(True, True), ("true", True), ("False", False), (1, True), ("0", False)]
)
def test_a_flag_may_be_text_or_number(value: object, flag: bool) -> None:
    assert read(isExpired=value) == Coupon(code="A", is_expired=flag)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2026-12-13T23:59:59Z", datetime(2026, 12, 13, 23, 59, 59, tzinfo=UTC)),
        ("2026-12-13T23:59:59.25Z", datetime(2026, 12, 13, 23, 59, 59, 250_000, tzinfo=UTC)),
        ("2026-12-13T23:59:59.1234567Z", datetime(2026, 12, 13, 23, 59, 59, 123_456, tzinfo=UTC)),
        ("2026-12-14T02:59:59+03:00", datetime(2026, 12, 13, 23, 59, 59, tzinfo=UTC)),
        (" 2026-12-13T23:59:59Z ", datetime(2026, 12, 13, 23, 59, 59, tzinfo=UTC)),
        (1797206399, datetime(2026, 12, 13, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_date_with_a_zone_is_that_instant(value: object, date: datetime) -> None:
    coupon = read(expiryDate=value)

    assert coupon.expiry_date == date
    assert coupon.expiry_date.tzinfo is not ASSUMED_UTC


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2026-12-13T23:59:59", datetime(2026, 12, 13, 23, 59, 59, tzinfo=UTC)),
        ("2026-12-13 23:59:59", datetime(2026, 12, 13, 23, 59, 59, tzinfo=UTC)),
        ("2026-12-13T23:59:59.1234567", datetime(2026, 12, 13, 23, 59, 59, 123_456, tzinfo=UTC)),
        ("9999-12-31T23:59:59.9999999", datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
    ],
)
def test_a_date_without_a_zone_is_utc_and_known_to_be_assumed(value: str, date: datetime) -> None:
    coupon = read(startDate=value, expiryDate=value)

    assert (coupon.start_date, coupon.expiry_date) == (date, date)
    assert coupon.expiry_date is not None
    assert coupon.expiry_date.tzinfo is ASSUMED_UTC


@pytest.mark.parametrize(
    "value",
    [
        *("2026-12-13", " 2026-12-13 ", "20261213"),
        # XML's: the zone is no hour.
        *("2026-12-13+02:00", "2026-12-13-05:00", "2026-12-13Z", "20261213+0200"),
    ],
)
def test_a_date_without_an_hour_is_that_day(value: str) -> None:
    coupon = read(startDate=value, expiryDate=value)

    assert coupon.start_date == coupon.expiry_date == datetime(2026, 12, 13, tzinfo=UTC)
    assert coupon.expiry_date is not None
    assert coupon.expiry_date.tzinfo is WHOLE_DAY


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2026-12-31T24:00:00Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2026-12-31T24:00:00.000Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2026-12-31T24:00Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2026-12-31T24:00:00+02:00", datetime(2026, 12, 31, 22, tzinfo=UTC)),
        ("1797206399000", datetime(2026, 12, 13, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_hour_24_is_the_end_of_the_day_and_a_long_number_is_milliseconds(value: str, date: datetime) -> None:
    assert read(expiryDate=value).expiry_date == date


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("value", "15 or 20"), ("value", "1,000"), ("value", "1e999999999999999999"), ("value", 1e12)),
        *(("value", "EGP 50"), ("value", []), ("value", {"amount": 5}), ("value", True), ("value", "1.5.2")),
        *(("expiryDate", "31/12/2026"), ("expiryDate", "soon"), ("expiryDate", "2026-02-30T00:00:00Z")),
        *(("expiryDate", 7), ("expiryDate", {}), ("expiryDate", "9999-12-31T24:00:00Z"), ("expiryDate", -1)),
        *(("startDate", "tomorrow"), ("usageLimit", 100.5), ("usageLimit", "unlimited"), ("usedCount", [1])),
        *(("limitPerCustomer", 10**30), ("customerUsedCount", "often"), ("isActive", "perhaps")),
        *(("isExpired", 2), ("isUsed", []), ("isAvailableToUse", "maybe"), ("capping", "a lot")),
        *(("minOrderValue", "none"), ("isPromotion", "x"), ("usageLimit", "1.000"), ("usageLimit", "1,00")),
        *(("type", []), ("couponType", True), ("target", ["Online", "POS"]), ("currency", {"code": "EGP"})),
        *(("status", False), ("displayName", ["Welcome"]), ("discountValue", "much"), ("value", "%15%")),
        *(
            ("capping", "50%"),
            ("minOrderValue", "%10"),
            ("expiryDate", "2026-W50-3"),
            ("startDate", "2026W50"),
            # A day and an hour in digits are no milliseconds.
            ("expiryDate", "202612132359"),
            ("startDate", 946_684_799),
        ),
    ],
)
def test_an_odd_field_never_costs_the_coupon_and_is_kept_as_it_came(field: str, value: object) -> None:
    coupon = read(name="Summer", **{field: value})
    came = value if isinstance(value, str) else json.dumps(value)

    assert coupon == Coupon(code="A", name="Summer", unread=(UnreadField(field, came),))


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", ["A"]), ("code", True), ("code", {"ar": "كود"}), ("name", ["A"]), ("name", False)],
)
def test_a_code_or_name_that_is_no_text_is_kept_as_it_came(field: str, value: object) -> None:
    assert read(**{field: value}).unread == (UnreadField(field, json.dumps(value, ensure_ascii=False)),)


@pytest.mark.parametrize(
    ("fields", "type_and_value"),
    [
        ({"type": "percentage_discount", "value": "15%"}, ("percentage_discount", Decimal(15))),
        ({"type": "percentage_discount", "value": "15 %"}, ("percentage_discount", Decimal(15))),
        ({"type": "percentage-cashback", "value": "١٥٪"}, ("percentage-cashback", Decimal(15))),
        # What it is needs no other word.
        ({"value": "15%"}, ("Percentage", Decimal(15))),
        ({"discountValue": "12.5%"}, ("Percentage", Decimal("12.5"))),
        # As Turkish writes it, and Arabic from right to left.
        ({"value": "%15"}, ("Percentage", Decimal(15))),
        ({"value": "٪ ١٥"}, ("Percentage", Decimal(15))),
    ],
)
def test_a_percent_sign_is_read_where_percent_is_meant(
    fields: dict[str, object], type_and_value: tuple[str, Decimal]
) -> None:
    coupon = read(**fields)

    assert (coupon.type, coupon.value, coupon.unread) == (*type_and_value, ())
    assert coupon.percent_sign


@pytest.mark.parametrize("kind", ["fixed_discount", "mystery_box", "Free Shipping", "7"])
@pytest.mark.parametrize("field", ["value", "discountValue"])
def test_a_percent_sign_where_something_else_is_meant_is_kept_as_it_came(kind: str, field: str) -> None:
    coupon = read(type=kind, **{field: "15%"})

    assert (coupon.value, coupon.unread) == (None, (UnreadField(field, "15%"),))


def test_a_percent_sign_on_either_of_two_equal_values_counts() -> None:
    coupon = read(type="fixed_discount", value=10, discountValue="10%")

    assert (coupon.value, coupon.unread) == (None, (UnreadField("value", "10%"),))
    assert read(value=10, discountValue="10%").type == "Percentage"


def test_what_could_not_be_read_is_kept_in_part_however_long_it_is() -> None:
    (field,) = read(value="x" * 5000).unread

    assert field == UnreadField("value", "x" * 60)


def test_the_fields_that_other_pages_of_gameballs_show_are_read() -> None:
    coupon = read(
        couponType=2,
        discountValue="10",
        isUsed=False,
        status="Active",
        isPromotion=True,
        displayName={"ar": "ترحيب", "en": "Welcome"},
        capping=50,
        minOrderValue="100.00",
    )

    assert coupon == Coupon(
        code="A",
        type="2",
        value=Decimal(10),
        is_used=False,
        status="Active",
        is_promotion=True,
        display_name="Welcome",
        capping=Decimal(50),
        min_order_value=Decimal(100),
    )
    assert coupon.kind is CouponType.FIXED_RATE_DISCOUNT


@pytest.mark.parametrize("value", ["0", 0, "0.0", None, ""])
def test_a_type_that_nobody_chose_is_none(value: object) -> None:
    assert read(couponType=value) == Coupon(code="A")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "coupon", "couponType": 2}, CouponType.FIXED_RATE_DISCOUNT),
        ({"type": "percentage_discount", "couponType": 1}, CouponType.PERCENTAGE),
        ({"type": "coupon", "couponType": "mystery"}, CouponType.OTHER),
        ({"type": None, "couponType": 3.0}, CouponType.FREE_SHIPPING),
    ],
)
def test_of_two_types_the_known_one_counts(fields: dict[str, object], kind: CouponType) -> None:
    assert read(**fields).kind is kind


@pytest.mark.parametrize("currency", ["xxx", "Xxx", None, ""])
def test_no_currency_may_have_a_code_of_its_own(currency: object) -> None:
    assert read(currency=currency) == Coupon(code="A")


def test_two_types_that_contradict_each_other_are_none_that_is_known() -> None:
    coupon = read(type="Percentage", couponType=2, value=10)

    assert (coupon.type, coupon.kind) == ("Percentage or 2", CouponType.OTHER)


@pytest.mark.parametrize(
    ("value", "discount"), [(0, 20), (None, 20), (20, 20), ("20%", 20), (20, 0), (20, None)]
)
def test_of_two_values_the_one_that_is_more_than_nothing_counts(value: object, discount: object) -> None:
    assert read(type="Percentage", value=value, discountValue=discount).value == 20


def test_two_values_that_contradict_each_other_are_none_that_can_be_read() -> None:
    coupon = read(type="Percentage", value="10%", discountValue=20)

    assert (coupon.value, coupon.unread) == (None, (UnreadField("value", "10% or 20"),))


@pytest.mark.parametrize("value", ["0000-00-00T00:00:00Z", "0000-00-00T00:00:00", "0000-00-00 00:00:00.000"])
def test_a_date_of_zeros_is_none(value: str) -> None:
    assert read(expiryDate=value, startDate=value) == Coupon(code="A")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"ar": "ترحيب", "en": "Welcome"}, "Welcome"),
        ({"ar": "ترحيب", "EN-gb": "Welcome"}, "Welcome"),
        ({"ar": "ترحيب", "en": None}, "ترحيب"),
        ({"ar": ["x"], "en": {}}, None),
        ({}, None),
    ],
)
def test_of_a_name_by_language_the_english_one_is_read_or_the_first(value: object, text: str | None) -> None:
    assert read(displayName=value, name=value) == Coupon(code="A", display_name=text, name=text)


@pytest.mark.parametrize(
    "value",
    [
        *("0001-01-01T00:00:00", "0001-01-01T00:00:00.0000000+02:00", "0001-01-01", 0, "0"),
        *("1970-01-01T00:00:00Z", "1970-01-01T00:00:00", "1970-01-01 00:00:00", "1970-01-01"),
        *("1970-01-01T00:00:00.000+00:00", "1900-01-01T00:00:00", "1753-01-01", "0000-00-00 00:00:00"),
        # In the zone of whoever sent it, or with the hour that such a zone adds.
        *("1970-01-01T02:00:00+02:00", "1969-12-31T19:00:00-05:00", "1970-01-01T03:00:00", 0.0),
        *("1899-12-30T00:00:00", "-62135596800000", "0000-00-00", "0000-00-00T00:00:00Z"),
        *("1601-01-01T00:00:00Z", "1899-12-31", "1899-12-31T00:00:00Z"),
    ],
)
def test_what_stands_for_a_date_that_was_never_set_is_none(value: object) -> None:
    assert read(startDate=value, expiryDate=value) == Coupon(code="A")


def test_a_day_after_that_one_is_a_date() -> None:
    assert read(expiryDate="1970-01-02T00:00:00Z") == Coupon(
        code="A", expiry_date=datetime(1970, 1, 2, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("spellings", "kind"),
    [
        ("Free Shipping, free_shipping, FreeShipping, FREE SHIPPING, shipping", CouponType.FREE_SHIPPING),
        ("Fixed Rate Discount, fixed_rate_discount, fixed_discount", CouponType.FIXED_RATE_DISCOUNT),
        ("fixed_rate_settings, fixed rate, fixed, 2", CouponType.FIXED_RATE_DISCOUNT),
        ("FixedAmount, Fixed Discount, Fixed Amount-Based Discount", CouponType.FIXED_RATE_DISCOUNT),
        ("3", CouponType.FREE_SHIPPING),
        ("buyXgetY, Buy X Get Y", CouponType.BUY_X_GET_Y),
        ("Percentage, percentage_discount, Percentage Amount-Based Discount, 1", CouponType.PERCENTAGE),
        ("Free Product, free_product, product, 4", CouponType.FREE_PRODUCT),
        ("Custom", CouponType.CUSTOM),
        ("Percentage-based Fees Discount, percentage-fees", CouponType.PERCENTAGE_FEES_DISCOUNT),
        ("percentage_fees_discount", CouponType.PERCENTAGE_FEES_DISCOUNT),
        ("Percentage-based Cashback, percentage-cashback", CouponType.PERCENTAGE_CASHBACK),
        ("fixed-cashback", CouponType.FIXED_CASHBACK),
        # Numbers are no names, of which only the letters count.
        ("mystery_box, 7, , -1, (1), 1.5", CouponType.OTHER),
    ],
)
def test_a_type_is_known_by_each_of_its_spellings(spellings: str, kind: CouponType) -> None:
    assert {spelling: coupon_type(spelling) for spelling in spellings.split(", ")} == dict.fromkeys(
        spellings.split(", "), kind
    )


def test_an_unknown_type_or_target_is_kept_as_it_came() -> None:
    coupon = read(type="Mystery_Box", target="In Game")

    assert (coupon.type, coupon.kind, coupon.target) == ("Mystery_Box", CouponType.OTHER, "In Game")


def test_a_coupon_without_a_type_is_of_another_kind() -> None:
    assert read().kind is CouponType.OTHER

"""A customer's coupons, read from Gameball's JSON, also where that does not keep to Gameball's schema."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from bot.gameball.body import MOST_COUPONS, TooLargeError, parse_body
from bot.gameball.types import PERCENT_TYPES, CouponType, coupon_type
from bot.gameball.values import (
    PERCENT_SIGNS,
    read_amount,
    read_count,
    read_date,
    read_flag,
    read_text,
    read_text_by_language,
)

T = TypeVar("T")

_SHOWN_AS_IT_CAME = 60
"""Characters of a value that could not be read."""


class UnreadField(NamedTuple):
    """A field whose value has no plain meaning: its name in the JSON, and the value as it came."""

    name: str
    value: str


# A customer may have thousands: slots save most of the memory.
@dataclass(frozen=True, slots=True)
class Coupon:
    """One coupon of one customer. Every field may be absent: Gameball leaves fields out, or sends null.

    `kind` decides whether `value` is money in `currency` or a percentage. `usage_limit` and `used_count` are
    over all customers, `limit_per_customer` and `customer_used_count` for this one. A limit of 0 means no
    limit. `capping` is the most that a percentage takes off, `min_order_value` what the cart must come to; both are
    money. `display_name` is what the customer may read, `name` may be the shop's own. An `is_promotion` applies by
    itself, without its code. Dates are always aware; see ASSUMED_UTC and WHOLE_DAY in values.py. `unread` holds the
    fields that could not be read. Source: "Get Customer Coupons" in Gameball's API reference, and its other pages."""

    name: str | None = None
    display_name: str | None = None
    code: str | None = None
    value: Decimal | None = None
    type: str | None = None
    target: str | None = None
    currency: str | None = None
    start_date: datetime | None = None
    expiry_date: datetime | None = None
    is_expired: bool | None = None
    is_active: bool | None = None
    is_used: bool | None = None
    status: str | None = None
    usage_limit: int | None = None
    limit_per_customer: int | None = None
    used_count: int | None = None
    customer_used_count: int | None = None
    is_available_to_use: bool | None = None
    is_promotion: bool | None = None
    capping: Decimal | None = None
    min_order_value: Decimal | None = None
    unread: tuple[UnreadField, ...] = ()

    @property
    def kind(self) -> CouponType:
        return coupon_type(self.type) if self.type else CouponType.OTHER


@dataclass(frozen=True, slots=True)
class CustomerCoupons:
    """All of a customer's coupons, in Gameball's order. `unreadable` counts those that could not be read."""

    coupons: tuple[Coupon, ...]
    unreadable: int = 0


def parse_coupons(body: bytes) -> CustomerCoupons:
    """The coupons in a body: `{"coupons": […]}`, or the bare array that some of Gameball's pages show.

    A coupon that cannot be read is counted, and the others are read all the same. Raises TooLargeError if there are
    more than MOST_COUPONS, ValueError if the body is not a list of coupons at all."""
    answer = parse_body(body)
    items = answer
    if isinstance(answer, dict) and "coupons" in answer:
        items = [] if answer["coupons"] is None else answer["coupons"]
    if isinstance(items, list) and len(items) > MOST_COUPONS:
        raise TooLargeError
    if not isinstance(items, list):
        raise ValueError("not a list of coupons")  # noqa: TRY004 - one error for every wrong body
    coupons = [_read_coupon(item) for item in items if isinstance(item, dict)]
    return CustomerCoupons(tuple(coupons), unreadable=len(items) - len(coupons))


def _read_coupon(item: Mapping[str, Any]) -> Coupon:
    unread: list[UnreadField] = []

    def read(reader: Callable[[object], T | None], name: str) -> T | None:
        value = item.get(name)
        if value is None:
            return None
        try:
            return reader(value)
        except (ValueError, ArithmeticError):
            unread.append(UnreadField(name, _as_it_came(value)))
            return None

    coupon_type_text = _likelier_type(read(_read_type, "type"), read(_read_type, "couponType"))
    value_field = "discountValue" if item.get("value") is None else "value"
    value = read(read_amount, value_field)
    raw = item.get(value_field)
    if value is not None and isinstance(raw, str) and raw.strip()[-1:] in PERCENT_SIGNS:
        coupon_type_text = coupon_type_text or "Percentage"
        if coupon_type(coupon_type_text) not in PERCENT_TYPES:
            # Percent of what is said to be money, or of what nobody knows: it is not told which of the two is meant.
            unread.append(UnreadField(value_field, _as_it_came(raw)))
            value = None
    return Coupon(
        name=read(read_text_by_language, "name"),
        display_name=read(read_text_by_language, "displayName"),
        code=read(read_text, "code"),
        value=value,
        type=coupon_type_text,
        target=read(read_text, "target"),
        currency=read(read_text, "currency"),
        start_date=read(read_date, "startDate"),
        expiry_date=read(read_date, "expiryDate"),
        is_expired=read(read_flag, "isExpired"),
        is_active=read(read_flag, "isActive"),
        is_used=read(read_flag, "isUsed"),
        status=read(read_text, "status"),
        usage_limit=read(read_count, "usageLimit"),
        limit_per_customer=read(read_count, "limitPerCustomer"),
        used_count=read(read_count, "usedCount"),
        customer_used_count=read(read_count, "customerUsedCount"),
        is_available_to_use=read(read_flag, "isAvailableToUse"),
        is_promotion=read(read_flag, "isPromotion"),
        capping=read(read_amount, "capping"),
        min_order_value=read(read_amount, "minOrderValue"),
        unread=tuple(unread),
    )


def _read_type(value: object) -> str | None:
    # Gameball's pages have "0" where nothing was chosen. A whole number is the same type however it is written.
    text = (read_text(value) or "").removesuffix(".0")
    return None if text in {"", "0"} else text


def _likelier_type(one: str | None, other: str | None) -> str | None:
    """The one that is known, where only one of them is."""
    if one and other and coupon_type(one) is CouponType.OTHER is not coupon_type(other):
        return other
    return one or other


def _as_it_came(value: object) -> str:
    if isinstance(value, str):
        text = value
    else:
        try:
            text = json.dumps(value, ensure_ascii=False)
        except RecursionError:
            text = "…"
    return text.encode(errors="replace").decode().strip()[:_SHOWN_AS_IT_CAME]

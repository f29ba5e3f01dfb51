"""A customer's coupons, read from Gameball's JSON, also where that does not keep to Gameball's schema."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from bot.gameball.body import MOST_COUPONS, TooLargeError, parse_body
from bot.gameball.types import PERCENT_TYPES, CouponType, coupon_type
from bot.gameball.values import (
    has_percent_sign,
    read_amount,
    read_count,
    read_date,
    read_flag,
    read_text,
    read_text_by_language,
    read_value,
)

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
    limit. `percent_sign` tells that `value` came with one. `capping` is the most that a percentage takes off,
    `min_order_value` what the cart must come to; both are money. `display_name` is what the customer may read, `name`
    may be the shop's own. An `is_promotion` applies by itself, without its code. Dates are always aware; see
    ASSUMED_UTC and WHOLE_DAY in values.py. `unread` holds the fields that could not be read. Source: "Get Customer
    Coupons" in Gameball's API reference, and its other pages."""

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
    percent_sign: bool = False
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
    read: dict[str, Any] = {}
    unread: list[UnreadField] = []
    for attribute, name, reader in _READERS:
        value = item.get(name)
        if value is not None:
            try:
                read[attribute] = reader(value)
            except (ValueError, ArithmeticError):
                unread.append(UnreadField(name, _as_it_came(value)))
    read["type"] = _likelier_type(read.get("type"), read.pop("coupon_type", None))
    _settle_value(item, read, unread)
    return Coupon(**read, unread=tuple(unread))


def _settle_value(item: Mapping[str, Any], read: dict[str, Any], unread: list[UnreadField]) -> None:
    """Of a value and a discount value, the one that is more than 0 counts; two that differ are none that can be read. Whether it
    is percent, the type and a percent sign tell."""
    name, discount = "value", read.pop("discount_value", None)
    if discount is not None and not read.get("value") and not any(field.name == name for field in unread):
        name, read["value"] = "discountValue", discount
    elif discount and read.get("value") not in {None, discount}:
        both = f"{_as_it_came(item['value'])} or {_as_it_came(item['discountValue'])}"
        unread.append(UnreadField(name, both[:_SHOWN_AS_IT_CAME]))
        del read["value"]
    # Where both say the same, either may have the sign.
    same = discount is not None and discount == read.get("value")
    came = item.get("discountValue" if same and not has_percent_sign(item.get(name)) else name)
    if has_percent_sign(came) and read.get("value") is not None:
        read["type"], read["percent_sign"] = read["type"] or "Percentage", True
        if coupon_type(read["type"]) not in PERCENT_TYPES:
            # Percent of what is said to be money, or of what nobody knows: it is not told which of the two is meant.
            unread.append(UnreadField(name, _as_it_came(came)))
            del read["value"], read["percent_sign"]


def _read_type(value: object) -> str | None:
    # Gameball's pages have "0" where nothing was chosen. A whole number is the same type however it is written.
    text = (read_text(value) or "").removesuffix(".0")
    return None if text in {"", "0"} else text


def _read_currency(value: object) -> str | None:
    text = read_text(value)
    # ISO 4217 has a code for no currency.
    return None if text and text.casefold() == "xxx" else text


def _likelier_type(one: str | None, other: str | None) -> str | None:
    """The one that is known, where only one of them is. Two that contradict each other make one that nobody knows."""
    if one and other:
        kinds = coupon_type(one), coupon_type(other)
        if CouponType.OTHER in kinds:
            return other if kinds[0] is CouponType.OTHER is not kinds[1] else one
        return one if kinds[0] is kinds[1] else f"{one} or {other}"
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


_READERS: tuple[tuple[str, str, Callable[[object], object]], ...] = (
    ("name", "name", read_text_by_language),
    ("display_name", "displayName", read_text_by_language),
    ("code", "code", read_text),
    ("value", "value", read_value),
    ("discount_value", "discountValue", read_value),
    ("type", "type", _read_type),
    ("coupon_type", "couponType", _read_type),
    ("target", "target", read_text),
    ("currency", "currency", _read_currency),
    ("start_date", "startDate", read_date),
    ("expiry_date", "expiryDate", read_date),
    ("is_expired", "isExpired", read_flag),
    ("is_active", "isActive", read_flag),
    ("is_used", "isUsed", read_flag),
    ("status", "status", read_text),
    ("usage_limit", "usageLimit", read_count),
    ("limit_per_customer", "limitPerCustomer", read_count),
    ("used_count", "usedCount", read_count),
    ("customer_used_count", "customerUsedCount", read_count),
    ("is_available_to_use", "isAvailableToUse", read_flag),
    ("is_promotion", "isPromotion", read_flag),
    ("capping", "capping", read_amount),
    ("min_order_value", "minOrderValue", read_amount),
)
"""Each field of a coupon: its name here and in the JSON, and how it is read. `couponType` and `discountValue` are other names of
the type and the value."""

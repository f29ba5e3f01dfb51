"""A customer's coupons, read from Gameball's JSON, also where that does not keep to Gameball's schema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from bot.gameball.body import parse_body
from bot.gameball.types import MONEY_TYPES, CouponType, coupon_type
from bot.gameball.values import read_amount, read_count, read_date, read_flag, read_text

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

    A coupon that cannot be read is counted, and the others are read all the same. Raises ValueError if the
    body is not a list of coupons at all."""
    answer = parse_body(body)
    items = answer
    if isinstance(answer, dict) and "coupons" in answer:
        items = [] if answer["coupons"] is None else answer["coupons"]
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

    type_text = read(_read_type, "type") or read(_read_type, "couponType")
    value = read(read_amount, "value")
    if value is None:
        value = read(read_amount, "discountValue")
    raw = item.get("value")
    if (
        isinstance(raw, str)
        and raw.rstrip().endswith("%")
        and type_text
        and coupon_type(type_text) in MONEY_TYPES
    ):
        # Percent of what is said to be money: nobody knows which of the two is meant.
        unread.append(UnreadField("value", _as_it_came(raw)))
        value = None
    return Coupon(
        name=read_text(item.get("name")),
        display_name=_read_display_name(item.get("displayName")),
        code=read_text(item.get("code")),
        value=value,
        type=type_text,
        target=read_text(item.get("target")),
        currency=read_text(item.get("currency")),
        start_date=read(read_date, "startDate"),
        expiry_date=read(read_date, "expiryDate"),
        is_expired=read(read_flag, "isExpired"),
        is_active=read(read_flag, "isActive"),
        is_used=read(read_flag, "isUsed"),
        status=read_text(item.get("status")),
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
    text = read_text(value)
    # Gameball's pages have "0" where nothing was chosen.
    return None if text in {"0", "0.0"} else text


def _read_display_name(value: object) -> str | None:
    """By language, or one text for all."""
    if not isinstance(value, dict):
        return read_text(value)
    texts = {language: text for language, given in value.items() if (text := read_text(given))}
    return texts.get("en") or next(iter(texts.values()), None)


def _as_it_came(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text.encode(errors="replace").decode().strip()[:_SHOWN_AS_IT_CAME]

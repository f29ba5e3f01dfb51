"""A customer's coupons, read from Gameball's JSON, also where that does not keep to Gameball's schema."""

import dataclasses
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass

from bot.gameball.body import MOST_COUPONS, TooLargeError, parse_body

ASSUMED_UTC = timezone(timedelta(0), "assumed UTC")
"""The zone of dates that Gameball sent without one: the offset is UTC's, `tzinfo is ASSUMED_UTC` tells it."""


class CouponType(Enum):
    """Gameball's types of coupons. OTHER stands for each type that its documentation does not name."""

    FREE_SHIPPING = auto()
    FIXED_RATE_DISCOUNT = auto()
    PERCENTAGE = auto()
    FREE_PRODUCT = auto()
    CUSTOM = auto()
    PERCENTAGE_FEES_DISCOUNT = auto()
    PERCENTAGE_CASHBACK = auto()
    FIXED_CASHBACK = auto()
    OTHER = auto()


# Gameball's own pages spell the types in several ways. Case and separators are ignored.
_SPELLINGS = {
    "freeshipping": CouponType.FREE_SHIPPING,
    "shipping": CouponType.FREE_SHIPPING,
    "fixedratediscount": CouponType.FIXED_RATE_DISCOUNT,
    "fixeddiscount": CouponType.FIXED_RATE_DISCOUNT,
    "fixedratesettings": CouponType.FIXED_RATE_DISCOUNT,
    "fixedrate": CouponType.FIXED_RATE_DISCOUNT,
    "fixed": CouponType.FIXED_RATE_DISCOUNT,
    "percentage": CouponType.PERCENTAGE,
    "percentagediscount": CouponType.PERCENTAGE,
    "freeproduct": CouponType.FREE_PRODUCT,
    "product": CouponType.FREE_PRODUCT,
    "custom": CouponType.CUSTOM,
    "percentagebasedfeesdiscount": CouponType.PERCENTAGE_FEES_DISCOUNT,
    "percentagefeesdiscount": CouponType.PERCENTAGE_FEES_DISCOUNT,
    "percentagefees": CouponType.PERCENTAGE_FEES_DISCOUNT,
    "percentagebasedcashback": CouponType.PERCENTAGE_CASHBACK,
    "percentagecashback": CouponType.PERCENTAGE_CASHBACK,
    "fixedcashback": CouponType.FIXED_CASHBACK,
}


@lru_cache(maxsize=256)
def coupon_type(spelling: str) -> CouponType:
    """The type that a spelling of Gameball's means."""
    letters = "".join(character for character in spelling.casefold() if character.isalnum())
    return _SPELLINGS.get(letters, CouponType.OTHER)


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _date(value: object) -> object:
    # .NET sends 0001-01-01 for a date that was never set. A date of 0 would be in 1970.
    if not isinstance(value, str):
        return None if value == 0 else value
    text = value.strip()
    if text in {"", "0"} or text.startswith("0001-01-01"):
        return None
    try:
        # pydantic reads dates too, but into a UTC of its own, with which judging takes twice as long.
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _text(value: object) -> object:
    # Text never makes a coupon unreadable: a value that is neither text nor number counts as absent.
    if isinstance(value, str):
        # Half of an emoji has no UTF-8 form. It comes from systems that cut text by 16-bit units.
        return value.encode(errors="replace").decode().strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def _zoned(value: datetime | None) -> datetime | None:
    if value is None or value.tzinfo is not None:
        return value
    return value.replace(tzinfo=ASSUMED_UTC)


def _sane_amount(value: Decimal | None) -> Decimal | None:
    # "1e999999" has a million digits, which no message could show.
    if value and not -12 < value.adjusted() < 12:
        raise ValueError("not an amount")
    return value


def _sane_count(value: int | None) -> int | None:
    # Some systems write "unlimited" as the largest number of 64 bits. A larger one means nothing.
    if value and abs(value) >= 2**64:
        raise ValueError("not a count")
    return value


_Text = Annotated[str | None, BeforeValidator(_text)]
_Date = Annotated[datetime | None, BeforeValidator(_date), AfterValidator(_zoned)]
_Amount = Annotated[Decimal | None, BeforeValidator(_blank_is_none), AfterValidator(_sane_amount)]
_Count = Annotated[int | None, BeforeValidator(_blank_is_none), AfterValidator(_sane_count)]
_Flag = Annotated[bool | None, BeforeValidator(_blank_is_none)]


# A customer may have thousands. A dataclass with slots takes a quarter of a BaseModel's memory.
@dataclass(frozen=True, slots=True, config=ConfigDict(alias_generator=to_camel, populate_by_name=True))
class Coupon:
    """One coupon of one customer. Every field may be absent: Gameball leaves fields out, or sends null.

    `kind` decides whether `value` is money in `currency` or a percentage. `usage_limit` and `used_count` are
    over all customers, `limit_per_customer` and `customer_used_count` for this one. A limit of 0 means no
    limit. Dates are always aware; see ASSUMED_UTC. Source: "Get Customer Coupons" in Gameball's API
    reference."""

    name: _Text = None
    code: _Text = None
    value: _Amount = None
    type: _Text = None
    target: _Text = None
    currency: _Text = None
    start_date: _Date = None
    expiry_date: _Date = None
    is_expired: _Flag = None
    is_active: _Flag = None
    usage_limit: _Count = None
    limit_per_customer: _Count = None
    used_count: _Count = None
    customer_used_count: _Count = None
    is_available_to_use: _Flag = None
    icon_path: _Text = None

    @property
    def kind(self) -> CouponType:
        return coupon_type(self.type) if self.type else CouponType.OTHER


_read_coupon = TypeAdapter(Coupon).validate_python


@dataclasses.dataclass(frozen=True, slots=True)
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
    coupons = [coupon for item in items if (coupon := _parse_coupon(item))]
    return CustomerCoupons(tuple(coupons), unreadable=len(items) - len(coupons))


def _parse_coupon(item: object) -> Coupon | None:
    try:
        coupon = _read_coupon(item)
    except ValidationError:
        if not isinstance(item, dict) or all(map(str.isascii, item)):
            return None
        # pydantic refuses half of an emoji in the name of any field. The fields of a coupon have ASCII names.
        return _parse_coupon({name: value for name, value in item.items() if name.isascii()})
    return coupon if coupon.code or coupon.name else None

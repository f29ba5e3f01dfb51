"""Tells coupons apart that have the same code.

A button keeps a few characters that stand for its coupon, so that a click means that coupon and no other."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable

from bot.coupons.codes import find
from bot.coupons.selection import JudgedCoupon
from bot.gameball.models import Coupon

_LENGTH = 5


def mark(coupon: Coupon) -> str:
    """The characters that stand for a coupon: five for what stays as it is, and five for all that Gameball sent."""
    stays = (
        *(coupon.code, coupon.name, coupon.type, coupon.value, coupon.currency, coupon.target),
        *(coupon.start_date, coupon.expiry_date, coupon.usage_limit, coupon.limit_per_customer),
    )
    return f"{_hash(stays)}{_hash(coupon)}"


def coupon_meant(judged: Iterable[JudgedCoupon], code: str, marked: str | None) -> JudgedCoupon | None:
    """The coupon with this code and this mark. None where it is not listed any more, or has changed so much that
    another one may be meant. Without a mark, the first coupon with this code."""
    same = find(judged, code).same
    if marked is None:
        return same[0] if same else None
    alike = [item for item in same if mark(item.coupon)[:_LENGTH] == marked[:_LENGTH]]
    unchanged = [item for item in alike if mark(item.coupon) == marked]
    # It may have been used meanwhile: it is the same coupon, unless there are others like it.
    certain = unchanged[:1] or (alike if len(alike) == 1 else [])
    return certain[0] if certain else None


def _hash(value: object) -> str:
    data = repr(value).encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(hashlib.blake2b(data, digest_size=4).digest()).decode()[:_LENGTH]

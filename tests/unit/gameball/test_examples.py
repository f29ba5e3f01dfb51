"""Coupons as Gameball's own public pages print them, read and judged as a person would."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.coupons.availability import Standing
from bot.coupons.selection import judge
from bot.gameball.models import parse_coupons
from bot.gameball.types import CouponType

_EXAMPLES = Path(__file__).parent / "examples"
_IN_2022, _IN_2024, _IN_2025 = (datetime(year, 5, 4, tzinfo=UTC) for year in (2022, 2024, 2025))
_LATE_IN_2025 = datetime(2025, 8, 1, tzinfo=UTC)

Read = tuple[str | None, CouponType, str | None, Standing, str | None]
"""The code, the kind, the value, the standing, and the first reason against it."""


def read(name: str, now: datetime) -> list[Read]:
    body = (_EXAMPLES / name).read_bytes()
    parsed = json.loads(body)
    if isinstance(parsed, dict) and "coupons" not in parsed:
        body = json.dumps([parsed]).encode()
    answer = parse_coupons(body)
    assert answer.unreadable == 0
    assert [coupon.unread for coupon in answer.coupons] == [()] * len(answer.coupons)
    return [
        (
            item.coupon.code,
            item.coupon.kind,
            None if item.coupon.value is None else f"{item.coupon.value.normalize():f}",
            item.availability.standing,
            next((type(reason).__name__ for reason in item.availability.reasons), None),
        )
        for item in judge(answer.coupons, now=now)
    ]


@pytest.mark.parametrize(
    ("name", "now", "expected"),
    [
        (
            "list-bare-array-2022.json",
            _IN_2022,
            [
                ("_nqjuejhuy", CouponType.FIXED_RATE_DISCOUNT, "11.75", Standing.USABLE, None),
                ("1qol7apahr", CouponType.FIXED_RATE_DISCOUNT, "10", Standing.USABLE, None),
            ],
        ),
        (
            "list-engine.json",
            _IN_2024,
            [
                ("GBFREESHIP", CouponType.FREE_SHIPPING, "0", Standing.USABLE, None),
                ("GB2024", CouponType.PERCENTAGE, "15", Standing.USABLE, None),
            ],
        ),
        ("list-own-engine.json", _IN_2025, [("GB2024", CouponType.PERCENTAGE, "15", Standing.UNUSABLE, "Expired")]),
        (
            "list-managing-2025-09.json",
            _IN_2025,
            [
                ("WELCOME100", CouponType.FIXED_RATE_DISCOUNT, "100", Standing.USABLE, None),
                ("SUMMER10", CouponType.PERCENTAGE, "10", Standing.UNUSABLE, "UsedByCustomer"),
            ],
        ),
        (
            "list-openapi-placeholder.json",
            _IN_2025,
            [("<string>", CouponType.FREE_SHIPPING, "123", Standing.UNCLEAR, "Expired")],
        ),
        (
            "list-promos.json",
            _IN_2025,
            [
                ("WELCOME20", CouponType.PERCENTAGE, "20", Standing.USABLE, None),
                ("LOYALTYBOOST", CouponType.FIXED_RATE_DISCOUNT, "15", Standing.UNUSABLE, "Expired"),
            ],
        ),
        (
            "list-retrieve.json",
            _LATE_IN_2025,
            [
                ("FREESHIP", CouponType.FREE_SHIPPING, None, Standing.USABLE, None),
                ("SPRING10", CouponType.PERCENTAGE, "10", Standing.UNUSABLE, "Expired"),
            ],
        ),
        ("coupon-entity.json", _IN_2025, [("SAVE10", CouponType.PERCENTAGE, "10", Standing.UNUSABLE, "Expired")]),
        (
            "generate-response.json",
            _IN_2024,
            [("SAVE10", CouponType.FIXED_RATE_DISCOUNT, "10", Standing.STARTS_LATER, "NotStarted")],
        ),
    ],
)  # fmt: skip
def test_a_list_of_gameballs_pages_is_read_as_a_person_reads_it(
    name: str, now: datetime, expected: list[Read]
) -> None:
    assert read(name, now) == expected

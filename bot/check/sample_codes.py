"""A sample of every answer for one code."""

from collections.abc import Iterator
from dataclasses import replace

from bot.blocks.kit import Message
from bot.blocks.notes import understood
from bot.blocks.one_coupon import one_coupon
from bot.check.sample_coupons import COUPONS, CUSTOMER, NOW, ODD_COUPONS, SNAPSHOT, UNCLEAR_COUPONS, coupon
from bot.check.sample_problems import TEST, state
from bot.coupons.lookup import Snapshot
from bot.gameball.models import CustomerCoupons

_EMPTY = Snapshot(CUSTOMER, CustomerCoupons(()), NOW)


def one_code_answers() -> Iterator[tuple[str, Message]]:
    for name, code in (
        ("One code that works", "welcome15"),
        ("One that does not work", "GONE10"),
        ("One that starts later", "EID25"),
        ("One without a reason", "HELD5"),
        ("One that Gameball gives no verdict on", "MAYBE5"),
        ("One that contradicts itself", "ODD5"),
        ("One marked as expired before its expiry", "EARLY5"),
        ("One that is not on the list", "WELCOME51"),
        ("One that is like none on the list", "XYZ"),
    ):
        yield name, one_coupon(SNAPSHOT, state(code=code), TEST)
    odd = Snapshot(CUSTOMER, CustomerCoupons((*ODD_COUPONS, *UNCLEAR_COUPONS)), NOW)
    for name, code in (
        ("One whose end cannot be read", "SOON5"),
        ("One of an odd value", "MINUS10"),
        ("One that Gameball says works, though it is switched off", "OFFBUTYES"),
        ("One of a status that nobody knows", "FROZEN"),
        ("One that ends before it starts", "NEVER"),
        ("One whose last day may be over", "YESTERDAY"),
    ):
        yield name, one_coupon(odd, state(code=code), TEST)
    off = CustomerCoupons(tuple(replace(COUPONS[5], code=code) for code in ("SAVE10", "SAVE20", "SAVE30")))
    several = one_coupon(Snapshot(CUSTOMER, off, NOW), state(code="SAVE"), TEST)
    yield "One that is like several on the list, none of which works", several
    gifts = CustomerCoupons(
        (coupon(code="GIFT", is_available_to_use=True), *(replace(COUPONS[4], code="GIFT"),) * 4)
    )
    same = one_coupon(Snapshot(CUSTOMER, gifts, NOW), state(code="GIFT"), TEST)
    yield "One code that several coupons have", same
    spelled = CustomerCoupons((replace(COUPONS[0], code="SAVE10"), replace(COUPONS[4], code="save10")))
    yield (
        "Two spellings of one code",
        one_coupon(Snapshot(CUSTOMER, spelled, NOW), state(code="save10"), TEST),
    )
    long = CustomerCoupons((replace(COUPONS[0], code="LONG-CODE-" * 11),))
    yield (
        "A long code",
        one_coupon(Snapshot(CUSTOMER, long, NOW), state(code="LONG-CODE-" * 11), TEST),
    )
    works = one_coupon(SNAPSHOT, state(code="WELCOME15"), TEST)
    yield "One that was asked for in other words", understood(works, CUSTOMER, "WELCOME15")
    yield (
        "One code of a customer without coupons",
        one_coupon(_EMPTY, state(code="GONE10"), TEST),
    )

"""A sample of every answer for one code."""

from collections.abc import Iterator
from dataclasses import replace

from bot.blocks.context import Context
from bot.blocks.kit import Message
from bot.blocks.notes import understood
from bot.blocks.one_coupon import one_coupon
from bot.blocks.state import State
from bot.check.sample_coupons import COUPONS, CUSTOMER, NOW, ODD_COUPONS, SNAPSHOT, UNCLEAR_COUPONS, coupon
from bot.coupons.lookup import Snapshot
from bot.gameball.models import CustomerCoupons

_EMPTY = Snapshot(CUSTOMER, CustomerCoupons(()), NOW)
_CONTEXT = Context(now=NOW, data="test")


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
        yield name, one_coupon(SNAPSHOT, State(customer_id=CUSTOMER, code=code), _CONTEXT)
    odd = Snapshot(CUSTOMER, CustomerCoupons((*ODD_COUPONS, *UNCLEAR_COUPONS)), NOW)
    for name, code in (
        ("One whose end cannot be read", "SOON5"),
        ("One of an odd value", "MINUS10"),
        ("One that Gameball says works, though it is switched off", "OFFBUTYES"),
        ("One of a status that nobody knows", "FROZEN"),
        ("One that ends before it starts", "NEVER"),
        ("One whose last day may be over", "YESTERDAY"),
    ):
        yield name, one_coupon(odd, State(customer_id=CUSTOMER, code=code), _CONTEXT)
    off = CustomerCoupons(tuple(replace(COUPONS[5], code=code) for code in ("SAVE10", "SAVE20", "SAVE30")))
    several = one_coupon(Snapshot(CUSTOMER, off, NOW), State(customer_id=CUSTOMER, code="SAVE"), _CONTEXT)
    yield "One that is like several on the list, none of which works", several
    gifts = CustomerCoupons(
        (coupon(code="GIFT", is_available_to_use=True), *(replace(COUPONS[4], code="GIFT"),) * 4)
    )
    same = one_coupon(Snapshot(CUSTOMER, gifts, NOW), State(customer_id=CUSTOMER, code="GIFT"), _CONTEXT)
    yield "One code that several coupons have", same
    spelled = CustomerCoupons((replace(COUPONS[0], code="SAVE10"), replace(COUPONS[4], code="save10")))
    yield (
        "Two spellings of one code",
        one_coupon(Snapshot(CUSTOMER, spelled, NOW), State(customer_id=CUSTOMER, code="save10"), _CONTEXT),
    )
    long = CustomerCoupons((replace(COUPONS[0], code="LONG-CODE-" * 11),))
    yield (
        "A long code",
        one_coupon(
            Snapshot(CUSTOMER, long, NOW), State(customer_id=CUSTOMER, code="LONG-CODE-" * 11), _CONTEXT
        ),
    )
    works = one_coupon(SNAPSHOT, State(customer_id=CUSTOMER, code="WELCOME15"), _CONTEXT)
    yield "One that was asked for in other words", understood(works, CUSTOMER, "WELCOME15")
    yield (
        "One code of a customer without coupons",
        one_coupon(_EMPTY, State(customer_id=CUSTOMER, code="GONE10"), _CONTEXT),
    )
    for kind, target in (
        ("Free Shipping", "Online"),
        ("Free Product", "POS"),
        ("Percentage-based Cashback", None),
    ):
        only = Snapshot(
            CUSTOMER,
            CustomerCoupons((coupon(code="THIS", type=kind, target=target, is_available_to_use=True),)),
            NOW,
        )
        name = f"What to check for {kind.lower()}"
        yield name, one_coupon(only, State(customer_id=CUSTOMER, code="THIS"), _CONTEXT)

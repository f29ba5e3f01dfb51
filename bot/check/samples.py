"""A sample of every message, modal and Home tab that the app can show.

`python -m bot check` sends them to Slack's own validation, and docs/wording.md is written from them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from bot.blocks import home, modals, problem, refusal
from bot.blocks.contact import SOMEBODY, contact_in_words
from bot.blocks.context import Context
from bot.blocks.help import help_message
from bot.blocks.kit import Message, View
from bot.blocks.notes import understood
from bot.blocks.one_coupon import one_coupon
from bot.blocks.results import results
from bot.blocks.shared import gone, is_shared, not_shared, shared, sharing_ended
from bot.blocks.slow import still_looking_up
from bot.blocks.state import State
from bot.check.sample_coupons import (
    COUPONS,
    CUSTOMER,
    NOW,
    ODD_COUPONS,
    SNAPSHOT,
    UNCLEAR_COUPONS,
    UNKNOWN_IDS,
    coupon,
    day,
)
from bot.check.sample_texts import texts
from bot.coupons.changes import dump_shown
from bot.coupons.codes import find
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import MOST_SHARED, Filter, JudgedCoupon, judge, sharable
from bot.gameball import errors
from bot.gameball.models import CustomerCoupons


@dataclass(frozen=True)
class Sample:
    chapter: str
    name: str
    content: Message | View


Named = Iterator[tuple[str, Message | View]]


def samples() -> list[Sample]:
    """All of them, in the order in which an agent meets them."""
    chapters = {
        "A customer's coupons": _answers(),
        "One code": _one_coupon_answers(),
        "Problems": _problems(),
        "Refusals": _refusals(),
        "Sharing": _shared(),
        "Modals": _modals(),
        "Texts for the customer": texts(),
        "The Home tab": _homes(),
    }
    return [Sample(chapter, name, content) for chapter, named in chapters.items() for name, content in named]


_EMPTY = Snapshot(CUSTOMER, CustomerCoupons(()), NOW)
_CONTEXT = Context(now=NOW, data="test")
_LIVE = Context(
    now=NOW, data="live", search_url="https://admin.shopify.com/store/example/customers?query={query}"
)


def _judged() -> list[JudgedCoupon]:
    return judge(COUPONS, now=NOW)


def _state(**fields: Any) -> State:
    return State(customer_id=CUSTOMER, **fields)


def _answers() -> Named:
    yield "Help", help_message()
    yield "A customer's coupons", results(SNAPSHOT, _state(), _CONTEXT)
    yield "The next page", results(SNAPSHOT, _state(page=2), _CONTEXT)
    yield "Those that are not usable", results(SNAPSHOT, _state(show=Filter.UNUSABLE), _CONTEXT)
    yield "Those that are unclear", results(SNAPSHOT, _state(show=Filter.UNCLEAR), _CONTEXT)
    for name, coupons in (("Odd values", ODD_COUPONS), ("Unclear for each reason", UNCLEAR_COUPONS)):
        snapshot = Snapshot(CUSTOMER, CustomerCoupons(coupons), NOW)
        yield name, results(snapshot, _state(), _CONTEXT)
        yield f"{name}, the next page", results(snapshot, _state(page=2), _CONTEXT)
    only_unusable = Snapshot(CUSTOMER, CustomerCoupons(COUPONS[4:6]), NOW)
    yield "None that is usable", results(only_unusable, _state(show=Filter.USABLE), _CONTEXT)
    yield "None that is unclear", results(only_unusable, _state(show=Filter.UNCLEAR), _CONTEXT)
    only_usable = Snapshot(CUSTOMER, CustomerCoupons(COUPONS[:2]), NOW)
    yield "None that is not usable", results(only_usable, _state(show=Filter.UNUSABLE), _CONTEXT)
    not_yet = Snapshot(CUSTOMER, CustomerCoupons(COUPONS[3:4]), NOW)
    yield "None that is usable yet", results(not_yet, _state(), _CONTEXT)
    unread = Snapshot(CUSTOMER, CustomerCoupons((), unreadable=2), NOW)
    yield "None that can be read", results(unread, _state(), _CONTEXT)
    yield "A customer without coupons", results(_EMPTY, _state(), _CONTEXT)
    email = State(customer_id="customer@example.com")
    yield "The same, of an e-mail address", results(_EMPTY, email, _CONTEXT)
    shown = dump_shown(_judged(), NOW)
    yield "Refreshed, and nothing changed", results(SNAPSHOT, _state(shown=shown), _CONTEXT)
    before = [
        replace(coupon, customer_used_count=0, is_available_to_use=not coupon.is_available_to_use)
        for coupon in (*COUPONS[:1], *COUPONS[3:5], coupon(name="Taken back", code="BACK"))
    ]
    shown = dump_shown(judge(before, now=NOW), day(-0.01))
    yield "Refreshed, with changes", results(SNAPSHOT, _state(shown=shown), _CONTEXT)
    many = [replace(COUPONS[0], code=f"CODE{number}") for number in range(50)]
    snapshot, shown = (
        Snapshot(CUSTOMER, CustomerCoupons(tuple(many)), NOW),
        dump_shown(judge(many, now=NOW), NOW),
    )
    yield "Refreshed, with more than can be compared", results(snapshot, _state(shown=shown), _CONTEXT)
    longer = [replace(coupon, expiry_date=day(30), value=Decimal(20)) for coupon in many]
    snapshot = Snapshot(CUSTOMER, CustomerCoupons(tuple(longer)), NOW)
    yield "Refreshed, and many have changed", results(snapshot, _state(shown=shown), _CONTEXT)


def _one_coupon_answers() -> Named:
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
        yield name, one_coupon(SNAPSHOT, _state(code=code), _CONTEXT)
    odd = Snapshot(CUSTOMER, CustomerCoupons((*ODD_COUPONS, *UNCLEAR_COUPONS)), NOW)
    for name, code in (
        ("One whose end cannot be read", "SOON5"),
        ("One of an odd value", "MINUS10"),
        ("One that Gameball says works, though it is switched off", "OFFBUTYES"),
        ("One of a status that nobody knows", "FROZEN"),
        ("One that ends before it starts", "NEVER"),
        ("One whose last day may be over", "YESTERDAY"),
    ):
        yield name, one_coupon(odd, _state(code=code), _CONTEXT)
    off = CustomerCoupons(tuple(replace(COUPONS[5], code=code) for code in ("SAVE10", "SAVE20", "SAVE30")))
    several = one_coupon(Snapshot(CUSTOMER, off, NOW), _state(code="SAVE"), _CONTEXT)
    yield "One that is like several on the list, none of which works", several
    gifts = CustomerCoupons(
        (coupon(code="GIFT", is_available_to_use=True), *(replace(COUPONS[4], code="GIFT"),) * 4)
    )
    same = one_coupon(Snapshot(CUSTOMER, gifts, NOW), _state(code="GIFT"), _CONTEXT)
    yield "One code that several coupons have", same
    spelled = CustomerCoupons((replace(COUPONS[0], code="SAVE10"), replace(COUPONS[4], code="save10")))
    yield (
        "Two spellings of one code",
        one_coupon(Snapshot(CUSTOMER, spelled, NOW), _state(code="save10"), _CONTEXT),
    )
    long = CustomerCoupons((replace(COUPONS[0], code="LONG-CODE-" * 11),))
    yield "A long code", one_coupon(Snapshot(CUSTOMER, long, NOW), _state(code="LONG-CODE-" * 11), _CONTEXT)
    works = one_coupon(SNAPSHOT, _state(code="WELCOME15"), _CONTEXT)
    yield "One that was asked for in other words", understood(works, CUSTOMER, "WELCOME15")
    yield "One code of a customer without coupons", one_coupon(_EMPTY, _state(code="GONE10"), _CONTEXT)
    kinds = {"Free Shipping": "Online", "Free Product": "POS", "Percentage-based Cashback": None}
    for kind, target in kinds.items():
        this = coupon(code="THIS", type=kind, target=target, is_available_to_use=True)
        only = Snapshot(CUSTOMER, CustomerCoupons((this,)), NOW)
        name = f"What to check for {kind.lower()}"
        yield name, one_coupon(only, _state(code="THIS"), _CONTEXT)


_ERRORS = (
    errors.InvalidCustomerIdError(),
    errors.CustomerNotFoundError(status=404, code=7000, request_id="req-1"),
    errors.CredentialsError(status=401, code=1000, request_id="req-1"),
    errors.PermissionDeniedError(status=403, code=1002, request_id="req-1"),
    errors.PlanError(status=403, code=8000, request_id="req-1"),
    errors.SwitchedOffError(status=422, code=6000, request_id="req-1"),
    errors.WrongAddressError(status=404),
    errors.TooLongAnswerError(status=200),
    errors.RejectedError(status=400),
    errors.BusyError(status=422, code=2001, request_id="req-1"),
    errors.RateLimitedError(status=429, retry_after=None),
    errors.UnavailableError(status=500, code=5000, request_id="req-1"),
    errors.UnreadableAnswerError(status=200),
    errors.UnreachableError(),
    errors.TimedOutError(),
)


def _problems() -> Named:
    for error in _ERRORS:
        yield f"Problem: {problem.short_problem(error)}", problem.gameball_problem(error, _state(), _LIVE)
    not_found = errors.CustomerNotFoundError(status=404, code=7000)
    for customer_id in UNKNOWN_IDS:
        message = problem.gameball_problem(not_found, State(customer_id=customer_id), _CONTEXT)
        yield f"Not found: {customer_id}", message
    yield "Not found, asked with a code", problem.gameball_problem(not_found, _state(code="GONE10"), _LIVE)
    failed = problem.gameball_problem(errors.UnreachableError(), _state(), _LIVE)
    yield "A refresh that fails", problem.refresh_problem(failed, day(-0.003))
    again = problem.gameball_problem(errors.UnreachableError(), _state(failures=2), _LIVE)
    yield "Try again, which fails again", again
    yield "Gameball is slow", still_looking_up(CUSTOMER)
    yield "Problem: the app's own", problem.internal_problem("1f2e3d4c", SOMEBODY)


def _refusals() -> Named:
    yield "Refused: this channel", refusal.not_this_channel(["C0123456789"], SOMEBODY, here="C9876543210")
    yield "Refused: this person", refusal.not_this_user(SOMEBODY)
    member = contact_in_words("U0123456789")
    yield "Refused: this person, and a member of Slack is the contact", refusal.not_this_user(member)
    yield "Refused: another workspace", refusal.not_this_workspace(SOMEBODY)
    yield "Refused: the own workspace is not known yet", refusal.workspace_unknown()
    yield "Refused: too many customers", refusal.too_many_customers()
    yield "Too many words", refusal.not_understood("cust 1001 code WELCOME15")
    yield "A mention in place of an id", refusal.mention("jane")
    yield "Unknown command", refusal.unknown_command()
    yield "Button of another version", refusal.outdated_button()
    yield "A window that does not open", refusal.not_opened()


def _shared() -> Named:
    judged = _judged()
    one = find(judged, "WELCOME15").same
    yield "Shared: one coupon", shared(one, SNAPSHOT, _state(), _CONTEXT, user_id="U0123456789")
    usable = sharable(judged) * 2
    most = usable[:MOST_SHARED]
    message = shared(
        most, SNAPSHOT, _state(), _CONTEXT, user_id="U0123456789", left_out=len(usable) - len(most)
    )
    yield "Shared: all usable coupons", message
    unclear = find(judged, "ODD5").same
    yield "Shared: one that is unclear", shared(unclear, SNAPSHOT, _state(), _CONTEXT, user_id="U0123456789")
    later = find(judged, "EID25").same
    yield "Shared: one that starts later", shared(later, SNAPSHOT, _state(), _CONTEXT, user_id="U0123456789")
    yield "Shared from a modal", is_shared()
    yield "Nothing left to share", gone()
    yield "Sharing failed", not_shared()
    yield "Nothing more can be shared from here", sharing_ended()


def _modals() -> Named:
    origin = modals.Origin(channel_id="C0123456789", response_url="https://hooks.slack.com/actions/T0/1/abc")
    found = modals.results_view(results(SNAPSHOT, _state(), _CONTEXT), origin)
    notice = problem.gameball_problem(errors.UnreachableError(), _state(), _LIVE)
    yield "The form", modals.form_view(modals.Origin())
    yield "The form, filled in", modals.form_view(origin, customer_id=CUSTOMER, code="GONE10")
    yield "While Gameball is asked", modals.loading_view(origin, CUSTOMER)
    yield "While a slow Gameball is asked", modals.loading_view(origin, CUSTOMER, slow=True)
    yield "Coupons in the modal", found
    yield "A problem above them", modals.with_notice(found, notice)
    yield "While a text for the customer is made", modals.preparing_view(CUSTOMER)
    [works] = find(_judged(), "WELCOME15").same
    yield "What to ask where a coupon fails at the checkout", modals.checkout_view(works, _LIVE)
    gift = coupon(code="GIFT", type="Free Product", target="POS", is_available_to_use=True)
    [gift_item] = judge([gift], now=NOW)
    yield "The same, of a free product", modals.checkout_view(gift_item, _LIVE)
    yield "No text for the customer: the coupon is gone", modals.notice_view(refusal.coupon_gone())


def _homes() -> Named:
    yield "Home", home.home(gameball="fine", data="live", now=NOW)
    yield "Home, waiting for Gameball", home.home(gameball="waiting", data="test", now=NOW)
    error = errors.CredentialsError(status=401)
    yield "Home, with wrong keys", home.home(gameball=error, data=None, now=NOW)
    yield "Home, closed", home.closed_home(refusal.not_this_user(SOMEBODY))

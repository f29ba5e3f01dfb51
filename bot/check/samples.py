"""A sample of every message, modal and Home tab that the app can show.

`python -m bot check` sends them to Slack's own validation, and docs/wording.md is written from them."""

from dataclasses import dataclass, replace
from decimal import Decimal

from bot.blocks import home, modals, problem, refusal
from bot.blocks.contact import SOMEBODY
from bot.blocks.help import help_message
from bot.blocks.kit import Message, View
from bot.blocks.results import results
from bot.blocks.shared import gone, is_shared, not_shared, shared, sharing_ended
from bot.blocks.state import State
from bot.check.sample_codes import one_code_answers
from bot.check.sample_coupons import (
    COUPONS,
    CUSTOMER,
    NOW,
    ODD_COUPONS,
    SNAPSHOT,
    UNCLEAR_COUPONS,
    coupon,
    day,
)
from bot.check.sample_problems import LIVE, TEST, Named, problems, refusals, state
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


def samples() -> list[Sample]:
    """All of them, in the order in which an agent meets them."""
    chapters = {
        "A customer's coupons": _answers(),
        "One code": one_code_answers(),
        "Problems": problems(),
        "Refusals": refusals(),
        "Sharing": _shared(),
        "Modals": _modals(),
        "Texts for the customer": texts(),
        "The Home tab": _homes(),
    }
    return [Sample(chapter, name, content) for chapter, named in chapters.items() for name, content in named]


_EMPTY = Snapshot(CUSTOMER, CustomerCoupons(()), NOW)


def _judged() -> list[JudgedCoupon]:
    return judge(COUPONS, now=NOW)


def _answers() -> Named:
    yield "Help", help_message()
    yield "A customer's coupons", results(SNAPSHOT, state(), TEST)
    yield "The next page", results(SNAPSHOT, state(page=2), TEST)
    yield "Those that are not usable", results(SNAPSHOT, state(show=Filter.UNUSABLE), TEST)
    yield "Those that are unclear", results(SNAPSHOT, state(show=Filter.UNCLEAR), TEST)
    for name, coupons in (("Odd values", ODD_COUPONS), ("Unclear for each reason", UNCLEAR_COUPONS)):
        snapshot = Snapshot(CUSTOMER, CustomerCoupons(coupons), NOW)
        yield name, results(snapshot, state(), TEST)
        yield f"{name}, the next page", results(snapshot, state(page=2), TEST)
    only_unusable = Snapshot(CUSTOMER, CustomerCoupons(COUPONS[4:6]), NOW)
    yield "None that is usable", results(only_unusable, state(show=Filter.USABLE), TEST)
    yield "None that is unclear", results(only_unusable, state(show=Filter.UNCLEAR), TEST)
    only_usable = Snapshot(CUSTOMER, CustomerCoupons(COUPONS[:2]), NOW)
    yield "None that is not usable", results(only_usable, state(show=Filter.UNUSABLE), TEST)
    not_yet = Snapshot(CUSTOMER, CustomerCoupons(COUPONS[3:4]), NOW)
    yield "None that is usable yet", results(not_yet, state(), TEST)
    unread = Snapshot(CUSTOMER, CustomerCoupons((), unreadable=2), NOW)
    yield "None that can be read", results(unread, state(), TEST)
    yield "A customer without coupons", results(_EMPTY, state(), TEST)
    email = State(customer_id="customer@example.com")
    yield "The same, of an e-mail address", results(_EMPTY, email, TEST)
    shown = dump_shown(_judged(), NOW)
    yield "Refreshed, and nothing changed", results(SNAPSHOT, state(shown=shown), TEST)
    before = [
        replace(coupon, customer_used_count=0, is_available_to_use=not coupon.is_available_to_use)
        for coupon in (*COUPONS[:1], *COUPONS[3:5], coupon(name="Taken back", code="BACK"))
    ]
    shown = dump_shown(judge(before, now=NOW), day(-0.01))
    yield "Refreshed, with changes", results(SNAPSHOT, state(shown=shown), TEST)
    many = [replace(COUPONS[0], code=f"CODE{number}") for number in range(50)]
    snapshot, shown = (
        Snapshot(CUSTOMER, CustomerCoupons(tuple(many)), NOW),
        dump_shown(judge(many, now=NOW), NOW),
    )
    yield "Refreshed, with more than can be compared", results(snapshot, state(shown=shown), TEST)
    longer = [replace(coupon, expiry_date=day(30), value=Decimal(20)) for coupon in many]
    snapshot = Snapshot(CUSTOMER, CustomerCoupons(tuple(longer)), NOW)
    yield "Refreshed, and many have changed", results(snapshot, state(shown=shown), TEST)


def _shared() -> Named:
    judged = _judged()
    one = find(judged, "WELCOME15").same
    yield "Shared: one coupon", shared(one, SNAPSHOT, state(), TEST, user_id="U0123456789")
    usable = sharable(judged) * 2
    most = usable[:MOST_SHARED]
    message = shared(most, SNAPSHOT, state(), TEST, user_id="U0123456789", left_out=len(usable) - len(most))
    yield "Shared: all usable coupons", message
    unclear = find(judged, "ODD5").same
    yield "Shared: one that is unclear", shared(unclear, SNAPSHOT, state(), TEST, user_id="U0123456789")
    later = find(judged, "EID25").same
    yield "Shared: one that starts later", shared(later, SNAPSHOT, state(), TEST, user_id="U0123456789")
    yield "Shared from a modal", is_shared()
    yield "Nothing left to share", gone()
    yield "Sharing failed", not_shared()
    yield "Nothing more can be shared from here", sharing_ended()


def _modals() -> Named:
    origin = modals.Origin(channel_id="C0123456789", response_url="https://hooks.slack.com/actions/T0/1/abc")
    found = modals.results_view(results(SNAPSHOT, state(), TEST), origin)
    notice = problem.gameball_problem(errors.UnreachableError(), state(), LIVE)
    yield "The form", modals.form_view(modals.Origin())
    yield "The form, filled in", modals.form_view(origin, customer_id=CUSTOMER, code="GONE10")
    yield "While Gameball is asked", modals.loading_view(origin, CUSTOMER)
    yield "While a slow Gameball is asked", modals.loading_view(origin, CUSTOMER, slow=True)
    yield "Coupons in the modal", found
    yield "A problem above them", modals.with_notice(found, notice)
    yield "While a text for the customer is made", modals.preparing_view(CUSTOMER)
    [works] = find(_judged(), "WELCOME15").same
    yield "What to ask where a coupon fails at the checkout", modals.checkout_view(works, LIVE)
    gift = coupon(code="GIFT", type="Free Product", target="POS", is_available_to_use=True)
    [gift_item] = judge([gift], now=NOW)
    yield "The same, of a free product", modals.checkout_view(gift_item, LIVE)
    yield "No text for the customer: the coupon is gone", modals.notice_view(refusal.coupon_gone())


def _homes() -> Named:
    yield "Home", home.home(gameball="fine", data="live", now=NOW)
    yield "Home, waiting for Gameball", home.home(gameball="waiting", data="test", now=NOW)
    error = errors.CredentialsError(status=401)
    yield "Home, with wrong keys", home.home(gameball=error, data=None, now=NOW)
    yield "Home, closed", home.closed_home(refusal.not_this_user(SOMEBODY))

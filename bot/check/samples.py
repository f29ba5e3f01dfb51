"""One sample of every message, modal and Home tab that the app can show.

`python -m bot check` sends them to Slack's own validation, and docs/wording.md is written from them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.blocks import home, modals, problem, refusal
from bot.blocks.context import Context
from bot.blocks.customer_text import reply_text
from bot.blocks.help import help_message
from bot.blocks.kit import Message, View
from bot.blocks.one_coupon import one_coupon
from bot.blocks.results import results
from bot.blocks.shared import gone, is_shared, not_shared, shared
from bot.blocks.state import State
from bot.check.sample_coupons import COUPONS, CUSTOMER, NOW, SNAPSHOT, coupon, day
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import Filter, JudgedCoupon, find, judge
from bot.gameball import errors
from bot.gameball.models import CustomerCoupons


@dataclass(frozen=True)
class Sample:
    name: str
    kind: Literal["message", "modal", "home"]
    content: Message | View


def samples() -> list[Sample]:
    """All of them, in the order in which an agent meets them."""
    return [
        *_answers(),
        *_one_coupon_answers(),
        *_problems(),
        *_refusals(),
        *_shared(),
        *_modals(),
        *_homes(),
    ]


_EMPTY = Snapshot(CUSTOMER, CustomerCoupons(()), NOW)
_CONTEXT = Context(now=NOW, data="test")


def _judged() -> list[JudgedCoupon]:
    return judge(COUPONS, now=NOW)


def _message(name: str, message: Message) -> Sample:
    return Sample(name, "message", message)


def _state(**fields: Any) -> State:
    return State(customer_id=CUSTOMER, **fields)


def _answers() -> Iterator[Sample]:
    yield _message("Help", help_message())
    yield _message("A customer's coupons", results(SNAPSHOT, _state(), _CONTEXT))
    yield _message("The next page", results(SNAPSHOT, _state(page=2), _CONTEXT))
    yield _message("Those that cannot be used", results(SNAPSHOT, _state(show=Filter.UNUSABLE), _CONTEXT))
    only_unusable = Snapshot(CUSTOMER, CustomerCoupons(COUPONS[4:6]), NOW)
    yield _message("None that can be used", results(only_unusable, _state(show=Filter.USABLE), _CONTEXT))
    only_usable = Snapshot(CUSTOMER, CustomerCoupons(COUPONS[:2]), NOW)
    yield _message("None that cannot be used", results(only_usable, _state(show=Filter.UNUSABLE), _CONTEXT))
    yield _message("A customer without coupons", results(_EMPTY, _state(), _CONTEXT))
    email = State(customer_id="customer@example.com")
    yield _message("The same, of an e-mail address", results(_EMPTY, email, _CONTEXT))
    shown = dump_shown(_judged(), NOW)
    yield _message("Refreshed, and nothing changed", results(SNAPSHOT, _state(shown=shown), _CONTEXT))
    before = [
        replace(coupon, customer_used_count=0, is_available_to_use=not coupon.is_available_to_use)
        for coupon in (*COUPONS[:1], *COUPONS[3:5], coupon(name="Taken back", code="BACK"))
    ]
    shown = dump_shown(judge(before, now=NOW), day(-0.01))
    yield _message("Refreshed, with changes", results(SNAPSHOT, _state(shown=shown), _CONTEXT))


def _one_coupon_answers() -> Iterator[Sample]:
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
        yield _message(name, one_coupon(SNAPSHOT, _state(code=code), _CONTEXT))
    yield _message("One code of a customer without coupons", one_coupon(_EMPTY, _state(code="GONE10"), _CONTEXT))
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
        yield _message(name, one_coupon(only, _state(code="THIS"), _CONTEXT))


_ERRORS = (
    errors.InvalidCustomerIdError(),
    errors.CustomerNotFoundError(status=404, code=7000, request_id="req-1"),
    errors.CredentialsError(status=401, code=1000, request_id="req-1"),
    errors.PermissionDeniedError(status=403, code=1002, request_id="req-1"),
    errors.PlanError(status=403, code=8000, request_id="req-1"),
    errors.SwitchedOffError(status=422, code=6000, request_id="req-1"),
    errors.WrongAddressError(status=404),
    errors.RejectedError(status=400),
    errors.BusyError(status=422, code=2001, request_id="req-1"),
    errors.RateLimitedError(status=429, retry_after=None),
    errors.UnavailableError(status=500, code=5000, request_id="req-1"),
    errors.UnreadableAnswerError(status=200),
    errors.UnreachableError(),
    errors.TimedOutError(),
)


def _problems() -> Iterator[Sample]:
    for error in _ERRORS:
        yield _message(
            f"Problem: {problem.short_problem(error)}", problem.gameball_problem(error, _state(), "live")
        )
    not_found = errors.CustomerNotFoundError(status=404, code=7000)
    for customer_id in ("customer@example.com", "966500001234", "6571483726149", "4711", "two words"):
        message = problem.gameball_problem(not_found, State(customer_id=customer_id), "test")
        yield _message(f"Not found: {customer_id}", message)
    failed = problem.gameball_problem(errors.UnreachableError(), _state(), "live")
    yield _message("A refresh that fails", problem.refresh_problem(failed, day(-0.003)))
    yield _message("Problem: the app's own", problem.internal_problem("1f2e3d4c"))


def _refusals() -> Iterator[Sample]:
    yield _message("Refused: this channel", refusal.not_this_channel(["C0123456789"]))
    yield _message("Refused: this person", refusal.not_this_user())
    yield _message("Refused: another workspace", refusal.not_this_workspace())
    yield _message("Refused: the own workspace is not known yet", refusal.workspace_unknown())
    yield _message("Refused: too many customers", refusal.too_many_customers())
    yield _message("Too many words", refusal.not_understood("cust 1001 code WELCOME15"))
    yield _message("A code that is too long", refusal.code_too_long())
    yield _message("Unknown command", refusal.unknown_command())
    yield _message("Button of another version", refusal.outdated_button())
    yield _message("A window that does not open", refusal.not_opened())


def _shared() -> Iterator[Sample]:
    judged = _judged()
    one = find(judged, "WELCOME15")
    yield _message("Shared: one coupon", shared(one, SNAPSHOT, _state(), _CONTEXT, user_id="U0123456789"))
    usable = [item for item in judged if item.availability.usable] * 2
    yield _message(
        "Shared: what can be used", shared(usable, SNAPSHOT, _state(), _CONTEXT, user_id="U0123456789")
    )
    yield _message("Nothing left to share", gone())
    yield _message("Sharing failed", not_shared())


def _modals() -> Iterator[Sample]:
    origin = modals.Origin(channel_id="C0123456789", response_url="https://hooks.slack.com/actions/T0/1/abc")
    answer = results(SNAPSHOT, _state(), _CONTEXT)
    found = modals.results_view(answer, origin)
    notice = problem.gameball_problem(errors.UnreachableError(), _state(), "live")
    judged = _judged()
    yield Sample("The form", "modal", modals.form_view(modals.Origin()))
    yield Sample("The form, filled in", "modal", modals.form_view(origin, customer_id=CUSTOMER, code="GONE10"))
    yield Sample("While Gameball is asked", "modal", modals.loading_view(origin, CUSTOMER))
    yield Sample("Coupons in the modal", "modal", found)
    yield Sample("A problem above them", "modal", modals.with_notice(found, notice))
    yield Sample("A refusal", "modal", modals.notice_view(refusal.not_this_user()))
    yield Sample("While a reply text is made", "modal", modals.preparing_view())
    for code in ("WELCOME15", "WEEKEND50", "SHIPFREE", "GONE10", "EID25", "OFF20", "HELD5", "EARLY5", "ODD5"):
        (item,) = find(judged, code)
        text = reply_text(item, find(judged, "WELCOME15")[0])
        yield Sample(f"Reply text for {code}", "modal", modals.reply_view(text))
    alone = reply_text(find(judged, "GONE10")[0], None)
    yield Sample("Reply text without an alternative", "modal", modals.reply_view(alone))


def _homes() -> Iterator[Sample]:
    yield Sample("Home", "home", home.home(gameball="fine", data="live", now=NOW))
    yield Sample("Home, waiting for Gameball", "home", home.home(gameball="waiting", data="test", now=NOW))
    error = errors.CredentialsError(status=401)
    yield Sample("Home, with wrong keys", "home", home.home(gameball=error, data=None, now=NOW))
    yield Sample("Home, closed", "home", home.closed_home(refusal.not_this_user()))

"""A sample of every problem and refusal, and what all samples share."""

from collections.abc import Iterator
from typing import Any

from bot.blocks import problem, refusal
from bot.blocks.contact import SOMEBODY, contact_in_words
from bot.blocks.context import Context
from bot.blocks.kit import Message, View
from bot.blocks.slow import still_looking_up
from bot.blocks.state import State
from bot.check.sample_coupons import CUSTOMER, NOW, UNKNOWN_IDS, day
from bot.gameball import errors

Named = Iterator[tuple[str, Message | View]]
TEST = Context(now=NOW, data="test")
LIVE = Context(
    now=NOW, data="live", search_url="https://admin.shopify.com/store/example/customers?query={query}"
)


def state(**fields: Any) -> State:
    return State(customer_id=CUSTOMER, **fields)


_ERRORS = (
    errors.InvalidCustomerIdError(),
    errors.CustomerNotFoundError(status=404, code=7000, request_id="req-1"),
    errors.CredentialsError(status=401, code=1000, request_id="req-1"),
    errors.PermissionDeniedError(status=403, code=1002, request_id="req-1"),
    errors.PlanError(status=403, code=8000, request_id="req-1"),
    errors.SwitchedOffError(status=422, code=6000, request_id="req-1"),
    errors.BlockedError(status=403),
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


def problems() -> Named:
    for error in _ERRORS:
        yield f"Problem: {problem.short_problem(error)}", problem.gameball_problem(error, state(), LIVE)
    not_found = errors.CustomerNotFoundError(status=404, code=7000)
    for customer_id in UNKNOWN_IDS:
        message = problem.gameball_problem(not_found, State(customer_id=customer_id), TEST)
        yield f"Not found: {customer_id}", message
    yield "Not found, asked with a code", problem.gameball_problem(not_found, state(code="GONE10"), LIVE)
    failed = problem.gameball_problem(errors.UnreachableError(), state(), LIVE)
    yield "A refresh that fails", problem.refresh_problem(failed, day(-0.003))
    again = problem.gameball_problem(errors.UnreachableError(), state(failures=2), LIVE)
    yield "Try again, which fails again", again
    yield "Gameball is slow", still_looking_up(CUSTOMER)
    yield "Problem: the app's own", problem.internal_problem("1f2e3d4c", SOMEBODY)


def refusals() -> Named:
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

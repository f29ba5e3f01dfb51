"""What the app says when it has no coupons to show: what happened, who can mend it, and whether to try again."""

import html
from datetime import datetime

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.another_id import another_id
from bot.blocks.context import Context
from bot.blocks.hints import is_a_word, not_found_hints
from bot.blocks.look_alikes import odd_characters, plain_form
from bot.blocks.state import State
from bot.gameball import errors
from bot.gameball.body import MOST_COUPONS

_OPERATOR = "Please tell {contact}. Trying again does not help before it is repaired."
_AGAIN = "Trying again in a moment usually helps."
_TEXTS: dict[type[errors.GameballError], tuple[str, str]] = {
    errors.InvalidCustomerIdError: (
        "This cannot be a customer id",
        "An id has 1 to 200 characters and is not just dots. Please check what was typed or pasted.",
    ),
    errors.CustomerNotFoundError: (
        "Gameball does not know this customer",
        "Please check the id: it must be the one that the shop gives to Gameball.",
    ),
    errors.CredentialsError: ("Gameball does not accept this app's keys", _OPERATOR),
    errors.PermissionDeniedError: ("This app's Gameball keys may not read coupons", _OPERATOR),
    errors.PlanError: ("The shop's Gameball plan does not include this", _OPERATOR),
    errors.SwitchedOffError: ("Gameball is switched off for this shop", _OPERATOR),
    errors.BlockedError: ("Something between this app and Gameball refuses the request", _OPERATOR),
    errors.WrongAddressError: ("This app does not reach Gameball at the address it was given", _OPERATOR),
    errors.TooLongAnswerError: (
        "Gameball's answer is too long for this app",
        f"It has more than {MOST_COUPONS:,} coupons, or is otherwise larger than this app can read."
        f" {_OPERATOR}",
    ),
    errors.RejectedError: ("The request to Gameball was refused", _OPERATOR),
    errors.BusyError: ("Gameball is busy with this customer", _AGAIN),
    errors.RateLimitedError: (
        "Gameball is being asked too often",
        "Please wait half a minute, then try again.",
    ),
    errors.UnavailableError: ("Gameball is not working right now", _AGAIN),
    errors.UnreadableAnswerError: (
        "Gameball answered with something that cannot be read",
        f"{_AGAIN} If it does not, please tell {{contact}}.",
    ),
    errors.UnreachableError: ("Gameball cannot be reached", _AGAIN),
    errors.TimedOutError: ("Gameball took too long to answer", _AGAIN),
}


def gameball_problem(error: errors.GameballError, state: State, context: Context) -> kit.Message:
    """Why there are no coupons to show, and a Try again button where that can help."""
    problem = _failed_again(_problem(error, context), state, context)
    about = [f"Customer {mrkdwn.code(state.customer_id, 200)}"]
    about += [part for part in (_code(error), _reference(error)) if part]
    blocks, ways_on, lines = [*problem.blocks], [], [problem.text]
    if isinstance(error, errors.CustomerNotFoundError):
        hints = not_found_hints(state.customer_id, with_code=bool(state.code))
        blocks.append(kit.section("\n".join(hints)))
        lines += [mrkdwn.spoken(hint) for hint in hints]
        ways_on += [*_other_ids(state), another_id(state, context)]
    blocks.append(kit.context(mrkdwn.SEPARATOR.join(about)))
    if error.retryable:
        ways_on += _again(state)
    return kit.Message(mrkdwn.message_text(lines), blocks + ways_on)


def _problem(error: errors.GameballError, context: Context) -> kit.Message:
    title, advice = _TEXTS[type(error)]
    return plain_problem(title, advice.replace("{contact}", context.contact))


def _other_ids(state: State) -> list[kit.Block]:
    """A button for the id that may have been meant."""
    if plain := plain_form(state.customer_id):
        name, label, meant = "plain_id", f"Look up {plain}", State(customer_id=plain, code=state.code)
    elif state.code and not odd_characters(state.customer_id) and not is_a_word(state.customer_id):
        name, label = "swapped", "Look up the other way round"
        meant = State(customer_id=state.code, code=state.customer_id)
    else:
        return []
    if not meant.fits():
        return []
    button = kit.button(label, ids.NEAR_MATCHES[0], meant.dump(), from_outside=bool(plain))
    return [kit.actions(name, [button])]


def _again(state: State) -> list[kit.Block]:
    failed = state.model_copy(update={"failures": state.failures + 1})
    # Where there is no room for what was shown, the coupons come without what has changed.
    for again in (failed, failed.model_copy(update={"shown": None})):
        if again.fits():
            button = kit.button("Try again", ids.TRY_AGAIN, again.dump(), style="primary")
            return [kit.actions("again", [button])]
    return []


def _failed_again(problem: kit.Message, state: State, context: Context) -> kit.Message:
    """The problem and, where this is not the first time, when that was and how often."""
    if not state.failures:
        return problem
    note = f"Tried {state.failures + 1:,} times. The last time was at {mrkdwn.date(context.now, '{time}')}."
    return kit.Message(f"{problem.text} {mrkdwn.spoken(note)}", [*problem.blocks, kit.context(note)])


def short_problem(error: errors.GameballError) -> str:
    """What happened, in one plain sentence without its full stop."""
    return _TEXTS[type(error)][0]


def field_error(error: errors.GameballError, state: State) -> str | None:
    """What a form says at its customer id, None where the id is not at fault; plain text."""
    if not isinstance(error, errors.AgentError):
        return None
    said = ". ".join(_TEXTS[type(error)])
    if isinstance(error, errors.CustomerNotFoundError):
        hints = not_found_hints(state.customer_id, with_code=bool(state.code))
        said = "\n".join([said, *(html.unescape(mrkdwn.spoken(hint)).replace("`", "") for hint in hints)])
    return said


def refresh_problem(problem: kit.Message, shown: datetime | None) -> kit.Message:
    """A problem where a message shows coupons already: they stay, and this says as of when (`shown`) they are."""
    age = f" They are as of {mrkdwn.date(shown)}." if shown else ""
    note = f"The coupons shown before stay as they were.{age}"
    blocks = [*problem.blocks[:1], kit.context(note), *problem.blocks[1:]]
    return kit.Message(f"{problem.text} {mrkdwn.spoken(note)}", blocks)


def plain_problem(title: str, advice: str) -> kit.Message:
    """A refusal, or a failure that is not Gameball's."""
    return kit.Message(f"{title}. {advice}", [kit.section(f"⚠️ *{title}*\n{advice}")])


def internal_problem(reference: str, contact: str) -> kit.Message:
    """A fault of the app itself. `reference` is also in the log line of the fault, `contact` whom to tell, in mrkdwn."""
    return plain_problem(
        "Something went wrong in this app",
        f"No coupon was changed. If it happens again, please give {contact} this reference: {reference}.",
    )


def _code(error: errors.GameballError) -> str:
    if error.code is not None:
        return f"Gameball's code {error.code}"
    return f"HTTP status {error.status}" if error.status is not None else ""


def _reference(error: errors.GameballError) -> str:
    return f"reference for Gameball: {mrkdwn.code(error.request_id, 80)}" if error.request_id else ""

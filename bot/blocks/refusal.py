"""What the app says where it refuses to answer, and what to do instead."""

from collections.abc import Iterable

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.kit import Message
from bot.blocks.problem import plain_problem
from bot.blocks.state import State

_NAMED = 10

CUSTOMER_ID_MISSING = "Please enter the customer's id"
CUSTOMER_ID_MENTION = "This is a member, a group or a channel of Slack, and not a customer's id"


def _ask(contact: str) -> str:
    """`contact` is whom to ask, in mrkdwn."""
    return f"Please ask {contact} to change that."


def not_this_workspace(contact: str) -> Message:
    return plain_problem(
        "Coupons are shown to members of this app's own workspace or organization only", _ask(contact)
    )


def workspace_unknown() -> Message:
    return plain_problem(
        "This app does not know yet whose workspace it is in",
        "It asks Slack when it starts. Please try again in a few seconds.",
    )


def not_this_user(contact: str) -> Message:
    return plain_problem("You are not among the people who may look up coupons", _ask(contact))


def not_this_channel(allowed: Iterable[str], contact: str, *, here: str = "") -> Message:
    """`here` is the id of the channel that was asked in. A channel that becomes private or public gets a new id, and then
    this is the one to allow."""
    named = sorted(allowed)
    where = ", ".join(f"<#{channel_id}>" for channel_id in named[:_NAMED])
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    ask = (
        f"To allow this channel, {contact} must add the channel id {mrkdwn.code(here)}."
        if here
        else _ask(contact)
    )
    return plain_problem(
        "Coupons are shown in certain channels only", f"Look them up in {where}{more}. {ask}"
    )


def too_many_customers() -> Message:
    return plain_problem(
        "You have looked up many different customers in the last ten minutes",
        "Please wait a few minutes before you look up another one. The customers that you looked up before still work.",
    )


def not_understood(typed: str) -> Message:
    """`typed` is repeated, as Slack has cleared the field."""
    problem = plain_problem(
        "That is more than a customer id and a coupon code",
        f'Please put quotes around an id with spaces in it: `{ids.COMMAND} "id with spaces" WELCOME15`.',
    )
    return Message(problem.text, [*problem.blocks, kit.context(f"You typed {mrkdwn.code(typed, 300)}")])


def mention(name: str) -> Message:
    """`name` is a member's, which may be what was typed as an id."""
    problem = plain_problem(
        CUSTOMER_ID_MENTION, f"Please ask with the id, such as `{ids.COMMAND} cust_1001`."
    )
    state = State(customer_id=name or "?")
    if not name or not state.fits():
        return problem
    button = kit.button(f"Look up {name}", ids.NEAR_MATCHES[0], state.dump(), from_outside=True)
    return Message(problem.text, [*problem.blocks, kit.actions("plain_id", [button])])


def unknown_command() -> Message:
    return plain_problem("This app does not know that command", f"Please try `{ids.COMMAND}`.")


def outdated_button() -> Message:
    return plain_problem("The app was updated", f"Please run `{ids.COMMAND}` again.")


def coupon_gone() -> Message:
    """Instead of a text for the customer: the coupon is not listed any more."""
    return plain_problem(
        "This is not on the customer's list any more, or not as it was shown",
        "Click Refresh to see what is there now.",
    )


def not_opened() -> Message:
    return plain_problem("Slack did not open the window", "Please try again.")

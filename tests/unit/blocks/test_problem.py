from collections.abc import Iterator

import pytest

from bot.blocks import ids
from bot.blocks.hints import not_found_hints
from bot.blocks.kit import Message
from bot.blocks.problem import (
    field_error,
    gameball_problem,
    internal_problem,
    plain_problem,
    refresh_problem,
    short_problem,
)
from bot.blocks.state import State
from bot.coupons.selection import Filter
from bot.gameball import errors
from tests.factories import NOW

STATE = State(customer_id="cust_1", show=Filter.USABLE, page=2)
AGAIN = {
    "type": "actions",
    "block_id": "again",
    "elements": [
        {
            "type": "button",
            "text": {"type": "plain_text", "text": "Try again", "emoji": True},
            "action_id": ids.TRY_AGAIN,
            "value": '{"c":"cust_1","f":"usable","p":2}',
            "style": "primary",
        }
    ],
}


def leaves(kind: type[errors.GameballError]) -> Iterator[type[errors.GameballError]]:
    """The errors that are raised: those with no kinds of their own."""
    kinds = kind.__subclasses__()
    for one in kinds:
        yield from leaves(one)
    if not kinds:
        yield kind


ERRORS = sorted(leaves(errors.GameballError), key=lambda kind: kind.__name__)


def made(kind: type[errors.GameballError]) -> errors.GameballError:
    return kind(retry_after=None) if issubclass(kind, errors.RateLimitedError) else kind()


def section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def context(text: str) -> dict[str, object]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def test_every_error_has_a_message_of_its_own() -> None:
    assert len({gameball_problem(made(kind), STATE).text for kind in ERRORS}) == len(ERRORS)


@pytest.mark.parametrize("kind", ERRORS)
def test_try_again_is_offered_only_where_it_can_help(kind: type[errors.GameballError]) -> None:
    blocks = gameball_problem(made(kind), STATE).blocks
    assert (AGAIN in blocks, any(block["type"] == "actions" for block in blocks)) == (
        kind.retryable,
        kind.retryable,
    )


@pytest.mark.parametrize("kind", list(leaves(errors.OperatorError)))
def test_what_only_the_operator_can_mend_is_not_worth_trying_again(kind: type[errors.GameballError]) -> None:
    assert gameball_problem(made(kind), STATE).text.endswith(
        "Please tell whoever runs this app; trying again does not help until then."
    )


def test_a_failure_says_what_happened_what_helps_and_what_to_tell_gameball() -> None:
    error = errors.UnavailableError(status=500, code=5000, detail="<!channel>", request_id="req_`1`&")
    assert gameball_problem(error, STATE) == Message(
        "Gameball is not working right now. Trying again in a moment usually helps.",
        [
            section("⚠️ *Gameball is not working right now*\nTrying again in a moment usually helps."),
            context("Customer `cust_1`  ·  Gameball's code 5000  ·  reference for Gameball: `req_1&amp;`"),
            AGAIN,
        ],
    )


def test_without_gameballs_own_code_the_status_is_named() -> None:
    message = gameball_problem(errors.RejectedError(status=418), STATE)
    assert message.blocks[-1] == context("Customer `cust_1`  ·  HTTP status 418")


ADVICE = "Please check the id: it must be the one that the shop gives to Gameball."


def test_a_customer_that_gameball_does_not_know_is_for_the_agent_to_check() -> None:
    error = errors.CustomerNotFoundError(status=404, code=7000)
    assert gameball_problem(error, STATE, "test") == Message(
        f"Gameball does not know this customer. {ADVICE}",
        [
            section(f"⚠️ *Gameball does not know this customer*\n{ADVICE}"),
            section("\n".join(not_found_hints("cust_1", "test"))),
            context("Customer `cust_1`  ·  Gameball's code 7000"),
        ],
    )


def test_an_id_that_came_with_a_code_may_be_swapped_with_it() -> None:
    state = State(customer_id="CODE1", code="cust_1")
    hints = [
        "• The customer id comes first, then the code: are these two *swapped*?",
        *not_found_hints("CODE1", None),
    ]
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Look up the other way round", "emoji": True},
        "action_id": ids.NEAR_MATCHES[0],
        "value": '{"c":"cust_1","k":"CODE1"}',
    }
    assert gameball_problem(errors.CustomerNotFoundError(), state).blocks[1:] == [
        section("\n".join(hints)),
        context("Customer `CODE1`"),
        {"type": "actions", "block_id": "swapped", "elements": [button]},
    ]


def test_coupons_that_are_shown_already_stay_and_their_age_is_told() -> None:
    problem = plain_problem("No", "Ask.")
    older = Message(problem.text, [*problem.blocks, context("Customer")])
    assert (refresh_problem(older, NOW), refresh_problem(problem, None)) == (
        Message(
            "No. Ask. The coupons shown before stay as they were. They are as of 2026-11-23 08:52 UTC.",
            [
                section("⚠️ *No*\nAsk."),
                context(
                    "The coupons shown before stay as they were. They are as of "
                    "<!date^1795423950^{time}|2026-11-23 08:52 UTC>."
                ),
                context("Customer"),
            ],
        ),
        Message(
            "No. Ask. The coupons shown before stay as they were.",
            [section("⚠️ *No*\nAsk."), context("The coupons shown before stay as they were.")],
        ),
    )


def test_a_form_says_at_its_field_what_is_wrong_with_the_id_and_nothing_else() -> None:
    assert (field_error(errors.CustomerNotFoundError()), field_error(errors.UnavailableError())) == (
        f"Gameball does not know this customer. {ADVICE}",
        None,
    )


def test_a_problem_in_short_is_its_title() -> None:
    assert short_problem(errors.UnavailableError()) == "Gameball is not working right now"


def test_a_refusal_of_the_apps_own_is_one_sentence_and_what_to_do() -> None:
    assert plain_problem("No", "Ask.") == Message("No. Ask.", [section("⚠️ *No*\nAsk.")])


def test_a_fault_of_the_app_itself_gives_the_reference_of_its_log_line() -> None:
    assert internal_problem("0badcafe").text == (
        "Something went wrong in this app. Nothing was changed. If it happens again, please give whoever runs it "
        "this reference: 0badcafe."
    )

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.blocks import another_id, ids
from bot.blocks.contact import SOMEBODY, contact_in_words
from bot.blocks.context import Context
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
CONTEXT = Context(now=NOW)
AGAIN = {
    "type": "actions",
    "block_id": "again",
    "elements": [
        {
            "type": "button",
            "text": {"type": "plain_text", "text": "Try again", "emoji": True},
            "action_id": ids.TRY_AGAIN,
            "value": '{"c":"cust_1","f":"usable","p":2,"n":1}',
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
    assert len({gameball_problem(made(kind), STATE, CONTEXT).text for kind in ERRORS}) == len(ERRORS)


@pytest.mark.parametrize("kind", ERRORS)
def test_try_again_is_offered_only_where_it_can_help(kind: type[errors.GameballError]) -> None:
    blocks = gameball_problem(made(kind), STATE, CONTEXT).blocks
    assert (AGAIN in blocks, ids.TRY_AGAIN in str(blocks)) == (kind.retryable, kind.retryable)


@pytest.mark.parametrize("kind", list(leaves(errors.OperatorError)))
def test_what_only_the_operator_can_mend_is_not_worth_trying_again(kind: type[errors.GameballError]) -> None:
    assert gameball_problem(made(kind), STATE, CONTEXT).text.endswith(
        "Please tell whoever runs this app. Trying again does not help before it is repaired."
    )


@pytest.mark.parametrize("kind", [*leaves(errors.OperatorError), errors.UnreadableAnswerError])
def test_who_is_to_be_told_is_named_where_somebody_is(kind: type[errors.GameballError]) -> None:
    message = gameball_problem(made(kind), STATE, replace(CONTEXT, contact="<@U0123456789>"))
    assert "please tell <@U0123456789>" in message.text.replace("Please", "please")
    assert "please tell <@U0123456789>" in str(message.blocks).replace("Please", "please")


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ("", "whoever runs this app"),
        ("\u200b", "whoever runs this app"),
        ("U0123456789", "<@U0123456789>"),
        ("Us", "Us"),
        ("the shop team <#it> & Ann", "the shop team &lt;#it&gt; &amp; Ann"),
    ],
)
def test_the_contact_is_a_member_of_slack_or_words(contact: str, words: str) -> None:
    assert contact_in_words(contact) == words


def test_a_failure_says_what_happened_what_helps_and_what_to_tell_gameball() -> None:
    error = errors.UnavailableError(status=500, code=5000, detail="<!channel>", request_id="req_`1`&")
    assert gameball_problem(error, STATE, CONTEXT) == Message(
        "Gameball is not working right now. Trying again in a moment usually helps.",
        [
            section("⚠️ *Gameball is not working right now*\nTrying again in a moment usually helps."),
            context("Customer `cust_1`  ·  Gameball's code 5000  ·  reference for Gameball: `req_1&amp;`"),
            AGAIN,
        ],
    )


def test_what_fails_again_says_how_often_and_when_and_counts_on() -> None:
    state = State(customer_id="cust_1", failures=2)
    message = gameball_problem(errors.UnreachableError(), state, CONTEXT)
    assert message.text.endswith(" Tried 3 times. The last time was at 2026-11-23 08:52 UTC.")
    assert message.blocks[1] == context(
        "Tried 3 times. The last time was at <!date^1795423950^{time}|2026-11-23 08:52 UTC>."
    )
    [button] = message.blocks[-1]["elements"]
    assert State.parse(button["value"]).failures == 3


@pytest.mark.parametrize(("length", "offered"), [(1000, True), (1970, True), (1985, False)])
def test_try_again_is_left_out_only_where_no_button_can_carry_it(length: int, offered: bool) -> None:
    room = 2000 - len(State(customer_id="c", code="x" * length).dump()) - len(',"s":""')
    state = State(customer_id="c", code="x" * length, shown="s" * max(0, room))
    blocks = gameball_problem(errors.UnreachableError(), state, CONTEXT).blocks
    assert any(block["type"] == "actions" for block in blocks) is offered


def test_without_gameballs_own_code_the_status_is_named() -> None:
    message = gameball_problem(errors.RejectedError(status=418), STATE, CONTEXT)
    assert message.blocks[-1] == context("Customer `cust_1`  ·  HTTP status 418")


ADVICE = "Please check the id: it must be the one that the shop gives to Gameball."


def test_a_customer_that_gameball_does_not_know_is_for_the_agent_to_check() -> None:
    error = errors.CustomerNotFoundError(status=404, code=7000)
    hints = "\n".join(not_found_hints("cust_1"))
    assert gameball_problem(error, STATE, Context(now=NOW, data="test")) == Message(
        f"Gameball does not know this customer. {ADVICE}\n{hints.replace('*', '')}",
        [
            section(f"⚠️ *Gameball does not know this customer*\n{ADVICE}"),
            section(hints),
            context("Customer `cust_1`  ·  Gameball's code 7000"),
            another_id.another_id(STATE, CONTEXT),
        ],
    )


def test_an_id_that_came_with_a_code_may_be_swapped_with_it() -> None:
    state = State(customer_id="CODE1", code="cust_1")
    hints = [
        *not_found_hints("CODE1", with_code=True),
    ]
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Look up the other way round", "emoji": True},
        "action_id": ids.NEAR_MATCHES[0],
        "value": '{"c":"cust_1","k":"CODE1"}',
    }
    assert gameball_problem(errors.CustomerNotFoundError(), state, CONTEXT).blocks[1:] == [
        section("\n".join(hints)),
        context("Customer `CODE1`"),
        {"type": "actions", "block_id": "swapped", "elements": [button]},
        another_id.another_id(state, CONTEXT),
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
                    "<!date^1795423950^{date_short_pretty} at {time}|2026-11-23 08:52 UTC>."
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
    assert field_error(errors.UnavailableError(), STATE) is None
    assert field_error(errors.InvalidCustomerIdError(), STATE) == (
        "This cannot be a customer id. An id has 1 to 200 characters and is not just dots. "
        "Please check what was typed or pasted."
    )


def test_a_form_gives_the_same_hints_as_a_message() -> None:
    state = State(customer_id="cust—1001", code="A<B")

    assert field_error(errors.CustomerNotFoundError(), state) == (
        f"Gameball does not know this customer. {ADVICE}\n"
        "• There is an em dash (—) in it. Phones put one in place of a hyphen (-).\n"
        "• Upper and lower case count: Cust_1 and cust_1 are two customers.\n"
        "• If this customer's profiles were merged, Gameball knows only the latest id. Please use the id that the shop "
        "uses now."
    )


def other_ids(customer_id: str, code: str | None) -> list[dict[str, object]]:
    state = State(customer_id=customer_id, code=code)
    blocks = gameball_problem(errors.CustomerNotFoundError(), state, CONTEXT).blocks
    return [
        button
        for block in blocks
        if block["type"] == "actions" and block["block_id"] != another_id.BLOCK
        for button in block["elements"]
    ]


@pytest.mark.parametrize(
    ("customer_id", "code", "value"),
    [
        ("cust—1001", None, '{"c":"cust-1001"}'),
        ("cust_1001.", "SAVE20", '{"c":"cust_1001","k":"SAVE20"}'),
        ("@jane", None, '{"c":"jane"}'),
    ],
)
def test_a_button_offers_the_plain_form_of_an_id(customer_id: str, code: str | None, value: str) -> None:
    [button] = other_ids(customer_id, code)

    plain = State.parse(value).customer_id
    assert (button["text"], button["value"]) == (
        {"type": "plain_text", "text": f"Look up {plain}", "emoji": False},
        value,
    )


@pytest.mark.parametrize(
    ("customer_id", "code"),
    [
        ("cust_1001", None),
        ("6.54321E+12", "SAVE20"),
        ("CODE1", "x" * 2000),
        ("order", "1001"),
        ("Code", "GONE10"),
    ],
)
def test_nothing_is_offered_that_is_not_known_or_that_no_button_can_carry(
    customer_id: str, code: str | None
) -> None:
    assert other_ids(customer_id, code) == []


def test_what_no_button_can_carry_cannot_be_tried_again() -> None:
    state = State(customer_id="cust_1001", code="x" * 2000)

    assert [
        block["type"] for block in gameball_problem(errors.UnreachableError(), state, CONTEXT).blocks
    ] == [
        "section",
        "context",
    ]


def test_a_problem_in_short_is_its_title() -> None:
    assert short_problem(errors.UnavailableError()) == "Gameball is not working right now"


def test_a_refusal_of_the_apps_own_is_one_sentence_and_what_to_do() -> None:
    assert plain_problem("No", "Ask.") == Message("No. Ask.", [section("⚠️ *No*\nAsk.")])


def test_a_fault_of_the_app_itself_gives_the_reference_of_its_log_line() -> None:
    assert internal_problem("0badcafe", SOMEBODY).text == (
        "Something went wrong in this app. No coupon was changed. If it happens again, please give whoever runs this app "
        "this reference: 0badcafe."
    )

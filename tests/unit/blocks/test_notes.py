from typing import Literal

import pytest

from bot.blocks import kit
from bot.blocks.context import Context
from bot.blocks.notes import (
    TEST_DATA,
    marked_as_test_data,
    notes_above,
    understood,
    understood_in_words,
)
from bot.blocks.state import State
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import judge
from bot.gameball.models import CustomerCoupons
from tests.factories import NOW, coupon

MESSAGE = kit.Message("One\nTwo", [kit.section("One")])
SAID = "🧪 Test data, not the live shop's: this app uses Gameball's test keys."


@pytest.mark.parametrize(
    ("code", "note", "words"),
    [
        (None, "Understood as customer `cust_1`", "Understood as customer cust_1"),
        ("A*1", "Understood as customer `cust_1`, code `A*1`", "Understood as customer cust_1, code A*1"),
    ],
)
def test_how_it_was_understood_what_was_typed_stands_above_the_answer(
    code: str | None, note: str, words: str
) -> None:
    message = understood(kit.Message("One\nTwo", [kit.section("One")]), "cust_1", code)

    assert message == kit.Message(f"{note}\nOne\nTwo", [kit.context(note), kit.section("One")])
    assert understood_in_words("cust_1", code) == words


@pytest.mark.parametrize("data", ["live", None])
def test_only_test_keys_mark_an_answer(data: Literal["live"] | None) -> None:
    assert marked_as_test_data(MESSAGE, Context(now=NOW, data=data)) == MESSAGE


def test_the_word_about_test_data_is_the_first_line_whatever_else_is_put_above() -> None:
    marked = marked_as_test_data(MESSAGE, Context(now=NOW, data="test"))
    note = kit.context("Understood as customer `cust_1`")

    assert marked == kit.Message(f"{SAID}\nOne\nTwo", [TEST_DATA, *MESSAGE.blocks])
    assert understood(marked, "cust_1", None) == kit.Message(
        f"{SAID}\nUnderstood as customer `cust_1`\nOne\nTwo", [TEST_DATA, note, *MESSAGE.blocks]
    )


def test_nothing_changed_is_said_of_one_code_or_of_what_could_be_read() -> None:
    judged = judge([coupon()], now=NOW)
    snapshot = Snapshot("cust_1", CustomerCoupons((coupon(),), unreadable=1), NOW)
    states = [State(customer_id="cust_1", code=code, shown=dump_shown(judged, NOW)) for code in ("A", None)]
    notes = [notes_above(judged, snapshot, state, Context(now=NOW))[0] for state in states]

    assert [note.partition(": ")[2] for note in notes] == [
        "nothing changed about this code",
        "nothing changed in the coupons that could be read",
    ]

import pytest

from bot.blocks import kit
from bot.blocks.notes import understood, understood_in_words


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

    assert message == kit.Message(f"{words}\nOne\nTwo", [kit.context(note), kit.section("One")])
    assert understood_in_words("cust_1", code) == words

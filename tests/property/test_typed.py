"""Whatever is typed, pasted or written in a message, something is made of it."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.listeners.typed.guessing import guess
from bot.listeners.typed.parsing import parse_command, parse_form

_PIECES = st.sampled_from(
    [
        "cust_1001",
        "GONE10",
        "customer",
        "id",
        "code",
        "a@b.co",
        "https://b.co/customers/1",
        "+20 100",
        "٣",
        "…",
        "é",
    ]
)
_MARKS = st.sampled_from(
    [*" \n\t|-:;,.#@<>&`\"'*_~()[]{}/\\=+%", "---|---", "<@U1>", "&lt;", "cc:", "<mailto:", "\u200b"]
)
_TEXTS = st.lists(_PIECES | _MARKS | st.text(max_size=3), max_size=12).map("".join)


@given(_TEXTS)
@example("---|---")
def test_every_text_is_understood_or_not_without_a_fault(text: str) -> None:
    found = guess(text)

    assert found.customer_id == found.customer_id.strip()
    assert found.code == found.code.strip()
    parse_command(text)
    parse_form(text, text)

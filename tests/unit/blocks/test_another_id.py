from bot.blocks import kit
from bot.blocks.another_id import another_id
from bot.blocks.context import Context
from bot.blocks.state import State
from tests.factories import NOW

SEARCH = Context(now=NOW, search_url="https://shop.example.com/customers?query={query}&sort=new")


def buttons(state: State, context: Context) -> list[kit.Block]:
    elements: list[kit.Block] = another_id(state, context)["elements"]
    return elements


def test_the_form_gets_what_was_typed_and_nothing_else() -> None:
    [button] = buttons(State(customer_id="#1001", code="GONE10", page=3, shown="x"), Context(now=NOW))

    assert button["text"]["text"] == "Try another id"
    assert State.parse(button["value"]) == State(customer_id="#1001", code="GONE10")


def test_of_an_id_that_no_button_carries_the_form_gets_the_beginning() -> None:
    [button] = buttons(State(customer_id="x" * 2000, code="GONE10"), Context(now=NOW))

    assert State.parse(button["value"]) == State(customer_id="x" * 199 + "…")


def test_the_shops_search_is_asked_for_the_id_as_one_piece() -> None:
    _, link = buttons(State(customer_id="a&b=c/d #é"), SEARCH)

    assert link["url"] == "https://shop.example.com/customers?query=a%26b%3Dc%2Fd%20%23%C3%A9&sort=new"
    assert link["text"] == {"type": "plain_text", "text": "Find a&b=c/d #é in the shop", "emoji": False}
    assert "value" not in link


def test_any_id_keeps_slacks_limits() -> None:
    long = Context(now=NOW, search_url=f"https://shop.example.com/{'x' * 465}?q={{query}}")
    for customer_id in ("ش" * 3000, "😀" * 3000, "\u200b", "`" * 3000):
        again, link = buttons(State(customer_id=customer_id, code="c" * 2000), long)

        assert (len(again["value"]) <= 2000, len(link["url"]) <= 3000) == (True, True)
        assert len(link["text"]["text"].encode("utf-16-le")) <= 150
        assert link["text"]["text"].endswith(" in the shop")

"""An id that is typed may be longer than any customer's. Its beginning is shown."""

from collections.abc import Callable

import pytest

from bot.blocks import kit
from bot.blocks.another_id import another_id
from bot.blocks.contact import contact_in_words
from bot.blocks.context import Context
from bot.blocks.modals import Origin, loading_view
from bot.blocks.notes import understood
from bot.blocks.one_coupon import one_coupon
from bot.blocks.problem import gameball_problem
from bot.blocks.slow import still_looking_up
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.gameball.errors import TimedOutError
from bot.gameball.models import CustomerCoupons
from tests.factories import NOW

HERE = Context(now=NOW, search_url="https://shop.example.com/?q={query}")
NOTHING = kit.Message("", [])

PLACES: dict[str, Callable[[str], object]] = {
    "a window while Gameball is asked": lambda text: loading_view(Origin(), text),
    "the word that Gameball is slow": lambda text: still_looking_up(text).blocks,
    "a failure": lambda text: gameball_problem(TimedOutError(), State(customer_id=text), HERE).blocks[1],
    "how it was understood": lambda text: understood(NOTHING, text, None).blocks,
    "the line below a coupon": lambda text: one_coupon(
        Snapshot(text, CustomerCoupons(()), NOW), State(customer_id=text, code="A"), HERE
    ).blocks[-1],
    "the link to the shop": lambda text: another_id(State(customer_id=text), HERE)["elements"][1]["url"],
    "whom to ask": contact_in_words,
}


@pytest.mark.parametrize("place", PLACES)
def test_200_characters_of_an_id_are_shown(place: str) -> None:
    def shown(length: int) -> int:
        return str(PLACES[place]("Z" * length)).count("Z")

    # One gives way to the dots.
    assert (shown(200), shown(201), shown(500)) == (200, 199, 199)

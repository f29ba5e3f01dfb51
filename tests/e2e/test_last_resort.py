"""An answer that Slack did not take where it belongs is shown in a window, while the trigger opens one.

The fault matrix has what leads there; tests/unit/slack/test_last_resort.py has the rules."""

from playground.slack.conversation import SUPPORT
from playground.slack.faults import Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.world import types_of, words_of


async def test_an_answer_in_a_window_has_no_cards_and_buttons_that_work(start_world: StartWorld) -> None:
    # A modal belongs to no channel: this one remembers where the answer belongs.
    world = await start_world(card_style="card", allowed_channels=SUPPORT.id)
    shown = await world.ask("cust_1001")
    world.slack.faults.response_url = [Fault.expired_url()]

    await world.slack.click(shown, "next_page")
    opened = world.modal
    await world.slack.click(opened, "previous_page")

    assert "Page 2 of 2" in words_of(opened.view["blocks"])
    # Whether Slack accepts cards may not be known yet, and there is no other try.
    assert "card" not in types_of(opened.view["blocks"])
    assert "Page 1 of 2" in words_of(world.modal.view["blocks"])

"""Turning the pages of a customer's coupons.

Each button has one place on all pages, so that many clicks on one spot lead on and on. Slack has no disabled buttons: on the
last page, the way to the first one takes the place of Next."""

from bot.blocks import ids, kit
from bot.blocks.state import State
from bot.coupons.selection import Filter, Page

_SHOWN = {Filter.UNUSABLE: "not usable"}


def heading(customer_id: str, page: Page) -> str:
    """Whose coupons these are and, from the second page on, which page of which of them. What is cut off at its end is of
    the customer id."""
    if page.number == 1:
        return f"Coupons of {customer_id}"
    shown = _SHOWN.get(page.filter, page.filter.value)
    return f"Page {page.number} of {page.pages} ({shown}): coupons of {customer_id}"


def page_turns(state: State, page: Page) -> list[kit.Block]:
    """The row of buttons that lead to other pages, none where there is only one."""

    def to(number: int) -> str:
        return State(customer_id=state.customer_id, show=state.show, page=number).dump()

    if page.pages == 1:
        return []
    if page.number < page.pages:
        buttons = [kit.button("Next ›", ids.NEXT_PAGE, to(page.number + 1))]
    else:
        buttons = [kit.button("« First page", ids.FIRST_PAGE, to(1))]
    if page.number > 1:
        buttons.append(kit.button("‹ Back", ids.PREVIOUS_PAGE, to(page.number - 1)))
    return [kit.actions("turn", buttons)]

"""The ways on where an id leads to no coupons: the form with what was typed, and the shop's own search."""

from urllib.parse import quote

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.context import Context
from bot.blocks.state import State

BLOCK = "another_id"


def another_id(state: State, context: Context) -> kit.Block:
    """A row of buttons. The link to the shop is there where the shop's search has an address."""
    filled_in = State(customer_id=state.customer_id, code=state.code)
    # Where no button carries both, the id is what is to be changed.
    value = filled_in if filled_in.fits() else State(customer_id=mrkdwn.truncate(state.customer_id, 200))
    buttons = [kit.button("Try another id", ids.TRY_ANOTHER_ID, value.dump())]
    if context.search_url:
        sought = mrkdwn.truncate(mrkdwn.clean(state.customer_id), 200)
        address = context.search_url.replace("{query}", quote(sought, safe=""))
        label = f"Find {mrkdwn.truncate(sought, 50)} in the shop"
        buttons.append(kit.link_button(label, ids.FIND_IN_SHOP, address))
    return kit.actions(BLOCK, buttons)

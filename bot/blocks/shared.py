"""What a conversation sees when an agent shares coupons: the customer, the cards, who shared them, and as of when."""

from contextlib import suppress
from typing import Any

from bot.blocks import kit, mrkdwn
from bot.blocks.card import coupon_blocks, spoken_line
from bot.blocks.context import Context
from bot.blocks.notes import footer, marked_as_test_data
from bot.blocks.problem import plain_problem
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon

_ABOUT = "about:"
_BLOCK_ID = 255


def shared(
    items: list[JudgedCoupon],
    snapshot: Snapshot,
    state: State,
    context: Context,
    *,
    user_id: str,
    left_out: int = 0,
) -> kit.Message:
    """Cards without buttons. `left_out` is how many more there are than one message shows."""
    heading = "Coupons of" if len(items) > 1 else "A coupon of"
    cards = [
        block
        for number, item in enumerate(items, start=1)
        # It is read later too: nothing on it is relative to now.
        for block in coupon_blocks(item, now=None, block_id=f"shared:{number}")
    ]
    rest = f"{left_out} more {'was' if left_out == 1 else 'were'} usable" if left_out else ""
    told = footer(snapshot, rest, for_all=True)
    lines = [
        f"{heading} {mrkdwn.code(state.customer_id, 300)}",
        *(spoken_line(item, None) for item in items),
        mrkdwn.spoken(told),
    ]
    heading_block = {**kit.header(f"{heading} {state.customer_id}"), **_about(items, state)}
    message = kit.Message(
        mrkdwn.message_text(lines),
        kit.fitting(
            [
                heading_block,
                *cards,
                kit.context(mrkdwn.SEPARATOR.join([f"Shared by <@{user_id}>", told])),
            ]
        ),
    )
    return marked_as_test_data(message, context)


def _about(items: list[JudgedCoupon], state: State) -> dict[str, str]:
    """The block id that tells Find coupons what this message is about, where there is room for it."""
    code = items[0].coupon.code if len(items) == 1 else None
    block_id = f"{_ABOUT}{State(customer_id=state.customer_id, code=code).dump()}"
    return {"block_id": block_id} if mrkdwn.length(block_id) <= _BLOCK_ID else {}


def what_it_is_about(message: dict[str, Any]) -> State | None:
    """The customer, and the code, of a message that this app has shared. None for any other message."""
    blocks = message.get("blocks")
    for block in blocks if isinstance(blocks, list) else []:
        block_id = block.get("block_id") if isinstance(block, dict) else None
        if isinstance(block_id, str) and block_id.startswith(_ABOUT):
            with suppress(ValueError):
                return State.parse(block_id.removeprefix(_ABOUT))
    return None


def is_shared() -> kit.Message:
    """For a place from which the conversation cannot be seen, such as a modal."""
    return kit.Message("Shared in the conversation.", [kit.section("✅ *Shared in the conversation*")])


def gone() -> kit.Message:
    """Instead of sharing: what should be shared is not listed any more."""
    return plain_problem(
        "This is not on the customer's list any more, or not as it was shown",
        "Nothing was shared. Click Refresh to see what is there now.",
    )


def not_shared() -> kit.Message:
    return plain_problem(
        "Slack did not confirm that it was shared", "Please check if it is there before you try again."
    )


def sharing_ended() -> kit.Message:
    """Slack takes five posts from one message or window, within half an hour."""
    return plain_problem(
        "Nothing more can be shared from here",
        "Slack allows five posts within half an hour. Please look up the customer again, then share.",
    )

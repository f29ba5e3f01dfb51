"""What a conversation sees when an agent shares coupons: who shared them, of whom, and as of when; no buttons."""

from bot.blocks import kit, mrkdwn
from bot.blocks.card import coupon_card, spoken_line
from bot.blocks.problem import plain_problem
from bot.blocks.results import View, footer
from bot.blocks.state import State
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon


def shared(
    items: list[JudgedCoupon],
    snapshot: Snapshot,
    state: State,
    view: View,
    *,
    user_id: str,
    left_out: int = 0,
) -> kit.Message:
    """`left_out` tells how many more there are than one message shows."""
    who = f"Shared by <@{user_id}>"
    rest = f"{left_out} more can be used" if left_out else ""
    heading = f"Coupons of {state.customer_id}" if len(items) > 1 else f"A coupon of {state.customer_id}"
    blocks = [kit.header(heading)]
    blocks += [
        coupon_card(item, now=view.now, block_id=f"shared:{number}")
        for number, item in enumerate(items, start=1)
    ]
    blocks.append(kit.context(footer(snapshot, view, rest, who)))
    lines = [mrkdwn.escape(heading, 300), *(spoken_line(item, view.now) for item in items)]
    if rest:
        lines.append(rest)
    return kit.Message(mrkdwn.message_text(lines), blocks)


def is_shared() -> kit.Message:
    """For where the conversation itself is hidden."""
    return kit.Message("Shared in the conversation.", [kit.section("✅ *Shared in the conversation*")])


def gone() -> kit.Message:
    return plain_problem(
        "This is not on the customer's list any more", "Nothing was shared. Refresh shows what is."
    )


def not_shared() -> kit.Message:
    return plain_problem(
        "Slack did not confirm that it was shared", "Please look whether it is there before you try again."
    )

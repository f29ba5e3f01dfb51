"""What can be done with one coupon, or with all that can be used: share it here, or hand its text to the customer."""

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.state import State
from bot.coupons.selection import MOST_SHARED, JudgedCoupon


def coupon_buttons(item: JudgedCoupon, state: State, *, can_share: bool) -> list[kit.Block]:
    """The buttons of a coupon's card. One without a code has none: nothing would tell it apart."""
    code = item.coupon.code
    if not code:
        return []
    value = State(customer_id=state.customer_id, code=code).dump()
    if mrkdwn.length(value) > kit.VALUE:
        return []
    buttons = []
    if can_share:
        question = (
            f"Everyone in this conversation will see the code {mrkdwn.truncate(mrkdwn.clean(code), 60)} and how this coupon "
            f"stands for customer {mrkdwn.truncate(mrkdwn.clean(state.customer_id), 60)}, with your name."
        )
        buttons.append(kit.button("Share", ids.SHARE, value, confirm=_asked("Share this coupon?", question)))
    buttons.append(kit.button("Reply text", ids.REPLY_TEXT, value))
    return buttons


def share_usable_button(state: State, usable: int) -> kit.Block:
    """Shares what can be used, as far as one message goes."""
    if usable == 1:
        codes = "the code of 1 coupon"
    elif usable <= MOST_SHARED:
        codes = f"the codes of {usable} coupons"
    else:
        codes = f"the codes of the first {MOST_SHARED} of {usable} coupons"
    question = (
        f"Everyone in this conversation will see {codes} of customer "
        f"{mrkdwn.truncate(mrkdwn.clean(state.customer_id), 60)}, with your name."
    )
    return kit.button(
        "Share what can be used",
        ids.SHARE_USABLE,
        State(customer_id=state.customer_id).dump(),
        confirm=_asked("Share what can be used?", question),
    )


def _asked(title: str, text: str) -> kit.Block:
    return kit.confirmation(title=title, text=text, confirm="Share", deny="Keep private")

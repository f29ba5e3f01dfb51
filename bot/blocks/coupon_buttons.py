"""The buttons that share coupons, or give a text about one for the customer."""

from bot.blocks import ids, kit, mrkdwn
from bot.blocks.state import State
from bot.coupons.identity import mark
from bot.coupons.selection import MOST_SHARED, JudgedCoupon

_LONGEST_CODE = 110


def coupon_buttons(
    item: JudgedCoupon, customer_id: str, *, can_share: bool, checkout: bool = True
) -> list[kit.Block]:
    """The buttons on a coupon's card. None where the coupon has no code to find it by, or one too long to be shown.
    `checkout` is False where the answer itself tells what may fail at the checkout."""
    code = item.coupon.code
    if not code or not mrkdwn.is_code_shown(code):
        return []
    state = State(customer_id=customer_id, code=code, mark=mark(item.coupon))
    if not state.fits():
        return []
    value = state.dump()
    buttons = []
    if can_share:
        # A code is never cut, and the question has room for 300 characters.
        its_code = f"the code {mrkdwn.clean(code)}" if mrkdwn.length(code) <= _LONGEST_CODE else "its code"
        question = (
            f"Everyone in this conversation will see {its_code} and whether it works for customer "
            f"{_short(customer_id)}, with your name."
        )
        buttons.append(kit.button("Share", ids.SHARE, value, confirm=_asked("Share this coupon?", question)))
    buttons.append(kit.button("Text for customer", ids.REPLY_TEXT, value))
    if checkout and item.availability.usable:
        buttons.append(kit.button("Fails at checkout?", ids.FAILS_AT_CHECKOUT, value))
    return buttons


def share_usable_button(customer_id: str, usable: int) -> kit.Block:
    """Shares the usable coupons, as many as one message holds. `usable` is how many there are."""
    if usable == 1:
        codes = "the code of 1 usable coupon"
    elif usable <= MOST_SHARED:
        codes = f"the codes of {usable} usable coupons"
    else:
        codes = f"the codes of the first {MOST_SHARED} of {usable} usable coupons"
    question = (
        f"Everyone in this conversation will see {codes} of customer {_short(customer_id)}, with your name."
    )
    return kit.button(
        "Share all usable",
        ids.SHARE_USABLE,
        State(customer_id=customer_id).dump(),
        confirm=_asked("Share all usable coupons?", question),
    )


def _short(text: str) -> str:
    return mrkdwn.truncate(mrkdwn.clean(text), 60)


def _asked(title: str, text: str) -> kit.Block:
    return kit.confirmation(title=title, text=text, confirm="Share", deny="Keep private")

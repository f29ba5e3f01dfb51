"""What is said while Gameball takes long to answer."""

from bot.blocks import kit, mrkdwn


def still_looking_up(customer_id: str) -> kit.Message:
    """The coupons follow."""
    words = f"Gameball is slow. Still looking up {mrkdwn.code(customer_id, 200)}…"
    return kit.Message(mrkdwn.spoken(words), [kit.section(f"⏳ {words}")])

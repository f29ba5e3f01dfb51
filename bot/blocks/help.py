"""How to ask, in a few lines."""

from bot.blocks import ids, kit, mrkdwn

_LINES = (
    f"*Type* `{ids.COMMAND} &lt;customerId&gt;` to see a customer's Gameball coupons: what each is worth, its code, "
    "until when, and whether it works now. If it does not, you see every reason.",
    f"For example `{ids.COMMAND} cust_1001`, or `{ids.COMMAND} customer@example.com` where the shop uses e-mail "
    "addresses as ids. The id must be as Gameball knows it, upper and lower case included.",
    f"*Type* `{ids.COMMAND} &lt;customerId&gt; &lt;code&gt;` to see why one code does not work, and what works instead. From "
    f"a thread, use *{ids.MESSAGE_SHORTCUT_NAME}* in a message's menu.",
    "Only you see the answer, until you share it.",
)


def help_message() -> kit.Message:
    *lines, last = _LINES
    blocks = [*map(kit.section, lines), kit.context(last)]
    return kit.Message(mrkdwn.message_text(mrkdwn.spoken(line) for line in _LINES), blocks)

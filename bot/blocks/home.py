"""The app's Home tab: what the app does, a button that opens the form, and whether Gameball answers."""

from datetime import datetime
from typing import Literal

from bot import __version__
from bot.blocks import ids, kit, mrkdwn
from bot.blocks.problem import short_problem
from bot.gameball.errors import Health

_LINES = (
    f"• `{ids.COMMAND} &lt;customerId&gt;` shows a customer's coupons: what each is worth, its code, until when, and "
    "whether it works.",
    f"• `{ids.COMMAND} &lt;customerId&gt; &lt;code&gt;` shows why one code does not work, and what works instead.",
    f"• *{ids.MESSAGE_SHORTCUT_NAME}*, in the menu of any message, does the same from a thread.",
)


def home(*, gameball: Health | None, data: Literal["test", "live"] | None, now: datetime) -> kit.View:
    """`gameball` is None where Gameball was not asked. `data` says which of its data the app's keys open."""
    blocks = [
        kit.header("Gameball coupons"),
        kit.section("\n".join(_LINES)),
        kit.actions("look_up", [kit.button("Look up a customer", ids.LOOK_UP, "form", style="primary")]),
        {"type": "divider"},
    ]
    footer = [f"version {__version__}"]
    if data:
        footer.insert(0, f"{data} keys")
    if gameball:
        blocks.append(kit.section(_health(gameball)))
        footer.insert(0, f"checked at {mrkdwn.date(now, '{time}')}")
    blocks.append(kit.context(mrkdwn.SEPARATOR.join(footer)))
    return {"type": "home", "blocks": blocks}


def closed_home(refusal: kit.Message) -> kit.View:
    """For people who may not look up coupons, or not here."""
    return {"type": "home", "blocks": [kit.header("Gameball coupons"), *refusal.blocks]}


def _health(gameball: Health) -> str:
    if gameball == "fine":
        return "✅ Gameball answers, and accepts this app's keys."
    if gameball == "waiting":
        return "⏳ Gameball has not answered yet. Open this tab again in a moment."
    return f"⚠️ {short_problem(gameball)}."

"""The app's Home tab: what it does, the way in, and whether it works."""

from datetime import datetime
from typing import Any, Literal

from bot import __version__
from bot.blocks import ids, kit, mrkdwn
from bot.blocks.missed import Missed
from bot.blocks.problem import short_problem
from bot.gameball.errors import GameballError

_LINES = (
    f"• `{ids.COMMAND} &lt;customerId&gt;` shows a customer's coupons: what each is worth, its code, until when, and "
    "whether it works.",
    f"• `{ids.COMMAND} &lt;customerId&gt; &lt;code&gt;` tells of one code why it does not work, and what does.",
    f"• *{ids.MESSAGE_SHORTCUT_NAME}*, in the menu of any message, does the same from a thread.",
)


Health = GameballError | Literal["fine", "waiting"]


def home(
    *, gameball: Health | None, data: str | None, now: datetime, missed: Missed | None = None
) -> dict[str, Any]:
    """`gameball` is how a request with the app's keys went, None where there was none; `missed` is told on top."""
    blocks = [
        kit.header("Gameball coupons"),
        kit.section("\n".join(_LINES)),
        kit.actions("look_up", [kit.button("Look up a customer", ids.LOOK_UP, "form", style="primary")]),
        {"type": "divider"},
    ]
    if gameball:
        blocks.append(kit.section(_health(gameball)))
    blocks.append(kit.context(_footer(data, now if gameball else None)))
    return _view(blocks, missed)


def closed_home(refusal: kit.Message, *, missed: Missed | None = None) -> dict[str, Any]:
    """For those who may not look up coupons, or not here."""
    return _view([kit.header("Gameball coupons"), *refusal.blocks], missed)


def _view(blocks: list[kit.Block], missed: Missed | None) -> dict[str, Any]:
    if missed is None:
        return {"type": "home", "blocks": blocks}
    return {"type": "home", "private_metadata": missed.dump(), "blocks": [*missed.message().blocks, *blocks]}


def _health(gameball: Health) -> str:
    if gameball == "fine":
        return "✅ Gameball answers, and accepts this app's keys."
    if gameball == "waiting":
        return "⏳ Gameball has not answered yet. Open this tab again in a moment."
    return f"⚠️ {short_problem(gameball)}."


def _footer(data: str | None, checked: datetime | None) -> str:
    keys = {"test": "test keys", "live": "live keys"}.get(data or "", "")
    parts = [
        f"checked at {mrkdwn.date(checked, '{time}')}" if checked else "",
        keys,
        f"version {__version__}",
        "nobody's lookups are kept",
    ]
    return mrkdwn.SEPARATOR.join(part for part in parts if part)

"""The circumstances under which coupons are shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.blocks.contact import SOMEBODY


@dataclass(frozen=True)
class Context:
    """`data` says which of Gameball's data the app's keys open, None where the keys do not tell. `can_share` is False
    where there is no conversation to share into. `search_url` is the address of the shop's own customer search, with
    {query} in it, or empty. `contact` is whom agents turn to, in mrkdwn."""

    now: datetime
    data: Literal["test", "live"] | None = None
    can_share: bool = True
    search_url: str = ""
    contact: str = SOMEBODY

"""What the `status` of a coupon says. Gameball's pages name active, used, expired, deleted and inactive; the others are words for the
same."""

from functools import lru_cache
from typing import Literal

from bot.coupons.evidence import Deactivated, Deleted, Expired, Reason, Used

# Case and separators are ignored.
_MEANINGS: dict[str, Reason | Literal["active"]] = {
    **dict.fromkeys(("active", "available", "enabled", "unused", "notused", "valid"), "active"),
    **dict.fromkeys(("used", "alreadyused", "burned", "consumed", "fullyused", "redeemed", "usedup"), Used()),
    "expired": Expired(None),
    "deleted": Deleted(),
    **dict.fromkeys(
        ("inactive", "deactivated", "disabled", "notactive", "paused", "suspended"), Deactivated()
    ),
    **dict.fromkeys(
        ("blocked", "canceled", "cancelled", "revoked", "terminated", "void", "voided"), Deactivated()
    ),
}


@lru_cache(maxsize=256)
def status_means(status: str | None) -> Reason | Literal["active"] | None:
    """A reason, that the coupon is active, or None for a status that nobody knows."""
    letters = "".join(character for character in (status or "").casefold() if character.isalnum())
    return _MEANINGS.get(letters)

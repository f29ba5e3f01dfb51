"""Whether Gameball answers and accepts the keys, found out without anybody's customer."""

from async_lru import alru_cache

from bot.gameball.client import GameballClient
from bot.gameball.errors import CustomerNotFoundError, GameballError

PROBE = "coupons-for-slack-health-check"
"""A customer id that nobody has: Gameball's right answer is that it does not know it."""
_KEPT_FOR = 15.0


class Health:
    """Asks Gameball, and keeps a good answer for some seconds."""

    def __init__(self, gameball: GameballClient) -> None:
        self._gameball = gameball
        self._kept = alru_cache(maxsize=1, ttl=_KEPT_FOR)(self._ask)

    async def of_gameball(self) -> GameballError | None:
        """None where all is well, else what went wrong."""
        problem = await self._kept()
        if problem is not None:
            # What has been mended should look so.
            self._kept.cache_invalidate()
        return problem

    async def _ask(self) -> GameballError | None:
        try:
            await self._gameball.get_customer_coupons(PROBE)
        except CustomerNotFoundError:
            return None
        except GameballError as error:
            return error
        return None

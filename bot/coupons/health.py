"""Whether Gameball answers and accepts the keys, found out without anybody's customer."""

from bot.coupons.coalescing import Coalescing
from bot.gameball.client import GameballClient
from bot.gameball.errors import CustomerNotFoundError, GameballError

PROBE = "coupons-for-slack-health-check"
"""A customer id that nobody has: Gameball's right answer is that it does not know it."""
_KEPT_FOR = 15.0


class Health:
    """Asks Gameball, and keeps a good answer for some seconds."""

    def __init__(self, gameball: GameballClient) -> None:
        self._gameball = gameball
        # What has been mended should look so.
        self._answers = Coalescing(
            self._ask, kept_for=_KEPT_FOR, kept_at_most=1, keeps=lambda problem: problem is None
        )

    async def of_gameball(self) -> GameballError | None:
        """None where all is well, else what went wrong."""
        problem, _ = await self._answers.get(PROBE)
        return problem

    async def _ask(self, nobody: str) -> GameballError | None:
        try:
            await self._gameball.get_customer_coupons(nobody)
        except CustomerNotFoundError:
            return None
        except GameballError as error:
            return error
        return None

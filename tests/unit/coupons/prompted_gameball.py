"""A Gameball that answers when the test says so, and time that passes when the test says so."""

import asyncio
from datetime import timedelta

from pydantic import SecretStr

from bot.gameball.client import GameballClient
from bot.gameball.models import CustomerCoupons
from tests.factories import NOW, coupon

Outcome = CustomerCoupons | Exception


def having(number: int) -> CustomerCoupons:
    """An answer that is told from others by its number."""
    return CustomerCoupons((coupon(code=f"C{number}"),))


class PromptedGameball(GameballClient):
    """A client whose calls stay under way until the test answers them. Knows no network."""

    def __init__(self) -> None:
        key = SecretStr("key")
        super().__init__(api_url="http://127.0.0.1", api_version="v4.0", api_key=key, secret_key=key)
        self.asked: list[str] = []
        self.calls: list[asyncio.Future[CustomerCoupons]] = []

    async def get_customer_coupons(self, customer_id: str) -> CustomerCoupons:
        self.asked.append(customer_id)
        self.calls.append(asyncio.get_running_loop().create_future())
        return await self.calls[-1]

    async def answer(self, call: int, outcome: Outcome) -> None:
        """Answer that call, counted from 0, and let everybody notice."""
        if isinstance(outcome, Exception):
            self.calls[call].set_exception(outcome)
        else:
            self.calls[call].set_result(outcome)
        await settle()


async def settle() -> None:
    """Let every task go on as far as it can."""
    for _ in range(10):
        await asyncio.sleep(0)


class Times:
    """The clock's time, and the event loop's, which are moved on together."""

    def __init__(self) -> None:
        self.now = NOW
        self._loop = asyncio.get_running_loop()
        self._real = self._loop.time
        self._ahead = 0.0

    async def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self._ahead += seconds
        # Timers are the loop's: it looks at its own clock to see which are due.
        self._loop.time = lambda: self._real() + self._ahead  # type: ignore[method-assign]
        await settle()

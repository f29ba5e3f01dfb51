"""When the client tries again, and after how long. No test waits: `waits` holds the seconds instead."""

import asyncio
import time

import pytest

from bot.gameball import errors
from bot.gameball.client import GameballClient, RequestLimits, seconds_before_retry
from bot.gameball.models import Coupon, CustomerCoupons
from playground.gameball.stand_in import (
    GameballStandIn,
    Responder,
    coupons,
    error,
    hang,
    html,
    reset_before_answer,
)
from tests.conftest import client_of
from tests.unit.coupons.prompted_gameball import Times


def too_many(retry_after: str) -> Responder:
    return error(429, None, "Too many requests.", headers={"Retry-After": retry_after})


@pytest.mark.parametrize(
    ("failed", "wait"),
    [
        (errors.BusyError(), True),
        (errors.UnavailableError(), True),
        (errors.UnreachableError(), True),
        (errors.RateLimitedError(retry_after=None), True),
        (errors.RateLimitedError(retry_after=0.0), 0.0),
        (errors.RateLimitedError(retry_after=7.0), 7.0),
        (errors.RateLimitedError(retry_after=11.0), False),
        (errors.UnreadableAnswerError(), False),
        (errors.TimedOutError(), False),
        (errors.CustomerNotFoundError(), False),
        (errors.CredentialsError(), False),
        (ValueError(), False),
    ],
    ids=repr,
)
def test_the_error_tells_whether_and_when_to_try_again(failed: Exception, wait: bool | float) -> None:
    told = seconds_before_retry(failed, deadline=time.monotonic() + 10)

    # 0.0 is a time to wait, and False is none.
    assert (told, type(told)) == (wait, type(wait))


async def test_coupons_after_failures_are_a_success_and_the_waits_grow(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    gameball.answer("c", reset_before_answer(), reset_before_answer(), html(502), coupons([{"code": "A"}]))

    assert await client.get_customer_coupons("c") == CustomerCoupons((Coupon(code="A"),))
    first, second = waits
    assert (0.1 <= first <= 0.3, 0.2 <= second <= 0.4) == (True, True)


async def test_gameballs_own_wait_is_kept_to(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    gameball.answer("c", too_many("7"), coupons([]))
    await client.get_customer_coupons("c")

    assert (len(gameball.requests), waits) == (2, [7.0])


async def test_a_wait_beyond_the_total_is_not_begun(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    gameball.answer("c", too_many("11"), coupons([]))
    with pytest.raises(errors.RateLimitedError) as failed:
        await client.get_customer_coupons("c")

    assert (failed.value.tries, len(gameball.requests), waits) == (1, 1, [])


async def test_the_number_of_tries_is_a_limit(gameball: GameballStandIn, waits: list[float]) -> None:
    gameball.answer("c", html(500))
    async with client_of(gameball, limits=RequestLimits(tries=2)) as client:
        with pytest.raises(errors.UnavailableError) as failed:
            await client.get_customer_coupons("c")

    assert (failed.value.tries, len(gameball.requests), len(waits)) == (2, 2, 1)


async def test_the_last_failure_is_the_one_that_is_raised(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    gameball.answer("c", html(500), error(404, 7000, "No."), coupons([]))
    with pytest.raises(errors.CustomerNotFoundError) as failed:
        await client.get_customer_coupons("c")

    assert (failed.value.tries, len(gameball.requests), len(waits)) == (2, 2, 1)


async def test_a_slow_answer_is_timed_out_after_ten_seconds_and_not_asked_for_again(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("c", hang())
    times = Times()
    asking = asyncio.create_task(client.get_customer_coupons("c"))
    await gameball.received(1)
    await times.pass_by(9.5)
    assert not asking.done()
    await times.pass_by(0.5)

    with pytest.raises(errors.TimedOutError) as failed:
        await asking
    assert (failed.value.tries, len(gameball.requests)) == (1, 1)


async def test_all_tries_share_the_ten_seconds(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    gameball.answer("c", html(503), html(503), hang())
    times = Times()
    asking = asyncio.create_task(client.get_customer_coupons("c"))
    await gameball.received(2)
    await times.pass_by(5)
    await gameball.received(3)
    await times.pass_by(5)

    with pytest.raises(errors.TimedOutError) as failed:
        await asking
    assert (failed.value.tries, len([wait for wait in waits if wait])) == (3, 2)

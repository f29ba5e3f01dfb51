"""When the client asks again, and after how long. No test waits: `waits` holds what would have been waited."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gameball import errors
from bot.gameball.answer import seconds
from bot.gameball.client import GameballClient, Limits
from bot.gameball.models import CustomerCoupons
from playground.gameball.stand_in import GameballStandIn, Responder, coupons, error, html
from tests.conftest import client_of


def too_many(retry_after: str) -> Responder:
    return error(429, None, "Too many requests.", headers={"Retry-After": retry_after})


async def ask(gameball: GameballStandIn, client: GameballClient, *responders: Responder) -> CustomerCoupons:
    gameball.answer("c", *responders, coupons([]))
    return await client.get_customer_coupons("c")


async def test_without_advice_the_waits_are_jittered_and_grow(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    await ask(gameball, client, html(500), html(500))
    first, second = waits

    assert (0.1 <= first <= 0.3, 0.2 <= second <= 0.4) == (True, True)


@pytest.mark.parametrize("retry_after", ["0", "7", "0.25"])
async def test_retry_after_in_seconds_is_honoured(
    retry_after: str, gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    await ask(gameball, client, too_many(retry_after))

    assert waits == [float(retry_after)]


async def test_retry_after_as_a_date_is_honoured(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    await ask(
        gameball, client, too_many(format_datetime(datetime.now(UTC) + timedelta(seconds=6), usegmt=True))
    )

    assert [4 < wait <= 6 for wait in waits] == [True]


async def test_a_date_that_has_passed_means_at_once(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    await ask(gameball, client, too_many("Sun, 06 Nov 1994 08:49:37 GMT"))

    assert waits == [0.0]


@pytest.mark.parametrize("retry_after", ["soon", "nan", "inf", "Mon, 99 Nov 1994"])
async def test_advice_that_makes_no_sense_is_no_advice(
    retry_after: str, gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    await ask(gameball, client, too_many(retry_after))

    assert [0.1 <= wait <= 0.3 for wait in waits] == [True]


@pytest.mark.parametrize("retry_after", ["11", "86400", "Fri, 31 Dec 9999 23:59:59 GMT"])
async def test_advice_to_wait_past_the_total_gives_up_at_once(
    retry_after: str, gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    with pytest.raises(errors.RateLimitedError) as failed:
        await ask(gameball, client, too_many(retry_after))

    assert (failed.value.tries, len(gameball.requests), waits) == (1, 1, [])
    assert failed.value.retry_after == pytest.approx(seconds(retry_after), abs=5)


async def test_the_number_of_tries_is_a_limit(gameball: GameballStandIn, waits: list[float]) -> None:
    async with client_of(gameball, limits=Limits(tries=2)) as client:
        with pytest.raises(errors.UnavailableError) as failed:
            await ask(gameball, client, *[html(500)] * 5)

    assert (failed.value.tries, len(gameball.requests), len(waits)) == (2, 2, 1)


async def test_the_last_failure_is_the_one_that_is_told(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    with pytest.raises(errors.CustomerNotFoundError) as failed:
        await ask(gameball, client, html(500), error(404, 7000, "No."))

    assert (failed.value.tries, len(waits)) == (2, 1)


@given(
    st.text(max_size=40)
    | st.from_regex(r"\w{3}, \d{1,3} \w{3} \d{1,6} \d\d:\d\d:\d\d [+-]\d{1,12}", fullmatch=True)
)
def test_a_wait_is_never_negative_nor_endless(retry_after: str) -> None:
    wait = seconds(retry_after)

    assert wait is None or 0 <= wait < float("inf")


def test_no_header_is_no_advice() -> None:
    assert seconds(None) is None

"""Asking what cannot be answered, and what of the error counts."""

import pytest

from bot.gameball import errors
from bot.gameball.client import GameballClient
from playground.gameball.stand_in import GameballStandIn, Responder

Facts = tuple[type[errors.GameballError], int | None, int | None, str | None, str | None, int]


async def failure(
    gameball: GameballStandIn, client: GameballClient, *responders: Responder
) -> errors.GameballError:
    gameball.answer("c", *responders)
    with pytest.raises(errors.GameballError) as failed:
        await client.get_customer_coupons("c")
    assert failed.value.tries == len(gameball.requests)
    return failed.value


def facts(failed: errors.GameballError) -> Facts:
    return (type(failed), failed.status, failed.code, failed.detail, failed.request_id, failed.tries)

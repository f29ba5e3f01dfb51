"""The stand-in Gameball: that it is as strict as the real one where the app could be wrong."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from yarl import URL

from playground.gameball.answers import Moment, coupons, error, html
from playground.gameball.stand_in import GameballStandIn

NOW = datetime(2026, 11, 23, 8, 52, 30, 123456, tzinfo=UTC)
KEYS = {"apikey": "gb_test_key", "secretkey": "gb_test_secret"}
PATH = "/api/v4.0/integrations/customers/{}/coupons"


class Asking:
    """The stand-in, and a client that has the right keys."""

    def __init__(self, gameball: GameballStandIn, session: aiohttp.ClientSession) -> None:
        self.gameball = gameball
        self._session = session

    def open(self, path: str, method: str = "GET", **options: Any) -> Any:
        return self._session.request(method, URL(self.gameball.url + path, encoded=True), **options)

    async def status(self, segment: str, **options: Any) -> int:
        async with self.open(PATH.format(segment), **options) as response:
            return int(response.status)

    async def json(self, segment: str, **options: Any) -> Any:
        async with self.open(PATH.format(segment), **options) as response:
            return await response.json()


@pytest.fixture
async def ask() -> AsyncIterator[Asking]:
    gameball = GameballStandIn(api_key="gb_test_key", secret_key="gb_test_secret", clock=lambda: NOW)
    async with gameball, aiohttp.ClientSession(headers=KEYS) as session:
        yield Asking(gameball, session)


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [("apikey", "", 1000), ("apikey", "wrong", 1000), ("secretkey", "", 1001), ("secretkey", "wrong", 1001)],
)
async def test_each_key_is_checked(header: str, value: str, code: int, ask: Asking) -> None:
    assert await ask.status("cust_1001", headers={header: value}) == 401
    assert (await ask.json("cust_1001", headers={header: value}))["code"] == code


async def test_both_versions_answer(ask: Asking) -> None:
    for version in ("v4.0", "v4.1"):
        async with ask.open(f"/api/{version}/integrations/customers/cust_none/coupons") as response:
            assert await response.json() == {"coupons": []}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/api/v3.0/integrations/customers/cust_none/coupons"),
        ("GET", PATH.format("")),
        ("GET", PATH.format("a/b")),
        ("GET", PATH.format("..")),
        ("GET", PATH.format("%2E%2E")),
        ("GET", PATH.format("cust_none") + "/"),
        ("POST", PATH.format("cust_none")),
    ],
)
async def test_anything_but_the_endpoint_gets_a_web_page(method: str, path: str, ask: Asking) -> None:
    async with ask.open(path, method) as response:
        assert (response.status, response.content_type) == (404, "text/html")
    assert [request.customer_id for request in ask.gameball.requests] == [None]


@pytest.mark.parametrize(
    ("segment", "customer_id"),
    [
        ("a%2Fb", "a/b"),
        ("a%252Fb", "a%2Fb"),
        ("a%3Fb%23c", "a?b#c"),
        ("%C3%BC%20n", "ü n"),
        ("a+B@c", "a+B@c"),
    ],
)
async def test_the_customer_is_one_segment_decoded_once(segment: str, customer_id: str, ask: Asking) -> None:
    ask.gameball.answer(customer_id, coupons([]))

    assert await ask.json(segment) == {"coupons": []}


async def test_programmed_answers_come_in_order_and_the_last_repeats(ask: Asking) -> None:
    ask.gameball.answer("c", html(503), error(429, None, "oh"), coupons([]))
    assert await ask.status("c", headers={"apikey": "wrong"}) == 401

    assert [await ask.status("c") for _ in range(4)] == [503, 429, 200, 200]

    ask.gameball.answer("c", html(502), html(504))
    assert [await ask.status("c") for _ in range(2)] == [502, 504]


async def test_dates_are_relative_to_the_clock(ask: Asking) -> None:
    ask.gameball.answer("c", coupons([{"dates": [Moment(1.5), Moment(-2, "%d.%m.")]}]))

    assert await ask.json("c") == {"coupons": [{"dates": ["2026-11-24T20:52:30Z", "21.11."]}]}

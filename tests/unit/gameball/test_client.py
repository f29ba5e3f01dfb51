"""The client against the stand-in Gameball, over real sockets: what it sends, and what it keeps open."""

import asyncio
from time import monotonic

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot.gameball.client import GameballClient, Limits
from bot.gameball.errors import CredentialsError, InvalidCustomerIdError
from bot.gameball.models import CustomerCoupons
from playground.gameball.stand_in import GameballStandIn, coupons, hang
from tests.conftest import API_KEY, SECRET_KEY, client_at, client_of

NONE = CustomerCoupons(())


def server_side(gameball: GameballStandIn) -> list[asyncio.Transport]:
    """The stand-in's ends of its open connections."""
    assert gameball._http is not None
    protocols = gameball._http.connections
    return [protocol.transport for protocol in protocols if protocol.transport is not None]


async def test_both_keys_are_sent_in_their_headers(gameball: GameballStandIn, client: GameballClient) -> None:
    await client.get_customer_coupons("cust_none")

    headers = gameball.requests[0].headers
    assert (headers["apikey"], headers["secretkey"]) == (API_KEY, SECRET_KEY)


async def test_json_is_asked_for_and_no_cookie_or_authorization_is_sent(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    await client.get_customer_coupons("cust_none")

    headers = gameball.requests[0].headers
    assert (headers["accept"], headers.get("cookie"), headers.get("authorization")) == (
        "application/json",
        None,
        None,
    )


@pytest.mark.parametrize("version", ["v4.0", "v4.1"])
async def test_the_version_is_part_of_the_path(version: str, gameball: GameballStandIn) -> None:
    async with client_of(gameball, version=version) as client:
        await client.get_customer_coupons("cust_none")

    paths = [request.raw_path for request in gameball.requests]
    assert paths == [f"/api/{version}/integrations/customers/cust_none/coupons"]


async def test_a_base_url_may_have_a_path_of_its_own() -> None:
    paths: list[str] = []

    async def answer(request: web.BaseRequest) -> web.Response:
        paths.append(request.raw_path)
        return web.json_response([])

    async with RawTestServer(answer) as proxy, client_at(str(proxy.make_url("/gb"))) as client:
        await client.get_customer_coupons("a/b")

    assert paths == ["/gb/api/v4.0/integrations/customers/a%2Fb/coupons"]


@pytest.mark.parametrize(
    ("customer_id", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("a%2Fb", "a%252Fb"),
        ("ü ñ", "%C3%BC%20%C3%B1"),
        ("a+b@c.com", "a%2Bb@c.com"),
        ("../keys", "..%2Fkeys"),
        ("Cust_1001", "Cust_1001"),
    ],
)
async def test_an_id_reaches_the_raw_path_as_exactly_one_segment(
    customer_id: str, segment: str, gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer(customer_id, coupons([]))

    assert await client.get_customer_coupons(customer_id) == NONE
    assert [(request.raw_path, request.customer_id) for request in gameball.requests] == [
        (f"/api/v4.0/integrations/customers/{segment}/coupons", customer_id)
    ]


@pytest.mark.parametrize("customer_id", ["", ".", "..", "a\nb", "a" * 201, "\ud800"])
async def test_what_cannot_be_an_id_is_refused_before_any_request(
    customer_id: str, gameball: GameballStandIn, client: GameballClient
) -> None:
    with pytest.raises(InvalidCustomerIdError):
        await client.get_customer_coupons(customer_id)

    assert (gameball.requests, gameball.connections) == ([], 0)


async def test_opening_a_client_makes_no_connection(gameball: GameballStandIn) -> None:
    async with client_of(gameball):
        pass

    assert (gameball.requests, gameball.connections) == ([], 0)


async def test_lookups_one_after_the_other_use_one_connection(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    for _ in range(5):
        await client.get_customer_coupons("cust_none")

    assert (len(gameball.requests), gameball.connections) == (5, 1)


async def test_failures_keep_the_connection_too(gameball: GameballStandIn, client: GameballClient) -> None:
    for _ in range(3):
        with pytest.raises(CredentialsError):
            await client.get_customer_coupons("cust_401")

    assert (len(gameball.requests), gameball.connections) == (3, 1)


async def test_simultaneous_lookups_do_not_wait_for_each_other(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    for number in range(101):
        gameball.answer(f"hung_{number}", hang())
    hung = [asyncio.create_task(client.get_customer_coupons(f"hung_{number}")) for number in range(101)]
    async with asyncio.timeout(5):
        await gameball.received(101)

    assert await client.get_customer_coupons("cust_none") == NONE
    for task in hung:
        task.cancel()
    await asyncio.gather(*hung, return_exceptions=True)


async def test_an_idle_connection_is_kept_for_minutes(
    gameball: GameballStandIn, client: GameballClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await client.get_customer_coupons("cust_none")
    monkeypatch.setattr("aiohttp.connector.monotonic", lambda: monotonic() + 240)
    await client.get_customer_coupons("cust_none")

    assert gameball.connections == 1


async def test_an_idle_connection_that_was_closed_is_survived(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    await client.get_customer_coupons("cust_none")
    for connection in server_side(gameball):
        connection.close()

    assert await client.get_customer_coupons("cust_none") == NONE
    assert (gameball.connections, len(waits) <= 1) == (2, True)


async def test_a_lookup_that_is_cancelled_ends_at_once(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("hung", hang())
    task = asyncio.create_task(client.get_customer_coupons("hung"))
    await gameball.received(1)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert await client.get_customer_coupons("cust_none") == NONE


async def test_leaving_the_client_closes_its_connections(gameball: GameballStandIn) -> None:
    async with client_of(gameball) as client:
        await client.get_customer_coupons("cust_none")
    for _ in range(1000):
        if not server_side(gameball):
            break
        await asyncio.sleep(0)

    assert server_side(gameball) == []


def test_the_usual_limits_leave_room_within_ten_seconds() -> None:
    limits = Limits()

    assert (limits.tries, limits.total, limits.connect < limits.total) == (3, 10.0, True)

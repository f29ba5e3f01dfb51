"""What the client sends to the stand-in Gameball, over real sockets, and what it makes of a response."""

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot.gameball import errors
from bot.gameball.client import PROBE, GameballClient, RequestLimits
from bot.gameball.models import CustomerCoupons
from playground.gameball.stand_in import (
    GameballStandIn,
    Responder,
    coupons,
    error,
    html,
    redirect,
)
from tests.conftest import API_KEY, SECRET_KEY, client_at, client_of


async def test_a_request_has_both_keys_and_asks_for_json_and_nothing_but_gzip(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    await client.get_customer_coupons("cust_none")

    headers = gameball.requests[0].headers
    names = ("apikey", "secretkey", "accept", "accept-encoding", "cookie", "authorization")
    assert [headers.get(name) for name in names] == [
        API_KEY,
        SECRET_KEY,
        "application/json",
        "gzip",
        None,
        None,
    ]


async def test_a_request_has_no_body(gameball: GameballStandIn, client: GameballClient) -> None:
    await client.get_customer_coupons("cust_none")

    # Some firewalls refuse a GET with a body, even an empty one in chunks.
    headers = gameball.requests[0].headers
    assert [headers.get(name) for name in ("transfer-encoding", "content-length")] == [None, None]


async def test_cookies_of_one_answer_are_in_no_later_request() -> None:
    received: list[str | None] = []

    async def answer(request: web.BaseRequest) -> web.Response:
        received.append(request.headers.get("Cookie"))
        response = web.json_response([])
        response.set_cookie("balancer", "1", max_age=1_000_000)
        response.set_cookie("session", "2")
        return response

    async with RawTestServer(answer) as server, client_at(str(server.make_url(""))) as client:
        await client.get_customer_coupons("cust_1")
        await client.get_customer_coupons("cust_2")

    assert received == [None, None]


@pytest.mark.parametrize("location", ["javascript:x", "file:///etc/passwd", "http://x:99999/", "//other/"])
async def test_where_a_redirect_leads_to_does_not_matter(
    location: str, gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("c", redirect(location))

    with pytest.raises(errors.WrongAddressError):
        await client.get_customer_coupons("c")


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
    [("a%2Fb?c#d", "a%252Fb%3Fc%23d"), ("ü+ñ@c.com", "%C3%BC%2B%C3%B1%40c.com"), ("../keys", "..%2Fkeys")],
)
async def test_an_id_reaches_gameball_as_exactly_one_segment(
    customer_id: str, segment: str, gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer(customer_id, coupons([]))

    assert await client.get_customer_coupons(customer_id) == CustomerCoupons(())
    assert [(request.raw_path, request.customer_id) for request in gameball.requests] == [
        (f"/api/v4.0/integrations/customers/{segment}/coupons", customer_id)
    ]


async def test_what_cannot_be_an_id_is_refused_before_any_request(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    with pytest.raises(errors.InvalidCustomerIdError) as refused:
        await client.get_customer_coupons("..")

    assert (refused.value.tries, gameball.requests, gameball.connections) == (0, [], 0)


async def test_requests_go_through_the_proxy_that_the_environment_names(
    gameball: GameballStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", gameball.url)
    async with client_at("http://gameball.example.com") as client:
        # The stand-in, taken for a proxy, only notes what it is asked.
        with pytest.raises(errors.WrongAddressError):
            await client.get_customer_coupons("c")

    (request,) = gameball.requests
    assert request.raw_path.startswith("http://gameball.example.com/api/v4.0/")


async def test_no_proxy_names_hosts_that_are_asked_directly(
    gameball: GameballStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.invalid:8080")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with client_of(gameball) as client:
        assert await client.get_customer_coupons("cust_none") == CustomerCoupons(())


async def test_a_redirect_is_not_followed(gameball: GameballStandIn, client: GameballClient) -> None:
    gameball.answer("c", redirect("/api/v4.0/integrations/customers/cust_none/coupons"))
    with pytest.raises(errors.WrongAddressError):
        await client.get_customer_coupons("c")

    assert [request.customer_id for request in gameball.requests] == ["c"]


@pytest.mark.parametrize(
    "responder",
    [error(404, 7000, "No."), error(422, 3003, "No."), coupons([])],
    ids=["not-found", "invalid", "a-list"],
)
async def test_access_is_fine_once_gameball_looks_at_the_customer(
    responder: Responder, gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer(PROBE, responder)
    await client.check_access()

    assert [request.customer_id for request in gameball.requests] == [PROBE]


@pytest.mark.parametrize(
    ("responder", "kind"),
    [(error(401, 1000, "No."), errors.CredentialsError), (html(404), errors.WrongAddressError)],
)
async def test_what_keeps_the_app_from_access_is_raised(
    responder: Responder,
    kind: type[errors.GameballError],
    gameball: GameballStandIn,
    client: GameballClient,
) -> None:
    gameball.answer(PROBE, responder)
    with pytest.raises(kind):
        await client.check_access()


def test_the_usual_limits_suit_a_waiting_agent_and_ten_thousand_coupons() -> None:
    assert RequestLimits() == RequestLimits(connect=3.0, total=10.0, tries=3, body=16 * 2**20)

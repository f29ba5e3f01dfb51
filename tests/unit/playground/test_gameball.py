import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import aiohttp
import pytest
from yarl import URL

from playground.gameball import answers
from playground.gameball.answers import Moment, after, coupon, coupons, error, hang, html, raw
from playground.gameball.stand_in import GameballStandIn, RecordedRequest, Responder

NOW = datetime(2026, 11, 23, 8, 52, 30, 123456, tzinfo=UTC)
KEYS = {"apikey": "gb_test_key", "secretkey": "gb_test_secret"}
PATH = "/api/v4.0/integrations/customers/{}/coupons"
BARE_ENVELOPE = (
    b'{"type": "RATE_LIMIT_ERROR", "message": "oh", "documentationUrl": "https://docs.gameball.co"}'
)
FULL_ENVELOPE = (
    b'{"code": 5000, "type": "API_ERROR", "message": "oh", "documentationUrl": "https://docs.gameball.co",'
    b' "requestId": "r-1"}'
)


class Answer(NamedTuple):
    status: int
    content_type: str
    body: bytes


class Asking:
    """The stand-in, and a client that has the right keys."""

    def __init__(self, gameball: GameballStandIn, session: aiohttp.ClientSession) -> None:
        self.gameball = gameball
        self._session = session

    def open(self, path: str, method: str = "GET", **options: Any) -> Any:
        url = URL(self.gameball.url + path, encoded=True)
        return self._session.request(method, url, allow_redirects=False, **options)

    async def path(self, path: str, **options: Any) -> Answer:
        async with self.open(path, **options) as response:
            return Answer(response.status, response.content_type, await response.read())

    async def status(self, segment: str, **options: Any) -> int:
        return (await self.path(PATH.format(segment), **options)).status

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


@pytest.mark.parametrize("version", ["v4.0", "v4.1"])
async def test_both_versions_answer(version: str, ask: Asking) -> None:
    assert (await ask.path(f"/api/{version}/integrations/customers/cust_none/coupons")).status == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/api/v3.0/integrations/customers/cust_none/coupons"),
        ("GET", "/api/v4x0/integrations/customers/cust_none/coupons"),
        ("GET", "/v4.0/integrations/customers/cust_none/coupons"),
        ("GET", PATH.format("")),
        ("GET", PATH.format("a/b")),
        ("GET", PATH.format("..")),
        ("GET", PATH.format("%2E%2E")),
        ("GET", PATH.format("cust_none") + "/"),
        ("POST", PATH.format("cust_none")),
    ],
)
async def test_anything_but_the_endpoint_gets_a_web_page(method: str, path: str, ask: Asking) -> None:
    assert (await ask.path(path, method=method))[:2] == (404, "text/html")
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


async def test_requests_are_recorded_with_lower_case_headers(ask: Asking) -> None:
    path = PATH.format("a%2Fb") + "?lang=en"
    skipped = ["User-Agent", "Accept", "Accept-Encoding"]
    await ask.path(path, headers={"X-Trace": "7"}, skip_auto_headers=skipped)

    headers = {"host": ask.gameball.url.removeprefix("http://"), **KEYS, "x-trace": "7"}
    assert ask.gameball.requests == [RecordedRequest(path, "a/b", headers, NOW)]


@pytest.mark.parametrize(("connection", "count"), [("keep-alive", 1), ("close", 3)])
async def test_connections_are_counted_once_however_long_kept(
    connection: str, count: int, ask: Asking
) -> None:
    for _ in range(3):
        await ask.status("cust_none", headers={"Connection": connection})

    assert ask.gameball.connections == count


async def test_programmed_answers_come_in_order_and_the_last_repeats(ask: Asking) -> None:
    ask.gameball.answer("cust_1001", html(503), error(429, None, "oh"), coupons([]))

    assert [await ask.status("cust_1001") for _ in range(4)] == [503, 429, 200, 200]


async def test_programming_again_starts_over(ask: Asking) -> None:
    ask.gameball.answer("c", html(503), html(500))
    await ask.status("c")
    ask.gameball.answer("c", html(502), html(504))

    assert [await ask.status("c") for _ in range(2)] == [502, 504]


async def test_a_refused_key_uses_up_no_programmed_answer(ask: Asking) -> None:
    ask.gameball.answer("c", html(503), coupons([]))
    await ask.status("c", headers={"apikey": "wrong"})

    assert await ask.status("c") == 503


async def test_programming_nothing_is_an_error(ask: Asking) -> None:
    with pytest.raises(ValueError, match="at least one responder"):
        ask.gameball.answer("c")


@pytest.mark.parametrize(
    ("responder", "answer"),
    [
        (coupons(["SUMMER10"]), Answer(200, "application/json", b'{"coupons": ["SUMMER10"]}')),
        (answers.json_body([None]), Answer(200, "application/json", b"[null]")),
        (raw(b"\xff\x00{", "text/plain", 203), Answer(203, "text/plain", b"\xff\x00{")),
        (error(429, None, "oh"), Answer(429, "application/json", BARE_ENVELOPE)),
        (error(500, 5000, "oh", request_id="r-1"), Answer(500, "application/json", FULL_ENVELOPE)),
    ],
)
async def test_an_answer_is_sent_as_programmed(responder: Responder, answer: Answer, ask: Asking) -> None:
    ask.gameball.answer("c", responder)

    assert await ask.path(PATH.format("c")) == answer


@pytest.mark.parametrize(
    ("responder", "name", "value"),
    [
        (answers.redirect(), "Location", "/sign-in"),
        (error(503, 5003, "oh", headers={"Retry-After": "3"}), "Retry-After", "3"),
    ],
)
async def test_an_answer_has_its_headers(responder: Responder, name: str, value: str, ask: Asking) -> None:
    ask.gameball.answer("c", responder)

    async with ask.open(PATH.format("c")) as response:
        assert response.headers[name] == value


@pytest.mark.parametrize(("latency", "delay"), [(0.02, 0), (0, 0.02)])
async def test_an_answer_can_be_late(latency: float, delay: float, ask: Asking) -> None:
    ask.gameball.latency = latency
    ask.gameball.answer("c", after(delay, coupons([])))
    started = asyncio.get_running_loop().time()

    assert await ask.json("c") == {"coupons": []}
    assert asyncio.get_running_loop().time() - started >= 0.02


@pytest.mark.parametrize("responder", [answers.reset_before_answer(), answers.reset_mid_body()])
async def test_a_connection_can_be_reset(responder: Responder, ask: Asking) -> None:
    ask.gameball.answer("c", responder)

    with pytest.raises((aiohttp.ClientConnectionError, aiohttp.ClientPayloadError)):
        await ask.status("c", headers={"Connection": "close"})


@pytest.mark.parametrize("responder", [hang(), after(3600, coupons([]))])
async def test_stopping_waits_for_no_answer_and_no_connection(responder: Responder, ask: Asking) -> None:
    await asyncio.gather(*(ask.status("cust_none") for _ in range(2)))
    ask.gameball.answer("c", responder)
    asked = asyncio.create_task(ask.status("c"))
    await ask.gameball.received(3)

    async with asyncio.timeout(3):
        await ask.gameball.stop()
        await asyncio.wait([asked])
    asked.exception()


async def test_it_can_be_stopped_twice_and_started_again(ask: Asking) -> None:
    await ask.gameball.stop()
    await ask.gameball.stop()
    await ask.gameball.start()

    assert await ask.status("cust_none") == 200


async def test_it_has_no_address_before_it_starts() -> None:
    with pytest.raises(RuntimeError, match="not running"):
        _ = GameballStandIn(api_key="k", secret_key="s").url


async def test_the_usual_clock_tells_the_aware_time_of_now() -> None:
    before = datetime.now(UTC)
    async with GameballStandIn(api_key="k", secret_key="s") as gameball, aiohttp.ClientSession() as session:
        await Asking(gameball, session).path("/")

    assert before <= gameball.requests[0].at <= datetime.now(UTC)


def test_a_coupon_can_be_changed_field_by_field() -> None:
    changed = coupon(name="Other", status="new", code=answers.OMIT)

    assert changed | {"code": "SUMMER10"} == coupon() | {"name": "Other", "status": "new"}
    assert "code" not in changed


async def test_dates_are_relative_to_the_clock(ask: Asking) -> None:
    ask.gameball.answer("c", coupons([{"dates": [Moment(1.5), Moment(-2, "%d.%m.")]}]))

    assert await ask.json("c") == {"coupons": [{"dates": ["2026-11-24T20:52:30Z", "21.11."]}]}

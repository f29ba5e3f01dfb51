"""What the client makes of everything that is not a list of coupons, over real sockets."""

import gc
import gzip
import json
import tracemalloc
from contextlib import suppress

import pytest
from aiohttp import web

from bot.gameball import errors
from bot.gameball.client import GameballClient, Limits
from bot.gameball.models import Coupon, CustomerCoupons
from playground.gameball import answers
from playground.gameball.stand_in import (
    Asked,
    GameballStandIn,
    Responder,
    coupons,
    error,
    html,
    raw,
    redirect,
)
from tests.conftest import client_of
from tests.unit.gameball.failing import facts, failure

BODY = b'{"coupons": [{"code": "A"}]}'
ONE = CustomerCoupons((Coupon(code="A"),))


def encoded(body: bytes, encoding: str, status: int = 200) -> Responder:
    """A body under a Content-Encoding, compressed or not."""

    async def respond(_: Asked) -> web.StreamResponse:
        headers = {"Content-Encoding": encoding, "Content-Type": "application/json"}
        return web.Response(body=body, status=status, headers=headers)

    return respond


@pytest.mark.parametrize(
    "expected",
    [
        (401, 1000, errors.CredentialsError, 1),
        (401, 1001, errors.CredentialsError, 1),
        (401, None, errors.CredentialsError, 1),
        (403, 1002, errors.PermissionDeniedError, 1),
        (403, None, errors.PermissionDeniedError, 1),
        (403, 8000, errors.PlanError, 1),
        (422, 2001, errors.BusyError, 3),
        (422, 3003, errors.InvalidCustomerIdError, 1),
        (422, 6000, errors.SwitchedOffError, 1),
        (422, 9999, errors.RejectedError, 1),
        (400, None, errors.RejectedError, 1),
        (404, 7000, errors.CustomerNotFoundError, 1),
        (404, 4004, errors.CustomerNotFoundError, 1),
        (404, None, errors.WrongAddressError, 1),
        (429, None, errors.RateLimitedError, 3),
        (429, 4290, errors.RateLimitedError, 3),
        (500, 5000, errors.UnavailableError, 3),
        (503, 5003, errors.UnavailableError, 3),
        (504, None, errors.UnavailableError, 3),
    ],
)
async def test_status_and_code_tell_who_must_act_and_the_envelope_is_kept(
    expected: tuple[int, int | None, type[errors.GameballError], int],
    gameball: GameballStandIn,
    client: GameballClient,
    waits: list[float],
) -> None:
    status, code, kind, tries = expected
    failed = await failure(gameball, client, error(status, code, "Why.", request_id="req-1"))

    assert facts(failed) == (kind, status, code, "Why.", "req-1", tries)
    assert len(waits) == tries - 1


@pytest.mark.parametrize(
    ("responder", "kind", "status"),
    [
        (html(404), errors.WrongAddressError, 404),
        (html(403), errors.PermissionDeniedError, 403),
        (html(400), errors.RejectedError, 400),
        (html(503), errors.UnavailableError, 503),
        (html(200), errors.UnreadableAnswerError, 200),
        (redirect(), errors.WrongAddressError, 302),
        (redirect(status=308), errors.WrongAddressError, 308),
        (raw("", "application/json", 204), errors.WrongAddressError, 204),
        (raw("", "application/json"), errors.UnreadableAnswerError, 200),
        (raw(BODY[:-5], "application/json"), errors.UnreadableAnswerError, 200),
        (raw("{}", "application/json"), errors.UnreadableAnswerError, 200),
        (raw('{"code": 7000}', "application/json"), errors.UnreadableAnswerError, 200),
        (raw('"coupons"', "application/json"), errors.UnreadableAnswerError, 200),
        (raw("[" * 100_000, "application/json"), errors.UnreadableAnswerError, 200),
        (raw("[404]", "application/json", 404), errors.WrongAddressError, 404),
        (encoded(BODY, "gzip"), errors.UnreadableAnswerError, 200),
        (encoded(b"<h1>", "gzip", 503), errors.UnavailableError, 503),
        (encoded(gzip.compress(b"a" * 5000), "gzip"), errors.UnreadableAnswerError, 200),
        (raw("a" * 5000, "application/json"), errors.UnreadableAnswerError, 200),
        (raw("a" * 5000, "text/html", 502), errors.UnavailableError, 502),
    ],
)
async def test_what_is_not_gameballs_json_is_told_by_its_status(
    responder: Responder,
    kind: type[errors.GameballError],
    status: int,
    gameball: GameballStandIn,
    waits: list[float],
) -> None:
    async with client_of(gameball, limits=Limits(body=4096)) as client:
        failed = await failure(gameball, client, responder)

    tries = 3 if status >= 500 else 1
    assert facts(failed) == (kind, status, None, None, None, tries)
    assert len(waits) == tries - 1


@pytest.mark.parametrize(
    "responder",
    [
        raw(BODY, "text/html"),
        raw(BODY, "application/octet-stream"),
        raw(b"\xef\xbb\xbf" + BODY, "application/json"),
        encoded(gzip.compress(BODY), "gzip"),
    ],
    ids=["html", "octets", "byte-order-mark", "gzip"],
)
async def test_coupons_are_read_whatever_they_are_wrapped_in(
    responder: Responder, gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("c", responder)

    assert await client.get_customer_coupons("c") == ONE


async def test_a_redirect_is_not_followed(gameball: GameballStandIn, client: GameballClient) -> None:
    elsewhere = "/api/v4.0/integrations/customers/cust_none/coupons"
    await failure(gameball, client, redirect(elsewhere))

    assert [request.customer_id for request in gameball.requests] == ["c"]


async def test_a_body_without_end_is_not_read_to_it(gameball: GameballStandIn) -> None:
    async def endless(asked: Asked) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(asked.request)
        while True:
            await response.write(b" " * 1024)

    async with client_of(gameball, limits=Limits(body=64 * 1024)) as client:
        failed = await failure(gameball, client, endless)

    assert facts(failed) == (errors.UnreadableAnswerError, 200, None, None, None, 1)


@pytest.mark.parametrize(
    ("envelope", "code", "request_id"),
    [
        ({"code": "7000"}, 7000, None),
        ({"code": 7000, "requestId": 42}, 7000, "42"),
        ({"code": 7000, "requestId": None}, 7000, None),
        ({"code": 7000, "requestId": ["r"]}, 7000, None),
        ({"code": 7000, "requestId": True}, 7000, None),
        ({"code": 7000, "requestId": "r" * 5000}, 7000, "r" * 100),
        ({"code": 7000, "message": "cut \ud83d"}, 7000, None),
        ({"code": True}, None, None),
        ({"code": []}, None, None),
        ({"code": "seven"}, None, None),
    ],
)
async def test_an_odd_envelope_is_read_as_far_as_it_goes(
    envelope: dict[str, object],
    code: int | None,
    request_id: str | None,
    gameball: GameballStandIn,
    client: GameballClient,
) -> None:
    failed = await failure(gameball, client, raw(json.dumps(envelope), "application/json", 404))

    assert (failed.code, failed.request_id) == (code, request_id)


async def test_an_error_holds_neither_the_id_nor_gameballs_words_in_its_text(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    failed = await failure(gameball, client, error(404, 7000, "No customer c."))

    assert (str(failed), repr(failed)) == ("(404, 7000)", "CustomerNotFoundError(404, 7000)")


async def test_coupons_after_a_failure_are_a_success(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    gameball.answer("c", answers.reset_before_answer(), html(502), coupons([{"code": "A"}]))

    assert await client.get_customer_coupons("c") == ONE
    assert len(waits) == 2


_LARGE = 2**20
_PAGE = b"<html>" + b"x" * _LARGE


@pytest.mark.parametrize(
    "responder",
    [
        pytest.param(raw(_PAGE, "text/html", 400), id="refused"),
        pytest.param(raw(_PAGE, "text/html", 503), id="tried again"),
        pytest.param(raw(b'{"coupons": "' + _PAGE, "application/json"), id="unreadable"),
    ],
)
async def test_a_failure_keeps_nothing_of_the_answer(gameball: GameballStandIn, responder: Responder) -> None:
    """Garbage is looked for seldom: what waits for that must be small."""
    gameball.answer("cust_1", responder)
    async with client_of(gameball) as client:
        gc.disable()
        tracemalloc.start()
        try:
            for _ in range(5):
                with suppress(errors.GameballError):
                    await client.get_customer_coupons("cust_1")
            kept, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
            gc.enable()

    assert kept < 2 * _LARGE

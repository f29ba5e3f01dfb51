"""Bodies of Gameball's answers, over real sockets: compressed, garbled, long, and far too long."""

import gzip
import threading
import tracemalloc

import pytest
from aiohttp import web

from bot.gameball import errors
from bot.gameball.answer import HttpAnswer, parse_answer
from bot.gameball.client import GameballClient, RequestLimits
from bot.gameball.models import Coupon, CustomerCoupons
from playground.gameball.stand_in import Asked, GameballStandIn, Responder, coupons, raw
from tests.conftest import client_of

BODY = b'{"coupons": [{"code": "A"}]}'
ONE = CustomerCoupons((Coupon(code="A"),))


def encoded(body: bytes, status: int = 200, *, encoding: str = "gzip") -> Responder:
    """A body that is said to be compressed, whether it is or not."""

    async def respond(_: Asked) -> web.StreamResponse:
        headers = {"Content-Encoding": encoding, "Content-Type": "application/json"}
        return web.Response(body=body, status=status, headers=headers)

    return respond


@pytest.mark.parametrize(
    "responder",
    [
        raw(BODY, "text/html"),
        raw(b"\xef\xbb\xbf" + BODY, "application/json"),
        encoded(gzip.compress(BODY)),
        encoded(gzip.compress(BODY), encoding=" X-GZip "),
        encoded(BODY, encoding="identity"),
    ],
    ids=["html", "byte-order-mark", "gzip", "x-gzip", "identity"],
)
async def test_numberare_read_whatever_the_headers_say(
    responder: Responder, gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("c", responder)

    assert await client.get_customer_coupons("c") == ONE


@pytest.mark.parametrize(
    ("responder", "expected"),
    [
        (encoded(BODY), (errors.UnreadableAnswerError, 200)),
        (encoded(gzip.compress(BODY)[:-1]), (errors.UnreadableAnswerError, 200)),
        (encoded(gzip.compress(BODY), encoding="br"), (errors.UnreadableAnswerError, 200)),
        (encoded(b"<h1>", 403), (errors.PermissionDeniedError, 403)),
        (encoded(gzip.compress(b"a" * 5000)), (errors.TooLongAnswerError, 200)),
        (raw(BODY + b" " * 5000, "application/json"), (errors.TooLongAnswerError, 200)),
        (raw(b'{"code": 7000}' + b" " * 1000, "text/html", 404), (errors.WrongAddressError, 404)),
    ],
)
async def test_of_a_body_that_is_garbled_or_too_large_only_the_status_counts(
    responder: Responder, expected: tuple[type[errors.GameballError], int], gameball: GameballStandIn
) -> None:
    gameball.answer("c", responder)
    async with client_of(gameball, limits=RequestLimits(body=4096, error_body=512)) as client:
        with pytest.raises(errors.GameballError) as failed:
            await client.get_customer_coupons("c")

    assert (type(failed.value), failed.value.status) == expected


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip"])
async def test_a_small_body_that_would_become_large_takes_no_memory(
    encoding: str, gameball: GameballStandIn
) -> None:
    # 64 MB as 64 kB, and as some hundred bytes.
    bomb = gzip.compress(b"0" * 2**26)
    gameball.answer("c", encoded(bomb if encoding == "gzip" else gzip.compress(bomb), encoding=encoding))
    async with client_of(gameball, limits=RequestLimits(body=2**17)) as client:
        tracemalloc.start()
        try:
            with pytest.raises(errors.GameballError):
                await client.get_customer_coupons("c")
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

    assert most < 2**23


@pytest.mark.parametrize(("number", "beside"), [(1, False), (10_000, True)])
async def test_the_event_loop_reads_short_answers_alone_and_a_thread_reads_long_ones(
    number: int,
    beside: bool,
    gameball: GameballStandIn,
    client: GameballClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: list[threading.Thread] = []

    def parsed(answer: HttpAnswer) -> CustomerCoupons:
        threads.append(threading.current_thread())
        return parse_answer(answer)

    monkeypatch.setattr("bot.gameball.client.parse_answer", parsed)
    gameball.answer("c", coupons([{"code": f"CODE-{number}"} for number in range(number)]))

    assert len((await client.get_customer_coupons("c")).coupons) == number
    assert [thread is not threading.main_thread() for thread in threads] == [beside]


async def test_what_is_wrong_with_a_long_answer_is_told_as_with_a_short_one(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("c", raw(b'{"no coupons": "' + b"x" * 200_000 + b'"}', "application/json"))
    with pytest.raises(errors.UnreadableAnswerError) as failed:
        await client.get_customer_coupons("c")

    assert failed.value.tries == 1


async def test_a_body_of_exactly_the_limit_is_read(gameball: GameballStandIn) -> None:
    gameball.answer("c", raw(BODY.ljust(4096), "application/json"))
    async with client_of(gameball, limits=RequestLimits(body=4096)) as client:
        assert await client.get_customer_coupons("c") == ONE


async def test_a_body_without_end_is_not_read_to_it(gameball: GameballStandIn) -> None:
    async def endless(asked: Asked) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(asked.request)
        while True:
            await response.write(b" " * 1024)

    gameball.answer("c", endless)
    async with client_of(gameball, limits=RequestLimits(body=64 * 1024)) as client:
        with pytest.raises(errors.TooLongAnswerError):
            await client.get_customer_coupons("c")

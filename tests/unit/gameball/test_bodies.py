"""Bodies of Gameball's answers, over real sockets: compressed, garbled, long, and far too long."""

import asyncio
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
from tests.e2e.passing_time import PassingTime
from tests.unit.coupons.prompted_gameball import Times

BODY = b'{"coupons": [{"code": "A"}]}'
LIMIT = 200_000
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
    ],
    ids=["html", "byte-order-mark", "gzip"],
)
async def test_coupons_are_read_whatever_the_headers_say(
    responder: Responder, gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("c", responder)

    assert await client.get_customer_coupons("c") == ONE


@pytest.mark.parametrize(
    ("responder", "expected"),
    [
        (encoded(b"<h1>", 403), (errors.BlockedError, 403)),
        (encoded(gzip.compress(BODY.ljust(LIMIT + 1))), (errors.TooLongAnswerError, 200)),
        (raw(BODY.ljust(LIMIT + 1), "application/json"), (errors.TooLongAnswerError, 200)),
        (raw(b'{"code": 7000}'.ljust(LIMIT), "text/html", 404), (errors.WrongAddressError, 404)),
    ],
)
async def test_of_a_body_that_is_garbled_or_too_large_only_the_status_counts(
    responder: Responder, expected: tuple[type[errors.GameballError], int], gameball: GameballStandIn
) -> None:
    gameball.answer("c", responder)
    async with client_of(gameball, limits=RequestLimits(body=LIMIT)) as client:
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

    def parsed(answer: HttpAnswer, *, most: int) -> CustomerCoupons | errors.GameballError:
        threads.append(threading.current_thread())
        return parse_answer(answer, most=most)

    monkeypatch.setattr("bot.gameball.client.parse_answer", parsed)
    gameball.answer("c", coupons([{"code": f"CODE-{number}"} for number in range(number)]))

    assert len((await client.get_customer_coupons("c")).coupons) == number
    # A short part tells that it is a long one.
    assert [thread is not threading.main_thread() for thread in threads] == [False, True][: 1 + beside]


async def test_what_is_wrong_with_a_long_answer_is_told_as_with_a_short_one(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("c", raw(b'{"no coupons": "' + b"x" * LIMIT + b'"}', "application/json"))
    with pytest.raises(errors.UnreadableAnswerError) as failed:
        await client.get_customer_coupons("c")

    assert failed.value.tries == 1


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"[", errors.UnreadableAnswerError), (b"[" + b"{}," * 20_001 + b"{}]", errors.TooLongAnswerError)],
)
async def test_an_error_about_a_long_answer_does_not_hold_the_answer(
    body: bytes, kind: type[errors.GameballError], gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("c", raw(body.ljust(5_000_000), "application/json"))
    tracemalloc.start()
    with pytest.raises(kind) as failed:
        await client.get_customer_coupons("c")
    # The thread that read it may be just about to let go.
    await asyncio.get_running_loop().shutdown_default_executor()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert failed.value.status == 200
    assert held < 2_000_000


@pytest.mark.parametrize(
    "responder",
    [raw(BODY.ljust(LIMIT), "application/json"), encoded(gzip.compress(BODY.ljust(LIMIT)))],
    ids=["as it is", "compressed"],
)
async def test_a_body_of_exactly_the_limit_is_read(responder: Responder, gameball: GameballStandIn) -> None:
    gameball.answer("c", responder)
    async with client_of(gameball, limits=RequestLimits(body=LIMIT)) as client:
        assert await client.get_customer_coupons("c") == ONE


async def test_a_body_without_end_is_not_read_to_it(gameball: GameballStandIn) -> None:
    async def endless(asked: Asked) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(asked.request)
        while True:
            await response.write(b" " * 1024)
            # Writing alone does not let the client hang up.
            await asyncio.sleep(0)

    gameball.answer("c", endless)
    async with client_of(gameball, limits=RequestLimits(body=LIMIT)) as client:
        with pytest.raises(errors.TooLongAnswerError):
            await client.get_customer_coupons("c")


LONG = raw(BODY.ljust(LIMIT), "application/json")


async def test_two_long_answers_are_read_at_one_time_and_short_ones_do_not_wait_for_them(
    gameball: GameballStandIn, client: GameballClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on, under_way, at_one_time = threading.Event(), 0, 0
    begun: asyncio.Queue[None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def slowly(answer: HttpAnswer, *, most: int) -> CustomerCoupons | errors.GameballError:
        nonlocal under_way, at_one_time
        if threading.current_thread() is not threading.main_thread():
            under_way += 1
            at_one_time = max(at_one_time, under_way)
            loop.call_soon_threadsafe(begun.put_nowait, None)
            going_on.wait()
            under_way -= 1
        return parse_answer(answer, most=most)

    monkeypatch.setattr("bot.gameball.client.parse_answer", slowly)
    gameball.answer("long", LONG)
    long = [asyncio.create_task(client.get_customer_coupons("long")) for _ in range(5)]
    try:
        async with asyncio.timeout(30):
            await gameball.received(5)
            await begun.get()
            await begun.get()
        assert await client.get_customer_coupons("cust_none") == CustomerCoupons(())
    finally:
        going_on.set()

    assert await asyncio.gather(*long) == [ONE] * 5
    assert at_one_time == 2


class Places:
    """Stands in for the few places of long answers, all of which are taken until they are free."""

    def __init__(self) -> None:
        self.wanted, self.free = asyncio.Event(), asyncio.Event()

    async def __aenter__(self) -> None:
        self.wanted.set()
        await self.free.wait()

    async def __aexit__(self, *_: object) -> None:
        pass


async def test_a_long_answer_that_waits_for_others_is_not_late(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    gameball.answer("long", LONG)
    client._long_answers = places = Places()  # type: ignore[assignment]
    task = asyncio.create_task(client.get_customer_coupons("long"))
    async with asyncio.timeout(30):
        await places.wanted.wait()
    # Gameball may take 10 for an answer.
    await Times().pass_by(20)
    places.free.set()

    assert await task == ONE


async def test_the_rest_of_a_long_answer_has_a_time_limit(gameball: GameballStandIn) -> None:
    async def never_ends(asked: Asked) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(asked.request)
        await response.write(b" " * LIMIT)
        await asked.stopping.wait()
        return response

    gameball.answer("c", never_ends)
    async with client_of(gameball, limits=RequestLimits(total=0.1)) as client:
        with pytest.raises(errors.TimedOutError):
            await asyncio.wait_for(client.get_customer_coupons("c"), 30)


async def test_after_a_long_answer_that_breaks_off_the_next_try_has_a_time_limit_again(
    gameball: GameballStandIn,
) -> None:
    tries = 0

    async def breaks_off_and_then_hangs(asked: Asked) -> web.StreamResponse:
        nonlocal tries
        tries += 1
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(asked.request)
        if tries == 1:
            await response.write(b" " * LIMIT)
            assert asked.request.transport is not None
            asked.request.transport.abort()
        else:
            await asked.stopping.wait()
        return response

    gameball.answer("c", breaks_off_and_then_hangs)
    async with client_of(gameball) as client:
        with PassingTime(), pytest.raises(errors.TimedOutError) as failed:
            await asyncio.wait_for(client.get_customer_coupons("c"), 30)

    assert (tries, failed.value.tries) == (2, 2)

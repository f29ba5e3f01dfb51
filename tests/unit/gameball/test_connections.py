"""What becomes of connections that break, never come about, or say nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.gameball import errors
from bot.gameball.client import GameballClient, Limits
from playground.gameball import answers
from playground.gameball.stand_in import (
    GameballStandIn,
    Responder,
    hang,
    html,
)
from tests.conftest import client_at, client_of
from tests.unit.gameball.failing import facts, failure


@pytest.mark.parametrize(
    "responder",
    [answers.reset_before_answer(), answers.reset_mid_body()],
    ids=["before-answer", "mid-body"],
)
async def test_a_connection_that_breaks_each_time_is_unreachable(
    responder: Responder, gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    failed = await failure(gameball, client, responder)

    assert facts(failed) == (errors.UnreachableError, None, None, None, None, 3)
    assert len(waits) == 2


async def test_a_refused_connection_is_unreachable_after_three_tries(
    unused_tcp_port_factory: Callable[[], int], waits: list[float]
) -> None:
    async with client_at(f"http://127.0.0.1:{unused_tcp_port_factory()}") as client:
        with pytest.raises(errors.UnreachableError) as failed:
            await client.get_customer_coupons("c")

    assert (failed.value.tries, len(waits)) == (3, 2)


@asynccontextmanager
async def client_of_what_answers(raw: bytes) -> AsyncIterator[GameballClient]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with client_at(f"http://127.0.0.1:{port}") as client:
            yield client


async def test_what_is_not_http_is_unreachable(waits: list[float]) -> None:
    async with client_of_what_answers(b"220 mail.example.com ESMTP\r\n") as client:
        with pytest.raises(errors.UnreachableError) as failed:
            await client.get_customer_coupons("c")

    assert (failed.value.tries, len(waits)) == (3, 2)


async def test_a_status_line_that_is_no_text_is_an_answer_that_cannot_be_read() -> None:
    head = b"HTTP/1.1 503 Non autoris\xe9\r\nContent-Length: 0\r\n\r\n"
    async with client_of_what_answers(head) as client:
        with pytest.raises(errors.UnreadableAnswerError):
            await client.get_customer_coupons("c")


async def test_a_failed_tls_handshake_is_a_wrong_address() -> None:
    async def answer_in_plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        # The client hangs up; hanging up first could look like a broken connection.
        await reader.read()
        writer.close()

    async with await asyncio.start_server(answer_in_plain, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with client_at(f"https://127.0.0.1:{port}") as client:
            with pytest.raises(errors.WrongAddressError) as failed:
                await client.get_customer_coupons("c")

    assert failed.value.tries == 1


async def test_a_slow_answer_is_timed_out_and_not_asked_for_again(gameball: GameballStandIn) -> None:
    async with asyncio.timeout(5), client_of(gameball, limits=Limits(total=0.05)) as client:
        failed = await failure(gameball, client, hang())

    assert facts(failed) == (errors.TimedOutError, None, None, None, None, 1)


async def test_later_tries_share_the_total(gameball: GameballStandIn, waits: list[float]) -> None:
    async with asyncio.timeout(5), client_of(gameball, limits=Limits(total=0.3)) as client:
        failed = await failure(gameball, client, html(503), html(503), hang())

    assert (facts(failed), len(waits)) == ((errors.TimedOutError, None, None, None, None, 3), 2)

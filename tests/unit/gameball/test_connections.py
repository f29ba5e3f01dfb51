"""The client's connections: how they are kept, and what follows when they break or never come about."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from time import monotonic

import pytest

from bot.gameball import errors
from bot.gameball.client import GameballClient
from bot.gameball.models import CustomerCoupons
from playground.gameball.stand_in import (
    GameballStandIn,
    Responder,
    hang,
    reset_before_answer,
    reset_mid_body,
)
from tests.conftest import client_at, client_of

NONE = CustomerCoupons(())


def server_side(gameball: GameballStandIn) -> list[asyncio.Transport]:
    """The stand-in's ends of its open connections."""
    assert gameball._http is not None
    protocols = gameball._http.connections
    return [protocol.transport for protocol in protocols if protocol.transport is not None]


async def failure(client: GameballClient, customer_id: str = "c") -> errors.GameballError:
    with pytest.raises(errors.GameballError) as failed:
        await client.get_customer_coupons(customer_id)
    return failed.value


@pytest.mark.parametrize("customer_id", ["cust_none", "cust_401"])
async def test_requests_one_after_the_other_use_one_connection_whatever_the_answer(
    customer_id: str, gameball: GameballStandIn, client: GameballClient
) -> None:
    for _ in range(3):
        await asyncio.gather(client.get_customer_coupons(customer_id), return_exceptions=True)

    assert (len(gameball.requests), gameball.connections) == (3, 1)


async def test_simultaneous_requests_do_not_wait_for_each_other(
    gameball: GameballStandIn, client: GameballClient
) -> None:
    for number in range(101):
        gameball.answer(f"hung_{number}", hang())
    hung = [asyncio.create_task(client.get_customer_coupons(f"hung_{number}")) for number in range(101)]
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


async def test_after_an_idle_connection_was_closed_the_next_request_succeeds(
    gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    await client.get_customer_coupons("cust_none")
    for connection in server_side(gameball):
        connection.close()

    assert await client.get_customer_coupons("cust_none") == NONE
    assert (gameball.connections, waits) == (2, [])


async def test_a_request_that_is_cancelled_ends_at_once(
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


@pytest.mark.parametrize("responder", [reset_before_answer(), reset_mid_body()])
async def test_a_connection_that_breaks_each_time_is_unreachable(
    responder: Responder, gameball: GameballStandIn, client: GameballClient, waits: list[float]
) -> None:
    gameball.answer("c", responder)
    failed = await failure(client)

    assert (type(failed), failed.status, failed.tries, len(waits)) == (errors.UnreachableError, None, 3, 2)


async def test_a_refused_connection_is_unreachable(
    unused_tcp_port_factory: Callable[[], int], waits: list[float]
) -> None:
    async with client_at(f"http://127.0.0.1:{unused_tcp_port_factory()}") as client:
        failed = await failure(client)

    assert (type(failed), failed.tries, len(waits)) == (errors.UnreachableError, 3, 2)


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


@pytest.mark.parametrize(
    ("raw", "kind", "tries"),
    [
        (b"220 mail.example.com ESMTP\r\n", errors.UnreachableError, 3),
        (
            b"HTTP/1.1 503 Non autoris\xe9\r\nContent-Length: 0\r\n\r\n",
            errors.UnreadableAnswerError,
            1,
        ),
    ],
    ids=["not-http", "status-line-not-utf-8"],
)
@pytest.mark.usefixtures("waits")
async def test_a_response_that_no_library_reads_is_a_temporary_error(
    raw: bytes, kind: type[errors.GameballError], tries: int
) -> None:
    async with client_of_what_answers(raw) as client:
        failed = await failure(client)

    assert (type(failed), failed.tries) == (kind, tries)


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
            failed = await failure(client)

    assert (type(failed), failed.tries) == (errors.WrongAddressError, 1)


@asynccontextmanager
async def answering(content: bytes, *, then: bytes = b"") -> AsyncIterator[str]:
    """The address of a server that answers each request with these bytes, and goes on with `then` until the client goes."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(content)
                while then:
                    writer.write(then)
                    await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


_INTERIM = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"


async def test_a_few_interim_answers_come_before_the_answer() -> None:
    final = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"

    async with answering(_INTERIM * 9 + final) as url, client_at(url) as client:
        assert [await client.get_customer_coupons("c") for _ in range(2)] == [NONE] * 2


async def test_interim_answers_without_an_end_are_not_read_for_long() -> None:
    async with answering(b"", then=_INTERIM * 1000) as url, client_at(url) as client:
        assert isinstance(await failure(client), errors.UnreachableError)


async def test_answers_that_nobody_asked_for_end_the_connection_they_come_on() -> None:
    answered, ended = asyncio.Event(), asyncio.get_running_loop().create_future()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        final = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"
        await reader.readuntil(b"\r\n\r\n")
        writer.write(final)
        # Then the connection waits for the next request.
        await answered.wait()
        with suppress(ConnectionError):
            for _ in range(1000):
                writer.write(final * 10)
                await writer.drain()
                await asyncio.sleep(0)
        if not ended.done():
            ended.set_result(reader.at_eof() or writer.transport.is_closing())
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with client_at(f"http://127.0.0.1:{port}") as client:
            assert await client.get_customer_coupons("c") == NONE
            answered.set()
            assert await ended
            assert await client.get_customer_coupons("c") == NONE

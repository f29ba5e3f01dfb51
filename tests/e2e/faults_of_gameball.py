"""What Gameball, and the way to it, can do to a lookup."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.playground.gameball import (
    Asked,
    Responder,
    after,
    coupon,
    coupons,
    error,
    hang,
    html,
    raw,
    redirect,
    reset_before_answer,
    reset_mid_body,
)
from tests.e2e.fault_scene import COUPONS, CUSTOMER, TWO, Row, Scene, fine

_AGAIN = "Trying again in a moment usually helps."
_OPERATOR = "Please tell whoever runs this app; trying again does not help until then."
_UNREACHABLE = f"Gameball cannot be reached. {_AGAIN} [Try again]"
_DOWN = f"Gameball is not working right now. {_AGAIN} [Try again]"
_LATE = f"Gameball took too long to answer. {_AGAIN} [Try again]"
_UNREADABLE = (
    f"Gameball answered with something that cannot be read. {_AGAIN}"
    " If it does not, please tell whoever runs this app. [Try again]"
)
_TOO_OFTEN = "Gameball is being asked too often. Please wait half a minute, then try again. [Try again]"
_WRONG_ADDRESS = f"This app does not reach Gameball at the address it was given. {_OPERATOR}"
_UNKNOWN = (
    "Gameball does not know this customer."
    " Please check the id: it must be the one that the shop gives to Gameball."
)

_CERTIFICATE = Path(__file__).with_name("self_signed.pem")
_MEGABYTE = 1_000_000
_WRONG: dict[str, Any] = {
    "name": {"en": "Summer"},
    "code": ["CANARY10"],
    "value": "a lot",
    "type": 7,
    "startDate": True,
    "expiryDate": -1,
    "isExpired": "maybe",
    "usageLimit": {},
    "isAvailableToUse": [],
}


def _answering(*responders: Responder) -> Callable[[Scene], Awaitable[None]]:
    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, *responders)
        await scene.ask()

    return play


def _slow(seconds: float, *, late: bool = True) -> Row:
    return _row(
        f"slow-{seconds:.0f}",
        f"answers after {seconds:.0f} s",
        _answering(after(seconds, fine())),
        COUPONS,
        "outcome=Answered gameball_status=200",
        wait=int(seconds),
        late=late,
    )


def _row(
    name: str,
    fault: str,
    play: Callable[[Scene], Awaitable[None]],
    agent: str,
    log: str,
    *,
    tries: int = 1,
    wait: int = 0,
    late: bool = False,
    asked: int | None = None,
) -> Row:
    delivery = "response_url" if late else "http_response"
    return Row(
        side="Gameball",
        id=f"gameball-{name}",
        fault=fault,
        play=play,
        agent=(agent,),
        log=(f"command {log} delivery={delivery}",),
        after=wait,
        asked=tries if asked is None else asked,
    )


def _failing(name: str, fault: str, responder: Responder, agent: str, log: str, *, tries: int = 1) -> Row:
    return _row(name, fault, _answering(responder), agent, f"{log} tries={tries}", tries=tries)


async def _refused(scene: Scene) -> None:
    world = await scene.begin()
    await world.gameball.stop()
    await scene.ask()


async def _no_such_name(scene: Scene) -> None:
    loop = asyncio.get_running_loop()

    async def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    await scene.begin(gameball_api_url="https://gameball.invalid")
    scene.patch.setattr(loop, "getaddrinfo", unknown)
    await scene.ask()


async def _bad_certificate(scene: Scene) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(_CERTIFICATE)
    server = await asyncio.start_server(_never_used, "127.0.0.1", 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await scene.begin(gameball_api_url=f"https://127.0.0.1:{port}")
        await scene.ask()


async def _never_used(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    raise AssertionError("no request may follow a certificate that is not trusted")


def _large(megabytes: int) -> Responder:
    async def respond(asked: Asked) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        response.content_length = megabytes * _MEGABYTE
        await response.prepare(asked.request)
        # Nobody should read it to its end.
        with suppress(ConnectionResetError):
            for _ in range(megabytes):
                await response.write(b" " * _MEGABYTE)
        return response

    return respond


def _many(number: int) -> Responder:
    return coupons(coupon(name=f"No. {each}", code=f"CANARY-{each}") for each in range(number))


ROWS = [
    _row("refused", "refuses the connection", _refused, _UNREACHABLE, "outcome=Unreachable tries=3", asked=0),
    _failing(
        "reset",
        "cuts the connection before it answers",
        reset_before_answer(),
        _UNREACHABLE,
        "outcome=Unreachable",
        tries=3,
    ),
    _failing(
        "reset-mid-body",
        "cuts the connection in the middle of the answer",
        reset_mid_body(),
        _UNREACHABLE,
        "outcome=Unreachable",
        tries=3,
    ),
    _row(
        "reset-then-fine",
        "cuts the connection once, then is fine",
        _answering(reset_mid_body(), fine()),
        COUPONS,
        "outcome=Answered gameball_status=200",
        asked=2,
    ),
    _row("silent", "never answers", _answering(hang()), _LATE, "outcome=TimedOut tries=1", wait=9, late=True),
    _slow(1, late=False),
    _slow(2),
    _slow(3),
    _slow(8),
    _row(
        "slow-30",
        "answers after 30 s",
        _answering(after(30, fine())),
        _LATE,
        "outcome=TimedOut tries=1",
        wait=9,
        late=True,
    ),
    _row("dns", "its name is not known", _no_such_name, _UNREACHABLE, "outcome=Unreachable tries=3", asked=0),
    _row(
        "certificate",
        "its TLS certificate is not to be trusted",
        _bad_certificate,
        _WRONG_ADDRESS,
        "outcome=WrongAddress tries=1",
        asked=0,
    ),
    _failing(
        "301", "301", redirect("/elsewhere", 301), _WRONG_ADDRESS, "outcome=WrongAddress gameball_status=301"
    ),
    _failing(
        "400",
        "400",
        error(400, 3000, "No."),
        f"Gameball refused the request. {_OPERATOR}",
        "outcome=Rejected gameball_status=400 gameball_code=3000",
    ),
    _failing(
        "401",
        "401, code 1000",
        error(401, 1000, "No."),
        f"Gameball does not accept this app's keys. {_OPERATOR}",
        "outcome=Credentials gameball_status=401 gameball_code=1000",
    ),
    _failing(
        "403",
        "403, code 1002",
        error(403, 1002, "No."),
        f"This app's Gameball keys may not read coupons. {_OPERATOR}",
        "outcome=PermissionDenied gameball_status=403 gameball_code=1002",
    ),
    _failing(
        "403-plan",
        "403, code 8000",
        error(403, 8000, "No."),
        f"The shop's Gameball plan does not include this. {_OPERATOR}",
        "outcome=Plan gameball_status=403 gameball_code=8000",
    ),
    _failing(
        "404",
        "404, code 7000",
        error(404, 7000, "No."),
        _UNKNOWN,
        "outcome=CustomerNotFound gameball_status=404 gameball_code=7000",
    ),
    _failing(
        "404-page",
        "404 without Gameball's envelope",
        html(404),
        _WRONG_ADDRESS,
        "outcome=WrongAddress gameball_status=404",
    ),
    _failing(
        "422-busy",
        "422, code 2001, again and again",
        error(422, 2001, "No."),
        f"Gameball is busy with this customer. {_AGAIN} [Try again]",
        "outcome=Busy gameball_status=422 gameball_code=2001",
        tries=3,
    ),
    _row(
        "422-busy-then-fine",
        "422, code 2001, then is fine",
        _answering(error(422, 2001, "No."), fine()),
        COUPONS,
        "outcome=Answered gameball_status=200",
        asked=2,
    ),
    _failing(
        "422-off",
        "422, code 6000",
        error(422, 6000, "No."),
        f"Gameball is switched off for this shop. {_OPERATOR}",
        "outcome=SwitchedOff gameball_status=422 gameball_code=6000",
    ),
    _row(
        "429-then-fine",
        "429, then is fine",
        _answering(error(429, None, "No."), fine()),
        COUPONS,
        "outcome=Answered gameball_status=200",
        asked=2,
    ),
    _row(
        "429-wait-then-fine",
        "429 with `Retry-After: 1`, then is fine",
        _answering(error(429, None, "No.", headers={"Retry-After": "1"}), fine()),
        COUPONS,
        "outcome=Answered gameball_status=200",
        wait=1,
        asked=2,
    ),
    _row(
        "429-wait-long-then-fine",
        "429 with `Retry-After: 5`, then is fine",
        _answering(error(429, None, "No.", headers={"Retry-After": "5"}), fine()),
        COUPONS,
        "outcome=Answered gameball_status=200",
        wait=5,
        late=True,
        asked=2,
    ),
    _failing(
        "429-too-long",
        "429 with `Retry-After: 30`",
        error(429, None, "No.", headers={"Retry-After": "30"}),
        _TOO_OFTEN,
        "outcome=RateLimited gameball_status=429",
    ),
    _failing(
        "429-for-good",
        "429, again and again",
        error(429, None, "No."),
        _TOO_OFTEN,
        "outcome=RateLimited gameball_status=429",
        tries=3,
    ),
    _failing(
        "500",
        "500, again and again",
        error(500, 5000, "No."),
        _DOWN,
        "outcome=Unavailable gameball_status=500 gameball_code=5000",
        tries=3,
    ),
    _failing(
        "503",
        "503, again and again",
        error(503, 5003, "No."),
        _DOWN,
        "outcome=Unavailable gameball_status=503 gameball_code=5003",
        tries=3,
    ),
    _row(
        "500-then-fine",
        "500, then 503, then is fine",
        _answering(error(500, 5000, "No."), error(503, 5003, "No."), fine()),
        COUPONS,
        "outcome=Answered gameball_status=200",
        asked=3,
    ),
    _failing(
        "outage-page",
        "an outage page in HTML, with 503",
        html(503),
        _DOWN,
        "outcome=Unavailable gameball_status=503",
        tries=3,
    ),
    _failing(
        "html", "HTML, with 200", html(200), _UNREADABLE, "outcome=UnreadableAnswer gameball_status=200"
    ),
    _failing(
        "empty",
        "an empty body",
        raw("", "application/json"),
        _UNREADABLE,
        "outcome=UnreadableAnswer gameball_status=200",
    ),
    _failing(
        "truncated",
        "JSON that is cut off",
        raw('{"coupons": [{"code": "CANARY-', "application/json"),
        _UNREADABLE,
        "outcome=UnreadableAnswer gameball_status=200",
    ),
    _failing(
        "large", "a body of 50 MB", _large(50), _UNREADABLE, "outcome=UnreadableAnswer gameball_status=200"
    ),
    _row(
        "many",
        "10,000 coupons",
        _answering(_many(10_000)),
        f"Coupons of {CUSTOMER}: 10000 can be used",
        "outcome=Answered gameball_status=200",
        asked=1,
    ),
    _row(
        "wrong-types",
        "two good coupons, one with the wrong type in every field, and three that are none",
        _answering(coupons([*TWO, _WRONG, 42, None, "CANARY10"])),
        COUPONS,
        "outcome=Answered gameball_status=200 unreadable=4",
        asked=1,
    ),
    _row(
        "wrong-types-only",
        "the same without the good ones",
        _answering(coupons([_WRONG, 42, None, "CANARY10"])),
        f"Coupons of {CUSTOMER}: None of this customer's coupons could be read.",
        "outcome=Answered gameball_status=200 unreadable=4",
        asked=1,
    ),
    _failing(
        "wrong-type",
        "something else in place of the list",
        raw('{"coupons": 7}', "application/json"),
        _UNREADABLE,
        "outcome=UnreadableAnswer gameball_status=200",
    ),
]

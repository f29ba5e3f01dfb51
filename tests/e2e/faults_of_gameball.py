"""What Gameball, and the way to it, can do to a lookup."""

import asyncio
import socket
import ssl
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from playground.gameball.stand_in import (
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
from tests.e2e.fault_scene import AGAIN, ANSWERED, COUPONS, CUSTOMER, SLOW, TWO, Play, Row, Scene, fine

_SOON = "Trying again in a moment usually helps."
_OPERATOR = "Please tell whoever runs this app. Trying again does not help before it is repaired."
_BLOCKED = f"Something between this app and Gameball refuses the request. {_OPERATOR}"
_BUSY = f"Gameball is busy with this customer. {_SOON}{AGAIN}"
_DOWN = f"Gameball is not working right now. {_SOON}{AGAIN}"
_KEYS = f"Gameball does not accept this app's keys. {_OPERATOR}"
_LATE = f"Gameball took too long to answer. {_SOON}{AGAIN}"
_MANY = f"Coupons of `{CUSTOMER}`: 10000 usable"
_MAY_NOT = f"This app's Gameball keys may not read coupons. {_OPERATOR}"
_PLAN = f"The shop's Gameball plan does not include this. {_OPERATOR}"
_REJECTED = f"The request to Gameball was refused. {_OPERATOR}"
_SWITCHED_OFF = f"Gameball is switched off for this shop. {_OPERATOR}"
_TOO_OFTEN = f"Gameball is being asked too often. Please wait half a minute, then try again.{AGAIN}"
_UNKNOWN = "Gameball does not know this customer. Please check the id: it must be the one that the shop gives to Gameball."
_UNREACHABLE = f"Gameball cannot be reached. {_SOON}{AGAIN}"
_UNREADABLE = (
    f"Gameball answered with something that cannot be read. {_SOON} If it does not, please tell whoever runs this"
    f" app.{AGAIN}"
)
_TOO_LONG = (
    "Gameball's answer is too long for this app. It has more than 20,000 coupons, or is otherwise larger than this"
    f" app can read. {_OPERATOR}"
)
_WRONG_ADDRESS = f"This app does not reach Gameball at the address it was given. {_OPERATOR}"

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


def _row(
    name: str,
    fault: str,
    play: Play,
    agent: str,
    log: str,
    *,
    wait: int = 0,
    late: bool = False,
    asked: int = 1,
) -> Row:
    """`late` tells that the answer is posted, after the word that Gameball is slow."""
    logged = f"command {log} delivery={'response_url' if late else 'http_response'}"
    return Row(
        "Gameball",
        f"gameball-{name}",
        fault,
        play,
        (SLOW, agent) if late else (agent,),
        (logged,),
        wait,
        asked,
    )


def _failing(name: str, fault: str, responder: Responder, agent: str, log: str, *, tries: int = 1) -> Row:
    """A row in which Gameball never gets better."""
    return _row(name, fault, _answering(responder), agent, f"outcome={log} tries={tries}", asked=tries)


def _refusing(status: int, code: int, agent: str, outcome: str, *, tries: int = 1) -> Row:
    """A row in which Gameball refuses with a code of its own."""
    fault = f"{status}, code {code}{', again and again' if tries > 1 else ''}"
    log = f"{outcome} gameball_status={status} gameball_code={code}"
    return _failing(f"{status}-{code}", fault, error(status, code, "No."), agent, log, tries=tries)


def _passing(name: str, fault: str, *responders: Responder, wait: int = 0, late: bool = False) -> Row:
    """A row in which Gameball is fine after these."""
    play = _answering(*responders, fine())
    return _row(name, fault, play, COUPONS, ANSWERED, wait=wait, late=late, asked=len(responders) + 1)


def _slow(seconds: int, *, late: bool) -> Row:
    play = _answering(after(seconds, fine()))
    return _row(
        f"slow-{seconds}", f"answers after {seconds} s", play, COUPONS, ANSWERED, wait=seconds, late=late
    )


def _answering(*responders: Responder) -> Play:
    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, *responders)
        await scene.ask()

    return play


async def _refused(scene: Scene) -> None:
    world = await scene.begin()
    await world.gameball.stop()
    await scene.ask()


async def _no_such_name(scene: Scene) -> None:
    async def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    await scene.begin(gameball_api_url="https://gameball.invalid")
    scene.patch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    await scene.ask()


async def _bad_certificate(scene: Scene) -> None:
    """A server whose certificate nobody has reason to trust."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(_CERTIFICATE)
    async with await asyncio.start_server(_never_used, "127.0.0.1", 0, ssl=context) as server:
        await scene.begin(gameball_api_url=f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        await scene.ask()


async def _never_used(*_: object) -> None:
    raise AssertionError("no request may follow a certificate that is not trusted")


def _too_many(retry_after: str | None = None) -> Responder:
    headers = {"Retry-After": retry_after} if retry_after else {}
    return error(429, None, "Slower.", headers=headers)


async def _large(asked: Asked) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = 50 * _MEGABYTE
    await response.prepare(asked.request)
    # Nobody should read it to its end.
    with suppress(ConnectionResetError):
        for _ in range(50):
            await response.write(b" " * _MEGABYTE)
    return response


ROWS = [
    _row("refused", "refuses the connection", _refused, _UNREACHABLE, "outcome=Unreachable tries=3", asked=0),
    _row(
        "reset",
        "cuts the connection before it answers",
        _answering(reset_before_answer()),
        _UNREACHABLE,
        "outcome=Unreachable tries=3",
        # aiohttp repeats a GET once by itself where its connection broke.
        asked=6,
    ),
    _passing(
        "reset-then-fine", "cuts the connection in the middle of the answer, then is fine", reset_mid_body()
    ),
    _row(
        "silent", "never answers", _answering(hang()), _LATE, "outcome=TimedOut tries=1", wait=10, late=True
    ),
    _slow(2, late=False),
    _slow(8, late=True),
    _row("dns", "its name is not known", _no_such_name, _UNREACHABLE, "outcome=Unreachable tries=3", asked=0),
    _row(
        "certificate",
        "its TLS certificate is not to be trusted",
        _bad_certificate,
        _WRONG_ADDRESS,
        "outcome=WrongAddress tries=1",
        asked=0,
    ),
    _failing("301", "301", redirect("/elsewhere", 301), _WRONG_ADDRESS, "WrongAddress gameball_status=301"),
    _refusing(400, 3000, _REJECTED, "Rejected"),
    _refusing(401, 1000, _KEYS, "Credentials"),
    _refusing(403, 1002, _MAY_NOT, "PermissionDenied"),
    _refusing(403, 8000, _PLAN, "Plan"),
    _refusing(404, 7000, _UNKNOWN, "CustomerNotFound"),
    _failing(
        "404",
        "404 without Gameball's envelope",
        html(404),
        _WRONG_ADDRESS,
        "WrongAddress gameball_status=404",
    ),
    _failing(
        "401-html", "a firewall's page in HTML, with 401", html(401), _BLOCKED, "Blocked gameball_status=401"
    ),
    _failing(
        "403-html", "a firewall's page in HTML, with 403", html(403), _BLOCKED, "Blocked gameball_status=403"
    ),
    _passing("408-then-fine", "408, then 425, then is fine", html(408), html(425)),
    _passing("422-2001-then-fine", "422, code 2001, then is fine", error(422, 2001, "No.")),
    _refusing(422, 2001, _BUSY, "Busy", tries=3),
    _refusing(422, 6000, _SWITCHED_OFF, "SwitchedOff"),
    _passing("429-1-then-fine", "429 with `Retry-After: 1`, then is fine", _too_many("1"), wait=1),
    _passing("429-5-then-fine", "429 with `Retry-After: 5`, then is fine", _too_many("5"), wait=5, late=True),
    _failing(
        "429-30", "429 with `Retry-After: 30`", _too_many("30"), _TOO_OFTEN, "RateLimited gameball_status=429"
    ),
    _failing(
        "429", "429, again and again", _too_many(), _TOO_OFTEN, "RateLimited gameball_status=429", tries=3
    ),
    _passing(
        "500-then-fine", "500, then 503, then is fine", error(500, 5000, "No."), error(503, 5003, "No.")
    ),
    _refusing(500, 5000, _DOWN, "Unavailable", tries=3),
    _failing(
        "outage",
        "an outage page in HTML, with 503",
        html(503),
        _DOWN,
        "Unavailable gameball_status=503",
        tries=3,
    ),
    _failing("html", "HTML, with 200", html(200), _UNREADABLE, "UnreadableAnswer gameball_status=200"),
    _failing(
        "204",
        "204, which has no body",
        raw("", "application/json", 204),
        _UNREADABLE,
        "UnreadableAnswer gameball_status=204",
    ),
    _failing("large", "a body of 50 MB", _large, _TOO_LONG, "TooLongAnswer gameball_status=200"),
    _row(
        "many",
        "10,000 coupons",
        _answering(coupons(coupon(name=f"No. {each}", code=f"CANARY-{each}") for each in range(10_000))),
        _MANY,
        ANSWERED,
    ),
    _row(
        "wrong-types",
        "two good coupons, one with the wrong type in every field, and three that are none",
        _answering(coupons([*TWO, _WRONG, 42, None, "CANARY10"])),
        f"Coupons of `{CUSTOMER}`: 1 usable, 1 unclear, 1 not usable",
        f"{ANSWERED} unreadable=3",
    ),
    _failing(
        "wrong-type",
        "something else in place of the list",
        raw('{"coupons": 7}', "application/json"),
        _UNREADABLE,
        "UnreadableAnswer gameball_status=200",
    ),
]

"""What the way to Gameball, and its slowness, can do to a lookup."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playground.gameball.stand_in import after, hang, reset_before_answer, reset_mid_body
from tests.e2e.fault_scene import Scene, fine
from tests.e2e.gameball_fault import LATE, UNREACHABLE, WRONG_ADDRESS, answering, failing, passing, row

_CERTIFICATE = Path(__file__).with_name("self_signed.pem")


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
    async with untrusted() as url:
        await scene.begin(gameball_api_url=url)
        await scene.ask()


@asynccontextmanager
async def untrusted() -> AsyncIterator[str]:
    """The address of a server whose certificate nobody has reason to trust."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(_CERTIFICATE)
    async with await asyncio.start_server(_never_used, "127.0.0.1", 0, ssl=context) as server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def _never_used(*_: object) -> None:
    raise AssertionError("no request may follow a certificate that is not trusted")


ROWS = [
    row("refused", "refuses the connection", _refused, UNREACHABLE, "outcome=Unreachable tries=3", asked=0),
    failing(
        "reset",
        "cuts the connection before it answers",
        reset_before_answer(),
        UNREACHABLE,
        "outcome=Unreachable",
        tries=3,
    ),
    failing(
        "reset-mid-body",
        "cuts the connection in the middle of the answer",
        reset_mid_body(),
        UNREACHABLE,
        "outcome=Unreachable",
        tries=3,
    ),
    passing("reset-then-fine", "cuts the connection once, then is fine", reset_mid_body(), fine()),
    row("silent", "never answers", answering(hang()), LATE, "outcome=TimedOut tries=1", wait=10, late=True),
    passing("slow-1", "answers after 1 s", after(1, fine()), wait=1),
    passing("slow-2", "answers after 2 s", after(2, fine()), wait=2),
    passing("slow-3", "answers after 3 s", after(3, fine()), wait=3, late=True),
    passing("slow-8", "answers after 8 s", after(8, fine()), wait=8, late=True),
    row(
        "slow-30",
        "answers after 30 s",
        answering(after(30, fine())),
        LATE,
        "outcome=TimedOut tries=1",
        wait=10,
        late=True,
    ),
    row("dns", "its name is not known", _no_such_name, UNREACHABLE, "outcome=Unreachable tries=3", asked=0),
    row(
        "certificate",
        "its TLS certificate is not to be trusted",
        _bad_certificate,
        WRONG_ADDRESS,
        "outcome=WrongAddress tries=1",
        asked=0,
    ),
]

"""What the rows about Gameball have in common: what they say, and how they are played."""

from playground.gameball.stand_in import Responder
from tests.e2e.fault_scene import AGAIN, COUPONS, CUSTOMER, Play, Row, Scene

_SOON = "Trying again in a moment usually helps."
OPERATOR = "Please tell whoever runs this app; trying again does not help until then."
WRONG_ADDRESS = f"This app does not reach Gameball at the address it was given. {OPERATOR}"
UNREACHABLE = f"Gameball cannot be reached. {_SOON}{AGAIN}"
BUSY = f"Gameball is busy with this customer. {_SOON}{AGAIN}"
DOWN = f"Gameball is not working right now. {_SOON}{AGAIN}"
LATE = f"Gameball took too long to answer. {_SOON}{AGAIN}"
TOO_OFTEN = f"Gameball is being asked too often. Please wait half a minute, then try again.{AGAIN}"
UNREADABLE = (
    f"Gameball answered with something that cannot be read. {_SOON}"
    f" If it does not, please tell whoever runs this app.{AGAIN}"
)
UNKNOWN = (
    "Gameball does not know this customer."
    " Please check the id: it must be the one that the shop gives to Gameball."
)


def row(
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
    """`late` tells that the answer is posted, after an empty one."""
    delivery = "response_url" if late else "http_response"
    logged = f"command {log} delivery={delivery}"
    return Row("Gameball", f"gameball-{name}", fault, play, (agent,), (logged,), wait, asked)


def failing(name: str, fault: str, responder: Responder, agent: str, log: str, *, tries: int = 1) -> Row:
    """A row in which Gameball never gets better."""
    return row(name, fault, answering(responder), agent, f"{log} tries={tries}", asked=tries)


def passing(name: str, fault: str, *responders: Responder, wait: int = 0, late: bool = False) -> Row:
    """A row in which the last of Gameball's answers is fine."""
    log = "outcome=Answered gameball_status=200"
    return row(name, fault, answering(*responders), COUPONS, log, wait=wait, late=late, asked=len(responders))


def answering(*responders: Responder) -> Play:
    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, *responders)
        await scene.ask()

    return play

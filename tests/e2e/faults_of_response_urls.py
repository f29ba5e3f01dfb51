"""What can happen at a `response_url`, where answers are posted that are late, or that answer a click."""

from playground.gameball.stand_in import after
from playground.slack.faults import HANG, LOST_ANSWER, RESET, Fault
from tests.e2e.fault_scene import (
    ANSWERED,
    COUPONS,
    COUPONS_IN_A_MODAL,
    CUSTOMER,
    IN_A_MODAL,
    IN_THE_CHANNEL,
    SLOW,
    Play,
    Row,
    Scene,
    fine,
)

_POSTED = f"command {ANSWERED} delivery=response_url"
_IN_A_MODAL = f"command {ANSWERED} delivery=view"
_NOWHERE = f"command {ANSWERED} delivery=failed"
_CLICK = f"block_actions action=refresh {ANSWERED} delivery="
_SHARE = "block_actions action=share_usable outcome=NotShared gameball_status=200 delivery="
_NOT_SHARED = "Slack did not confirm that it was shared. Please check if it is there before you try again."
_SHARING_ENDED = (
    "Nothing more can be shared from here. Slack allows five posts within half an hour. Please look up the customer again,"
    " then share."
)
_OUTAGE = Fault(status=503, body="<html>Service unavailable</html>")


def _row(
    name: str, fault: str, play: Play, agent: tuple[str, ...], *log: str, wait: int = 0, asked: int = 1
) -> Row:
    return Row("Slack", f"slack-{name}", fault, play, agent, log, wait, asked)


def _posting(*faults: Fault, style: str = "card", seconds: float = 2.5) -> Play:
    """Gameball answers too late for the HTTP response, and the response_url fails."""

    async def play(scene: Scene) -> None:
        world = await scene.begin(card_style=style)
        world.gameball.answer(CUSTOMER, after(seconds, fine()))
        world.slack.faults.response_url = list(faults)
        await scene.send()
        await world.log.has("command")

    return play


def _clicking(action_id: str, *faults: Fault) -> Play:
    """A click in a message whose coupons are on show."""

    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, fine())
        shown = await scene.ask()
        scene.forget()
        world.slack.faults.response_url = list(faults)
        await world.slack.click(shown, action_id)
        await world.log.has("block_actions")

    return play


ROWS = [
    _row(
        "late-no-cards",
        "accepts no cards, when Gameball is late",
        _posting(Fault.invalid_blocks()),
        (SLOW, COUPONS),
        "blocks_refused reason=400 invalid_blocks",
        _POSTED,
        wait=2,
    ),
    _row(
        "expired",
        "the `response_url` has expired, when Gameball is late",
        _posting(Fault.expired_url()),
        (SLOW, COUPONS_IN_A_MODAL),
        "response_url_failed reason=404 expired_url",
        _IN_A_MODAL,
        wait=2,
    ),
    _row(
        "expired-late",
        "the same after 4 s, when no modal opens any more",
        _posting(Fault.expired_url(), seconds=4),
        (SLOW,),
        "response_url_failed reason=404 expired_url",
        f"command {ANSWERED} delivery=ended",
        wait=2,
    ),
    _row(
        "expired-first",
        "the `response_url` has expired, at the first answer of a process",
        _posting(Fault.expired_url(), style="auto", seconds=0),
        (COUPONS_IN_A_MODAL,),
        "response_url_failed reason=404 expired_url",
        _IN_A_MODAL,
    ),
    _row(
        "429",
        "429 with `Retry-After: 2` at the `response_url`",
        _posting(Fault.rate_limited(2)),
        (SLOW, COUPONS),
        _POSTED,
        wait=4,
    ),
    _row(
        "429-too-long",
        "429 with `Retry-After: 60` at the `response_url`",
        _posting(Fault.rate_limited(60)),
        (SLOW, COUPONS_IN_A_MODAL),
        "response_url_failed reason=429",
        _IN_A_MODAL,
        wait=2,
    ),
    _row(
        "503",
        "503 at the `response_url`, twice",
        _posting(_OUTAGE, _OUTAGE),
        (SLOW, COUPONS),
        _POSTED,
        wait=3,
    ),
    _row(
        "silent",
        "the `response_url` never answers",
        _posting(HANG),
        (SLOW,),
        "response_url_failed reason=TimeoutError",
        _NOWHERE,
        wait=2,
    ),
    _row(
        "reset",
        "cuts the connection at the `response_url`, before it takes the message",
        _posting(RESET),
        (SLOW, COUPONS_IN_A_MODAL),
        "response_url_failed reason=ClientOSError",
        _IN_A_MODAL,
        wait=2,
    ),
    _row(
        "lost-answer",
        "the same after it has taken the message",
        _posting(LOST_ANSWER),
        (SLOW, COUPONS, COUPONS_IN_A_MODAL),
        "response_url_failed reason=ClientOSError",
        _IN_A_MODAL,
        wait=2,
    ),
    _row(
        "lost-answer-late",
        "the same after 4 s",
        _posting(LOST_ANSWER, seconds=4),
        (SLOW, COUPONS),
        "response_url_failed reason=ClientOSError",
        _NOWHERE,
        wait=4,
    ),
    _row(
        "click-expired",
        "the `response_url` of a click has expired",
        _clicking("refresh", Fault.expired_url()),
        (COUPONS_IN_A_MODAL,),
        "response_url_failed reason=404 expired_url",
        f"{_CLICK}view",
    ),
    _row(
        "click-lost-answer",
        "cuts the connection at the `response_url` of a click, after it has taken the message",
        _clicking("refresh", LOST_ANSWER),
        (COUPONS,),
        f"{_CLICK}response_url",
    ),
    _row(
        "share-expired",
        "the `response_url` has expired, when a coupon is shared",
        _clicking("share_usable", Fault.expired_url(), Fault.expired_url()),
        (f"{IN_A_MODAL}{_SHARING_ENDED}",),
        "response_url_failed reason=404 expired_url",
        f"{_SHARE}view",
        asked=0,
    ),
    _row(
        "share-lost-answer",
        "cuts the connection after it has taken a coupon that is shared",
        _clicking("share_usable", LOST_ANSWER),
        (f"{IN_THE_CHANNEL}A coupon of `{CUSTOMER}`", _NOT_SHARED),
        "response_url_failed reason=ClientOSError",
        f"{_SHARE}response_url",
        asked=0,
    ),
]

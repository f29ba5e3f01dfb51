"""What can happen at a `response_url`, where answers are posted that are late, or that answer a click."""

from bot.coupons.lookup import KEPT_FOR
from playground.gameball.stand_in import after
from playground.slack.faults import HANG, LOST_ANSWER, RESET, Fault
from tests.e2e.fault_scene import (
    COUPONS,
    COUPONS_IN_A_MODAL,
    CUSTOMER,
    IN_A_MODAL,
    IN_THE_CHANNEL,
    ON_HOME,
    UNCONFIRMED,
    Play,
    Row,
    Scene,
    fine,
)
from tests.e2e.world import slack_error

_POSTED = "command outcome=Answered gameball_status=200 delivery=response_url"
_IN_A_MODAL = "command outcome=Answered gameball_status=200 delivery=view"
_ON_HOME = "command outcome=Answered gameball_status=200 delivery=home"
_LOST = "command outcome=Answered gameball_status=200 delivery=failed"
_NOT_SHARED = (
    "Slack did not confirm that it was shared. Please look whether it is there before you try again."
)
_OUTAGE = Fault(status=503, body="<html>Service unavailable</html>")
_REFUSED = Fault.invalid_blocks()


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
        await scene.logged("command")

    return play


def _clicking(action_id: str, *faults: Fault) -> Play:
    """A click in a message whose coupons are on show."""

    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, fine())
        await scene.send()
        shown = await scene.answered()
        scene.forget()
        world.slack.faults.response_url = list(faults)
        await world.slack.click(shown, action_id)
        await scene.logged("block_actions")

    return play


def _without_home(failures: int) -> Play:
    """The response_url has expired, no modal opens any more, and the Home tab cannot be drawn either."""

    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, after(4, fine()))
        world.slack.faults.response_url = [Fault.expired_url()]
        world.slack.faults.web_api["views.publish"] = [slack_error("internal_error")] * failures
        await scene.send()
        await scene.logged("command")

    return play


async def _until_home_is_opened(scene: Scene) -> None:
    await _without_home(failures=3)(scene)
    await scene.pass_by(55.8)
    await scene.world.slack.open_home()
    await scene.logged("app_home_opened")


async def _reset_over_an_old_connection(scene: Scene) -> None:
    world = await scene.begin(card_style="auto")
    world.gameball.answer(CUSTOMER, fine(), after(2.5, fine()))
    # The first answer of a process is posted, and leaves its connection open.
    await scene.ask()
    await scene.pass_by(KEPT_FOR)
    scene.forget()
    world.slack.faults.response_url = [RESET]
    await scene.ask()


ROWS = [
    _row(
        "late-no-cards",
        "takes no cards, when Gameball is late",
        _posting(_REFUSED),
        (COUPONS,),
        "blocks_refused reason=400 invalid_blocks rung=0",
        _POSTED,
        wait=2,
    ),
    _row(
        "expired",
        "the `response_url` has expired, when Gameball is late",
        _posting(Fault.expired_url()),
        (COUPONS_IN_A_MODAL,),
        "response_url_failed reason=404 expired_url",
        _IN_A_MODAL,
        wait=2,
    ),
    _row(
        "expired-late",
        "the same after 4 s, when no modal opens any more",
        _posting(Fault.expired_url(), seconds=4),
        (f"{ON_HOME}{UNCONFIRMED}",),
        "response_url_failed reason=404 expired_url",
        _ON_HOME,
        wait=4,
    ),
    _row(
        "expired-late-home-fails",
        "the same, and `views.publish` fails twice",
        _without_home(failures=2),
        (f"{ON_HOME}{UNCONFIRMED}",),
        "response_url_failed reason=404 expired_url",
        _ON_HOME,
        wait=4,
    ),
    _row(
        "expired-late-no-home",
        "the same, and `views.publish` fails until the agent opens the Home tab, a minute later",
        _until_home_is_opened,
        (f"{ON_HOME}{UNCONFIRMED}",),
        "response_url_failed reason=404 expired_url",
        "view_refused error=internal_error",
        _LOST,
        "app_home_opened outcome=Home delivery=view",
        wait=60,
        # The Home tab tells whether Gameball takes the keys.
        asked=2,
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
        "used",
        "the `response_url` is used up, when Gameball is late",
        _posting(Fault.used_url()),
        (COUPONS_IN_A_MODAL,),
        "response_url_failed reason=404 used_url",
        _IN_A_MODAL,
        wait=2,
    ),
    _row(
        "429",
        "429 with `Retry-After: 2` at the `response_url`",
        _posting(Fault.rate_limited(2)),
        (COUPONS,),
        _POSTED,
        wait=4,
    ),
    _row(
        "429-too-long",
        "429 with `Retry-After: 60` at the `response_url`",
        _posting(Fault.rate_limited(60)),
        (COUPONS_IN_A_MODAL,),
        "response_url_failed reason=429",
        _IN_A_MODAL,
        wait=2,
    ),
    _row("500", "500 at the `response_url`, twice", _posting(_OUTAGE, _OUTAGE), (COUPONS,), _POSTED, wait=3),
    _row(
        "silent",
        "the `response_url` never answers",
        _posting(HANG),
        (f"{ON_HOME}{UNCONFIRMED}",),
        "response_url_failed reason=TimeoutError",
        _ON_HOME,
        wait=7,
    ),
    _row(
        "reset-reused",
        "cuts a connection that was open already, at the `response_url`",
        _reset_over_an_old_connection,
        (COUPONS,),
        _POSTED,
        wait=2,
    ),
    _row(
        "reset",
        "cuts a new connection at the `response_url`, before it takes the message",
        _posting(RESET),
        (f"{IN_A_MODAL}{UNCONFIRMED}",),
        "response_url_failed reason=ClientOSError",
        _IN_A_MODAL,
        wait=2,
    ),
    _row(
        "lost-answer",
        "the same after it has taken the message",
        _posting(LOST_ANSWER),
        (COUPONS, f"{IN_A_MODAL}{UNCONFIRMED}"),
        "response_url_failed reason=ClientOSError",
        _IN_A_MODAL,
        wait=2,
    ),
    _row(
        "lost-answer-late",
        "the same after 4 s",
        _posting(LOST_ANSWER, seconds=4),
        (COUPONS, f"{ON_HOME}{UNCONFIRMED}"),
        "response_url_failed reason=ClientOSError",
        _ON_HOME,
        wait=4,
    ),
    _row(
        "click-expired",
        "the `response_url` of a click has expired",
        _clicking("refresh", Fault.expired_url()),
        (COUPONS_IN_A_MODAL,),
        "response_url_failed reason=404 expired_url",
        "block_actions action=refresh outcome=Answered gameball_status=200 delivery=view",
    ),
    _row(
        "click-reset",
        "cuts the connection at the `response_url` of a click",
        _clicking("refresh", RESET),
        (COUPONS,),
        "block_actions action=refresh outcome=Answered gameball_status=200 delivery=response_url",
    ),
    _row(
        "click-lost-answer",
        "the same after it has taken the message",
        _clicking("refresh", LOST_ANSWER),
        (COUPONS,),
        "block_actions action=refresh outcome=Answered gameball_status=200 delivery=response_url",
    ),
    _row(
        "share-expired",
        "the `response_url` has expired, when a coupon is shared",
        _clicking("share_usable", Fault.expired_url(), Fault.expired_url()),
        (f"{IN_A_MODAL}{_NOT_SHARED}",),
        "response_url_failed reason=404 expired_url",
        "block_actions action=share_usable outcome=NotShared gameball_status=200 delivery=view",
        asked=0,
    ),
    _row(
        "share-lost-answer",
        "cuts the connection after it has taken a coupon that is shared",
        _clicking("share_usable", LOST_ANSWER),
        (f"{IN_THE_CHANNEL}A coupon of {CUSTOMER}", _NOT_SHARED),
        "response_url_failed reason=ClientOSError",
        "block_actions action=share_usable outcome=NotShared gameball_status=200 delivery=response_url",
        asked=0,
    ),
]

"""What Slack, and the way to it, can do to an answer."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.playground.faults import HANG, LOST_ANSWER, RESET, Fault
from bot.playground.gameball import after
from tests.e2e.fault_scene import COUPONS, CUSTOMER, Row, Scene, fine
from tests.e2e.world import World

Play = Callable[[Scene], Awaitable[None]]

_HTTP = "command outcome=Answered gameball_status=200 delivery=http_response"
_POSTED = "command outcome=Answered gameball_status=200 delivery=response_url"
_LOST = "command outcome=Answered gameball_status=200 delivery=failed"
_OUTAGE = Fault(status=503, body="<html>Service unavailable</html>")


def _row(
    name: str, fault: str, play: Play, agent: tuple[str, ...], *log: str, wait: int = 0, asked: int = 1
) -> Row:
    return Row("Slack", f"slack-{name}", fault, play, agent, log, wait, asked)


def _without_introduction(*faults: Fault, error: str | None = None) -> Play:
    """Slack does not say who the app is; agents ask all the same."""

    def fail(world: World) -> None:
        world.slack.faults.web_api["auth.test"] = list(faults)
        world.slack.faults.auth_test_error = error

    async def play(scene: Scene) -> None:
        world = await scene.begin(fail)
        world.gameball.answer(CUSTOMER, fine())
        await scene.logged("slack_auth_test")
        await scene.ask()
        world.slack.faults.auth_test_error = None
        await scene.logged("ready")

    return play


def _posting(*faults: Fault, style: str = "card", seconds: float = 2.5) -> Play:
    """Gameball answers too late for the HTTP response, and the response_url fails."""

    async def play(scene: Scene) -> None:
        world = await scene.begin(card_style=style)
        world.gameball.answer(CUSTOMER, after(seconds, fine()))
        world.slack.faults.response_url = list(faults)
        await scene.send()
        await scene.logged("command")

    return play


def _first_answer(*faults: Fault, cards: bool = True, style: str = "auto") -> Play:
    """The first answer of a process, which tries whether Slack takes cards."""

    async def play(scene: Scene) -> None:
        world = await scene.begin(card_style=style)
        world.gameball.answer(CUSTOMER, fine())
        world.slack.faults.refuse_cards = not cards
        world.slack.faults.response_url = list(faults)
        await scene.ask()

    return play


async def _twice_at_once(scene: Scene) -> None:
    world = await scene.begin()
    world.gameball.answer(CUSTOMER, after(2.5, fine()))
    sending = asyncio.create_task(scene.send())
    await world.gameball.received(1)
    await world.slack.redeliver()
    await sending
    await scene.answered()


async def _twice_after(scene: Scene) -> None:
    world = await scene.begin()
    world.gameball.answer(CUSTOMER, after(2.5, fine()))
    await scene.ask()
    await world.slack.redeliver()


def _clicking(action_id: str, *faults: Fault) -> Play:
    """A click in a message whose coupons are on show."""

    async def play(scene: Scene) -> None:
        world = await scene.begin()
        world.gameball.answer(CUSTOMER, fine())
        await scene.send()
        shown = await scene.answered()
        await scene.forget()
        world.slack.faults.response_url = list(faults)
        await world.slack.click(shown, action_id)
        await scene.logged("block_actions")

    return play


async def _shortcut_too_late(scene: Scene) -> None:
    world = await scene.begin()
    world.slack.faults.web_api["views.open"] = [
        Fault(status=200, body='{"ok":false,"error":"expired_trigger_id"}')
    ]
    await world.slack.shortcut("customer_coupons")


_REFUSED = Fault.invalid_blocks()
ROWS = [
    _row(
        "auth-test-refused",
        "`auth.test` refuses the token at start-up",
        _without_introduction(error="invalid_auth"),
        (COUPONS,),
        "slack_auth_test error=invalid_auth",
        _HTTP,
        "ready",
    ),
    _row(
        "auth-test-outage",
        "`auth.test` meets an outage page at start-up",
        _without_introduction(_OUTAGE),
        (COUPONS,),
        "slack_auth_test error=X",
        _HTTP,
        "ready",
    ),
    _row(
        "auth-test-reset",
        "`auth.test` is cut off at start-up",
        _without_introduction(RESET, RESET),
        (COUPONS,),
        "slack_auth_test error=ClientOSError",
        _HTTP,
        "ready",
    ),
    _row(
        "auth-test-silent",
        "`auth.test` is not answered at start-up",
        _without_introduction(HANG),
        (COUPONS,),
        "slack_auth_test error=TimeoutError",
        _HTTP,
        "ready",
    ),
    _row(
        "no-cards",
        "takes no cards, at the first answer of a process",
        _first_answer(cards=False),
        (COUPONS,),
        "blocks_refused reason=400 invalid_blocks rung=0",
        "card_style style=section",
        _POSTED,
    ),
    _row(
        "no-blocks",
        "takes no blocks, at the first answer of a process",
        _first_answer(_REFUSED, _REFUSED),
        (COUPONS,),
        "blocks_refused reason=400 invalid_blocks rung=0",
        "blocks_refused reason=400 invalid_blocks rung=1",
        "card_style style=section",
        _POSTED,
    ),
    _row(
        "no-cards-though-set",
        "takes no cards, with `CARD_STYLE=card`",
        _first_answer(cards=False, style="card"),
        ('/coupons failed with the error "invalid_blocks"',),
        _HTTP,
    ),
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
        (),
        "response_url_failed reason=404 expired_url",
        _LOST,
    ),
    _row(
        "used",
        "the `response_url` is used up, when Gameball is late",
        _posting(Fault.used_url()),
        (),
        "response_url_failed reason=404 used_url",
        _LOST,
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
        (),
        "response_url_failed reason=429",
        _LOST,
    ),
    _row("500", "500 at the `response_url`, twice", _posting(_OUTAGE, _OUTAGE), (COUPONS,), _POSTED, wait=3),
    _row(
        "silent",
        "the `response_url` never answers",
        _posting(HANG),
        (),
        "response_url_failed reason=TimeoutError",
        _LOST,
    ),
    _row(
        "reset",
        "cuts the connection at the `response_url` before it takes the message",
        _posting(RESET),
        (),
        "response_url_failed reason=ClientOSError",
        _LOST,
    ),
    _row(
        "lost-answer",
        "cuts the connection at the `response_url` after it has taken the message",
        _posting(LOST_ANSWER),
        (COUPONS,),
        "response_url_failed reason=ClientOSError",
        _LOST,
        wait=2,
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
        ("in a modal: Slack did not confirm that it was shared",),
        "block_actions",
    ),
    _row(
        "share-lost-answer",
        "cuts the connection after it has taken a coupon that is shared",
        _clicking("share_usable", LOST_ANSWER),
        (COUPONS, "Slack did not confirm that it was shared"),
        "block_actions",
    ),
    _row(
        "views-open",
        "`views.open` comes too late for a shortcut",
        _shortcut_too_late,
        (),
        "view_not_opened",
        asked=0,
    ),
    _row(
        "twice-at-once",
        "delivers a command a second time before the answer",
        _twice_at_once,
        (COUPONS,),
        _POSTED,
        wait=2,
    ),
    _row(
        "twice-after",
        "delivers a command a second time after the answer",
        _twice_after,
        (COUPONS,),
        _POSTED,
        wait=2,
    ),
]

"""What Slack's Web API, its taste in blocks and its deliveries can do to an answer."""

import asyncio

from playground.gameball.stand_in import after
from playground.slack.faults import HANG, RESET, Fault
from tests.e2e.fault_scene import COUPONS, CUSTOMER, ON_HOME, Play, Row, Scene, fine
from tests.e2e.world import World, slack_error

_HTTP = "command outcome=Answered gameball_status=200 delivery=http_response"
_POSTED = "command outcome=Answered gameball_status=200 delivery=response_url"
_OUTAGE = Fault(status=503, body="<html>Service unavailable</html>")
_REFUSED = Fault.invalid_blocks()


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


def _click_without_introduction(*, for_good: bool) -> Play:
    """Somebody clicks while Slack has not said who the app is. It is asked again after a second."""

    def fail(world: World) -> None:
        world.slack.faults.auth_test_error = "invalid_auth"

    async def play(scene: Scene) -> None:
        world = await scene.begin(fail)
        world.gameball.answer(CUSTOMER, fine())
        await scene.send()
        shown = await scene.answered()
        await scene.pass_by(0.5)
        scene.forget()
        if not for_good:
            world.slack.faults.auth_test_error = None
        await world.slack.click(shown, "refresh")
        await scene.answered()

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


async def _shortcut_too_late(scene: Scene) -> None:
    world = await scene.begin()
    world.slack.faults.web_api["views.open"] = [slack_error("expired_trigger_id")]
    await world.slack.shortcut("customer_coupons")


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
        "slack_auth_test error=SlackApiError",
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
        "auth-test-refused-click",
        "`auth.test` refuses the token, and somebody clicks",
        _click_without_introduction(for_good=True),
        (
            "This app does not know its own workspace yet. Slack has not answered it. Please try again in a"
            " moment.",
        ),
        "slack_auth_test error=invalid_auth",
        "block_actions action=refresh outcome=Refused refused=workspace_unknown delivery=response_url",
        wait=1,
        asked=0,
    ),
    _row(
        "auth-test-late-click",
        "`auth.test` is fine half a second after a click",
        _click_without_introduction(for_good=False),
        (COUPONS,),
        "ready",
        "block_actions action=refresh outcome=Answered gameball_status=200 delivery=response_url",
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
        "views-open",
        "`views.open` comes too late for a shortcut",
        _shortcut_too_late,
        (
            f"{ON_HOME}Slack did not open the window in time. You asked for it at …. If you do not see it, please"
            " try again.",
        ),
        "view_not_opened error=expired_trigger_id",
        "shortcut outcome=Form delivery=home",
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

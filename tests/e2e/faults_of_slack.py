"""What Slack's Web API, and what it thinks of cards, can do to an answer."""

from playground.slack.faults import HANG, Fault
from tests.e2e.fault_scene import ANSWERED, COUPONS, COUPONS_IN_A_MODAL, CUSTOMER, Play, Row, Scene, fine
from tests.e2e.world import World, slack_error

_HTTP = f"command {ANSWERED} delivery=http_response"
_POSTED = f"command {ANSWERED} delivery=response_url"
_NOT_OPENED = "Slack did not open the window. Please try again."
_UNKNOWN_WORKSPACE = "This app does not know yet whose workspace it is in. It asks Slack when it starts. Please try again in a few seconds."
_REFUSED = Fault.invalid_blocks()
_TOO_LATE = slack_error("expired_trigger_id")


def _row(
    name: str, fault: str, play: Play, agent: tuple[str, ...], *log: str, wait: int = 0, asked: int = 1
) -> Row:
    return Row("Slack", f"slack-{name}", fault, play, agent, log, wait, asked)


def _without_auth_test(*faults: Fault, error: str | None = None) -> Play:
    """Slack does not say which workspace is the app's; agents ask all the same."""

    def fail(world: World) -> None:
        world.slack.faults.web_api["auth.test"] = list(faults)
        world.slack.faults.auth_test_error = error

    async def play(scene: Scene) -> None:
        world = await scene.begin(fail)
        world.gameball.answer(CUSTOMER, fine())
        await world.log.has("slack_auth_test")
        await scene.ask()
        world.slack.faults.auth_test_error = None
        await world.log.has("ready")

    return play


async def _click_without_auth_test(scene: Scene) -> None:
    world = await scene.begin()
    world.gameball.answer(CUSTOMER, fine())
    shown = await scene.ask()
    world.slack.faults.auth_test_error = "invalid_auth"
    await world.stop_bot()
    await world.start_unready_bot()
    await world.log.has("slack_auth_test")
    scene.forget()
    await world.slack.click(shown, "refresh")


def _first_answer(*faults: Fault, style: str = "auto") -> Play:
    """The first answer of a process, which learns from it whether Slack accepts cards."""

    async def play(scene: Scene) -> None:
        world = await scene.begin(card_style=style)
        world.gameball.answer(CUSTOMER, fine())
        world.slack.faults.refuse_cards = True
        world.slack.faults.response_url = list(faults)
        await scene.ask()

    return play


async def _shortcut(scene: Scene) -> None:
    world = await scene.begin()
    world.slack.faults.web_api["views.open"] = [_TOO_LATE]
    await world.slack.shortcut("customer_coupons")


async def _message_shortcut(scene: Scene) -> None:
    world = await scene.begin()
    world.slack.faults.web_api["views.open"] = [_TOO_LATE]
    await world.slack.shortcut("find_coupons", world.slack.messages[0])


async def _form(scene: Scene) -> None:
    """The first modal of a process with coupons in it waits for an update, as that tells whether Slack accepts cards."""
    world = await scene.begin(card_style="auto")
    world.gameball.answer(CUSTOMER, fine())
    await world.slack.shortcut("customer_coupons")
    scene.forget()
    world.slack.faults.web_api["views.update"] = [slack_error("internal_error")] * 3
    await world.submit(CUSTOMER)
    await world.log.has("view_submission")


async def _home(scene: Scene) -> None:
    world = await scene.begin()
    world.slack.faults.web_api["views.publish"] = [slack_error("internal_error")] * 3
    await world.slack.open_home()
    await world.log.has("app_home_opened")


ROWS = [
    _row(
        "auth-test-refused",
        "`auth.test` refuses the token at start-up",
        _without_auth_test(error="invalid_auth"),
        (COUPONS,),
        "slack_auth_test error=invalid_auth",
        _HTTP,
        "ready",
    ),
    _row(
        "auth-test-silent",
        "`auth.test` is not answered at start-up",
        _without_auth_test(HANG),
        (COUPONS,),
        "slack_auth_test error=TimeoutError",
        _HTTP,
        "ready",
    ),
    _row(
        "auth-test-click",
        "`auth.test` refuses the token, and somebody clicks",
        _click_without_auth_test,
        (_UNKNOWN_WORKSPACE,),
        "block_actions action=refresh outcome=Refused refused=workspace_unknown delivery=response_url",
        asked=0,
    ),
    _row(
        "no-cards",
        "accepts no cards, at the first answer of a process",
        _first_answer(),
        (COUPONS,),
        "blocks_refused reason=400 invalid_blocks",
        "card_style style=section",
        _POSTED,
    ),
    _row(
        "no-blocks",
        "accepts no blocks, at the first answer of a process",
        _first_answer(_REFUSED, _REFUSED),
        (COUPONS,),
        "blocks_refused reason=400 invalid_blocks",
        _POSTED,
    ),
    _row(
        "no-cards-though-set",
        "accepts no cards, with `CARD_STYLE=card`",
        _first_answer(style="card"),
        ('/coupons failed with the error "invalid_blocks"',),
        _HTTP,
    ),
    _row(
        "views-open",
        "`views.open` comes too late for the shortcut from anywhere",
        _shortcut,
        (),
        "view_not_opened error=expired_trigger_id",
        "shortcut outcome=Form delivery=failed",
        asked=0,
    ),
    _row(
        "views-open-message",
        "`views.open` comes too late for the shortcut of a message",
        _message_shortcut,
        (_NOT_OPENED,),
        "view_not_opened error=expired_trigger_id",
        "message_action outcome=Form delivery=response_url",
        asked=0,
    ),
    _row(
        "views-update",
        "`views.update` fails three times, for a form whose coupons are late",
        _form,
        (COUPONS_IN_A_MODAL,),
        "view_refused error=internal_error",
        f"view_submission {ANSWERED} delivery=view",
    ),
    _row(
        "views-publish",
        "`views.publish` fails three times, when the Home tab is opened",
        _home,
        (),
        "view_refused error=internal_error",
        "app_home_opened outcome=Home delivery=failed",
    ),
]

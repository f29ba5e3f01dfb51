"""What the log says: one line for each thing that people do, and nothing that must not be seen."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from playground.gameball.stand_in import coupon, coupons, error, hang, raw
from playground.slack.conversation import SUPPORT, VIEWER
from playground.slack.faults import HANG, Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.world import (
    API_KEY,
    APP_TOKEN,
    BOT_TOKEN,
    SECRET_KEY,
    SIGNING_SECRET,
    World,
    two_coupons,
)

_CUSTOMER = "canary-customer@example.com"
_CODE = "CANARYCODE10"

Way = Callable[[World], Awaitable[object]]


async def _command(world: World) -> None:
    await world.slack.send_command("cust_one")


async def _failing_command(world: World) -> None:
    await world.slack.send_command("cust_403")


async def _help(world: World) -> None:
    await world.slack.send_command("help")


async def _click(world: World) -> None:
    shown = await world.ask("cust_1001")
    await world.slack.click(shown, "next_page")


async def _shortcut(world: World) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])


async def _submission(world: World) -> None:
    await world.slack.shortcut("customer_coupons")
    await world.submit("cust_one")


async def _home(world: World) -> None:
    await world.slack.open_home()


_HERE = {"user": VIEWER.id, "channel": SUPPORT.id}
_NOWHERE = {"user": VIEWER.id, "channel": ""}
_ANSWERED = {"outcome": "Answered", "gameball_status": 200, "coupons": 1, "unreadable": 0}
_LINES: dict[str, tuple[Way, dict[str, Any]]] = {
    "command": (_command, {**_HERE, **_ANSWERED, "cache": "none", "delivery": "http_response"}),
    "command, failing": (
        _failing_command,
        {
            **_HERE,
            "outcome": "PermissionDenied",
            "gameball_status": 403,
            "gameball_code": 1002,
            "gameball_request": "req-demo-1002",
            "tries": 1,
            "delivery": "http_response",
        },
    ),
    "command, help": (_help, {**_HERE, "outcome": "Help", "delivery": "http_response"}),
    "block_actions": (
        _click,
        {
            **_HERE,
            **_ANSWERED,
            "action": "next_page",
            "coupons": 9,
            "cache": "shared",
            "delivery": "response_url",
        },
    ),
    "message_action": (
        _shortcut,
        {**_HERE, "shortcut": "find_coupons", "outcome": "Form", "delivery": "view"},
    ),
    "view_submission": (
        _submission,
        {**_NOWHERE, **_ANSWERED, "cache": "none", "delivery": "http_response"},
    ),
    "app_home_opened": (_home, {**_NOWHERE, "outcome": "Home", "delivery": "view"}),
}


@pytest.mark.parametrize("kind", _LINES)
async def test_what_people_do_is_one_line(world: World, kind: str) -> None:
    way, expected = _LINES[kind]

    await way(world)
    await world.stop_bot()

    [line] = world.log.of(kind.partition(",")[0])
    line.pop("customer", None)
    assert line == expected


async def test_a_customer_has_the_same_name_in_every_line_and_process(world: World) -> None:
    shown = await world.ask("cust_1001")
    await world.ask("cust_one")
    await world.restart_bot()
    await world.click(shown, "next_page")
    await world.stop_bot()

    names = [line["customer"] for line in world.log.lines if "customer" in line]
    assert (names[0] == names[2], names[0] != names[1]) == (True, True)


# The home tab's fault is in the background, where nothing is answered.
_FAULTS: dict[str, tuple[Way, str]] = {
    "command": (_command, "bot.listeners.commands.parse_command"),
    "command, shown": (_command, "bot.slack.replies.Replies.as_response"),
    "block_actions": (_click, "bot.listeners.actions._by_action"),
    "shortcut": (_shortcut, "bot.listeners.shortcuts.guess"),
    "view_submission": (_submission, "bot.listeners.services.results"),
    "view_submission, read": (_submission, "bot.listeners.forms._typed"),
    "app_home_opened": (_home, "bot.listeners.home.home"),
}


@pytest.mark.parametrize("kind", _FAULTS)
async def test_a_fault_of_the_app_is_one_line_without_its_words(
    world: World, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    way, broken = _FAULTS[kind]

    def fails(*_: Any, **__: Any) -> None:
        raise ValueError(f"{_CUSTOMER} {_CODE}")

    monkeypatch.setattr(broken, fails)
    await way(world)
    await world.stop_bot()

    [line] = world.log.of("internal_error")
    assert (line["error"], "test_logs.py" in line["at"], "canary" in world.log.text) == (
        "ValueError",
        True,
        False,
    )


async def test_a_fault_of_the_app_is_told_with_the_reference_that_the_log_has(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("bot.listeners.services.results")

    message = await world.ask("cust_one")

    [fault], [line] = world.log.of("internal_error"), world.log.of("command")
    assert message.text.endswith(f"give whoever runs this app this reference: {fault['reference']}.")
    assert (line["outcome"], line["reference"]) == ("InternalError", fault["reference"])


@pytest.mark.limits(answer=0.02, drain=0.05)
async def test_what_the_end_of_the_process_cuts_off_has_its_line(world: World) -> None:
    world.gameball.answer("cust_9", two_coupons(), hang())
    world.gameball.answer("cust_8", hang())
    shown = await world.ask("cust_9")
    await world.slack.click(shown, "refresh")
    await world.slack.send_command("cust_8")
    await world.look_up_in_modal("cust_8")
    world.slack.faults.web_api = {"views.open": [HANG], "views.publish": [HANG]}
    await world.slack.shortcut("find_coupons", world.slack.messages[0])
    await world.slack.open_home()
    before = len(world.log.lines)

    await world.stop_bot()

    assert {line["event"]: line.get("delivery") for line in world.log.lines[before:] if "user" in line} == {
        "command": None,
        "block_actions": None,
        "view_submission": None,
        "message_action": None,
        "app_home_opened": None,
    }
    assert world.log.of("stopped")[0]["cut_off"] > 0


async def test_nothing_that_must_not_be_seen_is_ever_logged(start_world: StartWorld) -> None:
    world = await start_world(card_style="auto")
    items = [coupon(code=_CODE, name="Canary name"), coupon(code=f"{_CODE}X", isActive=False)]
    refusal = error(401, 1000, f"{_CUSTOMER} {_CODE} {API_KEY}")
    world.gameball.answer(
        _CUSTOMER, coupons(items), raw(f"<p>{_CUSTOMER}", "text/html"), refusal, coupons(items)
    )

    shown = await world.ask(_CUSTOMER)
    for _ in range(3):
        await world.click(shown, "refresh")
    await world.ask(f"{_CUSTOMER} {_CODE.lower()}")
    await world.ask(f"{_CUSTOMER} and more of {_CODE}")
    await world.slack.click(shown, "reply_text", block_id="coupon:1")
    await world.slack.click(shown, "share", block_id="coupon:1")
    world.slack.faults.response_url = [Fault(status=400, body="invalid_blocks")] * 3
    await world.slack.click(shown, "share_usable")
    await world.slack.write(f"{_CUSTOMER} says `{_CODE}` fails")
    await world.slack.shortcut("find_coupons", world.slack.messages[-1])
    await world.slack.submit_view(world.modal.id)
    await world.slack.click(await world.modal_with("pages"), "refresh")
    await world.ask(_CUSTOMER, team_id="T0ELSEWHERE")
    await world.ask(_CUSTOMER, command="/vouchers")
    body = world.slack.command_form(_CUSTOMER)
    await world.request(body, world.slack.sign(body, secret="another"))
    await world.slack.http.deliver("interactive", {"type": "thought_transfer", "thought": _CUSTOMER})
    await world.stop_bot()

    assert len([line for line in world.log.lines if "user" in line]) == 15
    secrets = [API_KEY, SECRET_KEY, BOT_TOKEN, APP_TOKEN, SIGNING_SECRET]
    hidden = ["canary", "example.com", "/response/", *secrets]
    assert [word for word in hidden if word.casefold() in world.log.text.casefold()] == []

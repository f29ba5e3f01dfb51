"""What the log says: one line for each thing that people do, and nothing that must not be seen."""

import re
from typing import Any

import pytest

from playground.gameball.stand_in import coupon, coupons, error, raw, reset_before_answer
from playground.slack.conversation import SUPPORT, VIEWER
from playground.slack.faults import RESET, Fault
from tests.e2e.conftest import StartWorld
from tests.e2e.world import API_KEY, APP_TOKEN, BOT_TOKEN, SECRET_KEY, SIGNING_SECRET, World, slack_error

_CUSTOMER = "canary-customer@example.com"
_CODE = "CANARYCODE10"
_WHO = {"user": VIEWER.id, "channel": SUPPORT.id}


async def _one_line(world: World, event: str) -> dict[str, Any]:
    """The only line about what people did."""
    await world.stop_bot()
    about = [line for line in world.log.lines if "user" in line]
    assert [line["event"] for line in about] == [event]
    assert isinstance(about[0]["ms"], int)
    return world.log.of(event)[0]


async def test_a_lookup_is_one_line(world: World) -> None:
    await world.ask("cust_1001")

    line = await _one_line(world, "command")
    assert re.fullmatch(r"[0-9a-f]{12}", line.pop("customer"))
    assert line == _WHO | {
        "outcome": "Answered",
        "gameball_status": 200,
        "cache": "none",
        "coupons": 9,
        "unreadable": 0,
        "delivery": "http_response",
    }


async def test_a_failed_lookup_is_one_line_with_gameballs_own_words(world: World) -> None:
    await world.ask("cust_403")

    line = await _one_line(world, "command")
    assert line.pop("customer")
    assert line == _WHO | {
        "outcome": "PermissionDenied",
        "gameball_status": 403,
        "gameball_code": 1002,
        "gameball_request": "req-demo-1002",
        "tries": 1,
        "delivery": "http_response",
    }


async def test_help_is_one_line(world: World) -> None:
    await world.ask("help")

    assert await _one_line(world, "command") == _WHO | {"outcome": "Help", "delivery": "http_response"}


async def test_a_click_is_one_line_that_names_the_button(world: World) -> None:
    shown = await world.ask("cust_1001")
    await world.click(shown, "next_page")
    await world.stop_bot()

    [line] = world.log.of("block_actions")
    assert line.pop("customer")
    assert line == _WHO | {
        "action": "next_page",
        "outcome": "Answered",
        "gameball_status": 200,
        "cache": "shared",
        "coupons": 9,
        "unreadable": 0,
        "delivery": "response_url",
    }


async def test_a_shortcut_is_one_line(world: World) -> None:
    await world.slack.shortcut("find_coupons", world.slack.messages[0])

    assert await _one_line(world, "message_action") == _WHO | {
        "shortcut": "find_coupons",
        "outcome": "Form",
        "delivery": "view",
    }


async def test_a_submission_is_one_line(world: World) -> None:
    await world.slack.shortcut("customer_coupons")
    await world.submit("cust_1001")
    await world.stop_bot()

    [line] = world.log.of("view_submission")
    assert (line["user"], line["channel"], line["outcome"], line["delivery"]) == (
        VIEWER.id,
        "",
        "Answered",
        "http_response",
    )


async def test_home_is_one_line(world: World) -> None:
    await world.slack.open_home()
    await world.slack.wait_for(lambda: world.slack.home)

    assert await _one_line(world, "app_home_opened") == {
        "user": VIEWER.id,
        "channel": "",
        "outcome": "Home",
        "delivery": "view",
    }


async def test_a_customer_has_the_same_name_in_every_line_and_process(world: World) -> None:
    shown = await world.ask("cust_1001")
    await world.ask("cust_one")
    await world.restart_bot()
    await world.click(shown, "next_page")
    await world.stop_bot()

    names = [line["customer"] for line in world.log.lines if "customer" in line]
    assert (names[0] == names[2], names[0] != names[1]) == (True, True)


async def test_another_key_gives_customers_other_names(start_world: StartWorld) -> None:
    world = await start_world(card_style="card")
    await world.ask("cust_one")
    world.settings = world.settings.model_copy(
        update={"gameball_secret_key": world.settings.gameball_api_key}
    )
    await world.restart_bot()
    await world.ask("cust_one")

    first, second = (line["customer"] for line in world.log.of("command"))
    assert first != second


async def test_a_fault_of_the_app_is_answered_and_logged_without_its_words(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ValueError(f"{_CUSTOMER} {_CODE}")

    monkeypatch.setattr("bot.listeners.services.results", broken)

    message = await world.ask("cust_1001")
    [fault] = world.log.of("internal_error")
    assert message.text.endswith(f"give whoever runs it this reference: {fault['reference']}.")
    assert (fault["error"], "services.py" in fault["at"]) == ("ValueError", True)
    assert "canary" not in world.log.text


@pytest.mark.parametrize(
    ("broken", "act"),
    [
        ("bot.listeners.shortcuts.guess", "shortcut"),
        ("bot.listeners.actions._by_action", "click"),
        ("bot.listeners.home_tab.home", "home"),
        ("bot.listeners.commands.parse_command", "command"),
        ("bot.listeners.forms._typed", "submission"),
    ],
)
async def test_no_fault_of_the_app_ends_in_silence(
    world: World, monkeypatch: pytest.MonkeyPatch, broken: str, act: str
) -> None:
    shown = await world.ask("cust_1001")
    await world.slack.shortcut("customer_coupons")

    def fails(*_: Any, **__: Any) -> None:
        raise ValueError(f"{_CUSTOMER} {_CODE}")

    monkeypatch.setattr(broken, fails)
    match act:
        case "shortcut":
            await world.slack.shortcut("find_coupons", world.slack.messages[0])
        case "click":
            await world.click(shown, "next_page")
        case "home":
            await world.slack.open_home()
        case "command":
            await world.ask("cust_one")
        case _:
            await world.submit("cust_one")
    await world.stop_bot()

    assert [line["error"] for line in world.log.of("internal_error")] == ["ValueError"]
    assert "canary" not in world.log.text


async def test_nothing_that_must_not_be_seen_is_ever_logged(start_world: StartWorld) -> None:
    world = await start_world(card_style="auto")
    items = [coupon(code=_CODE, name="Canary name"), coupon(code=f"{_CODE}X", isActive=False)]
    fine, no = coupons(items), error(401, 1000, f"{_CUSTOMER} {_CODE} {API_KEY}")
    broken = [reset_before_answer()] * 3
    world.gameball.answer(
        _CUSTOMER, fine, *broken, raw(f"<p>{_CUSTOMER}", "text/html"), no, error(429, None, _CODE), fine
    )

    shown = await world.ask(_CUSTOMER)
    for _ in range(4):
        await world.click(shown, "refresh")
    await world.ask(f"{_CUSTOMER} {_CODE.lower()}")
    await world.slack.click(shown, "reply_text", block_id="coupon:1")
    world.slack.faults.response_url = [Fault.used_url(), RESET]
    await world.slack.click(shown, "share", block_id="coupon:1")
    world.slack.faults.response_url = [Fault(status=400, body="invalid_blocks")] * 3
    await world.slack.click(shown, "share_usable")
    world.slack.faults.web_api = {"views.open": [slack_error("expired_trigger_id")]}
    await world.slack.shortcut("customer_coupons")
    await world.slack.write(f"{_CUSTOMER} says `{_CODE}` fails")
    await world.slack.shortcut("find_coupons", world.slack.messages[-1])
    await world.slack.submit_view(world.modal.id)
    await world.slack.click(await world.modal_with("pages"), "refresh")
    await world.slack.open_home()
    await world.ask(_CUSTOMER, team_id="T0ELSEWHERE")
    await world.ask(_CUSTOMER, command="/vouchers")
    body = world.slack.command_form(_CUSTOMER)
    await world.request(body, {"Content-Type": "application/x-www-form-urlencoded"})
    await world.request(body, world.slack.sign(body, secret="another"))
    garbled = b"payload=%7B" + body
    await world.request(garbled, world.slack.sign(garbled))
    await world.slack.http.deliver("interactive", {"type": "thought_transfer", "thought": _CUSTOMER})
    await world.stop_bot()

    assert len([line for line in world.log.lines if "user" in line]) == 16
    secrets = [API_KEY, SECRET_KEY, BOT_TOKEN, APP_TOKEN, SIGNING_SECRET]
    hidden = ["canary", "example.com", "/response/", "hooks.slack", *secrets]
    assert [word for word in hidden if word.casefold() in world.log.text.casefold()] == []

"""Refresh tells what has changed since, and a click that fails takes nothing away."""

import pytest

from playground.gameball.stand_in import coupon, coupons, error, raw
from tests.e2e.world import World, buttons_of, titles_of, words_of

_FAILS = raw("", "application/json")
_FAILURE = "⚠️ *Gameball answered with something that cannot be read*"
_FAILS_FOR_GOOD = error(401, 1000, "No.")
_FAILURE_FOR_GOOD = "⚠️ *Gameball does not accept this app's keys*"
_STAYS = "The coupons shown before stay as they were. They are as of <!date^1795423950^{date_short_pretty} at {time}|2026-11-23 08:52 UTC>."

_SUMMER = coupon(limitPerCustomer=2)
_USED = _SUMMER | {"customerUsedCount": 1}
_CHANGE = (
    "Since <!date^1795423950^{date_short_pretty} at {time}|2026-11-23 08:52 UTC>:\n• `SUMMER10`: used 0 → 1"
)


async def test_refresh_says_what_changed_and_says_it_once(world: World) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), coupons([_USED]))
    refreshed = await world.click(await world.ask("cust_9"), "refresh")

    again = await world.click(refreshed, "refresh")

    assert _CHANGE in words_of(refreshed.blocks)
    assert "nothing changed" in words_of(again.blocks)


async def test_refresh_of_one_code_tells_what_changed_of_it(world: World) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), coupons([_USED]))

    message = await world.click(await world.ask("cust_9 summer10"), "refresh")

    assert message.text.startswith("✅ `SUMMER10` works for `cust_9`")
    assert _CHANGE in words_of(message.blocks)


@pytest.mark.parametrize("action", ["refresh", "show_usable", "next_page"])
async def test_a_click_that_fails_leaves_the_coupons_and_says_so_below(world: World, action: str) -> None:
    many = [coupon(code=f"CODE{number}") for number in range(10)]
    many.append(coupon(code="GONE", isActive=False, isAvailableToUse=False))
    world.gameball.answer("cust_9", coupons(many), _FAILS)
    shown = await world.ask("cust_9")
    await world.restart_bot()

    message = await world.click(shown, action)

    assert (message.ts != shown.ts, world.shown(shown)) == (True, shown)
    assert words_of(message.blocks).startswith(_FAILURE)
    assert (_STAYS in words_of(message.blocks)) == (action == "refresh")
    assert (message.visible_to, buttons_of(message.blocks)) == (world.slack.viewer.id, ["Try again"])


async def test_try_again_after_a_failed_refresh_shows_what_changed_in_place_of_the_failure(
    world: World,
) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), _FAILS, coupons([_USED]))
    failure = await world.click(await world.ask("cust_9"), "refresh")

    message = await world.click(failure, "try_again")

    assert (message.ts, _CHANGE in words_of(message.blocks)) == (failure.ts, True)


async def test_trying_again_in_vain_beside_the_coupons_shows_one_failure(world: World) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), _FAILS, _FAILS_FOR_GOOD)
    shown = await world.ask("cust_9")
    failure = await world.click(shown, "refresh")

    message = await world.click(failure, "try_again")

    assert (message.ts, world.shown(shown)) == (failure.ts, shown)
    assert words_of(message.blocks).startswith(_FAILURE_FOR_GOOD)


async def test_in_a_modal_one_failure_stands_above_the_coupons_however_often_it_fails(world: World) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), _FAILS, _FAILS_FOR_GOOD)
    await world.look_up_in_modal("cust_9")

    await world.slack.click(world.modal, "refresh")
    first = world.modal.view["blocks"]
    await world.slack.click(world.modal, "try_again")
    second = world.modal.view["blocks"]

    assert words_of(first).startswith(_FAILURE)
    assert _STAYS in words_of(first)
    assert words_of(second).startswith(_FAILURE_FOR_GOOD)
    assert _FAILURE not in words_of(second)
    assert titles_of(first) == titles_of(second) == ["10% off · Summer treat"]


async def test_in_a_modal_a_page_that_fails_twice_leaves_the_coupons_too(world: World) -> None:
    many = [coupon(code=f"CODE{number}") for number in range(10)]
    world.gameball.answer("cust_9", coupons(many), _FAILS)
    await world.look_up_in_modal("cust_9")
    await world.restart_bot()

    await world.slack.click(world.modal, "next_page")
    await world.slack.click(world.modal, "try_again")

    assert words_of(world.modal.view["blocks"]).startswith(_FAILURE)
    assert len(titles_of(world.modal.view["blocks"])) == 6

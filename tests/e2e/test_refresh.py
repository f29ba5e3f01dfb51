"""Refresh tells what has changed since, and a refresh that fails takes nothing away."""

from datetime import timedelta

import pytest

from playground.gameball.stand_in import coupon, coupons, error, raw
from tests.e2e.world import World, buttons_of, titles_of, words_of

_FAILS = raw("", "application/json")
_STAYS = "The coupons shown before stay as they were. They are as of <!date^1795423950^{time}|2026-11-23 08:52 UTC>."

_SUMMER = coupon(limitPerCustomer=2)
_WELCOME = coupon(code="WELCOME15", name="Welcome back", expiryDate="2026-12-01T00:00:00Z")


async def test_refresh_says_that_nothing_changed(world: World) -> None:
    shown = await world.ask("cust_1001")

    message = await world.click(shown, "refresh")

    assert "Since <!date^1795423950^{time}|2026-11-23 08:52 UTC>: nothing changed" in words_of(message.blocks)


async def test_refresh_says_what_was_used_expired_added_and_removed(world: World) -> None:
    world.gameball.answer(
        "cust_9",
        coupons([_SUMMER, _WELCOME, coupon(code="GONE")]),
        coupons(
            [
                _SUMMER | {"customerUsedCount": 1},
                _WELCOME | {"isExpired": True, "isAvailableToUse": False},
                coupon(code="NEW20"),
            ]
        ),
    )
    shown = await world.ask("cust_9")
    world.clock.now += timedelta(days=10)

    message = await world.click(shown, "refresh")

    changes = words_of(message.blocks).partition("08:52 UTC>:\n")[2].splitlines()[:4]
    assert sorted(changes) == [
        "• 1 coupon is not listed any more",
        "• `NEW20`: new on the list, works",
        "• `SUMMER10`: used 0 → 1",
        "• `WELCOME15`: does not work any more, expired "
        "<!date^1796083200^{date_short_pretty} at {time}|2026-12-01 00:00 UTC> (2 days ago)",
    ]


async def test_what_changed_is_said_once(world: World) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), coupons([_SUMMER | {"customerUsedCount": 1}]))
    refreshed = await world.click(await world.ask("cust_9"), "refresh")

    again = await world.click(refreshed, "refresh")

    assert "used 0 → 1" in words_of(refreshed.blocks)
    assert "nothing changed" in words_of(again.blocks)


async def test_a_refresh_that_fails_leaves_the_coupons_and_says_how_old_they_are(world: World) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), _FAILS)
    shown = await world.ask("cust_9")

    message = await world.click(shown, "refresh")

    assert world.shown(shown) == shown
    assert _STAYS in words_of(message.blocks)
    assert (message.visible_to, buttons_of(message.blocks)) == (world.slack.viewer.id, ["Try again"])


async def test_try_again_after_a_failed_refresh_shows_what_changed(world: World) -> None:
    used = _SUMMER | {"customerUsedCount": 1}
    world.gameball.answer("cust_9", coupons([_SUMMER]), _FAILS, coupons([used]))
    failure = await world.click(await world.ask("cust_9"), "refresh")

    message = await world.click(failure, "try_again")

    assert (message.ts, "• `SUMMER10`: used 0 → 1" in words_of(message.blocks)) == (failure.ts, True)


async def test_in_the_modal_a_refresh_that_fails_leaves_the_coupons(world: World) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), _FAILS)
    await world.look_up_in_modal("cust_9")

    await world.slack.click(world.modal, "refresh")

    words = words_of(world.modal.view["blocks"])
    assert words.startswith("⚠️ *Gameball answered with something that cannot be read*")
    assert _STAYS in words
    assert titles_of(world.modal.view["blocks"]) == ["10% off · Summer treat"]


async def test_in_the_modal_trying_again_in_vain_leaves_the_coupons_too(world: World) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), _FAILS, error(401, 1000, "No."))
    await world.look_up_in_modal("cust_9")
    await world.slack.click(world.modal, "refresh")

    await world.slack.click(world.modal, "try_again")

    words = words_of(world.modal.view["blocks"])
    assert words.startswith("⚠️ *Gameball does not accept this app's keys*")
    assert "something that cannot be read" not in words
    assert titles_of(world.modal.view["blocks"]) == ["10% off · Summer treat"]


async def test_in_the_modal_a_page_that_fails_twice_leaves_the_coupons_too(world: World) -> None:
    many = [coupon(code=f"CODE{number}") for number in range(10)]
    many.append(coupon(code="GONE", isActive=False, isAvailableToUse=False))
    world.gameball.answer("cust_9", coupons(many), _FAILS)
    await world.look_up_in_modal("cust_9")
    await world.restart_bot()
    await world.slack.click(world.modal, "next_page")

    await world.slack.click(world.modal, "try_again")

    assert len(titles_of(world.modal.view["blocks"])) == 6


async def test_trying_again_in_vain_beside_the_coupons_shows_one_failure(world: World) -> None:
    world.gameball.answer("cust_9", coupons([_SUMMER]), _FAILS, error(401, 1000, "No."))
    shown = await world.ask("cust_9")
    failure = await world.click(shown, "refresh")

    message = await world.click(failure, "try_again")

    assert (message.ts, world.shown(shown)) == (failure.ts, shown)
    assert message.text.startswith("Gameball does not accept this app's keys. ")


@pytest.mark.parametrize("action", ["show_usable", "next_page"])
async def test_a_click_that_fails_leaves_the_coupons_too(world: World, action: str) -> None:
    many = [coupon(code=f"CODE{number}") for number in range(10)]
    many.append(coupon(code="GONE", isActive=False, isAvailableToUse=False))
    world.gameball.answer("cust_9", coupons(many), _FAILS)
    shown = await world.ask("cust_9")
    await world.restart_bot()

    message = await world.click(shown, action)

    assert (world.shown(shown), buttons_of(message.blocks)) == (shown, ["Try again"])

"""`/coupons <customerId> <code>`: does this code work, why not, and what works instead."""

from tests.e2e.world import World, titles_of, two_coupons, words_of


async def test_the_verdict_comes_first_and_then_what_works_instead(world: World) -> None:
    message = await world.ask("cust_1001 “gone 10”")

    assert message.text.splitlines()[:5] == [
        "⛔ `GONE10` does not work for `cust_1001`",
        "• expired 2026-10-24 23:59 UTC (29 days ago)",
        "• already used by this customer (1 of 1)",
        "10% off, Long gone, Reward",
        "What works instead:",
    ]
    assert titles_of(message.blocks) == [
        "10% off · Long gone",
        "EGP 50.00 off · Weekend saver",
        "15% off · Welcome back",
        "Free shipping · Free delivery for members",
    ]


async def test_a_code_like_it_and_the_whole_list_are_a_click_away(world: World) -> None:
    shown = await world.ask("cust_1001 GNE10")
    assert "Did they mean this one?" in words_of(shown.blocks)

    verdict = await world.click(shown, "near_match_1")
    coupons = await world.click(verdict, "show_all")

    assert verdict.text.startswith("⛔ `GONE10` does not work for `cust_1001`\n")
    assert coupons.text.startswith("Coupons of `cust_1001`: 3 usable, 6 not usable (1 not yet)")
    assert (verdict.ts, coupons.ts, world.asked) == (shown.ts, shown.ts, ["cust_1001"])


async def test_a_code_before_an_id_that_does_not_look_like_one_is_a_click_away_from_its_answer(
    world: World,
) -> None:
    world.gameball.answer("layla", two_coupons())
    shown = await world.ask("SUMMER10 layla")
    assert "The customer id comes first, then the code" in words_of(shown.blocks)

    message = await world.click(shown, "near_match_1")

    assert (message.ts, message.text.startswith("✅ `SUMMER10` works for `layla`\n")) == (shown.ts, True)

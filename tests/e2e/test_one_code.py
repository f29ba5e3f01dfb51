"""`/coupons <customerId> <code>`: does this code work, why not, and what works instead."""

import pytest

from playground.gameball.stand_in import coupon, coupons
from tests.e2e.world import World, buttons_of, ids_of, titles_of, words_of


async def test_a_code_that_works_says_so_first(world: World) -> None:
    message = await world.ask("cust_1001 WELCOME15")

    assert message.text.startswith(
        "✅ WELCOME15 works for this customer, until 2026-12-13 23:59 UTC (in 20 days)"
    )
    assert titles_of(message.blocks) == ["15% off · Welcome back"]


async def test_a_code_that_works_comes_with_what_the_list_cannot_show(world: World) -> None:
    message = await world.ask("cust_1001 WELCOME15")

    assert "*If the customer says that it fails*, this list cannot show:" in words_of(message.blocks)


async def test_a_code_that_does_not_work_says_every_reason_and_what_works_instead(world: World) -> None:
    message = await world.ask("cust_1001 GONE10")

    assert message.text.splitlines()[:2] == [
        "⛔ GONE10 does not work: expired 2026-10-24 23:59 UTC (29 days ago); used 1 of 1 by this customer",
        "What works instead:",
    ]
    assert titles_of(message.blocks) == [
        "10% off · Long gone",
        "EGP 50.00 off · Weekend saver",
        "15% off · Welcome back",
        "Free shipping · Free delivery for members",
    ]


@pytest.mark.parametrize("code", ["gone10", "Gone10", '" GONE10 "', "`GONE10`", "“GONE 10”"])
async def test_upper_and_lower_case_and_spaces_of_a_code_do_not_count(world: World, code: str) -> None:
    message = await world.ask(f"cust_1001 {code}")

    assert message.text.startswith("⛔ GONE10 does not work: ")


async def test_a_code_that_is_not_on_the_list_is_not_called_invalid(world: World) -> None:
    message = await world.ask("cust_1001 SOMETHINGELSE")

    assert message.text.splitlines()[0] == (
        "❔ SOMETHINGELSE is not on this customer's list. "
        "It may be another customer's, or a code for everybody."
    )
    assert "near" not in ids_of(message.blocks)


async def test_a_near_match_is_a_click_away(world: World) -> None:
    shown = await world.ask("cust_1001 GNE10")
    assert "Did they mean this one?" in words_of(shown.blocks)
    assert "GONE10" in buttons_of(shown.blocks)

    message = await world.click(shown, "near_match_1")

    assert (message.ts, message.text.startswith("⛔ GONE10 does not work: ")) == (shown.ts, True)
    assert world.asked == ["cust_1001"]


async def test_where_nothing_works_the_answer_says_so(world: World) -> None:
    world.gameball.answer("cust_9", coupons([coupon(code="A10", isActive=False, isAvailableToUse=False)]))

    message = await world.ask("cust_9 A10")

    verdict, rest = message.text.splitlines()
    assert verdict == "⛔ A10 does not work: deactivated"
    assert rest.endswith("coupon of this customer works now.")


async def test_the_whole_list_is_a_click_away(world: World) -> None:
    shown = await world.ask("cust_1001 GONE10")

    message = await world.click(shown, "show_all")

    assert (message.ts, message.text.splitlines()[0]) == (
        shown.ts,
        "Coupons of cust_1001: 3 can be used, 1 starts later, 5 cannot",
    )


async def test_refresh_of_one_code_tells_what_changed_of_it(world: World) -> None:
    once = coupon(code="SAVE10", limitPerCustomer=2, customerUsedCount=0)
    world.gameball.answer("cust_9", coupons([once]), coupons([once | {"customerUsedCount": 1}]))
    shown = await world.ask("cust_9 save10")

    message = await world.click(shown, "refresh")

    assert message.text.splitlines()[:3] == [
        "✅ SAVE10 works for this customer, until 2099-12-31 23:59 UTC (in 73 years)",
        "Since 2026-11-23 08:52 UTC:",
        "• SAVE10: used 0 → 1",
    ]


async def test_an_unknown_customer_is_told_before_any_code(world: World) -> None:
    message = await world.ask("cust_404 GONE10")

    assert message.text.startswith("Gameball does not know this customer. ")


async def test_a_code_before_the_id_is_a_click_away_from_its_answer(world: World) -> None:
    shown = await world.ask("WELCOME15 cust_1001")
    assert "The customer id comes first, then the code" in words_of(shown.blocks)

    message = await world.click(shown, "near_match_1")

    assert message.text.startswith("✅ WELCOME15 works for this customer")
    assert world.shown(shown).text == message.text


async def test_a_customer_without_coupons_has_no_code_either(world: World) -> None:
    message = await world.ask("cust_none WELCOME15")

    assert "*Gameball knows this customer, who has no coupons.*" in words_of(message.blocks)

from bot import __version__
from bot.blocks import ids, kit
from bot.blocks.contact import SOMEBODY
from bot.blocks.home import closed_home, home
from bot.blocks.refusal import not_this_user
from tests.factories import NOW


def test_home_has_the_way_to_the_form_and_says_whether_gameball_answers() -> None:
    view = home(gameball="fine", data="live", now=NOW)
    assert (view["type"], view["blocks"][0], view["blocks"][2:]) == (
        "home",
        kit.header("Gameball coupons"),
        [
            kit.actions("look_up", [kit.button("Look up a customer", ids.LOOK_UP, "form", style="primary")]),
            {"type": "divider"},
            kit.section("✅ Gameball answers, and accepts this app's keys."),
            kit.context(
                "checked at <!date^1795423950^{time}|2026-11-23 08:52 UTC>  ·  live keys  ·  "
                f"version {__version__}"
            ),
        ],
    )


def test_where_gameball_was_not_asked_nothing_is_said_of_it() -> None:
    assert home(gameball=None, data=None, now=NOW)["blocks"][3:] == [
        {"type": "divider"},
        kit.context(f"version {__version__}"),
    ]


def test_who_may_not_ask_reads_why() -> None:
    assert closed_home(not_this_user(SOMEBODY)) == {
        "type": "home",
        "blocks": [kit.header("Gameball coupons"), *not_this_user(SOMEBODY).blocks],
    }

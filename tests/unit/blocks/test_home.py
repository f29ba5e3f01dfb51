from typing import Literal

import pytest

from bot import __version__
from bot.blocks import ids, kit
from bot.blocks.home import GameballHealth, closed_home, home
from bot.blocks.refusal import not_this_user
from bot.gameball.errors import CredentialsError
from tests.factories import NOW

CHECKED = "checked at <!date^1795423950^{time}|2026-11-23 08:52 UTC>"


@pytest.mark.parametrize(
    ("gameball", "data", "below"),
    [
        (
            "fine",
            "live",
            ["✅ Gameball answers, and accepts this app's keys.", f"{CHECKED}  ·  live keys"],
        ),
        (
            "waiting",
            "test",
            [
                "⏳ Gameball has not answered yet. Open this tab again in a moment.",
                f"{CHECKED}  ·  test keys",
            ],
        ),
        (CredentialsError(), None, ["⚠️ Gameball does not accept this app's keys.", CHECKED]),
        (None, "live", ["live keys"]),
    ],
)
def test_home_says_how_to_ask_and_whether_gameball_answers(
    gameball: GameballHealth | None, data: Literal["test", "live"] | None, below: list[str]
) -> None:
    *health, footer = below
    lines = (
        "• `/coupons &lt;customerId&gt;` shows a customer's coupons: what each is worth, its code, until when, and whether "
        "it works.\n"
        "• `/coupons &lt;customerId&gt; &lt;code&gt;` tells of one code why it does not work, and what does.\n"
        "• *Find coupons*, in the menu of any message, does the same from a thread."
    )
    assert home(gameball=gameball, data=data, now=NOW) == {
        "type": "home",
        "blocks": [
            kit.header("Gameball coupons"),
            kit.section(lines),
            kit.actions("look_up", [kit.button("Look up a customer", ids.LOOK_UP, "form", style="primary")]),
            {"type": "divider"},
            *map(kit.section, health),
            kit.context(f"{footer}  ·  version {__version__}  ·  nobody's lookups are kept"),
        ],
    }


def test_who_may_not_ask_reads_why() -> None:
    assert closed_home(not_this_user()) == {
        "type": "home",
        "blocks": [kit.header("Gameball coupons"), *not_this_user().blocks],
    }

"""Takes the README's pictures, from the real playground and of the page at /: `make pictures`.

Everything happens at one instant in one time zone, so a picture changes only where the page, the cards or the fonts of
the machine do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, FloatRect, Locator, Page

from bot.setup.page import home
from bot.setup.status import Status
from playground.slack.conversation import SUPPORT
from tests.browser.agent import Agent, cards
from tests.browser.stage import chromium, staged
from tests.factories import NOW

DOCS = Path(__file__).parents[2] / "docs"

_WIDTH = 620
"""In the page's pixels, of which each becomes four: as wide as a message gets beside a thread."""
_GAP = 6
"""Left below a card that the picture ends with; the next one begins after it."""

_PICTURES = (("code", "/coupons cust_1001 GONE10", 2), ("cards", "/coupons cust_1001", 3))
"""The file's name, what is asked, and after how many cards the picture ends."""
_NOT_SLACKS = ".json-button { display: none !important; }"
"""What the page shows and Slack does not."""
_AT = "coupons.example.com"
"""Where the page at / is opened in its picture."""
_SCHEMES: dict[Literal["light", "dark"], str] = {"light": "", "dark": "-dark"}


async def main() -> None:
    async with chromium() as browser:
        for scheme, suffix in _SCHEMES.items():
            for name, command, number_of_cards in _PICTURES:
                async with staged(NOW) as stage, _page(browser, scheme) as page:
                    await page.goto(f"{stage.url}/#{SUPPORT.id}")
                    answer = await Agent(page, stage).ask(command)
                    await _take(page, answer, number_of_cards, DOCS / f"{name}{suffix}.png")
            async with _page(browser, scheme) as page:
                await page.set_content(
                    home(Status("http", "fine", slack_knows_token=True), _AT, over_https=True)
                )
                shown = await _box(page.locator("body"))
                await page.screenshot(path=DOCS / f"page{suffix}.png", clip=shown, animations="disabled")


@asynccontextmanager
async def _page(browser: Browser, scheme: Literal["light", "dark"]) -> AsyncIterator[Page]:
    context = await browser.new_context(
        viewport={"width": _WIDTH, "height": 2400},
        device_scale_factor=2,
        color_scheme=scheme,
        reduced_motion="reduce",
        # Its own style is all that the page allows.
        bypass_csp=True,
        timezone_id="UTC",
        locale="en-US",
    )
    await context.clock.set_fixed_time(NOW)
    yield await context.new_page()
    await context.close()


async def _take(page: Page, answer: Locator, number_of_cards: int, path: Path) -> None:
    await page.add_style_tag(content=_NOT_SLACKS)
    clip, last = await _box(answer), await _box(cards(answer).nth(number_of_cards - 1))
    clip["height"] = last["y"] + last["height"] + _GAP - clip["y"]
    await page.screenshot(path=path, clip=clip, animations="disabled", caret="hide")


async def _box(shown: Locator) -> FloatRect:
    box = await shown.bounding_box()
    if box is None:
        raise RuntimeError("the answer is not on show")
    return box


if __name__ == "__main__":
    asyncio.run(main())

"""A support agent at the page: the words in which the browser tests speak of it."""

from dataclasses import dataclass

from playwright.async_api import Locator, Page

from tests.browser.stage import Stage


@dataclass(frozen=True)
class Agent:
    page: Page
    stage: Stage

    @property
    def composer(self) -> Locator:
        return self.page.get_by_test_id("composer")

    @property
    def messages(self) -> Locator:
        """The messages of the channel, not those of a thread beside it."""
        return self.page.locator("#main").get_by_test_id("message")

    @property
    def answers(self) -> Locator:
        """What the bot has said in the channel."""
        return self.page.locator("#main [data-testid=message][data-kind=bot]")

    @property
    def modal(self) -> Locator:
        return self.page.get_by_test_id("modal")

    async def type(self, text: str) -> None:
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def ask(self, text: str) -> Locator:
        """Send a command and wait for the bot's answer to it."""
        answer = self.answers.nth(await self.answers.count())
        await self.type(text)
        await answer.wait_for()
        return answer

    async def open_menu(self, message: Locator) -> Locator:
        """The menu of a message, which only a pointer over it shows."""
        await message.hover()
        await message.get_by_test_id("message-actions").click()
        return self.page.get_by_test_id("shortcuts-menu")

    async def fill_in(self, customer_id: str, code: str = "") -> None:
        """Fill in the form in the modal."""
        await control(self.modal, "input", block="customer").fill(customer_id)
        await control(self.modal, "input", block="code").fill(code)

    async def look_up(self, customer_id: str, code: str = "") -> None:
        """From anywhere: the shortcut, the form, its button; until the answer stands in the modal."""
        await self.page.get_by_test_id("open-shortcuts").click()
        await self.page.get_by_role("menuitem", name="Look up coupons").click()
        await self.fill_in(customer_id, code)
        await self.modal.get_by_test_id("modal-submit").click()
        await control(self.modal, "refresh").wait_for()


def cards(where: Locator) -> Locator:
    return where.get_by_test_id("card")


def card(where: Locator, code: str) -> Locator:
    """The card of the coupon with that code."""
    code_on_it = where.page.locator("code").get_by_text(code, exact=True)
    return cards(where).filter(has=code_on_it)


def control(where: Locator, action_id: str, *, block: str | None = None) -> Locator:
    """A button or field of the bot's, by its action_id; `block` is the block_id it sits in."""
    in_block = f"[data-block-id='{block}']" if block else ""
    return where.locator(f"[data-action-id='{action_id}']{in_block}")

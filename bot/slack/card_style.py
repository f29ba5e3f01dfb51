"""Whether Slack accepts card blocks: set by the operator, or learnt from what Slack does with the first ones."""

from collections.abc import Sequence
from typing import Literal

import structlog

from bot.blocks.kit import Block, without_cards

_log = structlog.stdlib.get_logger("bot")


class CardStyle:
    """One memory for messages and views, in this process."""

    def __init__(self, setting: Literal["auto", "card", "section"]) -> None:
        self._learns = setting == "auto"
        self._accepted: bool | None = {"auto": None, "card": True, "section": False}[setting]

    def is_known_for(self, blocks: Sequence[Block]) -> bool:
        """Whether these can be sent where nothing tells if Slack accepts them, such as in an HTTP response."""
        return self._accepted is not None or not has_cards(blocks)

    def forms(self, blocks: Sequence[Block]) -> list[list[Block]]:
        """The blocks in the forms to try, the best one first: with cards, then with sections in place of cards."""
        sections = without_cards(blocks)
        return [list(blocks), sections] if has_cards(blocks) and self._accepted is not False else [sections]

    def learn(self, blocks: Sequence[Block], accepted: Sequence[Block]) -> None:
        """Slack accepted these blocks in the form `accepted`."""
        if self._learns and has_cards(blocks) and accepted:
            cards = has_cards(accepted)
            # One refusal counts for good: every other card would cost a request that is refused.
            if self._accepted is None or (self._accepted and not cards):
                self._accepted = cards
                _log.info("card_style", style="card" if cards else "section")


def has_cards(blocks: Sequence[Block]) -> bool:
    return any(block["type"] == "card" for block in blocks)

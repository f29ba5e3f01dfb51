"""Whether Slack accepts cards: as it is set, or as Slack has shown."""

from typing import Literal

import pytest

from bot.blocks import kit
from bot.blocks.kit import without_cards
from bot.slack.card_style import CardStyle
from tests.unit.slack.conftest import CARD

_CARDS = [CARD]
_SECTIONS = without_cards(_CARDS)
_PLAIN = [kit.section("No coupons")]


def _after(*accepted: list[kit.Block]) -> CardStyle:
    """What is remembered once Slack has accepted the card in these forms, one after the other."""
    style = CardStyle("auto")
    for blocks in accepted:
        style.learn(_CARDS, blocks)
    return style


def test_until_slack_has_shown_it_both_forms_are_tried() -> None:
    style = CardStyle("auto")

    assert (style.is_known_for(_CARDS), style.forms(_CARDS)) == (False, [_CARDS, _SECTIONS])


def test_cards_that_slack_accepted_are_sent_from_then_on() -> None:
    style = _after(_CARDS)

    assert (style.is_known_for(_CARDS), style.forms(_CARDS)) == (True, [_CARDS, _SECTIONS])


@pytest.mark.parametrize("accepted", [[_SECTIONS], [_CARDS, _SECTIONS], [_SECTIONS, _CARDS]])
def test_cards_that_slack_refused_once_are_sections_for_good(accepted: list[list[kit.Block]]) -> None:
    style = _after(*accepted)

    assert (style.is_known_for(_CARDS), style.forms(_CARDS)) == (True, [_SECTIONS])


def test_text_alone_tells_nothing() -> None:
    assert not _after([]).is_known_for(_CARDS)


def test_what_has_no_cards_is_known_and_tells_nothing() -> None:
    style = CardStyle("auto")
    style.learn(_PLAIN, _PLAIN)

    assert (style.is_known_for(_PLAIN), style.forms(_PLAIN)) == (True, [_PLAIN])
    assert not style.is_known_for(_CARDS)


@pytest.mark.parametrize(
    ("setting", "refused", "forms"),
    [("card", _SECTIONS, [_CARDS, _SECTIONS]), ("section", _CARDS, [_SECTIONS])],
)
def test_what_is_set_stays(
    setting: Literal["card", "section"], refused: list[kit.Block], forms: list[list[kit.Block]]
) -> None:
    style = CardStyle(setting)
    style.learn(_CARDS, refused)

    assert (style.is_known_for(_CARDS), style.forms(_CARDS)) == (True, forms)

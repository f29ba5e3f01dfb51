import pytest

from bot.blocks.kit import Message, without_cards
from bot.check.samples import Sample, samples
from playground.slack.block_kit import validate_message, validate_view
from tests.contracts import wording


def test_the_document_of_the_wording_says_what_the_app_says() -> None:
    assert wording.document() == wording.DOCUMENT.read_text(encoding="utf-8"), "run `make wording`"


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_slack_takes_every_sample(sample: Sample) -> None:
    content = sample.content
    if isinstance(content, Message):
        with_cards = validate_message({"text": content.text, "blocks": content.blocks})
        with_sections = validate_message({"text": content.text, "blocks": without_cards(content.blocks)})
        assert (with_cards, with_sections) == ([], [])
    else:
        assert validate_view(content) == []
        assert validate_view({**content, "blocks": without_cards(content["blocks"])}) == []


def test_samples_have_names_of_their_own() -> None:
    names = [sample.name for sample in samples()]

    assert len(names) == len(set(names))

from typing import Any

import pytest

from playground.slack.block_kit import validate_blocks

Json = dict[str, Any]


def plain(text: str = "text") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), **more}


def image(url: str = "https://example.com/a.png") -> Json:
    return {"type": "image", "image_url": url, "alt_text": "a picture"}


def card(**more: Any) -> Json:
    return {"type": "card", "title": plain(), **more}


def icon(name: str) -> Json:
    return {"type": "icon", "name": name}


ACCEPTED = {
    "full card": card(
        title=mrkdwn("x" * 150),
        subtitle=mrkdwn("x" * 150),
        body=mrkdwn("x" * 200),
        subtext=plain("x" * 200),
        slack_icon=icon("thumbs-up"),
        hero_image=image(),
        actions=[button(action_id="a"), button(action_id="b"), button(action_id="c")],
    ),
    "card with an icon": card(icon=image()),
    "card with a body only": {"type": "card", "body": plain()},
    "card with actions only": {"type": "card", "actions": [button()]},
    "carousel": {"type": "carousel", "elements": [card()] * 10},
}


@pytest.mark.parametrize("block", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_card_within_the_limits_is_accepted(block: Json) -> None:
    assert validate_blocks([block]) == []


REFUSED = {
    "empty card": ({"type": "card"}, "/0", "missing_field"),
    "card with a subtitle only": ({"type": "card", "subtitle": plain()}, "/0", "missing_field"),
    "long card title": (card(title=plain("x" * 151)), "/0/title/text", "failed_constraint"),
    "long card subtitle": (card(subtitle=plain("x" * 151)), "/0/subtitle/text", "failed_constraint"),
    "long card body": (card(body=plain("x" * 201)), "/0/body/text", "failed_constraint"),
    "long card subtext": (card(subtext=plain("x" * 201)), "/0/subtext/text", "failed_constraint"),
    "card with a string": (card(body="hello"), "/0/body", "invalid_type"),
    "two icons": (card(icon=image(), slack_icon=icon("tag")), "/0/slack_icon", "failed_constraint"),
    "unknown icon": (card(slack_icon=icon("gift")), "/0/slack_icon/name", "failed_constraint"),
    "icon by name alone": (card(slack_icon="tag"), "/0/slack_icon", "invalid_type"),
    "WebP as an icon": (card(icon=image("https://a.b/c.WEBP")), "/0/icon/image_url", "failed_constraint"),
    "four card buttons": (
        card(actions=[button(action_id=str(number)) for number in range(4)]),
        "/0/actions",
        "failed_constraint",
    ),
    "menu on a card": (
        card(actions=[{"type": "overflow", "options": []}]),
        "/0/actions/0/type",
        "unsupported_type",
    ),
    "same action_id twice on a card": (
        card(actions=[button(action_id="a"), button(action_id="a")]),
        "/0/actions/1/action_id",
        "duplicate_id",
    ),
    "unknown card field": (card(footer=plain()), "/0/footer", "unknown_field"),
    "empty carousel": ({"type": "carousel", "elements": []}, "/0/elements", "failed_constraint"),
    "11 cards": ({"type": "carousel", "elements": [card()] * 11}, "/0/elements", "failed_constraint"),
    "divider in a carousel": (
        {"type": "carousel", "elements": [{"type": "divider"}]},
        "/0/elements/0/type",
        "unsupported_type",
    ),
}


@pytest.mark.parametrize(("block", "pointer", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_card_beyond_the_limits_is_refused_at_the_right_place(block: Json, pointer: str, code: str) -> None:
    assert [(problem.pointer, problem.code) for problem in validate_blocks([block])] == [(pointer, code)]

from typing import Any

import pytest

from playground.slack.block_tree import action_of, form_state, missing_inputs, with_generated_ids

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), **more}


OPTIONS = [{"text": plain(value), "value": value} for value in ("a", "b")]


def menu(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "m", "options": OPTIONS, **more}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": "i", "label": plain("Label"), "element": element, **more}


def test_whatever_has_no_id_gets_one_and_the_rest_is_kept() -> None:
    blocks: list[Json] = [
        {"type": "section", "text": plain("x"), "accessory": button()},
        {"type": "section", "block_id": "mine", "text": plain("x"), "accessory": button(action_id="go")},
        {"type": "carousel", "elements": [{"type": "card", "actions": [button(), button()]}]},
    ]

    first, second, carousel = with_generated_ids(blocks)

    assert first == blocks[0] | {
        "block_id": "generated0",
        "accessory": button(action_id="generated0"),
    }
    assert second == blocks[1]
    assert carousel["elements"] == [
        {
            "type": "card",
            "block_id": "generated3",
            "actions": [button(action_id="generated0"), button(action_id="generated1")],
        }
    ]
    assert blocks[0] == {"type": "section", "text": plain("x"), "accessory": button()}


def test_an_image_is_no_action() -> None:
    image = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}

    [section] = with_generated_ids([{"type": "section", "text": plain("x"), "accessory": image}])

    assert section["accessory"] == image


def test_a_button_on_one_of_many_cards_is_told_by_its_block() -> None:
    cards = [{"type": "card", "block_id": name, "actions": [button(action_id="share")]} for name in "ab"]

    assert action_of(cards, "share", "b", None) == {
        "type": "button",
        "action_id": "share",
        "block_id": "b",
        "text": plain("Go"),
    }
    with pytest.raises(LookupError, match=r"^2 elements are 'share'"):
        action_of(cards, "share", None, None)


@pytest.mark.parametrize(
    ("element", "chosen"),
    [
        (menu("static_select"), {"selected_option": OPTIONS[1]}),
        (menu("overflow"), {"selected_option": OPTIONS[1]}),
        (menu("checkboxes"), {"selected_options": [OPTIONS[1]]}),
        (
            {"type": "static_select", "action_id": "m", "option_groups": [{"options": OPTIONS}]},
            {"selected_option": OPTIONS[1]},
        ),
        ({"type": "users_select", "action_id": "m"}, {"selected_user": "b"}),
        ({"type": "plain_text_input", "action_id": "m"}, {"value": "b"}),
    ],
    ids=lambda value: value.get("type", "chosen"),
)
def test_choosing_is_told_as_slack_tells_it(element: Json, chosen: Json) -> None:
    blocks = [{"type": "actions", "block_id": "x", "elements": [element]}]

    action = action_of(blocks, "m", None, "b")

    assert action == {"type": element["type"], "action_id": "m", "block_id": "x", **chosen}


@pytest.mark.parametrize(
    ("element", "filled", "state"),
    [
        (menu("static_select"), {}, {"selected_option": None}),
        (menu("static_select", initial_option=OPTIONS[0]), {}, {"selected_option": OPTIONS[0]}),
        (menu("static_select"), {"i": "b"}, {"selected_option": OPTIONS[1]}),
        (menu("static_select", initial_option=OPTIONS[0]), {"i": None}, {"selected_option": None}),
        (menu("checkboxes"), {}, {"selected_options": []}),
        (menu("checkboxes"), {"i": ["a", "b"]}, {"selected_options": OPTIONS}),
        (
            menu("static_select"),
            {"i": {"m": {"type": "static_select", "selected_option": OPTIONS[0]}}},
            {"selected_option": OPTIONS[0]},
        ),
    ],
)
def test_a_form_holds_what_is_filled_in_over_what_it_began_with(
    element: Json, filled: Json, state: Json
) -> None:
    assert form_state([field(element)], filled) == {"i": {"m": {"type": element["type"], **state}}}


@pytest.mark.parametrize(
    ("more", "missing"), [({}, ["i"]), ({"optional": True}, [])], ids=["required", "optional"]
)
def test_a_required_input_must_be_filled(more: Json, missing: list[str]) -> None:
    blocks = [field(menu("static_select"), **more)]

    assert missing_inputs(blocks, form_state(blocks)) == missing

import pytest

from playground.slack.block_tree import action_of, form_state, missing_inputs, with_generated_ids
from tests.unit.playground.made_up import Json, actions, button, field, options, plain, section

MENU = {"type": "static_select", "action_id": "choice", "options": options(2)}


def test_whatever_has_no_id_gets_one_and_the_rest_is_kept() -> None:
    blocks = [
        section(accessory=button()),
        section(block_id="mine", accessory=button(action_id="go")),
        {"type": "card", "title": plain(), "actions": [button(), button()]},
    ]
    before = section(accessory=button())

    assert with_generated_ids(blocks) == (
        section(block_id="generated0", accessory=button(action_id="generated0")),
        blocks[1],
        {
            "type": "card",
            "title": plain(),
            "block_id": "generated2",
            "actions": [button(action_id="generated0"), button(action_id="generated1")],
        },
    )
    assert blocks[0] == before


def test_a_button_on_one_of_many_cards_is_told_by_its_block() -> None:
    cards = [{"type": "card", "block_id": name, "actions": [button(action_id="share")]} for name in "ab"]

    assert action_of(cards, "share", "b", None) == {
        "type": "button",
        "action_id": "share",
        "block_id": "b",
        "text": plain(),
    }
    with pytest.raises(LookupError, match=r"^2 elements are 'share'"):
        action_of(cards, "share", None, None)


def test_a_button_that_is_not_there_cannot_be_pressed() -> None:
    with pytest.raises(LookupError, match=r"^0 elements are 'back' in block None; there are"):
        action_of([actions(button(action_id="go"), block_id="nav")], "back", None, None)


def test_a_choice_is_told_as_an_option() -> None:
    assert action_of([field("language", MENU)], "choice", None, "1") == {
        "type": "static_select",
        "action_id": "choice",
        "block_id": "language",
        "selected_option": options(2)[1],
    }


@pytest.mark.parametrize(
    ("element", "filled", "state"),
    [
        ({}, {}, {"value": None}),
        ({"initial_value": "old"}, {}, {"value": "old"}),
        ({"initial_value": "old"}, {"i": "new"}, {"value": "new"}),
        (MENU, {}, {"selected_option": None}),
        (MENU | {"initial_option": options(1)[0]}, {}, {"selected_option": options(1)[0]}),
        (MENU, {"i": "1"}, {"selected_option": options(2)[1]}),
        (MENU | {"initial_option": options(1)[0]}, {"i": None}, {"selected_option": None}),
    ],
)
def test_a_form_holds_what_is_filled_in_over_what_it_began_with(
    element: Json, filled: Json, state: Json
) -> None:
    asked = field("i", element)["element"]

    assert form_state([field("i", element)], filled) == {
        "i": {asked["action_id"]: {"type": asked["type"], **state}}
    }


def test_a_field_that_is_not_there_cannot_be_filled_in() -> None:
    with pytest.raises(LookupError, match=r"no inputs in blocks \['id'\]; there are \['i'\]"):
        form_state([field("i")], {"id": "cust_1001"})


@pytest.mark.parametrize(("optional", "missing"), [(False, ["i"]), (True, [])], ids=["required", "optional"])
def test_a_required_input_must_be_filled_in(optional: bool, missing: list[str]) -> None:
    blocks = [field("i", MENU, optional=optional)]

    assert missing_inputs(blocks, form_state(blocks)) == missing

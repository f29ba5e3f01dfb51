"""What is in blocks: the ids that Slack generates, the elements that people use, and the state of a form."""

import copy
from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]

_STATE_FIELDS: dict[str, tuple[str, str]] = {  # type: (field of the state, field with its initial value)
    "plain_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
}


def _children(block: Json) -> list[Json]:
    """The elements that sit directly in a block."""
    match block.get("type"):
        case "section":
            return [block["accessory"]] if "accessory" in block else []
        case "actions":
            return list(block["elements"])
        case "card":
            return list(block.get("actions", []))
        case "input":
            return [block["element"]]
        case _:
            return []


def with_generated_ids(blocks: Sequence[Json]) -> tuple[Json, ...]:
    """A copy in which every block has a `block_id` and every element an `action_id`, as Slack makes them.

    The blocks must be valid."""
    named = copy.deepcopy(tuple(blocks))
    for number, block in enumerate(named):
        block.setdefault("block_id", f"generated{number}")
        for position, element in enumerate(_children(block)):
            element.setdefault("action_id", f"generated{position}")
    return named


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every (block, element) that a person could use."""
    for block in blocks:
        for element in _children(block):
            yield block, element


def find_element(blocks: Sequence[Json], action_id: str, block_id: str | None = None) -> tuple[Json, Json]:
    """The one (block, element) with that `action_id`; LookupError where there is none, or more than one."""
    found = [
        (block, element)
        for block, element in elements(blocks)
        if element.get("action_id") == action_id and block_id in (None, block.get("block_id"))
    ]
    if len(found) != 1:
        there = [(block.get("block_id"), element.get("action_id")) for block, element in elements(blocks)]
        raise LookupError(f"{len(found)} elements are {action_id!r} in block {block_id!r}; there are {there}")
    return found[0]


def form_state(blocks: Sequence[Json], filled: Json | None = None) -> Json:
    """`state.values` of a form: its initial values, overlaid with what a person filled in.

    `filled` is keyed by block_id: a text, or the value of an option."""
    values: Json = {}
    filled = filled or {}
    for block, element in elements(blocks):
        if element["type"] not in _STATE_FIELDS:
            continue
        field, initial = _STATE_FIELDS[element["type"]]
        block_id = block["block_id"]
        value = _chosen(element, filled[block_id]) if block_id in filled else element.get(initial)
        values[block_id] = {element["action_id"]: {"type": element["type"], field: value}}
    if unknown := filled.keys() - values.keys():
        raise LookupError(f"no inputs in blocks {sorted(unknown)}; there are {sorted(values)}")
    return values


def _chosen(element: Json, value: str | None) -> Any:
    """A text as it is, and an option as the object that it is."""
    if element["type"] != "static_select" or value is None:
        return value
    return {option["value"]: option for option in element["options"]}[value]


def missing_inputs(blocks: Sequence[Json], values: Json) -> list[str]:
    """The block_ids of required inputs that are empty: Slack's client asks for them before it submits."""
    missing = []
    for block in blocks:
        if block["type"] == "input" and not block.get("optional", False):
            element = block["element"]
            state = values[block["block_id"]][element["action_id"]]
            if not state[_STATE_FIELDS[element["type"]][0]]:
                missing.append(block["block_id"])
    return missing


def action_of(blocks: Sequence[Json], action_id: str, block_id: str | None, chosen: str | None) -> Json:
    """The `actions[]` entry for using an element: a button is pressed, a menu has `chosen` selected."""
    block, element = find_element(blocks, action_id, block_id)
    action = {"type": element["type"], "action_id": action_id, "block_id": block["block_id"]}
    if element["type"] == "button":
        return action | {name: element[name] for name in ("text", "value", "style", "url") if name in element}
    return action | {_STATE_FIELDS[element["type"]][0]: _chosen(element, chosen)}

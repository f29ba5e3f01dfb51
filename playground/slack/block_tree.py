"""Finding one's way in blocks: generated ids, interactive elements, and what a form contains."""

import copy
from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]

_STATE_FIELDS: dict[str, tuple[str, str]] = {  # type: (field of the state, field with its initial value)
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
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


def _flat(blocks: Sequence[Json]) -> Iterator[Json]:
    for block in blocks:
        yield block
        if block.get("type") == "carousel":
            yield from block["elements"]


def with_generated_ids(blocks: Sequence[Json]) -> tuple[Json, ...]:
    """A copy in which every block has a `block_id` and every element an `action_id`, as Slack hands them back.

    The blocks must be valid."""
    named = copy.deepcopy(tuple(blocks))
    for number, block in enumerate(_flat(named)):
        block.setdefault("block_id", f"generated{number}")
        for position, element in enumerate(_children(block)):
            if element["type"] != "image":
                element.setdefault("action_id", f"generated{position}")
    return named


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every (block, element) that a person could use."""
    for block in _flat(blocks):
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

    `filled` is keyed by block_id. A value is Slack's own {action_id: {…}}, or just the text or option."""
    values: Json = {}
    filled = filled or {}
    for block, element in elements(blocks):
        if element["type"] not in _STATE_FIELDS:
            continue
        name, initial = _STATE_FIELDS[element["type"]]
        nothing: Any = [] if name.endswith("s") else None
        state = {"type": element["type"], name: element.get(initial, nothing)}
        entry = filled.get(block["block_id"])
        if isinstance(entry, dict):
            state |= entry.get(element["action_id"], {})
        elif block["block_id"] in filled:
            state[name] = _chosen(element, entry)
        values.setdefault(block["block_id"], {})[element["action_id"]] = state
    if unknown := filled.keys() - {block["block_id"] for block, _ in elements(blocks)}:
        raise LookupError(f"no inputs in blocks {sorted(unknown)}; there are {sorted(values)}")
    return values


def _chosen(element: Json, entry: Any) -> Any:
    """What a test wrote in short, as Slack has it: options are objects."""
    groups = [element, *element.get("option_groups", [])]
    options = {option["value"]: option for group in groups for option in group.get("options", [])}
    if not options or entry is None:
        return entry
    return [options[value] for value in entry] if isinstance(entry, list) else options[entry]


def missing_inputs(blocks: Sequence[Json], values: Json) -> list[str]:
    """The block_ids of required inputs that are empty: Slack's client asks for them before it submits."""
    missing = []
    for block in blocks:
        if block.get("type") == "input" and not block.get("optional", False):
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
    name = "selected_option" if element["type"] == "overflow" else _STATE_FIELDS[element["type"]][0]
    return action | {name: _chosen(element, [chosen] if name == "selected_options" else chosen)}

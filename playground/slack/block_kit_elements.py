"""Slack's limits for text objects, images and the elements that sit in blocks."""

from collections.abc import Iterator, Mapping
from typing import Any

from playground.slack.shape import (
    Check,
    Problem,
    array,
    boolean,
    both,
    by_type,
    integer,
    one_of,
    record,
    string,
    wrong,
)

identifier = string(255)


def plain_text(most: int) -> Check:
    return by_type({"plain_text": record({"text": string(most)}, {"emoji": boolean})})


def text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    return by_type(
        {
            "plain_text": record({"text": string(most)}, {"emoji": boolean}),
            "mrkdwn": record({"text": string(most)}, {"verbatim": boolean}),
        }
    )


def url(value: Any, at: str) -> Iterator[Problem]:
    yield from string(3000)(value, at)
    if isinstance(value, str) and not value.startswith(("https://", "http://")):
        yield wrong(at, "must be an http or https URL")


def image_url(value: Any, at: str) -> Iterator[Problem]:
    yield from url(value, at)
    if isinstance(value, str) and value.partition("?")[0].lower().endswith(".webp"):
        yield wrong(at, "Slack does not take WebP images, and one bad image loses the whole message")


alt_text = string(2000)
image = record({"image_url": image_url, "alt_text": alt_text})

confirm = record(
    {
        "title": plain_text(100),
        "text": text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    {"style": one_of("primary", "danger")},
)

button = record(
    {"text": plain_text(75)},
    {
        "action_id": identifier,
        "value": string(2000),
        "url": url,
        "style": one_of("primary", "danger"),
        "confirm": confirm,
        "accessibility_label": string(75),
    },
)


def _option(text_check: Check) -> Check:
    return record({"text": text_check, "value": string(150)}, {"description": plain_text(75), "url": url})


_menu_option = _option(plain_text(75))
_list_option = _option(text(75))
_menu_options = array(_menu_option, most=100)
_group = record({"label": plain_text(75), "options": _menu_options})
_groups = array(_group, most=100)


def _options_or_groups(value: dict[str, Any], at: str) -> Iterator[Problem]:
    """A menu has `options` or `option_groups`."""
    if ("options" in value) == ("option_groups" in value):
        yield wrong(at, "needs either options or option_groups", "missing_field")


def _initial_among_options(value: dict[str, Any], at: str) -> Iterator[Problem]:
    """What is selected at first must be, to the letter, one of the options."""
    if not isinstance(value.get("options"), list):
        return
    if "initial_option" in value and value["initial_option"] not in value["options"]:
        yield wrong(f"{at}/initial_option", "is not one of the options")
    initial = value.get("initial_options")
    if isinstance(initial, list) and any(option not in value["options"] for option in initial):
        yield wrong(f"{at}/initial_options", "are not all among the options")


_USED: Mapping[str, Check] = {"action_id": identifier, "confirm": confirm, "focus_on_load": boolean}
_PLACED: Mapping[str, Check] = {**_USED, "placeholder": plain_text(150)}
_TYPED: Mapping[str, Check] = {
    "action_id": identifier,
    "placeholder": plain_text(150),
    "focus_on_load": boolean,
    "dispatch_action_config": record(
        {},
        {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), most=2)},
    ),
}


def _menu(**more: Check) -> Check:
    fields = {**_PLACED, "options": _menu_options, "option_groups": _groups, **more}
    return both(record({}, fields), _options_or_groups, _initial_among_options)


def _list(**more: Check) -> Check:
    return both(record({"options": array(_list_option, most=10)}, {**_USED, **more}), _initial_among_options)


def _lengths_in_order(value: dict[str, Any], at: str) -> Iterator[Problem]:
    least, most = value.get("min_length"), value.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield wrong(f"{at}/min_length", "is more than max_length")


_CHOICES: Mapping[str, Check] = {
    "static_select": _menu(initial_option=_menu_option),
    "multi_static_select": _menu(
        initial_options=array(_menu_option, most=100), max_selected_items=integer(1, 100)
    ),
    "radio_buttons": _list(initial_option=_list_option),
    "checkboxes": _list(initial_options=array(_list_option, most=10)),
    "users_select": record({}, {**_PLACED, "initial_user": string(255)}),
    "channels_select": record({}, {**_PLACED, "initial_channel": string(255)}),
    "conversations_select": record(
        {}, {**_PLACED, "initial_conversation": string(255), "default_to_current_conversation": boolean}
    ),
    "datepicker": record({}, {**_PLACED, "initial_date": string(10, least=10)}),
    "timepicker": record({}, {**_PLACED, "initial_time": string(5, least=5), "timezone": string(255)}),
}
_BUTTON: Mapping[str, Check] = {
    "button": button,
    "overflow": record(
        {"options": array(_menu_option, most=5)}, {"action_id": identifier, "confirm": confirm}
    ),
}

in_actions = by_type({**_BUTTON, **_CHOICES})
in_section = by_type({**_BUTTON, **_CHOICES, "image": image})
in_context = by_type(
    {
        "image": image,
        "plain_text": record({"text": string(3000)}, {"emoji": boolean}),
        "mrkdwn": record({"text": string(3000)}, {"verbatim": boolean}),
    }
)
in_input = by_type(
    {
        **_CHOICES,
        "plain_text_input": both(
            record(
                {},
                {
                    **_TYPED,
                    "initial_value": string(3000, least=0),
                    "multiline": boolean,
                    "min_length": integer(0, 3000),
                    "max_length": integer(1, 3000),
                },
            ),
            _lengths_in_order,
        ),
        "email_text_input": record({}, {**_TYPED, "initial_value": string(3000)}),
        "url_text_input": record({}, {**_TYPED, "initial_value": string(3000)}),
        "number_input": record(
            {"is_decimal_allowed": boolean},
            {**_TYPED, "initial_value": string(3000), "min_value": string(100), "max_value": string(100)},
        ),
    }
)

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.payload import MalformedPayloadError, checked, read

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_CLICK: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T1"},
    "actions": [{"action_id": "refresh", "value": "{}"}],
}
_MODAL: dict[str, Any] = {"type": "modal", "callback_id": "look_up_form", "title": {}, "blocks": []}


def _form(payload: object) -> str:
    return urlencode({"payload": json.dumps(payload)})


def _read(body: str, content_type: str) -> dict[str, Any]:
    return read(body.encode(), content_type)


def test_a_command_is_its_form() -> None:
    assert _read("command=%2Fcoupons&text=&user_id=U1", _FORM) == {
        "command": "/coupons",
        "text": "",
        "user_id": "U1",
    }


@pytest.mark.parametrize("text", ["payload", "payload=1", "{payload}"])
def test_a_command_may_have_the_word_payload_in_its_text(text: str) -> None:
    command = {"command": "/coupons", "text": text}

    assert _read(urlencode(command), _FORM) == command


def test_the_last_of_several_fields_of_one_name_counts() -> None:
    assert _read("command=/a&text=1&text=2", _FORM) == {"command": "/a", "text": "2"}


@pytest.mark.parametrize(("body", "content_type"), [(_form(_CLICK), _FORM), (json.dumps(_CLICK), _JSON)])
def test_an_interaction_is_the_json_in_it(body: str, content_type: str) -> None:
    assert _read(body, content_type) == _CLICK


def test_an_emoji_is_one_character_however_it_is_written() -> None:
    assert _read('{"type":"shortcut","text":"\\ud83d\\ude00"}', _JSON)["text"] == "😀"


_WHOLE: dict[str, dict[str, Any]] = {
    "a user and a channel by id alone": _CLICK | {"user": "U1", "channel": "C1", "team": "T1"},
    "nulls": _CLICK | {"enterprise": None, "view": None, "channel": None, "team": None, "message": None},
    "fields that nobody knows": _CLICK | {"novelty": [{"x": 1}]},
    "a form": {"type": "view_submission", "view": _MODAL | {"state": {"values": {"b": {"a": {"value": None}}}}}},
    "a date that was picked": {
        "type": "view_submission",
        "view": _MODAL | {"state": {"values": {"b": {"a": {"selected_date": "2026-11-23"}}}}},
    },
    "a Home tab": _CLICK | {"view": {"type": "home", "callback_id": "", "blocks": [{"type": "divider"}]}},
    "an event": {
        "type": "event_callback",
        "event": {"type": "app_home_opened", "user": "U1", "view": _MODAL},
        "authorizations": [{"enterprise_id": None, "team_id": "T1", "is_bot": True}],
    },
    "a check of the certificate": {"ssl_check": "1", "token": "x"},
    "a type of the future": {"type": "thought_transfer"},
}  # fmt: skip


@pytest.mark.parametrize("payload", _WHOLE.values(), ids=_WHOLE)
def test_what_slack_sends_passes_untouched(payload: dict[str, Any]) -> None:
    assert checked(payload) is payload


_HALF: dict[str, object] = {
    "a list": [],
    "a word": "x",
    "nothing": {},
    "a type that is a number": {"type": 1},
    "no command": {"command": None},
    "no actions": {**_CLICK, "actions": []},
    "actions that are words": _CLICK | {"actions": ["refresh"]},
    "an action without an id": _CLICK | {"actions": [{"value": "{}"}]},
    "a user that is a list": _CLICK | {"user": ["U1"]},
    "a user's id that is a number": _CLICK | {"user": {"id": 1}},
    "a user within a user": _CLICK | {"message": {"user": {"user": 7}}},
    "a view that is a word": _CLICK | {"view": "V1"},
    "half a modal": _CLICK | {"view": {"type": "modal", "blocks": []}},
    "a view of no known type": _CLICK | {"view": {"type": "novelty"}},
    "blocks that are words": _CLICK | {"view": _MODAL | {"blocks": ["x"]}},
    "a form without a view": {"type": "view_submission"},
    "a form filled in with numbers": {
        "type": "view_submission",
        "view": _MODAL | {"state": {"values": {"customer": {"input": {"value": 7}}}}},
    },
    "a form filled in with nothing": {"type": "view_submission", "view": _MODAL | {"state": {"values": [1]}}},
    "an event that is a word": {"type": "event_callback", "event": "app_home_opened"},
    "an event without a type": {"type": "event_callback", "event": {"user": "U1"}},
    "authorizations that are words": {"type": "event_callback", "event": {"type": "x"}, "authorizations": ["T1"]},
    "a text that is a list": {"command": "/coupons", "text": ["cust_1"]},
    "a response_url that is a number": {"command": "/coupons", "response_url": 1},
    "a step without itself": {"type": "workflow_step_edit", "callback_id": "x"},
    "a step's form without the step": {
        "type": "view_submission",
        "view": _MODAL | {"type": "workflow_step"},
    },
    "null for a list": _CLICK | {"response_urls": None},
}  # fmt: skip


@pytest.mark.parametrize("payload", _HALF.values(), ids=_HALF)
def test_what_bolt_would_stumble_over_is_refused(payload: object) -> None:
    with pytest.raises(MalformedPayloadError):
        checked(payload)


_UNREADABLE: dict[str, tuple[str, str]] = {
    "nothing": ("", _FORM),
    "a word": ("cust_1001", _FORM),
    "NUL before the first field": ("\0command=/coupons", _FORM),
    "percent encoding that is no text": ("command=/coupons&text=%ff%fe", _FORM),
    "an empty payload": ("payload=", _FORM),
    "half a payload": (_form(_CLICK)[:-9], _FORM),
    "a payload that is null": ("payload=null", _FORM),
    "a form said to be JSON": ("command=/coupons", _JSON),
    "10,000 levels": ('{"x":' * 10_000, _JSON),
    "a number of 5,000 digits": ('{"type":"shortcut","x":' + "9" * 5000 + "}", _JSON),
    "half a character": ('{"type":"shortcut","x":["\\ud800"]}', _JSON),
    "a thousand fields": ("command=/coupons" + "&a=1" * 1000, _FORM),
}


@pytest.mark.parametrize(("body", "content_type"), _UNREADABLE.values(), ids=_UNREADABLE)
def test_what_cannot_be_read_is_refused_without_a_word_of_it(body: str, content_type: str) -> None:
    with pytest.raises(MalformedPayloadError) as refused:
        _read(body, content_type)

    assert (str(refused.value), refused.value.__cause__) == ("", None)

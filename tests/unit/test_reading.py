"""What Slack sends, read from an HTTP body."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.server import read

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_CLICK: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1"},
    "actions": [{"action_id": "refresh"}],
}


def _form(payload: object) -> str:
    return urlencode({"payload": json.dumps(payload)})


def test_a_command_is_its_form() -> None:
    assert read(b"command=%2Fcoupons&text=&user_id=U1", _FORM) == {
        "command": "/coupons",
        "text": "",
        "user_id": "U1",
    }


@pytest.mark.parametrize("text", ["payload", "payload=1", "{payload}"])
def test_a_command_may_have_the_word_payload_in_its_text(text: str) -> None:
    command = {"command": "/coupons", "text": text}

    assert read(urlencode(command).encode(), _FORM) == command


@pytest.mark.parametrize(("body", "content_type"), [(_form(_CLICK), _FORM), (json.dumps(_CLICK), _JSON)])
def test_an_interaction_is_the_json_in_it(body: str, content_type: str) -> None:
    assert read(body.encode(), content_type) == _CLICK


_UNREADABLE: dict[str, tuple[bytes, str]] = {
    "percent encoding that is no text": (b"command=/coupons&text=%ff%fe", _FORM),
    "bytes that are no text": (b"command=/coupons&text=\xff", _FORM),
    "an empty payload": (b"payload=", _FORM),
    "half a payload": (_form(_CLICK)[:-9].encode(), _FORM),
    "a payload that is null": (b"payload=null", _FORM),
    "a form said to be JSON": (b"command=/coupons", _JSON),
    "10,000 levels": (b'{"x":' * 10_000, _JSON),
    "a thousand fields": (b"command=/coupons" + b"&a=1" * 1000, _FORM),
}


@pytest.mark.parametrize(("body", "content_type"), _UNREADABLE.values(), ids=_UNREADABLE)
def test_what_cannot_be_read_is_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of any kind
        read(body, content_type)

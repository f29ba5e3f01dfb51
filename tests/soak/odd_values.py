"""Values, names and addresses that no request of Slack's has where these are put."""

import json
from typing import Any

NESTED = 900
"""Levels of nesting that Python's JSON still reads."""


def _nested(levels: int) -> Any:
    value: Any = "x"
    for level in range(levels):
        value = [value] if level % 2 else {"text": value}
    return value


_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**18, 10**400, float("nan"), float("inf")),
    *(
        "",
        " ",
        "x",
        "\0",
        "\ud800",
        "<!channel>",
        "\r\nX-Injected: 1",
        "%s%n",
        "{}",
        "[]",
        "☃" * 300,
        "a" * 5000,
    ),
    *([], {}, [None], [[]], [{}], {"id": 1}, {"id": None}, {"": ""}, {"type": []}, ["x"], [0, "x", {}]),
    _nested(40),
    _nested(NESTED),
)
VALUES = tuple(json.dumps(value) for value in _VALUES)
"""As JSON: each that is read from it is new, and may be changed in its turn."""

_NAMES = """
    action_id actions assistant_thread authorizations blocks bot_access_token callback_id challenge channel channel_id
    command enterprise enterprise_id event event_id function_data function_execution_id is_enterprise_install
    is_ext_shared_channel item message payload previous_message private_metadata response_url response_urls ssl_check
    state team text thread_ts trigger_id type user user_id value view workflow_step
"""
NAMES = tuple(_NAMES.split())
_TYPES = """
    app_home_opened block_actions block_suggestion dialog_cancellation dialog_submission dialog_suggestion
    event_callback function_executed home interactive_message message message_action modal shortcut unknown
    url_verification view_closed view_submission workflow_step workflow_step_edit workflow_step_execute
"""
TYPES = tuple(_TYPES.split())
# None of them leaves this machine.
URLS = (
    *("", "x", "http://[", "file:///etc/hosts", "//127.0.0.1:1", "http://127.0.0.1:1/"),
    "http://127.0.0.1:99999/",
)
SHOWN = ("", " ", "9" * 20, "9" * 5000, "-1 abcdeu1", "1 abcdeuz", "1 abcdeu" + "f" * 800)
"""What a Refresh button may say that it showed."""

BEFORE = (b"\xff\xfe", b"\0", b"\xef\xbb\xbf", b"\x80", b"{", b"&", b"payload=", b"%ff%00", b"==")
AFTER = (b"\xff", b"\0", b"}", b"&payload=[]", b"&payload=1", b"&command=%00", b"&payload", b"&a")
CONTENT_TYPES = (
    *("", "text/plain", "multipart/form-data", "application/json", "application/json; charset=utf-16", "☃"),
    "application/x-www-form-urlencoded",
)
PAYLOADS = (b"", b"null", b"[]", b"1", b'"x"', b"{", b"NaN", b"{}", b"%00")
TIMESTAMPS = ("", "x", "-1", "1e9", "9" * 13, "9" * 400, "0", "\xb2", "１", "1 1", "nan", "0x10")
_ZEROS = "0" * 64
SIGNATURES = ("", "v0=", f"v0={_ZEROS}", f"v1={_ZEROS}", "v0=" + "é" * 64, "v0=" + "F" * 64, "0" * 9000)

"""Requests as Slack would never send them, made from requests as it does: everything follows from one `Random`."""

import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any
from urllib.parse import quote

from playground.slack.delivery import EnvelopeType, encode
from playground.slack.signing import sign
from tests.soak.originals import Original
from tests.soak.wire import FORM, Message, post

Json = dict[str, Any]
JSON = "application/json"
Path = tuple[str | int, ...]


def _nested(levels: int) -> Any:
    value: Any = "x"
    for level in range(levels):
        value = [value] if level % 2 else {"text": value}
    return value


# Values, names and addresses that no request of Slack's has where these are put.
_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**18, 10**400, float("nan"), float("inf")),
    *("", " ", "x", "\0", "\ud800", "<!channel>", "\r\nX-Injected: 1", "%s%n", "{}", "[]"),
    *("☃" * 300, "a" * 5000),
    *([], {}, [None], [[]], [{}], {"id": 1}, {"id": None}, {"": ""}, {"type": []}, ["x"], [0, "x", {}]),
    # Of levels that Python's JSON still reads.
    *(_nested(40), _nested(900)),
)
# As JSON: each that is read from it is new, and may be changed in its turn.
_VALUES = tuple(map(json.dumps, _ODD))
_NAMES = """
    action_id actions assistant_thread authorizations blocks bot_access_token callback_id challenge channel channel_id
    command enterprise enterprise_id event event_id function_data function_execution_id is_enterprise_install
    is_ext_shared_channel item message payload previous_message private_metadata response_url response_urls ssl_check
    state team text thread_ts trigger_id type user user_id value view workflow_step
"""
_TYPES = """
    app_home_opened block_actions block_suggestion dialog_cancellation dialog_submission dialog_suggestion
    event_callback function_executed home interactive_message message message_action modal shortcut unknown
    url_verification view_closed view_submission workflow_step workflow_step_edit workflow_step_execute
"""
# None of them leaves this machine.
_URLS = (
    "",
    "x",
    "http://[",
    "file:///etc/hosts",
    "//127.0.0.1:1",
    "http://127.0.0.1:1/",
    "http://127.0.0.1:99999/",
)
# What a Refresh button may say that it showed.
_SHOWN = ("", " ", "9" * 20, "9" * 5000, "-1 abcdeu1", "1 abcdeuz", "1 abcdeu" + "f" * 800)
_BEFORE = (b"\xff\xfe", b"\0", b"\xef\xbb\xbf", b"\x80", b"{", b"&", b"payload=", b"%ff%00", b"==")
_AFTER = (b"\xff", b"\0", b"}", b"&payload=[]", b"&payload=1", b"&command=%00", b"&payload", b"&a")
_CONTENT_TYPES = ("", "text/plain", "multipart/form-data", JSON, f"{JSON}; charset=utf-16", "☃", FORM)
_PAYLOADS = (b"", b"null", b"[]", b"1", b'"x"', b"{", b"NaN", b"{}", b"%00")
_TIMESTAMPS = ("", "x", "-1", "1e9", "9" * 13, "9" * 400, "0", "\xb2", "１", "1 1", "nan", "0x10")
_ZEROS = "0" * 64
_SIGNATURES = ("", "v0=", f"v0={_ZEROS}", f"v1={_ZEROS}", "v0=" + "é" * 64, "v0=" + "F" * 64, "0" * 9000)


class Corpus:
    """An endless supply of requests, made of `originals`. `now` is Unix seconds for the signature."""

    def __init__(
        self, rng: Random, originals: Sequence[Original], *, secret: str, now: Callable[[], float]
    ) -> None:
        self._rng = rng
        self._originals = originals
        self._secret = secret
        self._now = now

    def next(self) -> Message:
        rng = self._rng
        envelope, payload = rng.choice(self._originals)
        how = rng.random()
        if how < 0.05:
            (body, content_type), words = encode(envelope, payload), "untouched"
        elif how < 0.75:
            changed, words = self._changed(payload)
            body, content_type = _encoded(envelope, changed)
        else:
            body, content_type, words = self._garbled(*encode(envelope, payload))
        headers = {
            "Content-Type": content_type,
            **sign(body, secret=self._secret, timestamp=int(self._now())),
        }
        words = f"{payload.get('type', 'command')}: {words}"
        if rng.random() < 0.1:
            forged = self._forged()
            return Message(f"{words}, {_brief(forged)}", post(body, headers | forged), signed=False)
        return Message(words, post(body, headers))

    def _changed(self, payload: Json) -> tuple[Json, str]:
        changed: Json = json.loads(json.dumps(payload))
        words = [self._change(changed) for _ in range(self._rng.choice([1, 1, 1, 2, 4]))]
        return changed, "; ".join(words)

    def _change(self, payload: Json) -> str:
        """Changes one place in the payload, and says which and how."""
        rng = self._rng
        places = list(_places(payload, ()))
        path: Path = (rng.choice(_NAMES.split()),) if rng.random() < 0.2 or not places else rng.choice(places)
        part: Any = payload
        for step in path[:-1]:
            part = part[step]
        where = ".".join(map(str, path))
        if path in places and rng.random() < 0.3:
            del part[path[-1]]
            return f"{where} removed"
        part[path[-1]] = self._value(path[-1])
        return f"{where} set to {_brief(part[path[-1]])}"

    def _value(self, name: str | int) -> Any:
        rng = self._rng
        if name in {"response_url", "private_metadata"} and rng.random() < 0.7:
            url = rng.choice(_URLS)
            return url if name == "response_url" else json.dumps({"c": "C1", "r": url})
        if name == "type" and rng.random() < 0.7:
            return rng.choice(_TYPES.split())
        if name == "value" and rng.random() < 0.6:
            state = {"c": "cust_1001", rng.choice("cfpks"): json.loads(rng.choice(_VALUES))}
            return json.dumps(state if rng.random() < 0.5 else state | {"s": rng.choice(_SHOWN)})
        return json.loads(rng.choice(_VALUES))

    def _garbled(self, body: bytes, content_type: str) -> tuple[bytes, str, str]:
        rng = self._rng
        # Half an address could be that of another machine.
        cut = rng.randrange(max(1, body.find(b"http") if b"http" in body else len(body)))
        before, after, wrong = rng.choice(_BEFORE), rng.choice(_AFTER), rng.choice(_CONTENT_TYPES)
        deep = rng.choice([b"[", b'{"a":']) * 10_000
        digits = b"payload=" + quote('{"a":' + "9" * 5000 + "}").encode()
        return rng.choice(
            [
                (body[:cut], content_type, f"cut off after {cut} bytes"),
                (b"", content_type, "empty"),
                (before + body, content_type, f"{before!r} before it"),
                (body + after, content_type, f"{after!r} after it"),
                (body, wrong, f"as {wrong!r}"),
                (b"payload=" + rng.choice(_PAYLOADS), FORM, "another payload"),
                (b"payload=" + deep, FORM, "nested 10,000 levels, in a form"),
                (deep, JSON, "nested 10,000 levels"),
                (rng.randbytes(rng.randrange(200)), content_type, "random bytes"),
                (digits, FORM, "a number of 5,000 digits"),
                (body + b"&" + body, content_type, "every key twice"),
            ]
        )

    def _forged(self) -> dict[str, str]:
        """A header that no request of Slack's has."""
        if self._rng.random() < 0.5:
            return {"X-Slack-Request-Timestamp": self._rng.choice(_TIMESTAMPS)}
        return {"X-Slack-Signature": self._rng.choice(_SIGNATURES)}


def _encoded(envelope: EnvelopeType, payload: Json) -> tuple[bytes, str]:
    if envelope == "slash_commands":
        # A form has texts. Half of a surrogate pair is none.
        payload = {name: str(value).encode(errors="replace").decode() for name, value in payload.items()}
    return encode(envelope, payload)


def _places(part: Any, path: Path) -> Iterator[Path]:
    # Not into what an earlier change nested.
    if len(path) > 8:
        return
    named: Any = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, value in named:
        yield (*path, name)
        yield from _places(value, (*path, name))


def _brief(value: Any) -> str:
    try:
        return repr(value)[:60]
    except ValueError:
        return "a number of many digits"
